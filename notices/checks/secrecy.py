"""Marks of secrecy (密级) and of limited circulation: what bears one must not go out.

GB/T 9704-2012, 7.2.2: the grade, with ★ and the term of secrecy, stands at the top of page one.
A mark blocks. Inside a sentence, words of limited circulation are worth a look (注意保存);
a bare grade is everyday language there (保守秘密) and no Problem.
"""

import re
from collections.abc import Iterable

from .folding import Folded
from .found import found_folded
from .problem import Passage, Problem


def _spread(*words: str) -> str:
    """A pattern for any of the words, also with blanks between the characters (机　密)."""
    return "|".join(" *".join(word) for word in words)


_LIMITED = rf"(?:{_spread('内部资料', '注意保存', '不予公开', '依申请公开')})(?!性)"  # 内部资料性出版物 is a genre
_TERM = r"(?: *(?:长期|[\d一二三四五六七八九十]+ *(?:年|个?月|[日天])))?"
_BARE_GRADE = rf"(?:{_spread('绝密', '机密', '秘密')})(?: *级)?"
_STARRED_GRADE = rf"{_BARE_GRADE} *[★☆⭐✭]{_TERM}"
_MARK = rf"(?P<mark>{_STARRED_GRADE}|{_BARE_GRADE}|{_LIMITED})"

# What may stand beside a mark, so that line or bracket is still nothing but a mark.
_URGENCY = _spread("特急", "加急")
_LABEL = r"(?:密 *级(?:和保密期限)?|公开(?:属性|方式|类别|形式)|信息公开选项) *:"
_BEFORE = rf"(?:{_URGENCY}|[此本]件|本文|本资料|文件|属于?|{_LABEL})"
_AFTER = rf"(?:{_URGENCY}|{_LIMITED}|请 *注意保存|请?妥善保管|(?:不得|严禁|请勿|禁止)外传)"
_GAP = r"[ \t,、;。.·]*"
_NOTHING_BUT_A_MARK = rf"[ \t]*(?:{_BEFORE}{_GAP})*{_MARK}(?:{_GAP}{_AFTER})*{_GAP}"

_ALONE_ON_THE_LINE = re.compile(rf"^{_NOTHING_BUT_A_MARK}$", re.MULTILINE)
_IN_BRACKETS = re.compile(rf"[(\[【〔〖]{_NOTHING_BUT_A_MARK}[)\]】〕〗]")
_STARRED = re.compile(rf"(?P<mark>{_STARRED_GRADE})")
_IN_HEAD = re.compile(rf"(?P<mark>(?<!\S){_BARE_GRADE}(?!\S)|{_LIMITED})")
_IN_A_SENTENCE = re.compile(rf"(?P<mark>{_LIMITED})")
# Six digits alone at the top (7.2.1), counted from 000001; no postcode begins with two zeros.
_COPY_NUMBER = re.compile(
    r"^[ \t]*(?:份号[: ]*(?P<called>\d{1,6})|(?P<number>00\d{4}))[ \t]*$", re.MULTILINE
)
_SUBJECT = re.compile(r"关于.{1,200}的", re.DOTALL)  # what a title speaks of is no mark on it


def find(passage: Passage, folded: Folded) -> list[Problem]:
    """Return a blocking Problem for each mark, an advisory one for each word in a sentence."""
    marks = _marks(passage, folded.text)
    numbers = _COPY_NUMBER.finditer(folded.text) if passage.head else ()
    mentions = _apart_from(marks, _IN_A_SENTENCE.finditer(folded.text))
    return [
        *(_mark_problem(passage, folded, mark) for mark in marks),
        *(_copy_problem(passage, folded, number) for number in numbers),
        *(_mention_problem(passage, folded, mention) for mention in mentions),
    ]


def _marks(passage: Passage, text: str) -> list[re.Match]:
    marks = []
    for pattern in (_ALONE_ON_THE_LINE, _IN_BRACKETS, _STARRED):
        marks += _apart_from(marks, pattern.finditer(text))
    if passage.head:
        marks += _apart_from([*marks, *_SUBJECT.finditer(text)], _IN_HEAD.finditer(text))
    return marks


def _apart_from(taken: list[re.Match], matches: Iterable[re.Match]) -> list[re.Match]:
    """The matches that share no character with those already taken."""
    spans = [match.span() for match in taken]
    return [
        match
        for match in matches
        if all(match.end() <= start or end <= match.start() for start, end in spans)
    ]


def _mark_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    return found_folded(
        "secrecy",
        passage,
        folded,
        match.span("mark"),
        f"这里有“{_words(match)}”标志，标明文件涉密或者不得公开。",
        "请停止发布，先请保密工作机构核对；确可公开的，按程序解密后再删去标志。",
    )


def _mention_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    return found_folded(
        "secrecy",
        passage,
        folded,
        match.span("mark"),
        f"句中有“{_words(match)}”字样。",
        "请确认这不是对本文件的传播限制；只是行文用语的，不必修改。",
        blocking=False,
    )


def _copy_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    return found_folded(
        "copy_number",
        passage,
        folded,
        match.span("called" if match["called"] else "number"),
        f"这里有份号“{match['called'] or match['number']}”，只有涉密公文才标注份号。",
        "请停止发布，先请保密工作机构核对；确可公开的，按程序解密后再删去份号。",
    )


def _words(match: re.Match) -> str:
    return match["mark"].replace(" ", "")
