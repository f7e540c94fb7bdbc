"""The files of the live edition: attachments to keep, pictures to be shown. No view reads a cookie."""

import json

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..pictures import WEBP
from ..sending import attachment, picture
from .answers import saying_gone, shown


@require_safe
@saying_gone
def file(request, number: int, file_number: int):
    """An attachment of the live edition, to keep."""
    row = listed(number, "attachments", file_number)
    return attachment(row["sha256"], row["media_type"], row["file_name"])


@require_safe
@saying_gone
def figure(request, number: int, figure_number: int):
    """A picture of the live edition, in the format every browser knows."""
    row = listed(number, "figures", figure_number)
    return picture(row["sha256"], row["media_type"])


@require_safe
@saying_gone
def figure_width(request, number: int, figure_number: int, width: int):
    """A picture of the live edition as WebP of one of its widths."""
    for variant in listed(number, "figures", figure_number)["variants"]:
        if (variant["width"], variant["media_type"]) == (width, WEBP):
            return picture(variant["sha256"], WEBP)
    raise Http404("no such width")


def listed(number: int, sort: str, file_number: int) -> dict:
    """The row of a file in the live edition's payload; raises as `shown`, or Http404."""
    return row_of(json.loads(shown(number, timezone.now()).edition.payload.text)[sort], file_number)


def row_of(rows: list[dict], file_number: int) -> dict:
    """The row with this number; raises Http404."""
    for row in rows:
        if row["number"] == file_number:
            return row
    raise Http404("no such file in the live edition")
