"""Payloads for tests of plain rules: what an edition would say, without a database."""

from notices import numbering
from notices.numbering import Entry
from notices.rich_text import from_plain

_ENTRY = ("start", "unnumbered", "typed")


def section(depth: int = 1, heading: str = "", body: str = "", **given) -> dict:
    """A section without number and label; a body without tags is lines of text."""
    return {
        "depth": depth,
        "heading": heading,
        "run_in": False,
        "body": body if body[:1] == "<" else from_plain(body),
        "start": None,
        "unnumbered": False,
        "typed": "",
    } | given


def payload(*sections: dict, scheme: str = "official", **given) -> dict:
    """A whole notice in format 1 with these sections, numbered by the scheme."""
    entries = [Entry(row["depth"], **{name: row[name] for name in _ENTRY}) for row in sections]
    labels = numbering.labels(scheme, entries)
    rows = [
        row | {"number": number, "label": label}
        for number, (row, label) in enumerate(zip(sections, labels, strict=True), 1)
    ]
    return {
        "format": 1,
        "notice": 1,
        "title": "中共示例省委关于做好春季植树工作的通知",
        "kind": {"code": "notice", "name": "通知", "red_head": True},
        "issuers": ["中共示例省委"],
        "addressee": "各市委",
        "doc_number": "示发〔2026〕7号",
        "signed_on": "2026-05-12",
        "effective_on": None,
        "index_number": "",
        "topic": None,
        "source": {"kind": "original", "name": "", "address": "", "date": None},
        "preamble": "<p>为做好春季植树工作，现通知如下。</p>",
        "closing": "<p>特此通知。</p>",
        "signature": "中共示例省委",
        "annotation": "（此件公开发布）",
        "cc": "示例省绿化办公室。",
        "imprint": {"issuer": "中共示例省委办公室", "on": "2026-05-13"},
        "absent": [],
        "scheme": scheme,
        "sections": rows,
        "attachments": [],
        "figures": [],
        "relations": [],
    } | given


def attachment(number: int, name: str) -> dict:
    return {
        "number": number,
        "sha256": f"{number:064d}",
        "size": 1000,
        "media_type": "text/plain",
        "name": name,
        "file_name": f"{name}.txt",
    }


def figure(sha256: str, place: str = "preamble", **given) -> dict:
    """A PNG of 600 × 300 pixels."""
    variant = {"width": 600, "height": 300, "sha256": sha256, "media_type": "image/png", "size": 9}
    return {
        "number": 1,
        "sha256": sha256,
        "size": 9,
        "media_type": "image/png",
        "place": place,
        "section": None,
        "alt": "河边的一排柳树",
        "caption": "图1　河岸",
        "variants": [variant],
    } | given
