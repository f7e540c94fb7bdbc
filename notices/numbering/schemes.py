"""Numbering schemes (编号方案) as data: a label style for each depth and where counting restarts.

Sources: GB/T 9704—2012 7.3.3 for 一、（一）1.（1）, the four levels it names, the usual ① and 1）
below them; 《立法法》 (2015) Art. 61 for 编、章、节、条 in Chinese numerals, 项 in brackets, 目 in
Arabic numerals; GB/T 1.1—2020 for 1, 1.1 … down to six components.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .numerals import ARABIC, CHINESE, CIRCLES, LETTERS, Numeral

DEPTHS = range(1, 7)


@dataclass(frozen=True)
class Style:
    """How a label looks: `before`, the numbers joined by full stops, `after`.

    `components` is how many numbers it shows: 1.2.3 shows those of its two parents and its own.
    `gap` is what the page puts between label and heading. `follows` is a lookahead: what may
    stand after the label where it opens a line of running text.
    """

    before: str
    numeral: Numeral
    after: str
    gap: str = ""
    components: int = 1
    follows: str = ""

    def write(self, numbers: Sequence[int]) -> str:
        """The label of these numbers, outermost first, as many as `components`."""
        return f"{self.before}{'.'.join(map(self.numeral.write, numbers))}{self.after}"

    def read(self, label: str) -> tuple[int, ...] | None:
        """The numbers `write` makes exactly this label of, or None."""
        if not self._shape.fullmatch(label):
            return None
        inner = label.removeprefix(self.before).removesuffix(self.after)
        numbers = tuple(map(self.numeral.read, inner.split(".")))
        return None if None in numbers else numbers

    def at_start(self, line: str) -> str:
        """What looks like a label of this style at the start of `line`, "" where nothing does."""
        found = self._opening.match(line)
        return found[0] if found else ""

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        inner = r"\.".join([f"{self.numeral.characters}+"] * self.components)
        return re.compile(re.escape(self.before) + inner + re.escape(self.after))

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(self._shape.pattern + self.follows)


@dataclass(frozen=True)
class Scheme:
    """Six styles, all different, so that a label tells its depth, and six restarts.

    `restarts[depth - 1]` says whether counting begins anew under a new parent; `code` is what
    the database stores, `name` what the chooser shows.
    """

    code: str
    name: str
    styles: tuple[Style, ...]
    restarts: tuple[bool, ...]

    def style(self, depth: int) -> Style:
        return self.styles[depth - 1]


HAN = r"[\u3400-\u9fff]"
# A number of things is not the number of a section: 1.5万人, 3.2公里, 2026 年.
QUANTITY = (
    r"[万亿千百倍米吨秒亩岁号]|[年月](?!度)|日(?!常)|元(?!数据)|个(?!人)|公[里斤顷]|平方|人次"
)
# 第三条第二款, 第三条的, 第三条之一 speak of an article, or are another one.
REFERENCE = r"[至和及与或]?第|之|的|规定"
# （一）、（二）项 and （一）至（三）项 speak of items.
NOT_A_LIST = r"(?![、，]|[至和及与或]（)"

COMMA = Style("", CHINESE, "、", follows=rf"(?!{CHINESE.characters}+、)")
BRACKETS = Style("（", CHINESE, "）", follows=NOT_A_LIST)
FULL_STOP = Style("", ARABIC, ".", follows=r"(?![0-9])")
ARABIC_COMMA = Style("", ARABIC, "、", follows=r"(?![0-9]+、)")
ARABIC_BRACKETS = Style("（", ARABIC, "）", follows=NOT_A_LIST)
CIRCLE = Style("", CIRCLES, "")
HALF_BRACKET = Style("", ARABIC, "）")
LETTER = Style("", LETTERS, "）")


def _ordinal(unit: str) -> Style:
    """第一章　总则, 第一章总则 or 第一章 alone on its line."""
    return Style("第", CHINESE, unit, gap="　", follows=rf"(?=\s|$|(?!{REFERENCE}){HAN})")


def _decimal(components: int) -> Style:
    """1.1 总则, 1.1总则, but 1 only with a space; and before no quantity."""
    spaced, joined = rf"\s+(?!{QUANTITY})(?:{HAN}|[“《A-Za-z])", rf"(?!{QUANTITY}){HAN}"
    follows = rf"(?={spaced})" if components == 1 else rf"(?={spaced}|{joined})"
    return Style("", ARABIC, "", " ", components, follows)


PART, CHAPTER, DIVISION, ARTICLE = map(_ordinal, "编章节条")
DECIMALS = tuple(map(_decimal, DEPTHS))
EACH = True  # counting restarts under each parent
ON = False  # counting runs on to the end of the notice

# The plainest first: where several schemes reproduce the same labels, the first is chosen.
_READY_MADE = (
    Scheme(
        "official",
        "一、（一）1.（1）（公文）",
        (COMMA, BRACKETS, FULL_STOP, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "short",
        "一、1.（1）（两级公文）",
        (COMMA, FULL_STOP, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET, LETTER),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    # 1、 is no form of GB/T 9704, but nothing is commoner in what organs send.
    Scheme(
        "official-comma",
        "一、（一）1、（1）（公文，顿号）",
        (COMMA, BRACKETS, ARABIC_COMMA, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "short-comma",
        "一、1、（1）（两级公文，顿号）",
        (COMMA, ARABIC_COMMA, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET, LETTER),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "items",
        "1.（1）①（说明、流程）",
        (FULL_STOP, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET, LETTER, BRACKETS),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "items-comma",
        "1、（1）①（说明、流程，顿号）",
        (ARABIC_COMMA, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET, LETTER, BRACKETS),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "articles",
        "第一条（一）1.（条例、规定）",
        (ARTICLE, BRACKETS, FULL_STOP, ARABIC_BRACKETS, CIRCLE, HALF_BRACKET),
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "chapter-articles",
        "第一章、第一条（分章的条例、规定）",
        (CHAPTER, ARTICLE, BRACKETS, FULL_STOP, ARABIC_BRACKETS, CIRCLE),
        (ON, ON, EACH, EACH, EACH, EACH),
    ),
    Scheme(
        "chapters",
        "第一章、第一节、第一条（分章节的条例）",
        (CHAPTER, DIVISION, ARTICLE, BRACKETS, FULL_STOP, ARABIC_BRACKETS),
        (ON, EACH, ON, EACH, EACH, EACH),
    ),
    # As in 《民法典》: 章 begin anew in each 编, 节 in each 章, 条 run on through the whole.
    Scheme(
        "statute",
        "第一编、第一章、第一节、第一条（法典）",
        (PART, CHAPTER, DIVISION, ARTICLE, BRACKETS, FULL_STOP),
        (ON, EACH, EACH, ON, EACH, EACH),
    ),
    Scheme(
        "decimal",
        "1　1.1　1.1.1（标准、规范）",
        DECIMALS,
        (ON, EACH, EACH, EACH, EACH, EACH),
    ),
)
SCHEMES = {scheme.code: scheme for scheme in _READY_MADE}
DEFAULT_SCHEME = "official"


def scheme_of(code: str) -> Scheme:
    """The ready-made scheme of this code; ValueError with a sentence for the user if none."""
    if code not in SCHEMES:
        raise ValueError(f"没有名为“{code}”的编号方案，请从列表中选择。")
    return SCHEMES[code]


def gap(scheme_code: str, depth: int) -> str:
    """What the page puts between a label and its heading: "　" after 第一条, " " after 1.1, or ""."""
    return scheme_of(scheme_code).style(depth).gap
