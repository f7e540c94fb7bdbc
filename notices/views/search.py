"""搜索: what readers may see and a query asks for, by notice and section. No view reads a cookie."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from django.db.models import Count, F, Q, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from .. import searching
from ..models import Passage, Release
from ..querysets import ReleaseQuerySet
from ..searching import Piece, Query
from .filters import Filters
from .pages import Line, line

PAGE_LENGTH = 20  # notices
MOST_HITS, MOST_NEAR, MOST_NEAR_NOTICES = 3, 2, 5  # sections of a notice; notices
MOST_READ = 100  # passages that are looked through for what was meant
RELEVANCE, DATE = "relevance", "date"
_CURSOR = re.compile(r"([0-9]{1,6})\.(-?[0-9]{1,17})\.([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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

    line: Line
    title: tuple[Piece, ...]
    doc_number: tuple[Piece, ...]
    hits: tuple[Hit, ...]
    more: int
    near: tuple[Hit, ...]


@require_safe
def search(request):
    """What was found, 20 notices a page; what cannot be meant is left out, never an error."""
    at = timezone.now()
    query = searching.read(request.GET.get("q", ""))
    filters = Filters.read(request.GET, at)
    sort = DATE if request.GET.get("sort") == DATE else RELEVANCE
    context = {"query": query, "filters": filters, "sort": sort}
    # 重置 keeps what was asked and drops the filters.
    reset = f"?{urlencode({'q': query.text})}" if query.text else request.path
    context |= {"here": _address(query, filters), "reset": reset}
    if query.terms:
        context |= _found(query, filters, sort, request.GET.get("after", ""))
    return render(request, "notices/search.html", context)


def _address(query: Query, filters: Filters, **more: str) -> str:
    return urlencode({"q": query.text} | filters.chosen | more)


def _found(query: Query, filters: Filters, sort: str, after: str) -> dict:
    at = filters.at
    found = filters.applied(Release.objects.public(at)).search(query.terms)
    total = found.aggregate(notices=Count("pk"), places=Sum("hits"))
    if not total["notices"]:
        return {"total": total} | _instead(query, filters)
    start = _cursor(after)
    rows = _page(found, sort, start)
    if not rows:  # nothing stands behind that place any more
        start, rows = None, _page(found, sort, None)
    results = _results(rows[:PAGE_LENGTH], query, at)
    asked = {"sort": DATE} if sort == DATE else {}
    following = {"after": _told(rows[PAGE_LENGTH - 1])} if len(rows) > PAGE_LENGTH else None
    return {
        "total": total,
        "results": results,
        "is_first": start is None,
        "first": _address(query, filters, **asked),
        "by_date": _address(query, filters, sort=DATE),
        "next": following and _address(query, filters, **asked, **following),
    }


def _page(found: ReleaseQuerySet, sort: str, start: tuple | None) -> list[dict]:
    """What was found, in its order, behind the place where the page before ended.

    One row more than a page shows whether another follows.
    """
    ordered = found.newest_first() if sort == DATE else found.by_relevance()
    if start is not None:
        score, moment, key = start
        behind = Q(first_live_at__lt=moment) | Q(first_live_at=moment, pk__lt=key)
        further = Q(score__lt=score) | Q(score=score) & behind
        ordered = ordered.filter(behind if sort == DATE else further)
    return list(ordered[: PAGE_LENGTH + 1])


def _told(row: dict) -> str:
    """A place in the order, as it stands in the address of the next page."""
    moment = (row["first_live_at"] - _EPOCH) // timedelta(microseconds=1)
    return f"{row['score']}.{moment}.{row['pk']}"


def _cursor(text: str) -> tuple[int, datetime, int] | None:
    """What `_told` told; None of anything else, which is the first page."""
    told = _CURSOR.fullmatch(text)
    if told is None:
        return None
    score, moment, key = map(int, told.groups())
    try:
        return score, _EPOCH + timedelta(microseconds=moment), key
    except OverflowError:
        return None


def _results(rows: Sequence[dict], query: Query, at: datetime) -> list[Result]:
    """In three queries, two for a query that is one word; a notice gone meanwhile is left out."""
    releases = (
        Release.objects.filter(pk__in=[row["pk"] for row in rows])
        .with_validity(at)
        .with_origin()
        .select_related("edition__payload")
        .defer("edition__payload__text")
    )
    by_key = {release.pk: release for release in releases}
    editions = [release.edition_id for release in by_key.values()]
    own = Passage.objects.filter(payload__in=editions)
    hits = _by_edition(own.saying(query.terms).first_of_each(MOST_HITS + 1, F("order").asc()))
    near = _near(editions, query)
    return [
        _result(by_key[row["pk"]], row["hits"], hits, near, query, at)
        for row in rows
        if row["pk"] in by_key
    ]


def _near(editions: Sequence[int], query: Query) -> dict[int, list[Passage]]:
    if not query.words:
        return {}
    near = Passage.objects.filter(payload__in=editions).near(query.terms, query.words)
    return _by_edition(near.first_of_each(MOST_NEAR, F("held").desc(), F("order").asc()))


def _by_edition(passages) -> dict[int, list[Passage]]:
    groups = groupby(passages.order_by("payload", "order"), lambda passage: passage.payload_id)
    return {edition: list(group) for edition, group in groups}


def _result(release: Release, many: int, hits: dict, near: dict, query: Query, at) -> Result:
    payload, own = release.edition.payload, hits.get(release.edition_id, [])
    in_head = own and own[0].order == searching.TITLE and _is_in_head(own[0], query)
    shown = own[1:] if in_head else own[:MOST_HITS]
    return Result(
        line=line(release, at),
        title=searching.marked(payload.title, query.terms),
        doc_number=searching.marked(payload.doc_number, query.terms),
        hits=tuple(_hit(passage, query.terms) for passage in shown),
        more=max(0, many - len(shown) - bool(in_head)),
        near=tuple(_hit(passage, query.words) for passage in near.get(release.edition_id, ())),
    )


def _is_in_head(passage: Passage, query: Query) -> bool:
    """Whether the marks in title and number say all."""
    return all(term in passage.head for term in query.terms)


def _hit(passage: Passage, words: Sequence[str]) -> Hit:
    place = IN_TITLE_BLOCK if passage.order == searching.TITLE else passage.place
    return Hit(
        passage.section,
        passage.attachment,
        searching.marked(place, words),
        searching.snippet(passage.text, words),
    )


def _instead(query: Query, filters: Filters) -> dict:
    """What helps who found nothing: what may have been meant, and notices that come near."""
    releases = Release.objects.none()
    if query.words:
        public = filters.applied(Release.objects.public(filters.at))
        releases = public.with_words(query.words).newest_first()[:MOST_NEAR_NOTICES]
    rows = [{"pk": release.pk, "hits": 0} for release in releases]
    results = _results(rows, query, filters.at) if rows else []
    return {"results": results, "meant": _meant(query, filters.at)}


def _meant(query: Query, at: datetime) -> list[str]:
    """Words readers can find that differ from the query in one character; of one term only."""
    ways = searching.with_one_wrong(query.terms[0]) if len(query.terms) == 1 else []
    if not ways:
        return []
    alike = Q(*(Q(folded__holds=parts) for parts, _ in ways), _connector=Q.OR)
    texts = Passage.objects.public(at).filter(alike).order_by("-payload", "order")
    return searching.meant(query.terms[0], texts.values_list("folded", flat=True)[:MOST_READ])
