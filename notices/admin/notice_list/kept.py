"""Filters a person keeps under a name, above the list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from ...models import SavedFilter
from .filters import FILTERS

LIST = "admin:notices_notice_changelist"
PARAMETERS = ["q", *(one.parameter_name for one in FILTERS), "o"]


def narrowed(given: QueryDict) -> str:
    """The part of a query that narrows or orders the list, always written the same way."""
    chosen = QueryDict(mutable=True)
    for name in PARAMETERS:
        if given.get(name, "").strip():
            chosen[name] = given[name].strip()
    return chosen.urlencode()


def context(request) -> dict:
    """What the list shows of kept filters."""
    now = narrowed(request.GET)
    mine = list(SavedFilter.objects.filter(user=request.user))
    return {
        "kept_filters": mine,
        "query_now": now,
        "can_keep": bool(now) and now not in {one.query for one in mine},
    }


def urls(wrap) -> list:
    return [
        path("filters/keep/", wrap(_keep), name="notices_notice_keep_filter"),
        path("filters/<int:pk>/forget/", wrap(_forget), name="notices_notice_forget_filter"),
    ]


def _may_look(request) -> None:
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied


@require_POST
def _keep(request):
    _may_look(request)
    query = narrowed(QueryDict(request.POST.get("query", "")))
    name = request.POST.get("name", "")
    refused = SavedFilter.objects.keep(request.user, name, query)
    if refused:
        messages.error(request, refused)
    return redirect(f"{reverse(LIST)}?{query}")


@require_POST
def _forget(request, pk):
    _may_look(request)
    SavedFilter.objects.filter(user=request.user, pk=pk).delete()
    return redirect(f"{reverse(LIST)}?{narrowed(QueryDict(request.POST.get('query', '')))}")
