"""The pages of the log; a page costs the same however long the log has become."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ... import sending
from ...models import Event
from ..base import PageAdmin
from ..timeline import sentence
from .asking import LogForm, found
from .export import written

ON_A_PAGE = 50
MOST_EXPORTED = 20_000
LIST = "admin:notices_event_changelist"


@admin.register(Event)
class EventAdmin(PageAdmin):
    fields = ["seq", "at", "actor_name", "verb", "notice", "told", "digest", "previous", "hash"]
    readonly_fields = fields

    @admin.display(description="说明")
    def told(self, event):
        return sentence(event)

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.export_view))
        return [path("export/", view, name="notices_event_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return self.log_view(request)

    def log_view(self, request):
        """The newest records that were asked for; `before`: those older than a number."""
        self.refuse_who_may_not_look(request)
        form = LogForm(request.GET)
        rows, older = _page(form, request.GET)
        return self.page_of(
            request,
            "log",
            title="站内记录",
            form=form,
            rows=rows,
            older=older,
            query=_query(request.GET),
            is_later="before" in request.GET,
            most=MOST_EXPORTED,
        )

    def export_view(self, request):
        """What was asked for as a CSV file; taking it along is an act on record."""
        self.refuse_who_may_not_look(request)
        form = LogForm(request.POST)
        if not form.is_valid():
            messages.error(request, "没有导出，请核对筛选的条件。")
            return redirect(f"{reverse(LIST)}?{_query(request.POST)}")
        events = list(found(form.cleaned_data)[:MOST_EXPORTED])
        with transaction.atomic():
            Event.objects.record(
                Event.Verb.LOG_EXPORTED, request.user, detail=f"{len(events)} 条", which=form.told()
            )
        name = f"站内记录 {timezone.localtime():%Y-%m-%d %H%M}.csv"
        return sending.made(written(events), "text/csv; charset=utf-8", name)


def _page(form: LogForm, given: QueryDict) -> tuple[list[dict], int | None]:
    """One page of rows, and the number before which the next one begins, if there is more."""
    if not form.is_valid():
        return [], None
    events, before = found(form.cleaned_data), given.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        events = events.filter(seq__lt=int(before))
    shown = list(events[: ON_A_PAGE + 1])
    older = shown[ON_A_PAGE - 1].seq if len(shown) > ON_A_PAGE else None
    return [{"event": event, "told": _told(event)} for event in shown[:ON_A_PAGE]], older


def _told(event: Event) -> str:
    """What is to be said beside the notice's title; many records tell nothing but that."""
    told = sentence(event)
    return "" if event.notice and told == str(event.notice) else told


def _query(given: QueryDict) -> str:
    """The part of a query that filters, always written the same way."""
    asked = QueryDict(mutable=True)
    for name in LogForm.base_fields:
        if given.get(name, "").strip():
            asked[name] = given[name].strip()
    return asked.urlencode()
