"""The document that is read, what is met on the way, and what the editor is told of it."""

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
_SHOWN = 20  # characters of hidden text in the sentence about it


@dataclass
class Tally:
    """How often each thing was met that the editor is told of, and the hidden text.

    change: kind, author and date of the tracked change that ended just before this place.
    """

    times: Count = field(default_factory=Count)
    hidden: list[str] = field(default_factory=list)
    change: tuple | None = None

    def paragraph(self, length: int) -> None:
        self.times["paragraphs"] += 1
        self.times["texts"] += length > 0
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


def counts_of(tally: Tally) -> dict[str, int]:
    """The counts of Document."""
    times = tally.times
    counts = {
        "revisions": times["inserted"] + times["deleted"],
        "comments": times["comments"],
    }
    return {name: number for name, number in counts.items() if number}


def doubts_of(source: Source) -> list[str]:
    """Sentences about what was taken, left out, or could not be had."""
    times, hidden = source.tally.times, "".join(source.tally.hidden).strip()
    doubts = []
    if times["inserted"] or times["deleted"]:
        doubts.append(
            f"文件里有未接受的修订：插入 {times['inserted']} 处，已保留；"
            f"删除 {times['deleted']} 处，没有放进通知。请核对。"
        )
    if times["comments"]:
        doubts.append(f"文件里有 {times['comments']} 条批注，没有放进通知。")
    if hidden:
        shown = hidden[:_SHOWN] + ("……" if len(hidden) > _SHOWN else "")
        doubts.append(f"文件里有隐藏的文字（{len(hidden)} 个字：“{shown}”），没有读入。")
    for name, sentence in _SENTENCES.items():
        if times[name]:
            doubts.append(sentence.format(times[name]))
    if source.counter.unknown:
        named = "、".join(sorted(source.counter.unknown))[:100]
        doubts.append(f"有的自动编号格式（{named}）不认识，已按 1、2、3 编写，请核对。")
    return doubts


_SENTENCES = {
    "linked": "有 {} 张图片只是外部链接，不在文件里，没有取来，请另行添加。",
    "missing": "有 {} 张图片在文件里找不到，请对照原件补上。",
    "diagrams": "有 {} 个图表或 SmartArt 图形没有读入，请截成图片后另行添加。",
    "chunks": "有 {} 处嵌入的其他文档没有读入，请对照原件补上。",
}
