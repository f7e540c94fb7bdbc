"""The document that is read, and what is met on the way."""

from collections import Counter as Count
from dataclasses import dataclass, field

from ..telling import Unreadable
from .counting import Counter
from .fields import Fields
from .package import Package, Relation
from .styles import Styles
from .xml import Element

MOST_PARAGRAPHS = 20_000
LONGEST_PARAGRAPH = 200_000  # characters; a rich text takes no more
MOST_PICTURES = 1_000


@dataclass
class Tally:
    """How often each thing was met that the editor is told of, and the hidden text."""

    times: Count = field(default_factory=Count)
    hidden: list[str] = field(default_factory=list)

    def paragraph(self, length: int) -> None:
        self.times["paragraphs"] += 1
        if self.times["paragraphs"] > MOST_PARAGRAPHS:
            raise Unreadable(f"文件超过 {MOST_PARAGRAPHS} 段的上限，请只保留通知正文后再导入。")
        if length > LONGEST_PARAGRAPH:
            raise Unreadable(
                f"有一段 {length} 个字，超过上限 {LONGEST_PARAGRAPH} 个字，请分段后再导入。"
            )

    def picture(self) -> None:
        self.times["pictures"] += 1
        if self.times["pictures"] > MOST_PICTURES:
            raise Unreadable(
                f"文件里的图片超过 {MOST_PICTURES} 张的上限，请只保留通知正文后再导入。"
            )


@dataclass
class Source:
    """What every part of the document shares.

    notes and comments: (kind, id) → the element and the name of its part, taken out as they are
    read, so that nothing comes twice; numbers: (kind, id) → the number shown for the note.
    """

    package: Package
    styles: Styles
    counter: Counter
    notes: dict[tuple[str, str], tuple[Element, str]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


@dataclass
class Part:
    """One part of the document as it is read: its name and the fields open at this place."""

    source: Source
    name: str
    fields: Fields

    def relation(self, identifier: str | None) -> Relation | None:
        return self.source.package.relations(self.name).get(identifier or "")

    def apart(self) -> "Part":
        """The same part for text that stands outside the line, in a box."""
        return Part(self.source, self.name, Fields(self.fields.matched))
