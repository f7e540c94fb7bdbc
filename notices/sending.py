"""Stored bytes as an answer that is nothing but a file: no sniffing, no script, no page around it."""

import logging
import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from .file_types import FILE_TYPES
from .models import StoredFile
from .pictures import FORMATS

SANDBOX = "default-src 'none'; sandbox"
ANY_TYPE = "application/octet-stream"
DOWNLOADS = {kind.media_type for kind in FILE_TYPES.values()}
PICTURES = set(FORMATS.values())
_SHA256 = re.compile("[0-9a-f]{64}")

log = logging.getLogger(__name__)


def attachment(sha256: str, media_type: str, file_name: str) -> FileResponse:
    """A file to keep under its name; a type we do not know is only bytes."""
    known = media_type if media_type in DOWNLOADS else ANY_TYPE
    return _sent(sha256, known, as_attachment=True, filename=file_name)


def picture(sha256: str, media_type: str) -> FileResponse:
    """A picture to be shown; raises Http404 for what could be more than a picture."""
    if media_type not in PICTURES:
        raise Http404("not a picture we show")
    return _sent(sha256, media_type)


def made(data: bytes, media_type: str, file_name: str) -> HttpResponse:
    """Bytes that were made for this answer, to keep under a name."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    return _nothing_but_a_file(response)


def _sent(sha256: str, media_type: str, as_attachment: bool = False, filename: str = ""):
    try:
        handle = StoredFile(pk=sha256).open()
    except FileNotFoundError:
        log.error("the bytes of file %s are missing from the storage", sha256)
        raise Http404("the file is missing") from None
    response = FileResponse(
        handle, content_type=media_type, as_attachment=as_attachment, filename=filename
    )
    if settings.ACCEL_PREFIX:
        response = _left_to_the_proxy(response, sha256)
    # The name of a file is its hash, so a second request need not send it again.
    response.headers["ETag"] = f'"{sha256}"'
    return _nothing_but_a_file(response)


def _left_to_the_proxy(response: FileResponse, sha256: str) -> HttpResponse:
    """The same answer without the bytes: the web server in front sends them (X-Accel-Redirect)."""
    # Not the answer itself: that would end the request, and with it the connection.
    response.file_to_stream.close()
    if not _SHA256.fullmatch(sha256):
        raise Http404("not the name of a stored file")
    names = ("Content-Type", "Content-Disposition")
    headers = {name: response.headers[name] for name in names if name in response.headers}
    headers["X-Accel-Redirect"] = f"{settings.ACCEL_PREFIX}{StoredFile(pk=sha256).path}"
    return HttpResponse(headers=headers)


def _nothing_but_a_file(response):
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
