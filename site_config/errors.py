"""The errors that belong to no notice, in the site's dress."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from notices.views.machines import API, NOT_ALLOWED, failed, json_answer
from notices.views.moved import moved

from .headers import NEWSROOM
from .templating.context_processors import remembered
from .traditional import is_traditional

# Read when the server starts: it must be at hand when nothing else can be drawn.
BARE_PAGE = (settings.PUBLIC_TEMPLATES / "bare.html").read_text(encoding="utf-8")
AWAY = (OperationalError, InterfaceError)
TRY_AGAIN = 120  # seconds
TOLD_MACHINES = {
    400: "看不懂这个请求：网址不完整，或者参数太多。",
    404: "没有这个网址。能读取的网址见 /api/openapi.json。",
    500: "网站出了故障，已经自动记录，请过几分钟再试。",
    503: "网站暂时不能打开，请过几分钟再试。",
}


def stale_form(request, reason=""):
    """A form of the newsroom whose token is too old; going back keeps what was typed."""
    return render(request, "site/stale_form.html", status=403)


# Django's own 403 and 404 look for a token in the reader's cookies, and may set one.
def bad_request(request, exception):
    if _asks_api(request):
        return failed(400, TOLD_MACHINES[400])
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def not_found(request, exception):
    if found := moved(request):
        return found
    if _asks_api(request):
        return failed(404, TOLD_MACHINES[404])
    return render(request, "404.html", status=404)


def broken(request):
    """500, or 503 while the database does not answer; asks the database for nothing."""
    away = isinstance(sys.exc_info()[1], AWAY)
    status = 503 if away else 500
    response = _told_fault(request, status)
    if away:
        response.headers["Retry-After"] = str(TRY_AGAIN)
    return response


def _told_fault(request, status: int) -> HttpResponse:
    if _asks_api(request):
        return failed(status, TOLD_MACHINES[status])
    context = remembered(request) | {"away": status == 503, "status": status}
    try:
        page = render_to_string("500.html", context)
    except Exception:  # whatever is broken may be what draws every page
        page = BARE_PAGE
    return HttpResponse(page, status=status)


def _asks_api(request) -> bool:
    """Whether a machine asked: programs read JSON, whatever went wrong."""
    is_data = request.path.startswith("/notices/") and request.path.endswith(".json")
    return (request.path.startswith(API) or is_data) and not is_traditional(request)


class MethodPageMiddleware:
    """405 comes from Django as an empty answer; readers get a page, machines keep its Allow."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        told = response.get("Content-Type") == "application/json"
        if response.status_code == 405 and not (told or request.path.startswith(NEWSROOM)):
            if _asks_api(request):
                answer = json_answer({"status": 405, "error": NOT_ALLOWED}, 405)
                answer.headers["Allow"] = response.headers["Allow"]
                return answer
            response.content = render_to_string("405.html", remembered(request))
            response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response
