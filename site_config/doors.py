"""Which door a request comes in by: one host for readers, cookies for the newsroom alone, and no NUL."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpResponsePermanentRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.http import ConditionalGetMiddleware

from .headers import NEWSROOM

OF_MACHINES = ("/healthz", "/readyz")  # asked for under whatever name the machine has


class OneHostMiddleware:
    """Readers on another allowed host are led to SITE_URL: a notice has one address.

    The port is not looked at: a web server before us may not pass it on. In demo mode the
    machine's names are all its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in {"GET", "HEAD"} and self._is_astray(request):
            return HttpResponsePermanentRedirect(settings.SITE_URL + request.get_full_path())
        return self.get_response(request)

    @staticmethod
    def _is_astray(request) -> bool:
        if settings.DEMO_MODE or request.path.startswith((NEWSROOM, *OF_MACHINES)):
            return False
        host = urlsplit(f"//{request.get_host()}").hostname
        return host != urlsplit(settings.SITE_URL).hostname


class ReadersConditionalGetMiddleware(ConditionalGetMiddleware):
    """304 where a reader has the page already; the newsroom's pages are kept by nobody."""

    def __call__(self, request):
        if request.path.startswith(NEWSROOM):
            return self.get_response(request)
        return super().__call__(request)


class NewsroomOnly:
    """Steps aside on readers' addresses: what reads a cookie there would also set one."""

    def __call__(self, request):
        if request.path.startswith(NEWSROOM):
            return super().__call__(request)
        return self.get_response(request)


class NewsroomSessionMiddleware(NewsroomOnly, SessionMiddleware):
    pass


class NewsroomCsrfMiddleware(NewsroomOnly, CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.path.startswith(NEWSROOM):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return None


class NewsroomAuthenticationMiddleware(NewsroomOnly, AuthenticationMiddleware):
    pass


class NewsroomMessageMiddleware(NewsroomOnly, MessageMiddleware):
    pass


class RefuseNulMiddleware:
    """PostgreSQL stores no NUL: one in the query would break the newsroom's filters and searches."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_newsroom = request.path.startswith(NEWSROOM)
        if in_newsroom and "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query")
        return self.get_response(request)
