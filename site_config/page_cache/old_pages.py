"""The last good page while the database is away, and what it says of itself."""

import gzip
import re
from datetime import datetime

import brotli

from notices.models.generation import Change

from .shelf import Kept

STALE = ("Warning", '110 - "Response is Stale"')
MAY_HAVE_CHANGED = '<p class="old" role="status">网站正在维护，这个页面可能已变更，请稍后刷新。</p>'
_BODY_ONLY = {"content-encoding", "content-length", "etag"}
_UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def shown_while_away(kept: Kept, to_come: tuple[Change, ...], at: datetime, age: float):
    """(headers, body) of a kept page, or None where it shows what has to be gone by now.

    Before anything scheduled was due it is the very page, byte for byte; after it, an HTML page
    says that it may have changed.
    """
    due = [change for change in to_come if change.at <= at]
    told = (("Age", str(int(age))), STALE)
    if not due:
        return (*kept.headers, *told), kept.body
    body = _UNPACK[kept.header("content-encoding")](kept.body)
    gone = {change.gone for change in due if change.gone}
    if any(_names(body, number) for number in gone):
        return None
    headers = [pair for pair in kept.headers if pair[0].lower() not in _BODY_ONLY]
    if kept.header("content-type").startswith("text/html"):
        start = re.search(rb"<main\b[^>]*>", body)
        at_main = start.end() if start else 0
        body = body[:at_main] + MAY_HAVE_CHANGED.encode() + body[at_main:]
    return (*headers, *told, ("Content-Length", str(len(body)))), body


def _names(body: bytes, notice: int) -> bool:
    """Whether the page has an address of the notice, as its own page has too."""
    return bool(re.search(rb"/notices/%d(?![0-9])" % notice, body))
