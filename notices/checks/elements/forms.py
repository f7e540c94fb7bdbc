"""How the elements are written: title, number, annotation, signature, the day of signing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ...numbering import NUMBERS
from ..facts import Facts
from ..found import told
from ..problem import Passage, Problem
from .similar import similar_title

_TITLE = re.compile(
    r"(?:关于|印发|批转|转发|发布|公布|下达).+的.{0,6}$|公报$|公告$|通告$|纪要$|命令$|令$",
    re.DOTALL,
)
_TITLE_END = re.compile(r"[。，；：、]$")
# 代字〔年〕序号号: GB/T 9704—2012, 7.2.5.
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
# Orders (令第5号), numbers of before 2001 and those of other registers are left alone.
_OTHER_NUMBER = re.compile(r"第.+号|令|发明电|公告")
_LOOSE = re.compile(
    r"(?P<code>[\u4e00-\u9fffA-Za-z]{1,20})\s*(?P<open>[〔\[［【﹝(（])\s*(?P<year>\d{2,4})\s*(?P<close>[〕\]］】﹞)）])"
    r"\s*(?P<ordinal>第)?\s*(?P<number>\d+)\s*号"
)
_BARE_YEAR = re.compile(r"[\u4e00-\u9fff]{1,20}(?:19|20)\d{2}(?:年)?第?\d+号")
_BARE_LINE = re.compile(r"^[\u4e00-\u9fff]{1,12}(?:19|20)\d{2}年?第?\d{1,4}号$", re.MULTILINE)
_BRACKETED = re.compile(r"[（(【].*[）)】]", re.DOTALL)
_OFFICE = re.compile(r"(?:办公[厅室]|委员会)$")


def ill_formed(payload: dict, facts: Facts) -> Iterator[Problem]:
    yield from _title(payload)
    yield from _number(payload["doc_number"])
    yield from _annotation(payload["annotation"])
    yield from _signature(payload)
    yield from _signed_on(payload["signed_on"], facts)
    yield from _already_public(payload, facts)


def _problem(rule: str, place: str, part: str, text: str, message: str, advice: str, instead=None):
    said = {"words": text, "about": text, "part": part, "instead": instead}
    return told(rule, place, message, advice, **said)


def _title(payload: dict) -> Iterator[Problem]:
    title, kind = payload["title"], payload["kind"]["name"]
    if not title or payload["kind"]["code"] == "reprint":
        return
    if _TITLE_END.search(title):
        yield _problem(
            "title_form", "标题", "title", title, "标题末尾有标点。", "标题末尾不用标点，请删去。"
        )
    elif not _TITLE.search(title):
        yield _problem(
            "title_form",
            "标题",
            "title",
            title,
            "标题没有写成“关于……的”加文种。",
            f"请核对，一般写作“发文机关关于……的{kind}”。",
        )


def _number(number: str) -> Iterator[Problem]:
    if not number or _NUMBER.fullmatch(number):
        return
    loose = _LOOSE.fullmatch(number)
    if loose is None:
        if _BARE_YEAR.fullmatch(number) or not _OTHER_NUMBER.search(number):
            yield _number_problem(number, "发文字号应当是“机关代字〔年份〕序号号”。")
        return
    right = _right(loose)
    reasons = [
        reason
        for wrong, reason in (
            (loose["open"] + loose["close"] != "〔〕", "年份用六角括号“〔〕”"),
            (len(loose["year"]) != 4, "年份写全四位"),
            (loose["ordinal"], "序号不加“第”"),
            (loose["number"][0] == "0", "序号不编虚位，“01”写作“1”"),
            (re.search(r"\s", number), "中间没有空格"),
        )
        if wrong
    ]
    if reasons:
        yield _number_problem(number, "，".join(reasons) + "。", right)


def unread_numbers(passages: Iterable[Passage]) -> Iterator[Problem]:
    """A line that is a number but for its brackets, where no number was read."""
    for passage in passages:
        for match in _BARE_LINE.finditer(passage.text):
            yield replace(
                _number_problem(match[0], "像是发文字号，应当写作“机关代字〔年份〕序号号”。"),
                place=passage.place,
                offset=match.start(),
                part=passage.part,
                about=passage.text,
            )


def _right(loose: re.Match) -> str:
    order = loose["number"].lstrip("0") or "0"
    return f"{loose['code']}〔{loose['year']}〕{order}号"


def _number_problem(number: str, advice: str, right: str | None = None) -> Problem:
    return _problem(
        "number_form",
        "发文字号",
        "doc_number",
        number,
        f"发文字号“{number}”的写法不规范。",
        advice + (f"可写作“{right}”。" if right else ""),
        right if right and len(right) >= len("示〔2026〕1号") else None,
    )


def _annotation(text: str) -> Iterator[Problem]:
    if text and not _BRACKETED.fullmatch(text.strip()):
        yield _problem(
            "annotation_form",
            "附注",
            "annotation",
            text,
            "附注没有加圆括号。",
            f"写作“（{text.strip('（）()')}）”。",
            f"（{text.strip('（）()')}）",
        )


def _signature(payload: dict) -> Iterator[Problem]:
    """Signers and issuers that name different organs; a short form of one is the same."""
    lines = [line.strip() for line in payload["signature"].split("\n") if line.strip()]
    issuers = payload["issuers"]
    if not lines or not issuers:
        return
    strange = [line for line in lines if not any(_same(line, name) for name in issuers)]
    if strange and len(lines) <= len(NUMBERS):
        yield _problem(
            "signature",
            "署名",
            "signature",
            payload["signature"],
            f"署名“{strange[0][:30]}”不在发文机关里。",
            f"发文机关是“{'、'.join(issuers)[:60]}”，请核对。",
        )


def _same(line: str, name: str) -> bool:
    line, name = (re.sub(r"[\s（）()]|(?:19|20)\d{2}年.*$", "", one) for one in (line, name))
    return line in name or name in line


def _signed_on(text: str | None, facts: Facts) -> Iterator[Problem]:
    if text and date.fromisoformat(text) > facts.today:
        yield _problem(
            "signed_late",
            "成文日期",
            "signed_on",
            text,
            f"成文日期 {text} 晚于今天。",
            "成文日期是通过或者签发的日期，不会晚于发布，请核对。",
        )


def _already_public(payload: dict, facts: Facts) -> Iterator[Problem]:
    number, title = payload["doc_number"], payload["title"]
    if number and number in facts.numbers:
        yield _problem(
            "same_number",
            "发文字号",
            "doc_number",
            number,
            f"发文字号“{number}”的另一份通知已经公开。",
            "请核对字号；确为同一文件的，更正原来的通知。",
        )
    if title and title in facts.titles:
        yield _problem(
            "same_title",
            "标题",
            "title",
            title,
            "标题相同的另一份通知已经公开。",
            "请核对是不是重复发布。",
        )
    elif title and (other := similar_title(title, facts.recent)):
        yield _problem(
            "similar_title",
            "标题",
            "title",
            title,
            f"同一机关已经公开的通知“{other}”，标题与这份相近。",
            "请核对是不是重复发布；是同一份的，更正原来的通知。",
        )
