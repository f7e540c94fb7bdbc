"""预览: the working copy, saved or still in the form, drawn by the public page's own template."""

import json
import re
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ... import reading
from ...models import Edition, EditionPayload, Kind, Notice, ReadingSetting, Release
from ...models.payload import Parts, payload_of, saved_parts
from ...models.vocabulary import DEFAULT_KIND
from ...views.pages import drawn
from ..kept_files import Kept, picture_address
from .submitted import no_parts, submitted, working_copy

# No row has it, so that no query finds anything of a text that is no edition.
NO_EDITION = 0
# What the public page offers of an attachment: to read it, which staff cannot before publishing;
# the link, its words, its type and size.
_DOWNLOAD = re.compile(
    r'(?:<a href="[^"]*/view/">[^<]*<span class="vh">[^<]*</span></a>)?'
    r'<a href="(?P<address>[^"]*)" download>(?P<words>[^\n]*?</a><span class="s">[^<]*</span>)'
)


def preview_view(model_admin, request, pk: int | None = None):
    """GET draws what is saved, POST what the form says; neither leaves a trace.

    What cannot be drawn is said in a sentence, as plain text.
    """
    notice = get_object_or_404(Notice, pk=pk) if pk else None
    _refuse(model_admin, request, notice)
    try:
        if request.method == "POST":
            sent = submitted(model_admin, request, notice)
            places = _places(sent.staying("sections"))
            notice, parts = working_copy(sent)
        else:
            notice, parts = _saved(notice)
            places = {f"sections-{at}": at for at in range(len(parts.sections))}
        payload = payload_of(notice, parts)
    except ValueError as reason:
        return HttpResponse(str(reason), content_type="text/plain; charset=utf-8")
    numbers = {prefix: parts.sections[at].number for prefix, at in places.items()}
    context = _context(notice, payload) | {"numbers": json.dumps(numbers)}
    page = render_to_string("notices/preview.html", context, request)
    return HttpResponse(_with_files_for_staff(page, context["notice"], payload["attachments"]))


def _with_files_for_staff(page: str, notice: int, attachments: list[dict]) -> str:
    """The public addresses answer 404 until publishing: staff get the file, or are told of none."""
    rows = {reverse("notices:file", args=[notice, row["number"]]): row for row in attachments}

    def offered(found: re.Match) -> str:
        row = rows.get(found["address"])
        if row is None:
            return found[0]
        if not row["sha256"]:
            return '<span class="s">还没有文件</span>'
        address = Kept("attachments", row["sha256"], row["file_name"]).address
        return f'<a href="{address}" target="_blank" rel="noopener">{found["words"]}'

    return _DOWNLOAD.sub(offered, page)


def _refuse(model_admin, request, notice) -> None:
    """Who may only look has the saved copy."""
    if request.method == "POST":
        may = (
            model_admin.has_change_permission(request, notice)
            if notice
            else model_admin.has_add_permission(request)
        )
    else:
        may = model_admin.has_view_or_change_permission(request, notice)
    if not may:
        raise PermissionDenied


def _places(rows) -> dict[str, int]:
    return {row.prefix: at for at, row in enumerate(rows)}


def _saved(notice: Notice | None) -> tuple[Notice, Parts]:
    if notice:
        return notice, saved_parts(notice)
    return Notice(kind=Kind.objects.get(code=DEFAULT_KIND)), no_parts()


def _context(notice: Notice, payload: dict) -> dict:
    """The public page's context, as if this text went before readers now."""
    at = timezone.now()
    number = notice.pk or (Notice.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    payload["relations"] = _as_readers_see(payload["relations"], at)
    release = _as_if_released(notice, number, payload["effective_on"], at)
    document = reading.document(payload, picture_address=picture_address)
    context = drawn(release, release, at, document) | {"stated_period": document.period}
    # A draft has no record yet: a link to one would lead nowhere.
    context["has_history"] &= release.first_live_at < at
    return context


def _as_readers_see(relations: list[dict], at) -> list[dict]:
    """Notices of this site by the title readers know; those that are not public stay untold."""
    named = {row["notice"] for row in relations} - {None}
    public = Release.objects.public(at).filter(notice__in=named)
    titles = dict(public.values_list("notice", "edition__payload__title"))
    return [
        row | {"notice": None, "name": titles.get(row["notice"], row["name"])}
        for row in relations
        if row["notice"] is None or row["notice"] in titles
    ]


def _as_if_released(notice: Notice, number: int, effective_on: str | None, at) -> Release:
    """A release nobody saves, with the standing the notice has now."""
    edition = Edition(pk=NO_EDITION, notice_id=number, number=notice.edition_count + 1)
    day = date.fromisoformat(effective_on) if effective_on else None
    EditionPayload(edition=edition, effective_on=day)
    live = Release.objects.live(at).with_endings(at).filter(notice=number).first()
    first_live_at = live.first_live_at if live else at
    release = Release(
        notice_id=number, edition=edition, goes_live_at=at, first_live_at=first_live_at
    )
    release.ended_as = live.ended_as if live else None
    release.history = ReadingSetting.current().history
    # A period to come is counted from the day it goes out; one that stands keeps its days.
    kept = notice.period_kept(at) if notice.pk else None
    release.period_from, release.period_until, release.period_days = (
        (kept.first_day, kept.last_day, kept.days) if kept else (None, None, None)
    )
    return release
