"""The years and months that have public notices, and which of them stand beside one."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from ..models import Release, reached
from ..querysets import ReleaseQuerySet
from .narrowing import DECEMBER, period, years


@dataclass(frozen=True)
class Year:
    """A year of the archive and its months that have notices, the newest first."""

    number: int
    months: tuple[int, ...]


@dataclass(frozen=True)
class Beside:
    """A year or a month that has notices: its address and what it is called."""

    address: str
    name: str


def years_of(at: datetime) -> list[Year]:
    """Those that have public notices, in two queries; not how many: that would be to read all."""
    months = [(year, month) for year in years(at) for month in range(DECEMBER, 0, -1)]
    spans = [period(*month) for month in months]
    held = [months[place] for place in reached(Release.objects.public(at), spans)]
    return [
        Year(year, tuple(month for _, month in own))
        for year, own in groupby(held, lambda month: month[0])
    ]


def months_of(year: int, at: datetime) -> list[int]:
    """The months of a year that have public notices, in one query."""
    months = range(1, DECEMBER + 1)
    spans = [period(year, month) for month in months]
    return [months[place] for place in reached(Release.objects.public(at), spans)]


def neighbours(year: int, month: int | None, at: datetime) -> dict[str, Beside | None]:
    """The nearest year, or month of any year, before and after that has notices; two queries."""
    first, end = period(year, month)
    public = Release.objects.public(at)
    older = public.filter(first_live_at__lt=first).order_by("-first_live_at", "-pk")
    newer = public.filter(first_live_at__gte=end).order_by("first_live_at", "pk")
    return {"older": _beside(older, month), "newer": _beside(newer, month)}


def _beside(releases: ReleaseQuerySet, month: int | None) -> Beside | None:
    moment = releases.values_list("first_live_at", flat=True).first()
    if moment is None:
        return None
    on = timezone.localdate(moment)
    if month is None:
        return Beside(reverse("notices:year", args=[on.year]), f"{on.year}年")
    return Beside(reverse("notices:month", args=[on.year, on.month]), f"{on.year}年{on.month}月")
