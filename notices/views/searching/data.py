"""/api/search/: what the page finds, for machines."""

from collections.abc import Sequence
from dataclasses import asdict

from django.utils import timezone

from ...describing import seeking
from ...describing.seeking import Sought
from ...models import Rank, Release, is_common, newest_with, ranked
from ...querysets import ReleaseQuerySet
from ...searching import Piece
from ..api import absolute, described, summary
from ..machines import answering_machines
from ..narrowing import listed, narrowed, worth
from .results import Hit, Result, results


@answering_machines
def search(request) -> dict:
    """The public notices that hold every term in one place, the best or the newest first."""
    at = timezone.now()
    sought = seeking.read(request.GET)
    common = is_common(sought.query.terms)
    find = _newest if common else _found
    found = find(sought, at, sought.limit + 1)
    page = found[: sought.limit]
    shown = results(page, described(Release.objects.all(), at), sought.query, near=False)
    return {
        "query": sought.query.text,
        "sort": seeking.DATE if common else sought.sort,
        "total": None if common else _total(sought, at, found),
        "results": [_result(result, at) for result in shown],
        "next": _next(sought, page[-1]) if len(found) > len(page) else None,
        "description": absolute("api_description"),
    }


def _total(sought: Sought, at, found: list[Release]) -> dict:
    """How many there are, which the rows say; a page behind the last one has none."""
    first = found or (_found(sought, at, 1, behind=False) if sought.after else [])
    return {
        "notices": first[0].notices if first else 0,
        "places": first[0].places if first else 0,
    }


def _newest(sought: Sought, at, many: int) -> list[Release]:
    after = Rank(*sought.after) if sought.after else None
    releases = worth(listed(Release.objects.public(at), sought.wanted), sought.wanted, at)
    return newest_with(releases, sought.query.terms, many, after)


def _found(sought: Sought, at, many: int, *, behind: bool = True) -> list[Release]:
    after = Rank(*sought.after) if sought.after and behind else None
    newest_first = sought.sort == seeking.DATE
    terms = sought.query.terms
    return ranked(_wanted(sought, at), terms, many, newest_first=newest_first, after=after)


def _wanted(sought: Sought, at) -> ReleaseQuerySet:
    releases = narrowed(Release.objects.public(at), sought.wanted)
    return worth(releases, sought.wanted, at)


def _next(sought: Sought, last: Release) -> str:
    query = sought.following((last.score, last.first_live_at, last.pk))
    return f"{absolute('api_search')}?{query}"


def _result(result: Result, at) -> dict:
    page = absolute("page", result.release.notice_id)
    return {
        "notice": summary(result.release, at),
        "title": _pieces(result.title),
        "doc_number": _pieces(result.doc_number),
        "hits": [_hit(hit, page) for hit in result.hits],
        "more": result.more,
    }


def _hit(hit: Hit, page: str) -> dict:
    return {
        "section": hit.section,
        "attachment": hit.attachment,
        "label": _pieces(hit.place),
        "address": _address(hit, page),
        "snippet": _pieces(hit.text),
    }


def _address(hit: Hit, page: str) -> str:
    if hit.attachment:
        return f"{page}files/{hit.attachment}/view/?p={hit.section}#p{hit.section}"
    return f"{page}#s{hit.section}" if hit.section else page


def _pieces(pieces: Sequence[Piece]) -> list[dict]:
    return [asdict(piece) for piece in pieces]
