"""What an address under a notice answers: an edition, 410 with the reason, or 404.

Page, editions, files and every later form of a notice ask here, so that they change together.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import render

from ..models import ReadingSetting, Release
from ..querysets import Statement, in_effect

TAKEN_DOWN, SEALED, ERASED = "taken_down", "sealed", "erased"


class Gone(Exception):
    """An address answers 410. `how` is TAKEN_DOWN, SEALED or ERASED.

    `act` is the Withdrawal, Sealing or Erasure; `release` the live one where its title may still
    be shown, else None.
    """

    def __init__(self, how: str, act, release: Release | None = None):
        super().__init__(how)
        self.how, self.act, self.release = how, act, release


@Statement
def _public_at(number: int, at: datetime) -> QuerySet:
    history = ReadingSetting.objects.filter(pk=ReadingSetting.ROW).values("history")
    return (
        Release.objects.public(at)
        .with_endings(at)
        .with_turns(at)
        .with_period()
        .annotate(history=history)
        .filter(notice=number)
        .select_related("edition__payload")
    )


def shown(number: int, at: datetime) -> Release:
    """The release readers see at a notice's address, with its endings, turns, period and `history`.

    Raises Gone where the page was taken down or its edition sealed or erased, Http404 where there
    is no such notice or it was never live.
    """
    release = _public_at.first(number, at)
    if release is None:
        raise _why_not_shown(number, at)
    release.history = release.history or ReadingSetting().history
    return release


def shown_before(live: Release, edition_number: int, at: datetime) -> Release:
    """The release of an earlier edition of the notice, where readers may see it.

    Raises Gone for a sealed or erased one, Http404 for one that was never live or that the
    setting keeps to the newsroom.
    """
    release = (
        Release.objects.effective(at)
        .filter(notice=live.notice_id, edition__number=edition_number)
        .select_related("edition__payload", "edition__sealing", "edition__erasure")
        .order_by("-goes_live_at", "-pk")
        .first()
    )
    if release is None:
        raise Http404("no such edition was ever live")
    if closed := closing(release.edition):
        raise Gone(*closed)
    if live.history != ReadingSetting.History.COMPARE:
        raise Http404("earlier editions are not shown")
    return release


def _why_not_shown(number: int, at: datetime) -> Exception:
    live = (
        Release.objects.live(at)
        .with_origin()
        .filter(notice=number)
        .select_related("edition__payload", "edition__sealing", "edition__erasure")
        .first()
    )
    if live is None:
        return Http404("no such notice is public")
    closed = closing(live.edition)
    withdrawal = in_effect(at).filter(notice=number, kind="taken_down").first()
    if withdrawal:
        titled = not (closed or withdrawal.hides_title)
        return Gone(TAKEN_DOWN, withdrawal, live if titled else None)
    # Neither: somebody has undone it since the first look.
    return Gone(*closed) if closed else Http404("no such notice is public")


def closing(edition) -> tuple | None:
    """How an edition was closed and the act that did it; erasing is the stronger of the two."""
    for how, name in ((ERASED, "erasure"), (SEALED, "sealing")):
        if hasattr(edition, name):
            return how, getattr(edition, name)
    return None


def saying_gone(view: Callable) -> Callable:
    """A view whose Gone becomes the 410 page."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Gone as gone:
            return render(request, "410.html", {"gone": gone}, status=410)

    return answer
