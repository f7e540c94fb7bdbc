"""A list of public notices made narrower, and the order it is read in."""

from datetime import datetime

from django.utils import timezone

from ..describing.asking import VALIDITIES, Wanted
from ..models import Shelf
from ..querysets import ReleaseQuerySet

DECEMBER = 12


def narrowed(releases: ReleaseQuerySet, wanted: Wanted) -> ReleaseQuerySet:
    """The releases that every filter lets through, in whatever order."""
    for shelf in _shelves(wanted):
        releases = releases.on_shelf(*shelf)
    return _within(releases, wanted, "first_live_at")


def listed(releases: ReleaseQuerySet, wanted: Wanted) -> ReleaseQuerySet:
    """The same as a list with places (`ReleaseQuerySet.listed`), along the shelf of one filter."""
    along, *others = [*_shelves(wanted), None]
    releases = releases.listed(along)
    for shelf in filter(None, others):
        releases = releases.on_shelf(*shelf)
    return _within(releases, wanted, "listed_at")


def worth(releases: ReleaseQuerySet, wanted: Wanted, at: datetime) -> ReleaseQuerySet:
    """Those of them that are worth what is asked for at a moment."""
    if wanted.validity is None:
        return releases
    word = VALIDITIES[wanted.validity]
    return releases.with_validity(at).of_validity(word, timezone.localdate(at))


def _shelves(wanted: Wanted) -> list[tuple[str, str]]:
    """What the filters ask for, what holds the fewest notices first as a rule."""
    given = [
        (Shelf.Sort.ISSUER, wanted.issuer_number),
        (Shelf.Sort.NAME, wanted.issuer),
        (Shelf.Sort.TOPIC, wanted.topic),
        (Shelf.Sort.KIND, wanted.kind),
    ]
    return [(sort, str(value)) for sort, value in given if value is not None]


def _within(releases: ReleaseQuerySet, wanted: Wanted, column: str) -> ReleaseQuerySet:
    """Those of the year or month; an empty range for one that no list can have."""
    if wanted.year is None:
        return releases
    first, end = period(wanted.year, wanted.month)
    return releases.filter(**{f"{column}__gte": first, f"{column}__lt": end})


def period(year: int, month: int | None = None) -> tuple[datetime, datetime]:
    """When a year or a month begins here, and when the next one does."""
    if month is None:
        return _first(year, 1), _first(year + 1, 1)
    return _first(year, month), _first(year + month // DECEMBER, month % DECEMBER + 1)


def _first(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=timezone.get_current_timezone())
