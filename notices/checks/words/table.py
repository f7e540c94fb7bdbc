"""The lexicon as a CSV file, for Excel and WPS: bytes ⇄ words, faults by line."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...arriving.csv_files import NotCsv, decoded, is_sheet, rows
from ...characters import strip_unseen
from .lexicon import Word

COLUMNS = ("词", "应写作", "理由", "出处", "起", "止", "职务", "排序")
MOST_LINES = 200_000
MOST_BYTES = 64 * 1024 * 1024
LONGEST = {"词": 50, "应写作": 50, "理由": 200, "出处": 200, "职务": 50}
MOST_TOLD = 50
_FORMULA = re.compile(r"^'(?=[=+\-@])")  # what `write_table` puts before one
LARGEST_ORDER = 1_000_000


class BadTable(ValueError):
    """The file is not taken; `sentences` say why, by line where one is at fault."""

    def __init__(self, *sentences: str):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class _Fault(Exception):
    sentence: str


def read_table(data: bytes) -> list[Word]:
    """The words of a file with a head line of COLUMNS, 词 at least; UTF-8 or GB 18030.

    All or nothing: BadTable with the first MOST_TOLD faults.
    """
    words, faults, lines = [], [], {}
    for number, row in _rows(_decoded(data)):
        try:
            word = _word(row)
            _refuse_twice(lines, word, number)
        except _Fault as fault:
            faults.append(f"第 {number} 行：{fault.sentence}")
            continue
        words.append(word)
    if faults:
        more = [f"还有 {len(faults) - MOST_TOLD} 行有问题。"] if len(faults) > MOST_TOLD else []
        raise BadTable(*faults[:MOST_TOLD], *more)
    if not words:
        raise BadTable("文件里没有词，请在表头下面每行写一个词。")
    return words


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise BadTable(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请分成几个文件。")
    if is_sheet(data):
        raise BadTable("这是表格文件，请在 Excel 或 WPS 里另存为“CSV UTF-8”再导入。")
    text = decoded(data)
    if text is None:
        raise BadTable("文件的编码认不出，请在 Excel 或 WPS 里另存为“CSV UTF-8”再导入。")
    return text


def _rows(text: str):
    """(line, {column: text}) of each row that says something."""
    lines = rows(text)
    try:
        head = [strip_unseen(name).strip() for name in next(lines, (1, []))[1]]
        if "词" not in head:
            raise BadTable(f"第 1 行应当是表头：{'、'.join(COLUMNS)}；其中“词”一列必须有。")
        for line, row in lines:
            if line > MOST_LINES + 1:
                raise BadTable(f"文件超过 {MOST_LINES:,} 行，请分成几个文件，或者删去不用的词。")
            if any(cell.strip() for cell in row):
                cells = (_FORMULA.sub("", strip_unseen(cell).strip()) for cell in row)
                yield line, dict(zip(head, cells))
    except NotCsv as fault:
        raise BadTable(f"第 {fault.line} 行不是 CSV，请核对引号。") from None


def _word(row: dict[str, str]) -> Word:
    wrong, right = row["词"], row.get("应写作", "")
    if not wrong:
        raise _Fault("没有写“词”。")
    for name, most in LONGEST.items():
        if len(row.get(name, "")) > most:
            raise _Fault(f"“{name}”超过 {most} 个字。")
    if wrong == right:
        raise _Fault(f"“应写作”与词“{wrong}”相同，什么也不会改。")
    since, until = _day(row, "起"), _day(row, "止")
    if since and until and until < since:
        raise _Fault("“止”早于“起”。")
    return Word(
        wrong=wrong,
        right=right,
        reason=row.get("理由", ""),
        source=row.get("出处", ""),
        since=since,
        until=until,
        title=row.get("职务", ""),
        order=_order(row.get("排序", "")),
    )


def _day(row: dict[str, str], name: str) -> date | None:
    text = row.get(name, "")
    if not text:
        return None
    try:
        return date(*(int(part) for part in text.replace("/", "-").split("-")))
    except (TypeError, ValueError):
        raise _Fault(f"“{name}”的日期“{text[:20]}”读不出，请写成 2026-05-12。") from None


def _order(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= LARGEST_ORDER):
        raise _Fault(f"“排序”应当是 0 到 {LARGEST_ORDER:,} 的整数。")
    return int(text)


def _refuse_twice(lines: dict, word: Word, number: int) -> None:
    before = lines.setdefault((word.wrong, word.since), number)
    if before != number:
        raise _Fault(f"“{word.wrong}”与第 {before} 行重复。")


def write_table(words: Iterable[Word]) -> bytes:
    """The words as such a file, with the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for word in words:
        writer.writerow(_cells(word))
    return out.getvalue().encode("utf-8-sig")


def _cells(word: Word) -> list[str]:
    texts = [word.wrong, word.right, word.reason, word.source]
    days = [day.isoformat() if day else "" for day in (word.since, word.until)]
    order = "" if word.order is None else str(word.order)
    return [_harmless(text) for text in texts] + days + [_harmless(word.title), order]


def _harmless(text: str) -> str:
    """A cell no spreadsheet runs as a formula; what it is read from is the same text."""
    return f"'{text}" if text[:1] in tuple("=+-@") else text
