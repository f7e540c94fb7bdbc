"""What may be asked of a list of notices, and where its next page goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from urllib.parse import urlencode

from ..validity import CODES
from . import cursors
from .cursors import NotUnderstood
from .places import LONGEST_NUMBER, Place

FILTERS = ("year", "issuer", "topic", "kind", "validity")
PARAMETERS = (*FILTERS, "limit", "cursor")
LENGTH, LONGEST = 20, 100  # notices an answer
LONGEST_TEXT = 200
FIRST_YEAR, LAST_YEAR = 1900, 9998

VALIDITIES = {code: word for word, code in CODES.items()}
ONE_OF = "{} 应是 {} 之一。"
UNKNOWN = "没有“{}”这个参数，可以用的有：{}。"


@dataclass(frozen=True)
class Wanted:
    """Filters of a list; None where everything is wanted.

    `issuer` is a name as editions say it, `issuer_number` a row of the table of issuers, whatever
    names it bore; `month` is one of `year`; `validity` a code of `notices.validity`, for whoever
    asks the list to apply.
    """

    year: int | None = None
    issuer: str | None = None
    topic: int | None = None
    kind: str | None = None
    month: int | None = None
    issuer_number: int | None = None
    validity: str | None = None


@dataclass(frozen=True)
class Asked:
    wanted: Wanted
    limit: int
    after: Place | None

    def query(self, last: Place) -> str:
        """The query of the page after the one that ends with `last`."""
        given = {name: getattr(self.wanted, name) for name in FILTERS}
        given |= {"limit": self.limit if self.limit != LENGTH else None}
        known = {name: value for name, value in given.items() if value is not None}
        return urlencode(known | {"cursor": cursor(last, self.wanted)})


def read(given: Mapping[str, str]) -> Asked:
    """The filters, length and place of a query; raises NotUnderstood."""
    known(given, PARAMETERS)
    wanted, length = filters(given), limit(given)
    text = given.get("cursor")
    return Asked(wanted, length, place(text, wanted) if text is not None else None)


def known(given: Mapping[str, str], parameters: Sequence[str]) -> None:
    """Raises NotUnderstood where something else is asked."""
    for name in given:
        if name not in parameters:
            raise NotUnderstood(UNKNOWN.format(name[:LONGEST_TEXT], "、".join(parameters)))


def limit(given: Mapping[str, str]) -> int:
    """How many notices an answer may have; raises NotUnderstood."""
    return _number(given, "limit", 1, LONGEST) or LENGTH


def filters(given: Mapping[str, str]) -> Wanted:
    """The filters of a query, whatever else is in it; raises NotUnderstood."""
    return Wanted(
        year=_number(given, "year", FIRST_YEAR, LAST_YEAR),
        issuer=_text(given, "issuer"),
        topic=_number(given, "topic", 1, 10**LONGEST_NUMBER - 1),
        kind=_text(given, "kind"),
        validity=one_of(given, "validity", VALIDITIES),
    )


def one_of(given: Mapping[str, str], name: str, choices: Iterable[str]) -> str | None:
    """What is given of some choices; raises NotUnderstood."""
    value = given.get(name)
    if value is not None and value not in choices:
        raise NotUnderstood(ONE_OF.format(name, "、".join(choices)))
    return value


def _number(given: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    # The length first: a number of a million digits takes long to read.
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    if not plain or not least <= int(text) <= most:
        raise NotUnderstood(f"{name} 应是 {least} 到 {most} 之间的整数。")
    return int(text)


def _text(given: Mapping[str, str], name: str) -> str | None:
    text = given.get(name)
    if text is not None and not (0 < len(text) <= LONGEST_TEXT and text.isprintable()):
        raise NotUnderstood(f"{name} 应是 1 到 {LONGEST_TEXT} 个字，不能有控制字符。")
    return text


def cursor(last: Place, wanted: Wanted) -> str:
    """Where a list goes on."""
    return cursors.told(astuple(last), astuple(wanted))


def place(text: str, wanted: Wanted) -> Place:
    """The place a cursor names; raises NotUnderstood where it was made for another list."""
    return Place(*cursors.read(text, (datetime, int), astuple(wanted)))
