"""Import: the bytes of a file → an ImportedNotice with counted repairs and doubts.

The import law: no label changes unseen; every character of the source but what is set aside
stands in the result once, in order; what is missing is reported, never invented.
"""

from .chrome import part_chrome
from .dates import read_imprint
from .decoding import LIMIT, decode
from .head import Head, read_head
from .headings import Opening, part_headings
from .lines import Line, joined, organs, split
from .outline import first_label, part_closing, read_outline, typed_entries
from .repair import repair
from .result import ImportedNotice, ImportedSection, Unreadable
from .tail import Tail, part_tail

MOST_ISSUERS = 50

__all__ = [
    "LIMIT",
    "ImportedNotice",
    "ImportedSection",
    "Opening",
    "Unreadable",
    "part_headings",
    "read",
    "read_imprint",
    "typed_entries",
]


def read(data: bytes, file_name: str) -> ImportedNotice:
    """Read a text file; raises Unreadable, whose message is a sentence for the editor."""
    repaired = repair(decode(data))
    lines, page = part_chrome(split(repaired.text))
    lines, tail = part_tail(lines)
    first = first_label(lines)
    head, outline = read_head(lines[:first], first < len(lines)), read_outline(lines[first:])
    preamble, closing = head.preamble, outline.closing
    if not outline.sections:
        preamble, closing = part_closing(preamble, kept=1)
    issuers = head.issuers or organs(tail.signature or "")
    if len(issuers) > MOST_ISSUERS:
        raise Unreadable(
            f"署名处有 {len(issuers)} 个机关，超过上限 {MOST_ISSUERS} 个，像是认错了行，请核对原文。"
        )
    missing = _missing(head, tail, issuers)
    return ImportedNotice(
        file=file_name,
        title=head.title,
        issuers=issuers,
        doc_number=head.doc_number,
        addressee=head.addressee,
        preamble=joined(preamble),
        sections=outline.sections,
        entries=outline.entries,
        scheme=outline.scheme,
        closing=joined(closing),
        signature=tail.signature,
        date=tail.date or head.date,
        annotation=tail.annotation,
        cc=tail.cc,
        imprint=tail.imprint,
        attachments=tail.attachments,
        repairs=repaired.counts | {"chrome": len(page)},
        doubts=missing + repaired.doubts + head.doubts + outline.doubts + tail.doubts,
        set_aside=_texts(page + head.set_aside + tail.set_aside),
    )


def _missing(head: Head, tail: Tail, issuers: list[str]) -> list[str]:
    """Sentences about required elements that the source does not have."""
    found = {
        "标题": head.title,
        "发文机关": issuers,
        "成文日期": tail.date or head.date,
        "署名": tail.signature,
    }
    return [f"没有找到{name}，请补上。" for name, value in found.items() if not value]


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in sorted(lines, key=lambda line: line.number)]
