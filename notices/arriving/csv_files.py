"""CSV as Excel and WPS write it: bytes → text → rows with the line each begins at."""

import csv
import io
from collections.abc import Iterator

_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class NotCsv(ValueError):
    """A row that cannot be read; `line` is where it begins, from 1."""

    def __init__(self, line: int):
        super().__init__(f"line {line}")
        self.line = line


def is_sheet(data: bytes) -> bool:
    """Whether it is a workbook that was not saved as CSV."""
    return data.startswith(_SHEETS)


def decoded(data: bytes) -> str | None:
    """The text in UTF-8, GB 18030 or, with its mark, UTF-16; None in any other encoding."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line a row begins at, its cells), parted by tabs where the first line has one.

    Raises NotCsv: quotes without a pair, or a cell that is too long.
    """
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise NotCsv(begins) from None
