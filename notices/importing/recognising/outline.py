"""The lines of the outline: which open a section, which go on in it, which close the notice."""

import operator
import re
from dataclasses import dataclass, field
from itertools import pairwise

from ...numbering import DEPTHS, Entry, Label, choose_scheme, read_label
from ..roles import Role
from ..telling import Doubt, Unreadable
from .headings import is_short
from .lines import Line, give

_MOST_SECTIONS = 3000  # the longest code of law has 1,260 articles (《民法典》)
_DOUBTS_NAMED = 10
_BEFORE_A_YEAR = re.compile(r"(\d{1,3}\.)(?:19|20)\d\d年")
# （2026）示01民初1号, （83）示字第1号
_OF_A_YEAR = re.compile(r"（(?:19|20)\d\d）|（\d\d）[\u4e00-\u9fff]{1,10}第?\s*\d+\s*号$")
_NUMBERED = read_label("1.").style
_CLOSING = re.compile(
    r"(?:特此|专此|此复|以上(?=[^。]*(?:[请望希报]|[妥当]否|执行|落实))|妥否|当否|请(?![假示求])|望|希望?"
    r"|(?:全[国省市县区乡镇校院厅局体]?各?|各|有关)[^。；：]{1,40}?[要应须请]"
    r"|(?:再次|最后)?，?(?:衷心|诚挚|非常)?感谢"
    r"|(?:此前|以前|以往|原有|凡)[^。；]{0,40}(?:为准|不一致|抵触|废止)"
    r"|[^，。；]{0,30}自[^，。；]{1,30}起(?:施行|执行|实施)"
    r"|[^。；]{0,40}(?:负责解释|结合实际[^。；]{0,20}(?:执行|落实)))"
)
# From when the text itself is in force: from there on nothing is of a section.
_IN_FORCE = re.compile(r"本[^，。；：]{2,12}自[^，。；]{1,30}起(?:施行|执行|实施|生效)")
# What counts on in a paragraph's own words, which no label opens.
_COUNTS_ON = re.compile(
    r"[一二三四五六七八九十](?:是|要|个|方面)|第[一二三四五六七八九十][，、]|其[一二三四五]|—"
)
_BRIEF = 40  # characters; what asks for more, in a text without sections, is what it is about
_ASKS = re.compile("请|各|有关")
_OWN_DEPTHS = {"official", "official-comma", "articles", "decimal"}  # a form has one depth


@dataclass
class _Opened:
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

    @property
    def is_heading(self) -> bool:
        """Whether it may be a heading, a short sentence as well: 基本原则。"""
        return is_short(self.text.removesuffix("。"))


def first_label(lines: list[Line]) -> int:
    """Return the place of the first line that a label opens, len(lines) when there is none."""
    return next((i for i, line in enumerate(lines) if label_of(line, [])), len(lines))


def read_outline(lines: list[Line]) -> list[Doubt]:
    """Give the lines from the first label on their roles; Unreadable for too many labels."""
    sections = _opened(lines)
    if not sections:
        return []
    _, entries = entries_of([section.label for section in sections])
    closing = _closing(sections)
    for section, entry in zip(sections, entries):
        section.line.role, section.line.depth = Role.HEADING, entry.depth
        section.line.label = section.label
        give(section.below, Role.BODY)
    give(closing, Role.CLOSING)
    return _order_doubts(sections, entries)


def part_closing(paragraphs: list[Line], kept: int) -> tuple[list[Line], list[Line]]:
    """Part off the last paragraphs that have a closing formula; at least `kept` stay."""
    start = len(paragraphs)
    while start > kept and _CLOSING.match(paragraphs[start - 1].text):
        start -= 1
    in_force = (i for i, line in enumerate(paragraphs) if _IN_FORCE.match(line.text))
    start = min(start, max(next(in_force, start), kept))
    return paragraphs[:start], paragraphs[start:]


def part_closing_alone(paragraphs: list[Line]) -> list[Line]:
    """The closing of a text without sections: its first paragraph is never of it."""
    closing = part_closing(paragraphs, kept=1)[1]
    while closing and _ASKS.match(closing[0].text) and len(closing[0].text) > _BRIEF:
        closing = closing[1:]
    return closing


def label_of(line: Line, opened: list[Label]) -> Label | None:
    """The label that opens a line; in 3.1997年以后出生 it is 3. where a 3. is due."""
    dated = None if line.label else _BEFORE_A_YEAR.match(line.text)
    if not dated:
        return None if _OF_A_YEAR.match(line.text) else line.label
    before = next((one.numbers[-1] for one in opened if one.style == _NUMBERED), 0)
    due = read_label(dated[1])
    return due if due and due.numbers == (before + 1,) else None


def entries_of(labels: list[Label]) -> tuple[str | None, list[Entry]]:
    """The scheme that shows exactly these labels and its entries; None: they stay as typed.

    A scheme that jumps over a depth is taken only where each form stands for its own depth.
    """
    texts = [label.text for label in labels]
    chosen = choose_scheme(texts)
    if chosen and (_stands_for_itself(*chosen) or not _jumps(chosen[1])):
        return chosen
    typed = typed_entries(labels)
    return entries_at(texts, [entry.depth for entry in typed]) or (None, typed)


