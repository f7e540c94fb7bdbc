"""Lines → sections and closing; labels stay as the source has them."""

import re
from dataclasses import dataclass, field

from ..numbering import DEPTHS, Entry, Label, at_start, choose_scheme, read_label
from .headings import Opening, Parted, is_short, part_headings
from .lines import Line, joined
from .result import ImportedSection, Unreadable

_MOST_SECTIONS = 3000  # the longest code of law has 1,260 articles (《民法典》)
_DOUBTS_NAMED = 10
_BEFORE_A_YEAR = re.compile(r"(\d{1,3}\.)(?:19|20)\d\d年")
_NUMBERED = read_label("1.").style
_CLOSING = re.compile(
    r"(?:特此|专此|此复|以上|妥否|当否|请(?![假示求])|望|希望?"
    r"|(?:各|有关)[^。；：]{1,40}?[要应须请]"
    r"|[^，。；]{0,30}自[^，。；]{1,30}起(?:施行|执行|实施)"
    r"|[^。；]{0,40}(?:负责解释|结合实际[^。；]{0,20}(?:执行|落实)))"
)


@dataclass
class Block:
    """A label's line and the lines without label below it."""

    line: Line
    label: Label
    below: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.line.text[len(self.label.text) :].strip()

    @property
    def is_short(self) -> bool:
        return is_short(self.text)


@dataclass(frozen=True)
class Outline:
    """sections and their entries; scheme None where labels are typed; closing as lines."""

    sections: list[ImportedSection]
    entries: list[Entry]
    scheme: str | None
    closing: list[Line]
    doubts: list[str]


def first_label(lines: list[Line]) -> int:
    """Return the place of the first line that a label opens, len(lines) when there is none."""
    return next((i for i, line in enumerate(lines) if _label(line.text, [])), len(lines))


def read_outline(lines: list[Line]) -> Outline:
    """Read the lines from the first label on; Unreadable where there are too many labels."""
    blocks = _blocks(lines)
    if not blocks:
        return Outline([], [], None, [], [])
    scheme, entries = _entries(blocks)
    closing = _cut_closing(blocks)
    sections = _sections(blocks, entries)
    doubts = [] if scheme else ["序号不合任何一种现成的编号方案，已照原文保留，请核对层次。"]
    return Outline(sections, entries, scheme, closing, doubts + _order_doubts(blocks, entries))


def part_closing(paragraphs: list[Line], kept: int) -> tuple[list[Line], list[Line]]:
    """Part off the last paragraphs that have a closing formula; at least `kept` stay."""
    start = len(paragraphs)
    while start > kept and _CLOSING.match(paragraphs[start - 1].text):
        start -= 1
    return paragraphs[:start], paragraphs[start:]


def _blocks(lines: list[Line]) -> list[Block]:
    blocks, opened = [], []
    for line in lines:
        label = _label(line.text, opened)
        if label:
            blocks.append(Block(line, label))
            _open(opened, label)
        else:
            blocks[-1].below.append(line)
        if len(blocks) > _MOST_SECTIONS:
            raise Unreadable(f"文件里的序号超过 {_MOST_SECTIONS} 个，请分成几份后再导入。")
    return blocks


def _label(text: str, opened: list[Label]) -> Label | None:
    """The label that opens a line; in 3.1997年以后出生 it is 3. where a 3. is due."""
    label, dated = at_start(text), _BEFORE_A_YEAR.match(text)
    if label or not dated:
        return label
    before = next((one.numbers[-1] for one in opened if one.style == _NUMBERED), 0)
    due = read_label(dated[1])
    return due if due and due.numbers == (before + 1,) else None


def _open(opened: list[Label], label: Label) -> None:
    """Put a label below those it stands under: a known style comes back, a new one goes deeper."""
    styles = [one.style for one in opened]
    if label.style in styles:
        del opened[styles.index(label.style) :]
    opened.append(label)


def _entries(blocks: list[Block]) -> tuple[str | None, list[Entry]]:
    chosen = choose_scheme([block.label.text for block in blocks])
    return chosen or (None, typed_entries([block.label for block in blocks]))


def typed_entries(labels: list[Label]) -> list[Entry]:
    """Depths where no scheme fits: a style not seen yet goes one deeper, a known one comes back."""
    opened, entries = [], []
    for label in labels:
        _open(opened, label)
        entries.append(Entry(min(len(opened), DEPTHS[-1]), typed=label.text))
    return entries


def _cut_closing(blocks: list[Block]) -> list[Line]:
    """Take the closing off the last block.

    Where every section is one paragraph, or every heading has one paragraph below it, whatever
    follows the last of them is closing; where sections have several, only a formula tells.
    """
    last = blocks[-1]
    headed = [block for block in blocks[:-1] if block.is_short and block.below]
    if last.is_short and len(headed) > 1 and all(len(block.below) == 1 for block in headed):
        last.below, closing = last.below[:1], last.below[1:]
        return closing
    if _goes_on_below(last) or any(b.below and not b.is_short for b in blocks[:-1]):
        last.below, closing = part_closing(last.below, kept=1 if last.is_short else 0)
    else:
        last.below, closing = [], last.below
    return closing


def _goes_on_below(block: Block) -> bool:
    introduces = block.text.endswith("：")
    return block.is_short or introduces or not block.text or _is_article(block.label.text)


def _is_article(label: str) -> bool:
    return label.endswith("条")


def _sections(blocks: list[Block], entries: list[Entry]) -> list[ImportedSection]:
    openings = [
        Opening(block.label.text, block.text, entry.depth, bool(block.below))
        for block, entry in zip(blocks, entries)
    ]
    headings = part_headings(openings)
    return [_section(*one) for one in zip(blocks, entries, headings)]


def _section(block: Block, entry: Entry, parted: Parted) -> ImportedSection:
    heading, run_in, text = parted
    paragraphs = "\n".join(part for part in (text, joined(block.below)) if part)
    return ImportedSection(entry.depth, block.label.text, heading, run_in, paragraphs)


def _order_doubts(blocks: list[Block], entries: list[Entry]) -> list[str]:
    """Sentences about labels that do not follow the last of their style."""
    doubts, last, depth = [], {}, 0
    for block, entry in zip(blocks, entries):
        label = block.label
        number, before = label.numbers[-1], last.get(label.style)
        begins = number == 1 and entry.depth > depth
        if not begins and number != (before.numbers[-1] if before else 0) + 1:
            after = f"前一个是“{before.text}”" if before else "前面没有同级的序号"
            doubts.append(
                f"第 {block.line.number} 行的序号“{label.text}”不连续（{after}），已照原文保留。"
            )
        last[label.style], depth = label, entry.depth
    more = len(doubts) - _DOUBTS_NAMED
    return doubts[:_DOUBTS_NAMED] + ([f"另有 {more} 处序号不连续。"] if more > 0 else [])
