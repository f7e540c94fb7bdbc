"""导出 Word: the working copy or an edition as a .docx, for whoever may see the notice."""

import json
import re

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ... import sending
from ...file_types import FILE_TYPES, safe_name
from ...models import Notice, StoredFile
from ...models.payload import payload_of
from ...printing.word import word_file

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]')  # what Windows takes in no name
_UNTITLED = "通知"


@require_safe
def word_view(request, pk: int, edition_number: int | None = None):
    """A file named after the title; 404 for an edition that is sealed or erased."""
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied
    notice = get_object_or_404(Notice, pk=pk)
    payload = payload_of(notice) if edition_number is None else _frozen(notice, edition_number)
    data = word_file(payload, _bytes_of, settings.SITE_URL)
    title = _NO_FILE_NAME.sub("_", payload["title"] or _UNTITLED)
    return sending.made(data, FILE_TYPES["docx"].media_type, safe_name(f"{title}.docx"))


def open_editions(notice: Notice):
    """The editions that may be given out: neither sealed nor erased."""
    if not notice.edition_count:
        return notice.editions.none()
    return notice.editions.filter(sealing=None, erasure=None).order_by("number")


def _frozen(notice: Notice, number: int) -> dict:
    edition = get_object_or_404(open_editions(notice), number=number)
    return json.loads(edition.payload.text)


def _bytes_of(sha256: str) -> bytes | None:
    try:
        with StoredFile(pk=sha256).open() as handle:
            return handle.read()
    except FileNotFoundError:
        return None
