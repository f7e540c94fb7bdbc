"""A notice as data: the answers of /notices/<id>.json and /api/, described by openapi.json.

Names are those of an edition's payload; moments are in UTC, days have no zone.
"""

from collections.abc import Callable
from datetime import date, datetime

from .. import rich_text
from ..canonical import utc
from ..reading import Document
from ..validity import CODES

# (name of a file's list, its row in the payload) → its address; None where readers have it no more
Address = Callable[[str, dict], str | None]


def text_of(payload: dict, document: Document, page: str, address: Address) -> dict:
    """What the edition says. `page` is the address of the notice, absolute."""
    return {
        "kind": {name: payload["kind"][name] for name in ("code", "name")},
        "topic": payload["topic"],
        **{name: payload[name] for name in ("title", "issuers", "addressee", "doc_number")},
        **{name: payload[name] for name in ("index_number", "signed_on", "effective_on")},
        "first_published_on": payload.get("first_published_on"),
        "citation": document.citation,
        "source": payload["source"],
        "scheme": payload["scheme"],
        "preamble": rich(payload["preamble"]),
        "sections": _sections(payload, document, page),
        "closing": rich(payload["closing"]),
        "signature": list(document.signature),
        **{name: payload[name] for name in ("annotation", "cc", "imprint")},
        "attachments": [
            _file(row, address("attachments", row), "name", "file_name")
            for row in payload["attachments"]
        ],
        "figures": [
            _file(row, address("figures", row), "place", "section", "alt", "caption")
            for row in payload["figures"]
        ],
    }


def rich(html: str) -> dict:
    """Rich text as the cleaner lets it out, and the same without tags."""
    return {"html": rich_text.clean(html), "text": rich_text.plain(html)}


def _sections(payload: dict, document: Document, page: str) -> list[dict]:
    drawn = [section for part in document.parts for section in part.sections]
    return [
        {
            **{name: row[name] for name in ("number", "depth", "label", "heading", "run_in")},
            "address": f"{page}#{section.address}",
            "place": section.place,
            "body": rich(row["body"]),
        }
        for row, section in zip(payload["sections"], drawn, strict=True)
    ]


def _file(row: dict, address: str | None, *names: str) -> dict:
    own = ("number", *names, "media_type", "size", "sha256")
    return {name: row[name] for name in own} | {"address": address}


def worth(word: str, ended_at: datetime | None = None) -> dict:
    """有效性: the word readers see and its code."""
    return {"code": CODES[word], "word": word, "ended_at": moment(ended_at)}


def moment(value: datetime | None) -> str | None:
    return utc(value) if value else None


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None
