"""A payload → the rows of a working copy, numbers kept; rows that say the same stay untouched."""

from datetime import date

from django.apps import apps

from ..arriving.fingerprint import Fingerprint
from ..payload import ABSENT
from ..versioned import Versioned

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


def why_not_lay(payload: dict) -> list[str]:
    """What of the payload cannot come back any more, in sentences."""
    kind = payload["kind"]
    if apps.get_model("notices.Kind").objects.filter(code=kind["code"]).exists():
        return []
    return [f"文种“{kind['name']}”已不在基础数据里，请先补上再恢复。"]


def lay(notice, payload: dict, user) -> None:
    """Rewrites every part of the working copy from a payload (format 1)."""
    _fields(notice, payload)
    _issuers(notice, payload["issuers"], user)
    sections = lay_sections(notice, payload["sections"])
    _rows(notice, "attachments", payload["attachments"], _attachment)
    _rows(notice, "figures", payload["figures"], lambda row: _figure(row, sections))
    notice.relations.all().delete()
    for relation in payload["relations"]:
        notice.relations.create(
            type=relation["type"],
            other_id=relation["notice"],
            name=relation["name"],
        )
    Fingerprint.objects.follow(notice)


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
    period = payload.get("period") or {}
    notice.period_days, notice.period_ending = period.get("days"), period.get("ending", "")
    correction = payload.get("correction") or {}
    notice.correction_kind = correction.get("kind", "")
    notice.correction_note = correction.get("note", "")
    notice.save()


def _issuers(notice, names: list[str], user) -> None:
    issuers = apps.get_model("notices.Issuer").objects
    notice.notice_issuers.all().delete()
    for name in names:
        notice.notice_issuers.create(issuer=issuers.named(name, user))


def _rows(notice, parts: str, rows: list[dict], values) -> dict:
    """Makes the rows of one part equal to the payload's, by their numbers; returns them so.

    In few queries, as an outline may have thousands of rows: the notice is locked and saved by
    the caller, which is what each row's own save would see to.
    """
    manager = getattr(notice, parts)
    manager.exclude(number__in=[row["number"] for row in rows]).delete()
    kept = {row.number: row for row in manager.all()}
    new, changed, names = [], [], {"order"}
    for place, row in enumerate(rows, 1):
        part = kept.get(row["number"]) or manager.model(notice=notice, number=row["number"])
        wanted = values(row) | {"order": place * manager.model.STEP}
        names |= wanted.keys()
        if part.pk is None:
            new.append(part)
        elif any(getattr(part, name) != value for name, value in wanted.items()):
            changed.append(part)
        for name, value in wanted.items():
            setattr(part, name, value)
        kept[part.number] = part
    manager.bulk_create(new)
    update(manager, changed, names)
    return kept


def update(manager, changed: list, names: set[str]) -> None:
    """Writes these columns of the changed rows, whose versions move on."""
    if issubclass(manager.model, Versioned):
        names = names | {"version"}
        for part in changed:
            part.version += 1
    manager.bulk_update(changed, sorted(names))


def lay_sections(notice, rows: list[dict]) -> dict:
    """Makes the outline equal to a payload's sections; returns them by number."""
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