def entries_at(shown: list[str | Entry], depths: list[int]) -> tuple[str, list[Entry]] | None:
    """A scheme and the entries that show these labels at these depths, None where none does.

    A label whose form the scheme has at another depth is typed: 第一条 in a chapter without 节.
    """
    chosen = choose_scheme(shown)
    if not chosen or _depths(chosen) == depths:
        return chosen
    mixed = [
        one if isinstance(one, Entry) or entry.depth == depth else Entry(depth, typed=one)
        for one, entry, depth in zip(shown, chosen[1], depths)
    ]
    if sum(map(operator.ne, mixed, shown)) > len(shown) / 2:
        return None
    chosen = choose_scheme(mixed)
    return chosen if chosen and _depths(chosen) == depths else None


def _depths(chosen: tuple[str, list[Entry]]) -> list[int]:
    return [entry.depth for entry in chosen[1]]


def _stands_for_itself(code: str, entries: list[Entry]) -> bool:
    """Whether each form has its own depth: 1） has none, it stands below whatever is above it."""
    return code in _OWN_DEPTHS and all(entry.depth < DEPTHS[-1] for entry in entries)


def _jumps(entries: list[Entry]) -> bool:
    depths = [0, *(entry.depth for entry in entries)]
    return any(below > above + 1 for above, below in pairwise(depths))


def typed_entries(labels: list[Label]) -> list[Entry]:
    """Depths where no scheme fits: a style not seen yet goes one deeper, a known one comes back
    to its depth, or to below the one it stands under."""
    opened, entries, known, reached = [], [], {}, {}
    for label in labels:
        _open(opened, label)
        above = reached[opened[-2].style] if len(opened) > 1 else 0
        depth = min(max(known.get(label.style, 0), above + 1), DEPTHS[-1])
        known.setdefault(label.style, depth)
        reached[label.style] = depth
        entries.append(Entry(depth, typed=label.text))
    return entries


def _opened(lines: list[Line]) -> list[_Opened]:
    sections, opened = [], []
    for line in lines:
        label = label_of(line, opened)
        if label:
            sections.append(_Opened(line, label))
            _open(opened, label)
        else:
            sections[-1].below.append(line)
        if len(sections) > _MOST_SECTIONS:
            raise Unreadable(f"文件里的序号超过 {_MOST_SECTIONS} 个，请分成几份后再导入。")
    return sections


def _open(opened: list[Label], label: Label) -> None:
    """Put a label below those it stands under: a known style comes back, a new one goes deeper."""
    styles = [one.style for one in opened]
    if label.style in styles:
        del opened[styles.index(label.style) :]
    opened.append(label)


def _closing(sections: list[_Opened]) -> list[Line]:
    """Take the closing off the last section; what counts on in it, 一要 … 二要 …, is not of it."""
    last = sections[-1]
    kept = _kept_below(sections)
    while kept < len(last.below) and _COUNTS_ON.match(last.below[kept].text):
        kept += 1
    last.below, closing = last.below[:kept], last.below[kept:]
    return closing


def _kept_below(sections: list[_Opened]) -> int:
    """How many of the paragraphs below the last section are its own.

    Where every section is one paragraph, or every heading has one paragraph below it, whatever
    follows the last of them is closing; where sections have several, only a formula tells.
    """
    last = sections[-1]
    headed = [section for section in sections[:-1] if section.is_short and section.below]
    if last.is_short and len(headed) > 1 and all(len(one.below) == 1 for one in headed):
        return 1
    texts = [
        one for one in sections[:-1] if not (one.is_short if last.is_heading else one.is_heading)
    ]
    if _goes_on_below(last) or any(one.below for one in texts):
        kept = last.is_short or _is_headed_alike(sections)
        return len(part_closing(last.below, kept=int(kept))[0])
    return 0


def _is_headed_alike(sections: list[_Opened]) -> bool:
    """Whether its one short sentence is a heading, as with siblings that have text below theirs."""
    last = sections[-1]
    siblings = [one for one in sections[:-1] if one.label.style == last.label.style]
    return last.is_heading and bool(siblings) and all(one.below for one in siblings)


def _goes_on_below(section: _Opened) -> bool:
    introduces = section.text.endswith("：")
    is_article = section.label.text.endswith("条")
    return section.is_short or introduces or not section.text or is_article


def _order_doubts(sections: list[_Opened], entries: list[Entry]) -> list[Doubt]:
    """Sentences about labels that do not follow the last of their style."""
    doubts, last, depth = [], {}, 0
    for section, entry in zip(sections, entries):
        label = section.label
        number, before = label.numbers[-1], last.get(label.style)
        begins = number == 1 and entry.depth > depth
        if not begins and number != (before.numbers[-1] if before else 0) + 1:
            after = f"前一个是“{before.text}”" if before else "前面没有同级的序号"
            sentence = (
                f"第 {section.line.number} 行的序号“{label.text}”不连续（{after}），已照原文保留。"
            )
            doubts.append(Doubt(sentence, section.line.start))
        last[label.style], depth = label, entry.depth
    more = len(doubts) - _DOUBTS_NAMED
    return doubts[:_DOUBTS_NAMED] + ([Doubt(f"另有 {more} 处序号不连续。")] if more > 0 else [])
