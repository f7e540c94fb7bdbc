"""What the text says of its own parts: 见第三部分, 附件3."""

import re
from collections.abc import Iterator

from ...numbering.numerals import CHINESE
from ..found import found
from ..problem import Passage, Problem
from ..words.quoted import is_within, quoted_spans

_HAN = r"[一二三四五六七八九十百]{1,5}"
_PART = re.compile(
    rf"(?:本(?:通知|意见|方案|办法|规定|决定|公告|细则|条例)|(?:详?见|按照?|依照|根据|参照|同)(?:本\w{{0,4}})?(?:上述)?)第(?P<number>{_HAN}|\d{{1,3}})(?P<unit>部分|条|章)"
)
_NAMED = re.compile(
    r"附件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d年月日号点.])(?:[-—–至到和、]\s*(?:附件)?(?P<to>\d{1,2})(?!\d))?"
)
_ANY = re.compile(r"附件|附表|附后|所附|附：|见附")
_UNIT_STYLES = {"部分": ("、", 1), "条": ("条", None), "章": ("章", None)}


def dangling(payload: dict, passages: list[Passage]) -> Iterator[Problem]:
    """References to sections and attachments that are not there, and attachments nobody names."""
    labels = [row["label"] for row in payload["sections"]]
    count, named = len(payload["attachments"]), set()
    texts = [one for one in passages if not one.part.startswith(("attachment", "set_aside"))]
    for passage in texts:
        quoted = quoted_spans(passage.text)
        yield from _parts(passage, labels, quoted)
        for match in _NAMED.finditer(passage.text):
            numbers = _numbers(match)
            named |= numbers
            if max(numbers) > count and not is_within(*match.span(), quoted):
                yield _missing(passage, match, count)
    yield from _unnamed(payload, texts, named)


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else CHINESE.read(text) or 0


def _numbers(match: re.Match) -> set[int]:
    first = _value(match["number"])
    last = _value(match["to"]) if match["to"] else first
    return set(range(first, last + 1)) or {first}


def _parts(passage: Passage, labels: list[str], quoted) -> Iterator[Problem]:
    for match in _PART.finditer(passage.text):
        number, unit = _value(match["number"]), match["unit"]
        wanted = CHINESE.write(number) if number else ""
        label = f"{wanted}、" if unit == "部分" else f"第{wanted}{unit}"
        others = [one for one in labels if one.endswith("、" if unit == "部分" else unit)]
        own = match[0].startswith("本") or "本" in match[0]
        # 按照第三条 may speak of a law that was named before; without such labels it does.
        if label in labels or (not others and not own) or (unit != "部分" and not own):
            continue
        if not is_within(*match.span(), quoted):
            yield found(
                "section_missing",
                passage,
                *match.span(),
                f"文中没有“{label}”这一层。",
                "请核对引用的序号。",
            )


def _missing(passage: Passage, match: re.Match, count: int) -> Problem:
    have = f"只有 {count} 个附件" if count else "没有附件"
    return found(
        "attachment_missing",
        passage,
        *match.span(),
        f"这里提到“{match[0]}”，通知{have}。",
        "请上传附件，或者改正序号。",
    )


def _unnamed(payload: dict, texts: list[Passage], named: set[int]) -> Iterator[Problem]:
    """The list under the text names every attachment; in the text at least one word speaks of them."""
    rows = payload["attachments"]
    if not rows or any(_ANY.search(passage.text) for passage in texts):
        return
    names = [row["name"] for row in rows]
    if any(name in passage.text for passage in texts for name in names if name):
        return
    place = f"附件“{names[0]}”"
    passage = Passage(place, "\n".join(names), part=f"attachment:{rows[0]['number']}")
    yield found(
        "attachment_unnamed",
        passage,
        0,
        len(names[0]),
        "正文没有提到附件。",
        "请在正文里写明“见附件”，让读者知道附件是什么。",
    )
