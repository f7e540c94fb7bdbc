"""Search within one notice: every place of it that holds the query, which a list of notices cuts."""

from dataclasses import dataclass
from datetime import datetime

from ... import searching
from ...models import Passage, Release
from ...searching import Piece, Query
from ..pages import Line, line
from .results import Hit, hit_of, is_in_head

LENGTH = 50  # places a page
LONGEST_NUMBER = 18  # digits a database can hold
MOST_ORDER = 5  # digits of a passage's place in its notice


@dataclass(frozen=True)
class Inside:
    """The notice, how many of its places hold the query, those of this page; `next` is where the
    next page begins, None on the last one.
    """

    line: Line
    title: tuple[Piece, ...]
    doc_number: tuple[Piece, ...]
    many: int
    hits: tuple[Hit, ...]
    is_first: bool
    next: int | None


def inside(query: Query, number: str, place: str, at: datetime) -> Inside | None:
    """What of a notice holds every term, from a place on, in three queries; None where readers see
    no such notice. A place that is none is the first.
    """
    release = _release(_number(number, LONGEST_NUMBER), at)
    if release is None:
        return None
    own = Passage.objects.filter(payload=release.edition_id).saying(query.terms)
    start, many = _number(place, MOST_ORDER), own.count()
    rows = list(own.filter(order__gte=start).order_by("order")[: LENGTH + 1])
    shown = [row for row in rows[:LENGTH] if not is_in_head(row, query)]
    payload = release.edition.payload
    return Inside(
        line=line(release, at),
        title=searching.marked(payload.title, query.terms),
        doc_number=searching.marked(payload.doc_number, query.terms),
        many=many,
        hits=tuple(hit_of(row, query.terms) for row in shown),
        is_first=start == 0,
        next=rows[LENGTH].order if len(rows) > LENGTH else None,
    )


def _release(number: int, at: datetime) -> Release | None:
    releases = Release.objects.public(at).with_validity(at).with_origin().filter(notice=number)
    return releases.select_related("edition__payload").defer("edition__payload__text").first()


def _number(text: str, longest: int) -> int:
    """0 of what is no number of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else 0
