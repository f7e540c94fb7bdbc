"""Depths, labels and empty sections."""

import re
from collections.abc import Iterator

from ... import rich_text
from ...numbering import at_start, read_label
from ...numbering.schemes import SCHEMES
from ..found import told
from ..passages import section_places
from ..problem import Problem


def misshapen(payload: dict) -> Iterator[Problem]:
    rows = payload["sections"]
    places = section_places(rows)
    # An outline typed throughout follows a scheme of its own, which the import has told.
    few_typed = 2 * sum(bool(row["typed"]) for row in rows) < len(rows)
    for at, row in enumerate(rows):
        yield from _depth(rows, at, places[at])
        yield from _empty(rows, at, places[at])
        yield from _typed(row, places[at])
        if few_typed:
            yield from _clash(payload["scheme"], row, places[at])
        yield from _single(rows, at, places[at])
    yield from _order(rows, places)


def _problem(rule: str, row: dict, place: str, field: str, about: str, message: str, advice: str):
    return told(
        rule,
        place,
        message,
        advice,
        words=about if field != "body" else "",
        part=f"section:{row['number']}:{field}",
        about=f"{row['depth']} {row['label']} {row['heading']} {about}",
    )


def _depth(rows: list[dict], at: int, place: str) -> Iterator[Problem]:
    """A jump of two levels or more; with two levels it is usual to go from 一、 to 1. (7.3.3)."""
    above = rows[at - 1]["depth"] if at else 0
    depth = rows[at]["depth"]
    used = {row["depth"] for row in rows}
    if depth > above + 1 and not (above + 1 not in used and (above or depth == min(used))):
        yield _problem(
            "depth_skipped",
            rows[at],
            place,
            "heading",
            rows[at]["heading"],
            f"上一层是第{above}级，这一层跳到了第{depth}级。"
            if above
            else f"第一个层次是第{depth}级。",
            "请核对层次，缺的补上，或者把这一层升级。",
        )


def _empty(rows: list[dict], at: int, place: str) -> Iterator[Problem]:
    row = rows[at]
    has_children = at + 1 < len(rows) and rows[at + 1]["depth"] > row["depth"]
    body = rich_text.plain(row["body"])
    if body or has_children or (row["heading"] and not _is_only_a_title(rows, at)):
        return
    yield _problem(
        "section_empty",
        row,
        place,
        "body",
        "",
        "这一层只有标题，没有内容。" if row["heading"] else "这一层是空的。",
        "请写内容，或者删去这一层。",
    )


def _is_only_a_title(rows: list[dict], at: int) -> bool:
    """Whether a heading without text stands among siblings that have text."""
    row = rows[at]
    siblings = [other for other in rows if other["depth"] == row["depth"] and other is not row]
    full = [other for other in siblings if rich_text.plain(other["body"])]
    ends = re.search(r"[。；：！？]$", row["heading"]) or row["run_in"]
    return not ends and len(row["heading"]) <= 30 and len(full) * 2 > len(siblings)


def _typed(row: dict, place: str) -> Iterator[Problem]:
    """A label written by hand where the scheme writes one: 一、（一）……."""
    if row["unnumbered"]:
        return
    field = "heading" if row["heading"] else "body"
    text = row["heading"] or rich_text.plain(row["body"]).split("\n")[0]
    label = at_start(text)
    if label is not None and row["label"]:
        yield _problem(
            "label_typed",
            row,
            place,
            field,
            label.text,
            f"“{row['label']}”后面又手写了序号“{label.text}”。",
            "序号由系统编排，请删去手写的。",
        )


def _clash(scheme: str, row: dict, place: str) -> Iterator[Problem]:
    label = read_label(row["typed"]) if row["typed"] else None
    if row["typed"] and (label is None or SCHEMES[scheme].style(row["depth"]) != label.style):
        yield _problem(
            "label_clash",
            row,
            place,
            "heading",
            row["typed"],
            f"原样序号“{row['typed']}”与编号方案不符。",
            "请核对原文；序号写法本来如此的，不必修改。",
        )


def _single(rows: list[dict], at: int, place: str) -> Iterator[Problem]:
    depth, children = rows[at]["depth"], 0
    for row in rows[at + 1 :]:
        if row["depth"] <= depth:
            break
        children += row["depth"] == depth + 1
    if children == 1:
        yield _problem(
            "single_child",
            rows[at],
            place,
            "heading",
            rows[at]["heading"],
            "这一层下面只有一个层次。",
            "只有一项的，一般不单独编号。",
        )


def _order(rows: list[dict], places: list[str]) -> Iterator[Problem]:
    """Labels that come twice under one parent, or leave a number out."""
    last: dict[int, tuple] = {}
    for row, place in zip(rows, places, strict=True):
        for deeper in [depth for depth in last if depth > row["depth"]]:
            del last[deeper]
        label = read_label(row["label"]) if row["label"] else None
        if label is None:
            continue
        before = last.get(row["depth"])
        last[row["depth"]] = (label.style, label.numbers[-1])
        if before and before[0] == label.style and label.numbers[-1] != before[1] + 1:
            yield _order_problem(row, place, before[1], label.numbers[-1])
        elif not before and label.numbers[-1] != 1 and row["start"]:
            yield _order_problem(row, place, 0, label.numbers[-1])


def _order_problem(row: dict, place: str, before: int, number: int) -> Problem:
    said = f"前一个是第{before}，这一个是第{number}。" if before else f"从第{number}开始。"
    told = "序号重复" if number == before else "序号不连续"
    return _problem(
        "label_order",
        row,
        place,
        "heading",
        row["label"],
        f"{told}：{said}",
        "请核对原文，有没有漏掉或者重复的层次。",
    )
