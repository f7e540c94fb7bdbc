"""/hant/…: every page of readers in Traditional script, made of the Simplified one as it leaves.

The view asks the page itself under its Simplified address; the middleware converts whatever
leaves, errors included. Only Simplified texts are stored, and every address in a page stays.
"""

from django.http import Http404
from django.urls import resolve

from notices.script import in_traditional

from .headers import NEWSROOM
from .models import SiteIdentity, TraditionalWord

PREFIX = "/hant"
NEVER = (NEWSROOM, f"{PREFIX}/")  # not readers' pages, and not a page twice


def is_traditional(request) -> bool:
    """Whether the answer to the request will leave in Traditional script."""
    return getattr(request, "traditional", None) is not None


def page(request, rest: str = ""):
    """The answer of the Simplified address, form or none; Http404 for all that is no page."""
    is_offered = SiteIdentity.current().traditional
    if is_offered:
        request.traditional = TraditionalWord.exceptions()
        request.path = request.path_info = f"/{rest}"
    # Where nothing answers, an old site's addresses are asked for.
    request.resolver_match = None
    if not is_offered or request.path.startswith(NEVER):
        raise Http404("no Traditional page")
    match = request.resolver_match = resolve(request.path_info)
    response = match.func(request, *match.args, **match.kwargs)
    if not (is_page(response) or response.has_header("Location")):
        # Its own close() would tell Django that the request is over.
        if file := getattr(response, "file_to_stream", None):
            file.close()
        raise Http404("not a page")
    return response


def is_page(response) -> bool:
    """Whether it is HTML to be read here: no file, no feed, no data."""
    media_type = response.get("Content-Type", "").partition(";")[0]
    is_kept = response.streaming or response.has_header("Content-Disposition")
    return media_type == "text/html" and not is_kept


class TraditionalMiddleware:
    """Within what gives the ETag, outside what answers errors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.path, request.path_info
        response = self.get_response(request)
        if is_traditional(request):
            request.path, request.path_info = asked
            _convert(response, request.traditional)
        return response


def _convert(response, exceptions: dict[str, str]) -> None:
    location = response.get("Location", "")
    if location.startswith("/") and not location.startswith("//"):
        response.headers["Location"] = f"{PREFIX}{location}"
    if is_page(response):
        text = response.content.decode(response.charset)
        response.content = in_traditional(text, exceptions)
        response.headers["Content-Length"] = str(len(response.content))
