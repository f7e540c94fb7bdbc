"""The page: the record, the text of a day, what an edition changed. No view reads a cookie."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ...models import ReadingSetting, Release
from ..answers import saying_gone, shown
from .comparing import comparable, compared
from .days import on_day
from .past import Past, past_of

History = ReadingSetting.History


@require_safe
@saying_gone
def history(request, number: int):
    """404 where the setting keeps the history to the newsroom; of corrections as much as it lets.

    `?on=` is a day, `?edition=` the number of an edition whose differences are shown.
    """
    at = timezone.now()
    live = shown(number, at)
    if live.history == History.HIDDEN:
        raise Http404("the history is not shown")
    past, compares = past_of(live, at), live.history == History.COMPARE
    asked = request.GET.get("on")
    context = {
        "notice": number,
        "live": live,
        "entries": past.entries(_successors(past)),
        "compares": compares,
        "compared": compared(past, request.GET.get("edition", ""), at) if compares else None,
        "with_differences": _newer(past) if compares else (),
        "on": None if asked is None else on_day(asked, past),
        "today": timezone.localdate(at),
    }
    return render(request, "notices/history.html", context)


def _newer(past: Past) -> tuple[int, ...]:
    """The numbers of the editions that can be compared with one before."""
    return tuple(newer.edition.number for _, newer in comparable(past))


def _successors(past: Past) -> dict[int, str]:
    """The titles of the public notices that took its place, by their numbers."""
    numbers = {act.withdrawal.successor_id for act in past.acts} - {None}
    if not numbers:
        return {}
    public = Release.objects.public(past.at).filter(notice__in=numbers)
    return dict(public.values_list("notice", "edition__payload__title"))
