"""What readers get leaves compressed: Brotli where the browser takes it, else gzip.

Only what a shared cache may keep: an answer with a secret in it (a form of the newsroom) beside
words someone else chose would tell the secret by its length (BREACH).
"""

import gzip
import re

import brotli
from django.utils.cache import patch_vary_headers

from .headers import SHARED

WORDS = re.compile(r"text/|image/svg\+xml|application/(?:json|[a-z]+\+xml|xml)")
FEWEST_BYTES = 500  # below it an answer fits one packet either way
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
REFUSED = re.compile(r"q=0(?:\.0*)?")


class CompressionMiddleware:
    """Outside the headers, whose cache rule tells what is shared."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_compressible(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            compress(response, accepted(request.META.get("HTTP_ACCEPT_ENCODING", "")))
        return response


def is_compressible(response) -> bool:
    return (
        not response.streaming
        and response.get("Cache-Control") == SHARED
        and not response.has_header("Content-Encoding")
        and bool(WORDS.match(response.get("Content-Type", "")))
        and len(response.content) >= FEWEST_BYTES
    )


def accepted(header: str) -> set[str]:
    """The encodings an Accept-Encoding header takes; "gzip, br;q=0" takes gzip only."""
    found = set()
    for entry in header.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        if not any(REFUSED.fullmatch(parameter) for parameter in parameters):
            found.add(name)
    return found


def compress(response, encodings: set[str]) -> None:
    if "br" in encodings:
        content = brotli.compress(response.content, quality=BROTLI_QUALITY)
    elif "gzip" in encodings:
        content = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
    else:
        return
    response["Content-Encoding"] = "br" if "br" in encodings else "gzip"
    response.content = content
    response["Content-Length"] = str(len(content))
