"""A file as read by the importer, as passages."""

from collections.abc import Iterator

from ..importing import ImportedNotice
from .passages import section_places
from .problem import Passage


def passages_of(read: ImportedNotice) -> Iterator[Passage]:
    """Every text of the file, lines set aside included: a mark of secrecy may stand there."""
    for line in read.set_aside:
        yield Passage("未采用的行", line, head=True)
    yield Passage("发文字号", read.doc_number or "", head=True)
    yield Passage("标题", read.title or "", head=True)
    yield Passage("主送机关", read.addressee or "")
    yield Passage("引言", read.preamble or "")
    rows = [
        {"depth": section.level, "label": section.label, "heading": section.heading}
        for section in read.sections
    ]
    for section, place in zip(read.sections, section_places(rows), strict=True):
        yield Passage(place, section.whole_text())
    yield Passage("结尾", read.closing or "")
    yield Passage("附件", "\n".join(read.attachments))
    yield Passage("署名", read.signature or "")
    yield Passage("附注", read.annotation or "", head=True)
    yield Passage("版记", "\n".join(filter(None, [read.cc, read.imprint])))
