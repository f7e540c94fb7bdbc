"""What a search finds, as its page and the API show it: notices, their hits, near matches."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F

from ... import searching
from ...models import Passage, Release
from ...querysets import ReleaseQuerySet
from ...searching import Piece, Query

MOST_HITS, MOST_NEAR = 3, 2  # sections of a notice
IN_TITLE_BLOCK = "发文机关和主送机关"


@dataclass(frozen=True)
class Hit:
    """A passage as it is shown; `section` is the number of its address, None of what has none.

    Of an `attachment` (its number) `section` is the number of the part.
    """

    section: int | None
    attachment: int | None
    place: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True)
class Result:
    """A notice that was found; `more` are the hits that are not shown."""

    release: Release
    title: tuple[Piece, ...]
    doc_number: tuple[Piece, ...]
    hits: tuple[Hit, ...]
    more: int
    near: tuple[Hit, ...]


def results(
    rows: Sequence[Release], releases: ReleaseQuerySet, query: Query, *, near: bool = True
) -> list[Result]:
    """What is shown of some releases, `hits` of each its number of passages.

    `releases` are as they are to be shown, with what lists ask of them. In three queries, two for
    a query that is one word or where nobody asks for what comes near.
    """
    wanted = (
        releases.filter(pk__in=[row.pk for row in rows])
        .select_related("edition__payload")
        .defer("edition__payload__text")
    )
    by_key = {release.pk: release for release in wanted}
    editions = [release.edition_id for release in by_key.values()]
    own = Passage.objects.filter(payload__in=editions)
    hits = _by_edition(own.saying(query.terms).first_of_each(MOST_HITS + 1, F("order").asc()))
    alike = _near(editions, query) if near else {}
    return [_result(by_key[row.pk], row.hits, hits, alike, query) for row in rows]


def _near(editions: Sequence[int], query: Query) -> dict[int, list[Passage]]:
    if not query.words:
        return {}
    near = Passage.objects.filter(payload__in=editions).near(query.terms, query.words)
    return _by_edition(near.first_of_each(MOST_NEAR, F("held").desc(), F("order").asc()))


def _by_edition(passages) -> dict[int, list[Passage]]:
    groups = groupby(passages.order_by("payload", "order"), lambda passage: passage.payload_id)
    return {edition: list(group) for edition, group in groups}


def _result(release: Release, many: int, hits: dict, near: dict, query: Query) -> Result:
    payload, own = release.edition.payload, hits.get(release.edition_id, [])
    in_head = own and is_in_head(own[0], query)
    shown = own[1:] if in_head else own[:MOST_HITS]
    return Result(
        release=release,
        title=searching.marked(payload.title, query.terms),
        doc_number=searching.marked(payload.doc_number, query.terms),
        hits=tuple(hit_of(passage, query.terms) for passage in shown),
        more=max(0, many - len(shown) - bool(in_head)),
        near=tuple(hit_of(passage, query.words) for passage in near.get(release.edition_id, ())),
    )


def is_in_head(passage: Passage, query: Query) -> bool:
    """Whether the marks in title and number say all."""
    return passage.order == searching.TITLE and all(term in passage.head for term in query.terms)


def hit_of(passage: Passage, words: Sequence[str]) -> Hit:
    place = IN_TITLE_BLOCK if passage.order == searching.TITLE else passage.place
    return Hit(
        passage.section,
        passage.attachment,
        searching.marked(place, words),
        searching.snippet(passage.text, words),
    )
