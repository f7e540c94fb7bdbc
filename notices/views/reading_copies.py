"""Attachments of the live edition to be read before they are kept. No view reads a cookie.

What is shown was made when the file came in or the edition was frozen (`ReadingCopy`); a reader's
request makes nothing.
"""

import json
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import reading, viewing
from ..models import CopyLeaf, CopyPicture, ReadingCopy
from ..models.viewing.reading_copy import MISSING
from ..pictures import WEBP
from ..sending import picture
from .answers import saying_gone, shown
from .described import file_head
from .files import listed, row_of


@dataclass(frozen=True)
class Tab:
    """A leaf in the row of them: its name, the number of its first part, whether it is shown."""

    name: str
    first: int
    is_here: bool


@require_safe
@saying_gone
def view(request, number: int, file_number: int):
    """One leaf of an attachment: that of the part `?p=`, the first where there is no such part."""
    live = shown(number, timezone.now())
    payload = json.loads(live.edition.payload.text)
    row = row_of(payload["attachments"], file_number)
    document = reading.document(payload)
    copy = ReadingCopy.objects.filter(pk=row["sha256"]).first()
    tabs, leaf = _leaves(copy, _number(request.GET.get("p", "")))
    at = next((place for place, tab in enumerate(tabs) if tab.is_here), 0)
    context = {
        "notice": number,
        "document": document,
        "places": list(enumerate(document.attachments, 1)),
        "number": file_number,
        "file": next(each for each in document.attachments if each.number == file_number),
        "copy": copy,
        "refused": copy.refused if copy else MISSING,
        "notes": copy.notes.splitlines() if copy else [],
        "leaf": leaf,
        "columns": leaf.columns if leaf else 0,
        "tabs": tabs,
        "here": tabs[at].first if tabs else 1,
        "before": tabs[at - 1] if at else None,
        "after": tabs[at + 1] if at + 1 < len(tabs) else None,
    }
    return render(request, "notices/file_view.html", context | file_head(context, live))


@require_safe
@saying_gone
def page(request, number: int, file_number: int, page: int):
    """The picture of a page of an attachment."""
    row = listed(number, "attachments", file_number)
    found = CopyPicture.objects.filter(copy=row["sha256"], number=page).first()
    if found is None:
        raise Http404("no such page, or no picture of it")
    return picture(found.file_id, WEBP)


def _leaves(copy: ReadingCopy | None, part: int) -> tuple[list[Tab], viewing.Leaf | None]:
    """The leaves of a copy, and the one that is shown."""
    if copy is None:
        return [], None
    rows = list(copy.leaves.order_by("first").defer("content"))
    here = max((row.first for row in rows if row.first <= part), default=1)
    tabs = [Tab(row.name, row.first, row.first == here) for row in rows]
    found = CopyLeaf.objects.filter(copy=copy, first=here).first()
    return tabs, found and found.shown


def _number(text: str) -> int:
    """A part's number; 1 of anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
