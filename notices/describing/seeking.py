"""What may be asked of search, and where what it found goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from urllib.parse import urlencode

from .. import searching
from ..searching import Query
from . import asking, cursors
from .asking import Wanted
from .cursors import NotUnderstood

RELEVANCE, DATE = "relevance", "date"
PARAMETERS = ("q", *asking.FILTERS, "sort", "limit", "cursor")
NOTHING = "q 应有要找的汉字、字母或数字。"
TOO_MUCH = f"q 最多 {searching.LONGEST} 个字、{searching.MOST_TERMS} 个词。"
PLACE = (int, datetime, int)  # score, when it first went live, number of the release


@dataclass(frozen=True)
class Sought:
    """`after` is a PLACE."""

    query: Query
    wanted: Wanted
    sort: str
    limit: int
    after: Sequence | None

    def following(self, last: Sequence) -> str:
        """The query of the page after the one that ends with a PLACE."""
        given = {"q": self.query.text}
        given |= {name: getattr(self.wanted, name) for name in asking.FILTERS}
        given |= {"sort": self.sort if self.sort != RELEVANCE else None}
        given |= {"limit": self.limit if self.limit != asking.LENGTH else None}
        known = {name: value for name, value in given.items() if value is not None}
        return urlencode(known | {"cursor": cursors.told(last, self._list)})

    @property
    def _list(self) -> list:
        """What makes it this list and no other: the same words may be typed in many ways."""
        return [list(self.query.terms), *astuple(self.wanted), self.sort]


def read(given: Mapping[str, str]) -> Sought:
    """The query, filters, order, length and place of a question; raises NotUnderstood."""
    asking.known(given, PARAMETERS)
    sought = Sought(
        query=_query(given.get("q", "")),
        wanted=asking.filters(given),
        sort=asking.one_of(given, "sort", (RELEVANCE, DATE)) or RELEVANCE,
        limit=asking.limit(given),
        after=None,
    )
    if (text := given.get("cursor")) is None:
        return sought
    after = cursors.read(text, PLACE, sought._list)
    return Sought(**vars(sought) | {"after": after})


def _query(typed: str) -> Query:
    query = searching.read(typed)
    if not query.terms:
        raise NotUnderstood(NOTHING)
    if query.cut:
        raise NotUnderstood(TOO_MUCH)
    return query
