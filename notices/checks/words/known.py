"""Words of the shipped list and of the organisation's lexicon; names with title and order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..found import found
from ..problem import Passage, Problem
from .lexicon import Lexicon, Word
from .quoted import is_within, quoted_spans
from .shipped import shipped

_FORMERLY = ("原", "原来的", "时任")
# What makes another word of it: 环境保护部门, 进攻府城.
_BEFORE_OTHER = {"攻府": ("进", "围", "反", "主")}
_BETWEEN_NAMES = "、"
_TITLE_REACH = 20  # characters before a name in which its title stands


def find(passage: Passage, lexicon: Lexicon, day: date) -> Iterator[Problem]:
    """`day`: when the text was signed; wording follows the calendar.

    Quoted old wording and the titles of documents stay as they are; only a serious error is told
    there too, as advice.
    """
    text, names = passage.text, []
    quoted = quoted_spans(text)
    for word, start, end in _all(text, lexicon, day):
        if _is_other(text, word, start, end):
            continue
        if word.order is not None or word.title:
            names.append((word, start, end))
        elif is_within(start, end, quoted):
            if word.serious:
                yield _serious(passage, word, start, end, blocking=False)
        elif word.serious:
            yield _serious(passage, word, start, end)
        elif not (word.since and text.endswith(_FORMERLY, 0, start)):
            yield _wrong(passage, word, start, end)
    yield from _titles(passage, names)
    yield from _order(passage, names)


def _all(text: str, lexicon: Lexicon, day: date) -> list[tuple[Word, int, int]]:
    own = list(lexicon.find(text, day))
    taken = {start for _, start, _ in own}
    return own + [one for one in shipped().find(text, day) if one[1] not in taken]


def _is_other(text: str, word: Word, start: int, end: int) -> bool:
    department = word.wrong.endswith("部") and text[end : end + 1] == "门"
    return department or text.endswith(_BEFORE_OTHER.get(word.wrong, ("\0",)), 0, start)


def _serious(passage, word: Word, start: int, end: int, blocking: bool | None = None) -> Problem:
    return found(
        "serious_word",
        passage,
        start,
        end,
        f"“{word.wrong}”是严重表述错误。",
        f"应为“{word.right}”。依据：{word.source}。确为引用错误实例的，请加引号。",
        blocking=blocking,
        instead=word.right,
    )


def _wrong(passage: Passage, word: Word, start: int, end: int) -> Problem:
    why = "；".join(filter(None, [word.reason, word.source]))
    return found(
        "lexicon",
        passage,
        start,
        end,
        f"“{word.wrong}”应当核对。",
        (f"一般写作“{word.right}”。" if word.right else "请核对这一提法。")
        + (f"依据：{why}。" if why else ""),
        instead=word.right or None,
    )


def _titles(passage: Passage, names: list) -> Iterator[Problem]:
    """A name that stands with the title of another."""
    titles = {word.title for word, _, _ in names} - {""}
    for word, start, end in names:
        before = passage.text[max(0, start - _TITLE_REACH) : start]
        other = max((title for title in titles if before.endswith(title)), key=len, default="")
        if word.title and other and other != word.title:
            yield found(
                "lexicon",
                passage,
                start,
                end,
                f"“{word.wrong}”前面的职务是“{other}”。",
                f"词库里的职务是“{word.title}”，请核对。",
            )


def _order(passage: Passage, names: list) -> Iterator[Problem]:
    """Two names of a list that stand the wrong way round."""
    ranked = [one for one in names if one[0].order is not None]
    for (first, _, end), (second, start, last) in pairwise(ranked):
        between = passage.text[end:start]
        apart = between.removeprefix(_BETWEEN_NAMES).removesuffix(second.title)
        if between.startswith(_BETWEEN_NAMES) and not apart and first.order > second.order:
            yield found(
                "lexicon",
                passage,
                start,
                last,
                f"“{second.wrong}”排在“{first.wrong}”之后。",
                "与词库里的排序不同，请核对顺序。",
            )
