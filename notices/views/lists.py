"""The lists of the reading room: of all notices, and of a topic, an issuer, a year and a month."""

from datetime import date, datetime
from itertools import groupby

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..describing.asking import FIRST_YEAR, LAST_YEAR, Wanted
from ..models import Issuer, Release, Topic
from ..querysets import ReleaseQuerySet
from .filters import Filters
from .narrowing import DECEMBER, listed
from .pages import Line, line
from .paging import Part, part
from .periods import months_of, neighbours, years_of


@require_safe
def home(request):
    """The newest public notices by month, those that are pinned first."""
    at = timezone.now()
    filters = Filters.read(request.GET, at)
    public = Release.objects.public(at)
    releases, pinned = filters.listed(public), []
    if not filters.chosen:
        pinned = list(_shown(public.pinned(at), at).newest_first())
        # What stands first is not repeated at its date, on whatever page that is.
        releases = releases.exclude(notice__in=[release.notice_id for release in pinned])
    context = _drawn(request, releases, at)
    at_head = pinned if context["part"].is_first else []
    context |= {
        "filters": filters,
        "reset": "/",
        "kept": filters.chosen,
        "issuers": filters.issuers,
        "pinned": [line(release, at) for release in at_head],
    }
    return render(request, "notices/home.html", context)


@require_safe
def topic(request, number: int):
    """What is filed under a topic, by its number: a new name changes nothing else."""
    found = get_object_or_404(Topic, pk=number)
    return _list(request, Wanted(topic=number), found, feed=f"topic={number}")


@require_safe
def issuer(request, number: int):
    """What an issuer issued, under whatever name it bore when an edition was released."""
    found = get_object_or_404(Issuer.objects.known(timezone.now()), pk=number)
    return _list(request, Wanted(issuer_number=number), found, feed=f"issuer={number}")


@require_safe
def period(request, year: int, month: int | None = None):
    """What was published in a year or a month; 404 where nothing was."""
    if not FIRST_YEAR <= year <= LAST_YEAR or month and month > DECEMBER:
        raise Http404("no such year or month")
    heading = f"{year}年{month}月" if month else f"{year}年"
    wanted = Wanted(year=year, month=month)
    return _list(request, wanted, None, heading=f"{heading}发布的通知")


def _list(request, wanted: Wanted, about, *, feed: str = "", heading: str = ""):
    """A list by itself, with its heading and, of a topic or an issuer, its feed."""
    at = timezone.now()
    context = _drawn(request, listed(Release.objects.public(at), wanted), at)
    if wanted.year and not context["part"].releases:
        raise Http404("nothing was published then")
    context |= {
        "heading": about.name if about else heading,
        "description": getattr(about, "description", ""),
        "feed": feed,
        "year": wanted.year,
        "month": wanted.month,
        "kept": {},
        "issuers": dict(Issuer.objects.values_list("name", "pk")),
    }
    if wanted.year:
        context |= neighbours(wanted.year, wanted.month, at)
        context["own_months"] = months_of(wanted.year, at)
    return render(request, "notices/list.html", context)


@require_safe
def archive(request):
    """The years and months that have public notices, each leading to its list."""
    return render(request, "notices/archive.html", {"years": years_of(timezone.now())})


def _drawn(request, releases: ReleaseQuerySet, at: datetime) -> dict:
    """One page of a list, by month."""
    found = part(_shown(releases, at), request.GET.get("page", ""))
    lines = [line(release, at) for release in found.releases]
    return {"part": found, "months": _by_month(lines), "from_day": _first_day(found, lines)}


def _shown(releases: ReleaseQuerySet, at: datetime) -> ReleaseQuerySet:
    return (
        releases.with_validity(at)
        .with_origin()
        .select_related("edition__payload")
        .defer("edition__payload__text")
    )


def _first_day(found: Part, lines: list[Line]) -> date | None:
    """What tells the title of a later page from the first one's."""
    return None if found.is_first or not lines else lines[0].live_on


def _by_month(lines: list[Line]) -> list[tuple[date, list[Line]]]:
    months = groupby(lines, lambda line: line.live_on.replace(day=1))
    return [(month, list(group)) for month, group in months]
