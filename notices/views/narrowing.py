"""A list of public notices made narrower: filters, and the page after a place."""

from datetime import datetime

from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from ..describing.asking import Place, Wanted

LINE = Value("\n", TextField())


def narrowed(releases, wanted: Wanted):
    """The releases that every filter lets through."""
    if wanted.year:
        releases = releases.filter(first_live_at__gte=_new_year(wanted.year))
        releases = releases.filter(first_live_at__lt=_new_year(wanted.year + 1))
    if wanted.topic:
        releases = releases.filter(edition__payload__topic_number=wanted.topic)
    if wanted.kind:
        releases = releases.filter(edition__payload__kind=wanted.kind)
    if wanted.issuer:
        # One of several names, each on a line of its own.
        lines = Concat(LINE, "edition__payload__issuers", LINE)
        releases = releases.alias(lines=lines).filter(lines__contains=f"\n{wanted.issuer}\n")
    return releases


def following(releases, last: Place):
    """Those after a place in a list that is `newest_first`, without counting those before it."""
    # The first comparison alone can use the index of the list.
    return releases.filter(first_live_at__lte=last.moment).filter(
        Q(first_live_at__lt=last.moment) | Q(pk__lt=last.release)
    )


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())
