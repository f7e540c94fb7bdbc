"""The errors that belong to no notice, in the site's dress."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from notices.views.moved import moved

from .context_processors import remembered
from .headers import NEWSROOM

# Read when the server starts: it must be at hand when nothing else can be drawn.
BARE_PAGE = (settings.BASE_DIR / "templates" / "bare.html").read_text(encoding="utf-8")
AWAY = (OperationalError, InterfaceError)
TRY_AGAIN = 120  # seconds


def stale_form(request, reason=""):
    """A form of the newsroom whose token is too old; going back keeps what was typed."""
    return render(request, "site/stale_form.html", status=403)


# Django's own 403 and 404 look for a token in the reader's cookies, and may set one.
def bad_request(request, exception):
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def not_found(request, exception):
    return moved(request) or render(request, "404.html", status=404)


def broken(request):
    """500, or 503 while the database does not answer; asks the database for nothing."""
    away = isinstance(sys.exc_info()[1], AWAY)
    status = 503 if away else 500
    context = remembered(request) | {"away": away, "status": status}
    try:
        page = render_to_string("500.html", context)
    except Exception:  # whatever is broken may be what draws every page
        page = BARE_PAGE
    headers = {"Retry-After": str(TRY_AGAIN)} if away else {}
    return HttpResponse(page, status=status, headers=headers)


class MethodPageMiddleware:
    """405 comes from Django as an empty answer; readers get a page, machines keep its Allow."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        told = response.get("Content-Type") == "application/json"
        if response.status_code == 405 and not (told or request.path.startswith(NEWSROOM)):
            response.content = render_to_string("405.html", remembered(request))
            response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response
