"""Punctuation (GB/T 15834—2011): half-width, unpaired and doubled marks, blanks, 〔〕."""

import re
from collections.abc import Iterator

from .found import found
from .problem import Passage, Problem
from .words.quoted import is_within, quoted_spans

_HAN = r"\u3400-\u9fff"
_URL = re.compile(r"(?:https?://|ftp://|www\.|[\w.+-]{1,64}@)[!-~]+", re.ASCII)
_HALF = re.compile(
    rf"(?<=[{_HAN}”’）》〉〕])[,;:!?](?![\d:/])|[,;:!?](?=[{_HAN}“‘（《])|(?<=[{_HAN}])\.(?=\s|$|[{_HAN}])"
    rf"|(?<=[{_HAN}])\((?=[{_HAN}])|(?<=[{_HAN}])\)(?=[{_HAN}，。；、])"
)
_WIDE = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
_PAIRS = dict(zip("”’）》〉】〕」』", "“‘（《〈【〔「『", strict=True))
_CLOSERS = {opening: closing for closing, opening in _PAIRS.items()}
# （1） and 1） open a line as labels; ’ also stands for a foot or in a foreign name.
_LABEL = re.compile(
    r"(?:^|[\s；，。：、;])(?:[0-9a-zA-Z①-⑳一二三四五六七八九十]{1,3})）", re.MULTILINE
)
_DOUBLED = re.compile(
    r"[，、；：]{2,}|。{2}(?!。)|[，、；：]+[。]|。[，、；：]+|(?<![？！])(?:！{2,}|？{2,})(?![？！])"
)
_YEAR = re.compile(
    rf"(?P<code>[{_HAN}]{{1,12}})(?P<open>[\[［【(（﹝])(?P<year>(?:19|20)\d{{2}})(?P<close>[\]］】)）﹞])(?P<number>第?\d{{1,5}}号)"
)
_SPACE = re.compile(rf"(?<=[{_HAN}，。；：、）”])[ ]+(?=[{_HAN}“（])")
_NEAR = 12
_ALIGNED = 4  # characters of a name that is spread: 张　三, 备 注


def find(passage: Passage) -> Iterator[Problem]:
    quoted = quoted_spans(passage.text)
    yield from _half_width(passage)
    yield from _unpaired(passage)
    yield from _doubled(passage)
    yield from _years(passage, quoted)
    yield from _spaces(passage)


def _half_width(passage: Passage) -> Iterator[Problem]:
    addresses = [match.span() for match in _URL.finditer(passage.text)]
    for match in _HALF.finditer(passage.text):
        if is_within(*match.span(), addresses):
            continue
        wide = _WIDE[match[0]]
        yield found(
            "half_width",
            passage,
            *match.span(),
            f"“{match[0]}”是半角标点。",
            f"中文里用全角的“{wide}”。",
            instead=wide,
        )


def _unpaired(passage: Passage) -> Iterator[Problem]:
    """A mark that opens and is never closed in its passage, or closes what was never opened."""
    labels = {match.end() - 1 for match in _LABEL.finditer(passage.text)}
    opened: list[tuple[str, int]] = []
    lone: list[int] = []
    for at, mark in enumerate(passage.text):
        if mark in _CLOSERS:
            opened.append((mark, at))
        elif mark in _PAIRS and at not in labels:
            places = [place for place, (one, _) in enumerate(opened) if one == _PAIRS[mark]]
            if places:
                lone += [where for _, where in opened[places[-1] + 1 :]]
                del opened[places[-1] :]
            elif mark != "’":
                lone.append(at)
    for at in sorted({*lone, *(where for _, where in opened)}):
        mark = passage.text[at]
        other = _CLOSERS.get(mark) or _PAIRS[mark]
        yield found(
            "unpaired",
            passage,
            at,
            at + 1,
            f"“{mark}”没有成对。" if mark not in "“”" else "引号没有成对。",
            f"请核对与它成对的“{other}”在哪里。" if mark not in "“”" else "请补上另一半引号。",
        )


def _doubled(passage: Passage) -> Iterator[Problem]:
    for match in _DOUBLED.finditer(passage.text):
        keep = "。" if "。" in match[0] else match[0][0]
        yield found(
            "mark_doubled",
            passage,
            *match.span(),
            f"标点“{match[0]}”重复。",
            f"请核对，一般只写“{keep}”。",
            instead=keep,
        )


def _years(passage: Passage, quoted) -> Iterator[Problem]:
    for match in _YEAR.finditer(passage.text):
        right = f"{match['code']}〔{match['year']}〕{match['number'].removeprefix('第')}"
        if is_within(*match.span(), quoted):
            continue
        yield found(
            "year_brackets",
            passage,
            *match.span("open"),
            f"发文字号的年份用了“{match['open']}{match['close']}”。",
            f"用六角括号“〔〕”，写作“{right[-20:]}”。",
        )


def _spaces(passage: Passage) -> Iterator[Problem]:
    for match in _SPACE.finditer(passage.text):
        around = passage.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        before, _, after = around.partition(match[0])
        line = before.rpartition("\n")[2] + after.partition("\n")[0]
        if len(line.replace(" ", "")) <= _ALIGNED:
            continue
        yield found(
            "han_space",
            passage,
            *match.span(),
            "汉字之间有空格。",
            "请核对，多余的删去。",
            instead="",
        )
