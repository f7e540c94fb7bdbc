"""Totals in tables: a row or column called 合计 against what it adds up."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser

from ..found import told
from ..problem import Passage, Problem

_TOTAL = re.compile(r"(?:合|总|共)\s*计|总\s*和")
_PART = re.compile(r"小\s*计|其\s*中|平\s*均|百分|比例|占比|[率%％]")
_NUMBER = re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_FEWEST = 2  # numbers that make a sum


def find(passage: Passage, html: str) -> Iterator[Problem]:
    """A Problem for each total of a table in `html` that is not the sum of its column."""
    if "<table" not in html:
        return
    reading = _Tables()
    reading.feed(html)
    for rows in reading.tables:
        yield from _columns(passage, rows)


def _columns(passage: Passage, rows: list[list[str]]) -> Iterator[Problem]:
    """Only of tables whose rows are all as long as the first, and that have no part sums."""
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return
    if any(_PART.search(row[0]) for row in rows):
        return
    totals = [at for at, row in enumerate(rows) if any(map(_TOTAL.search, row[:2]))]
    if totals != [len(rows) - 1] and totals != [1]:
        return
    (total,) = totals
    parts = rows[:total] if total > 1 else rows[2:]
    for column, head in enumerate(rows[0]):
        if _PART.search(head) or re.search("序号|编号|年份|电话", head):
            continue
        values = [value for row in parts if (value := _number(row[column])) is not None]
        said = _number(rows[total][column])
        if said is not None and len(values) >= _FEWEST and sum(values) != said:
            yield _problem(passage, rows[total][column], head, sum(values))


def _number(cell: str) -> Decimal | None:
    text = cell.strip()
    return Decimal(re.sub("[,，]", "", text)) if _NUMBER.fullmatch(text) else None


def _problem(passage: Passage, written: str, head: str, right: Decimal) -> Problem:
    at = max(passage.text.rfind(written), 0)
    name = f"“{head}”一列的" if not _NUMBER.fullmatch(head.strip()) else ""
    message = f"{name}合计写作 {written}，各行相加是 {right}。"
    said = {"words": written, "part": passage.part, "about": passage.text}
    return told("total", passage.place, message, "请核对数字。", at, **said)


class _Tables(HTMLParser):
    """The cells of each table as text; a cell that spans several stands once in each."""

    def __init__(self):
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._cell = False
        self._span = 1

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            span = dict(attrs).get("colspan") or "1"
            self._span, self._cell = int(span) if span.isdigit() else 1, True
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self._cell:
            self._cell = False
            row = self.tables[-1][-1]
            row += [""] * (self._span - 1)

    def handle_data(self, data):
        if self._cell:
            self.tables[-1][-1][-1] += data.strip()
