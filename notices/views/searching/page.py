"""搜索: what readers may see and a query asks for, by notice and section. No view reads a cookie."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, Value
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ... import searching
from ...describing.places import EPOCH, MICROSECOND
from ...models import Passage, Rank, Release, is_common, newest_with, ranked, with_words
from ...searching import Query
from ..filters import Filters
from ..pages import Line, line
from .inside import inside
from .results import Result, results

PAGE_LENGTH = 20  # notices
MOST_NEAR_NOTICES = 5
MOST_READ = 100  # passages that are looked through for what was meant
RELEVANCE, DATE = "relevance", "date"
_CURSOR = re.compile(r"([0-9]{1,6})\.(-?[0-9]{1,17})\.([0-9]{1,18})")


@require_safe
def search(request):
    """What was found, 20 notices a page; what cannot be meant is left out, never an error."""
    at = timezone.now()
    query = searching.read(request.GET.get("q", ""))
    filters = Filters.read(request.GET, at)
    sort = DATE if request.GET.get("sort") == DATE else RELEVANCE
    context = {"query": query, "filters": filters, "sort": sort}
    context |= {"longest": searching.LONGEST, "most_terms": searching.MOST_TERMS}
    # 重置 keeps what was asked and drops the filters.
    reset = f"?{urlencode({'q': query.text})}" if query.text else request.path
    context |= {"here": _address(query, filters), "reset": reset}
    context |= {"inside": None, "not_inside": False, "found": False}
    if query.terms:
        context |= _answer(request, query, filters, sort)
    return render(request, "notices/search.html", context)


def _answer(request, query: Query, filters: Filters, sort: str) -> dict:
    """What of one notice holds the query where `in` names one, else all that was found."""
    number = request.GET.get("in", "")
    found = number and inside(query, number, request.GET.get("place", ""), filters.at)
    if found:
        first = _address(query, filters, **({"sort": DATE} if sort == DATE else {}))
        return {"inside": found, "first": first}
    told = _found(query, filters, sort, request.GET.get("after", ""))
    return told | {"not_inside": bool(number)}


def _address(query: Query, filters: Filters, **more: str) -> str:
    return urlencode({"q": query.text} | filters.chosen | more)


def _found(query: Query, filters: Filters, sort: str, after: str) -> dict:
    start, common = _cursor(after), is_common(query.terms)
    rows = _page(query, filters, sort, start, common)
    if start and not rows:  # nothing stands behind that place any more
        start, rows = None, _page(query, filters, sort, None, common)
    if not rows:
        return _instead(query, filters)
    asked = {"sort": DATE} if sort == DATE else {}
    following = {"after": _told(rows[PAGE_LENGTH - 1])} if len(rows) > PAGE_LENGTH else None
    return {
        "found": True,
        "total": None if common else rows[0],
        "results": _shown(rows[:PAGE_LENGTH], query, filters.at),
        "is_first": start is None,
        "first": _address(query, filters, **asked),
        "by_date": _address(query, filters, sort=DATE),
        "next": following and _address(query, filters, **asked, **following),
    }


def _page(
    query: Query, filters: Filters, sort: str, after: Rank | None, common: bool
) -> list[Release]:
    """One notice more than a page shows whether another follows."""
    public = Release.objects.public(filters.at)
    if common:
        return newest_with(filters.listed(public), query.terms, PAGE_LENGTH + 1, after)
    public = filters.applied(public)
    order = {"newest_first": sort == DATE, "after": after}
    return ranked(public, query.terms, PAGE_LENGTH + 1, **order)


def _told(row: Release) -> str:
    """A place in the order, as it stands in the address of the next page."""
    moment = (row.first_live_at - EPOCH) // MICROSECOND
    return f"{row.score}.{moment}.{row.pk}"


def _cursor(text: str) -> Rank | None:
    """What `_told` told; None of anything else, which is the first page."""
    told = _CURSOR.fullmatch(text)
    if told is None:
        return None
    score, moment, key = map(int, told.groups())
    try:
        return Rank(score, EPOCH + moment * MICROSECOND, key)
    except OverflowError:
        return None


def _shown(rows: Sequence[Release], query: Query, at: datetime) -> list[tuple[Line, Result]]:
    releases = Release.objects.with_validity(at).with_origin()
    return [(line(each.release, at), each) for each in results(rows, releases, query)]


def _instead(query: Query, filters: Filters) -> dict:
    """What helps who found nothing: what may have been meant, and notices that come near."""
    releases = Release.objects.none()
    if query.words:
        public = filters.applied(Release.objects.public(filters.at))
        releases = with_words(public, query.words).newest_first()[:MOST_NEAR_NOTICES]
    near = _shown(releases.annotate(hits=Value(0)), query, filters.at)
    return {"results": near, "meant": _meant(query, filters.at)}


def _meant(query: Query, at: datetime) -> list[str]:
    """Words readers can find that differ from the query in one character; of one term only."""
    ways = searching.with_one_wrong(query.terms[0]) if len(query.terms) == 1 else []
    if not ways:
        return []
    alike = Q(*(Q(folded__holds=parts) for parts, _ in ways), _connector=Q.OR)
    texts = Passage.objects.public(at).filter(alike).order_by("-payload", "order")
    return searching.meant(query.terms[0], texts.values_list("folded", flat=True)[:MOST_READ])
