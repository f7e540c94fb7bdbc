"""The reading room: a notice and its editions. No view reads a cookie."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading
from ..models import ReadingSetting, Release
from ..querysets import Statement, in_effect
from ..validity import validity
from .answers import saying_gone, shown, shown_before
from .described import head
from .related import relations


@dataclass(frozen=True)
class Line:
    """A notice in the list."""

    number: int
    title: str
    doc_number: str
    issuers: tuple[str, ...]
    live_on: date
    moved_in: bool
    validity: str


def line(release: Release, at: datetime) -> Line:
    """A release with its validity, origin and payload columns, as lists show it."""
    payload = release.edition.payload
    return Line(
        number=release.notice_id,
        title=payload.title,
        doc_number=payload.doc_number,
        issuers=tuple(payload.issuers.split("\n")),
        live_on=timezone.localdate(release.first_live_at),
        moved_in=release.moved_in,
        validity=validity_of(release, at),
    )


def validity_of(release: Release, at: datetime) -> str:
    """The word for what the document of a release with_validity is worth."""
    effective_on = release.edition.payload.effective_on
    return validity(timezone.localdate(at), effective_on, release.ended_as, release.amended)


@require_safe
@saying_gone
def page(request, number: int):
    """The live edition."""
    at = timezone.now()
    live = shown(number, at)
    context = drawn(live, live, at)
    return render(request, "notices/notice.html", context | head(context))


@require_safe
@saying_gone
def edition(request, number: int, edition_number: int):
    """Edition k: the live one always, an earlier one where the setting shows it; never indexed."""
    at = timezone.now()
    live = shown(number, at)
    is_live = live.edition.number == edition_number
    release = live if is_live else shown_before(live, edition_number, at)
    context = drawn(live, release, at)
    context |= head(context) | {"one_edition": True, "is_live": is_live, "linked": ""}
    return render(request, "notices/notice.html", context)


def drawn(live: Release, release: Release, at: datetime, document=None) -> dict:
    """The context of a notice's template: the text of `release`, the standing of the notice.

    `document` where the text was drawn already.
    """
    document = document or _document(live, release)
    ending = _ending(live, at)
    successor = ending.successor_id if ending else None
    basis_number = ending.basis_number if ending else ""
    related = relations(release, document.named, successor, at, basis_number)
    live.amended = bool(related.amending)
    has_history = live.history != ReadingSetting.History.HIDDEN
    return {
        "document": document,
        "notice": live.notice_id,
        "live": live,
        "live_here_since": _since(live, document),
        "release": release,
        "edition": release.edition,
        "correction": release.edition if has_history and release.edition.correction else None,
        "has_history": has_history,
        "validity": validity_of(live, at),
        "ending": ending,
        "relations": related,
    }


def _since(live: Release, document: reading.Document) -> datetime:
    """When the notice first went live here; an old site's time is another thing."""
    if document.first_published is None:
        return live.first_live_at
    first = _first_live.first(live.notice_id, live.goes_live_at)
    return (first or live).goes_live_at


@Statement
def _first_live(number: int, at: datetime) -> QuerySet:
    """The oldest release of a notice that had come by then."""
    return Release.objects.effective(at).filter(notice=number).order_by("goes_live_at")[:1]


def _document(live: Release, release: Release) -> reading.Document:
    payload = json.loads(release.edition.payload.text)
    offered = None if release is live else reading.files_of(json.loads(live.edition.payload.text))
    return reading.document(payload, offered)


def _ending(live: Release, at: datetime):
    """The withdrawal that ended the document, None while it stands."""
    if not live.ended_as:
        return None
    return _endings.first(live.notice_id, at)


@Statement
def _endings(number: int, at: datetime) -> QuerySet:
    return in_effect(at).exclude(kind="taken_down").filter(notice=number)


@require_safe
@saying_gone
def below(request, number: int, rest: str):
    """Any other address under a notice: 410 where the notice answers so, else 404."""
    shown(number, timezone.now())
    raise Http404("nothing at this address")


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
