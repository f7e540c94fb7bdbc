"""The dates a text names, in the order they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d{2})年)?(?<![\d.])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?!线)"
)
_LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历)[^，。；\n]{0,8}$")


@dataclass(frozen=True)
class Named:
    """One date as written: `year` None where none was ever said; `on` None where none exists."""

    year: int | None
    month: int
    day: int
    start: int
    end: int
    said: bool  # with its year

    @property
    def on(self) -> date | None:
        try:
            return date(self.year or 2024, self.month, self.day)  # 2024: a leap year
        except ValueError:
            return None


def dates(text: str) -> Iterator[Named]:
    """Dates without a year have that of the last one in the same paragraph."""
    year, line = None, 0
    for match in _DATE.finditer(text):
        if "\n" in text[line : match.start()]:
            year = None
        line = match.end()
        if _LUNAR.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        said = bool(match["year"])
        year = int(match["year"]) if said else year
        yield Named(year, int(match["month"]), int(match["day"]), *match.span(), said)
