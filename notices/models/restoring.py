"""Laying an edition's text back into the working copy, numbers kept."""

import json
from datetime import date

from django.apps import apps

from .payload import ABSENT

PLAIN = [
    "title",
    "addressee",
    "doc_number",
    "index_number",
    "preamble",
    "closing",
    "signature",
    "annotation",
    "cc",
]


def why_not_lay_back(edition) -> list[str]:
    """What of the edition cannot come back any more, in sentences."""
    if not hasattr(edition, "payload"):
        return ["这一版的内容已经抹除，无法恢复。"]
    kind = json.loads(edition.payload.text)["kind"]
    if apps.get_model("notices.Kind").objects.filter(code=kind["code"]).exists():
        return []
    return [f"文种“{kind['name']}”已不在基础数据里，请先补上再恢复。"]


def lay_back(notice, edition, user) -> None:
    """Rewrites every part of the working copy from the edition's payload."""
    payload = json.loads(edition.payload.text)
    _fields(notice, payload)
    _issuers(notice, payload["issuers"], user)
    sections = _sections(notice, payload["sections"])
    _rows(notice, "attachments", payload["attachments"], _attachment)
    _rows(notice, "figures", payload["figures"], lambda row: _figure(row, sections))
    notice.relations.all().delete()
    for relation in payload["relations"]:
        notice.relations.create(
            type=relation["type"],
            other_id=relation["notice"],
            name=relation["name"],
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _fields(notice, payload: dict) -> None:
    for name in PLAIN:
        setattr(notice, name, payload[name])
    notice.kind = apps.get_model("notices.Kind").objects.get(code=payload["kind"]["code"])
    topics = apps.get_model("notices.Topic").objects
    notice.topic = topics.filter(pk=payload["topic"]["id"]).first() if payload["topic"] else None
    notice.signed_on = _day(payload["signed_on"])
    notice.effective_on = _day(payload["effective_on"])
    source = payload["source"]
    notice.source, notice.source_name = source["kind"], source["name"]
    notice.source_address, notice.source_date = source["address"], _day(source["date"])
    notice.imprint_issuer = payload["imprint"]["issuer"]
    notice.imprint_on = _day(payload["imprint"]["on"])
    for name, field in ABSENT.items():
        setattr(notice, field, name in payload["absent"])
    notice.scheme = payload["scheme"]
    notice.save()


def _issuers(notice, names: list[str], user) -> None:
    issuers = apps.get_model("notices.Issuer").objects
    notice.notice_issuers.all().delete()
    for name in names:
        notice.notice_issuers.create(issuer=issuers.named(name, user))


def _rows(notice, parts: str, rows: list[dict], values) -> dict:
    """Makes the rows of one part equal to the edition's, by their numbers; returns them so."""
    manager = getattr(notice, parts)
    manager.exclude(number__in=[row["number"] for row in rows]).delete()
    kept = {row.number: row for row in manager.all()}
    for place, row in enumerate(rows, 1):
        part = kept.get(row["number"]) or manager.model(notice=notice, number=row["number"])
        part.order = place * manager.model.STEP
        for name, value in values(row).items():
            setattr(part, name, value)
        part.save()
        kept[part.number] = part
    return kept


def _sections(notice, rows: list[dict]) -> dict:
    names = ["depth", "heading", "run_in", "body", "start", "unnumbered"]
    return _rows(
        notice,
        "sections",
        rows,
        lambda row: {name: row[name] for name in names} | {"typed_label": row["typed"]},
    )


def _attachment(row: dict) -> dict:
    return {"name": row["name"], "file_id": row["sha256"], "file_name": row["file_name"]}


def _figure(row: dict, sections: dict) -> dict:
    return {
        "place": row["place"],
        "section": sections[row["section"]] if row["section"] else None,
        "file_id": row["sha256"],
        "alt": row["alt"],
        "caption": row["caption"],
    }
