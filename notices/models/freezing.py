"""Freezing: the working copy becomes an edition, its payload, files and relations."""

from datetime import date, datetime

from django.apps import apps

from ..canonical import canonical_json, digest
from .arriving.fingerprint import Fingerprint
from .payload import payload_of
from .searching import Passage


def freeze(notice, user, at: datetime, note: str, correction: str):
    """The edition of the text as it stands, and the append-only rows that were made for it.

    A newest edition that was never live and says the same is used again, so that a cancelled
    schedule leaves no gap for readers.
    """
    payload = payload_of(notice)
    text = canonical_json(payload)
    kept = _never_live(notice, at, digest(text), note, correction)
    if kept:
        return kept, []
    edition = notice.editions.create(
        number=notice.take_number("edition"),
        format=payload["format"],
        digest=digest(text),
        correction=correction,
        note=note,
        frozen_at=at,
        frozen_by=user,
    )
    Fingerprint.objects.follow(notice)
    Fingerprint.objects.follow(notice, edition)
    rows = [edition, *_contents(edition, payload, text)]
    Passage.objects.write(edition, payload)
    return edition, rows


def _never_live(notice, at: datetime, text_digest: str, note: str, correction: str):
    open_editions = notice.editions.filter(sealing=None, erasure=None)
    newest = notice.editions.order_by("-number").first()
    if newest not in open_editions or newest.releases.effective(at).exists():
        return None
    same = (newest.digest, newest.note, newest.correction) == (text_digest, note, correction)
    return newest if same else None


def columns_of(payload: dict) -> dict:
    """The columns lists are made of, from a payload; `verify` compares them."""
    return {
        "title": payload["title"],
        "doc_number": payload["doc_number"],
        "issuers": "\n".join(payload["issuers"]),
        "kind": payload["kind"]["code"],
        "topic_number": payload["topic"] and payload["topic"]["id"],
        "signed_on": _day(payload["signed_on"]),
        "effective_on": _day(payload["effective_on"]),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def files_of(payload: dict) -> list[str]:
    """The hashes of every file an edition carries, each once."""
    variants = [variant for row in payload["figures"] for variant in row["variants"]]
    rows = payload["attachments"] + payload["figures"] + variants
    return sorted({row["sha256"] for row in rows})


def _contents(edition, payload: dict, text: str) -> list:
    model = apps.get_model
    rows = [
        model("notices.EditionPayload").objects.create(
            edition=edition, text=text, **columns_of(payload)
        )
    ]
    for sha256 in files_of(payload):
        rows.append(edition.files.create(file_id=sha256))
    for relation in payload["relations"]:
        if relation["notice"]:
            rows.append(
                edition.relations.create(type=relation["type"], other_id=relation["notice"])
            )
    return rows
