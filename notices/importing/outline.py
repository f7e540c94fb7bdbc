"""Lines → sections and closing; labels stay as the source has them."""

import re
from dataclasses import dataclass, field

from ..numbering import DEPTHS, Entry, Label, at_start, choose_scheme
from .lines import Line, close_up, ends_sentence, is_balanced, joined
from .result import ImportedSection, Unreadable

_HEADING_LENGTH = 40  # characters; a longer sentence is text
_HEADING_DEPTHS = (1, 2)  # whose first sentence is a heading (GB/T 9704 7.3.3: 黑体, 楷体)
_MOST_SECTIONS = 3000  # the longest code of law has 1,260 articles (《民法典》)
_DOUBTS_NAMED = 10
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
        return _is_short(self.text)


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
    return next((i for i, line in enumerate(lines) if at_start(line.text)), len(lines))


def read_outline(lines: list[Line]) -> Outline:
    """Read the lines from the first label on; Unreadable where there are too many labels."""
    blocks = _blocks(lines)
    if not blocks:
        return Outline([], [], None, [], [])
    scheme, entries = _entries(blocks)
    closing = _cut_closing(blocks)
    followers = [*entries[1:], Entry(1)]
    sections = [
        _section(block, entry.depth, follower.depth > entry.depth)
        for block, entry, follower in zip(blocks, entries, followers)
    ]
    doubts = [] if scheme else ["序号不合任何一种现成的编号方案，已照原文保留，请核对层次。"]
    return Outline(sections, entries, scheme, closing, doubts + _order_doubts(blocks, entries))


def part_closing(paragraphs: list[Line], kept: int) -> tuple[list[Line], list[Line]]:
    """Part off the last paragraphs that have a closing formula; at least `kept` stay."""
    start = len(paragraphs)
    while start > kept and _CLOSING.match(paragraphs[start - 1].text):
        start -= 1
    return paragraphs[:start], paragraphs[start:]


def _blocks(lines: list[Line]) -> list[Block]:
    blocks = []
    for line in lines:
        label = at_start(line.text)
        if label:
            blocks.append(Block(line, label))
        else:
            blocks[-1].below.append(line)
        if len(blocks) > _MOST_SECTIONS:
            raise Unreadable(f"文件里的序号超过 {_MOST_SECTIONS} 个，请分成几份后再导入。")
    return blocks


def _entries(blocks: list[Block]) -> tuple[str | None, list[Entry]]:
    chosen = choose_scheme([block.label.text for block in blocks])
    return chosen or (None, typed_entries([block.label for block in blocks]))


def typed_entries(labels: list[Label]) -> list[Entry]:
    """Depths where no scheme fits: a style not seen yet goes one deeper, a known one comes back."""
    opened, entries = [], []
    for label in labels:
        if label.style in opened:
            del opened[opened.index(label.style) + 1 :]
        else:
            opened.append(label.style)
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


def _is_short(text: str) -> bool:
    """Whether a line may be a heading on its own."""
    if not text or len(text) > _HEADING_LENGTH:
        return False
    return not ends_sentence(text) and "。" not in text


def _section(block: Block, depth: int, has_children: bool) -> ImportedSection:
    goes_on = has_children or bool(block.below)
    heading, run_in, text = part_heading(block.label.text, block.text, depth, goes_on)
    below = joined(block.below)
    paragraphs = "\n".join(part for part in (text, below) if part)
    return ImportedSection(depth, block.label.text, heading, run_in, paragraphs)


def part_heading(label: str, text: str, depth: int, goes_on: bool) -> tuple[str, bool, str]:
    """Return (heading, run_in, the rest) of the text a label opens.

    `goes_on`: whether paragraphs or deeper sections stand below the line.
    """
    if _is_article(label):
        return "", False, text
    if _is_short(text) and (depth in _HEADING_DEPTHS or goes_on):
        return close_up(text), False, ""
    first, mark, rest = text.partition("。")
    if depth in _HEADING_DEPTHS and rest and _may_be_heading(first):
        return first, True, rest.strip()
    return "", False, text


def _may_be_heading(sentence: str) -> bool:
    """A first sentence with ： or ； begins the text: 元旦：1月1日放假。"""
    if not 0 < len(sentence) <= _HEADING_LENGTH:
        return False
    return is_balanced(sentence) and not re.search("[：；]", sentence)


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
