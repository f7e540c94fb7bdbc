"""The headers of every answer: what a page may load, who may keep it, what may index it."""

from django.apps import apps
from django.conf import settings

from notices.fields import RichTextField

from .surfaces import SURFACES

BASE = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'; connect-src 'self'; "
)
PUBLIC = BASE + "script-src 'self'; style-src 'self'; img-src 'self'"
# The editor writes inline handlers and styles; without both it does not start.
EDITOR = BASE + (
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; frame-src 'self'"
)
# The preview of a notice stands in a frame of our own form, and runs nothing.
FRAMED = PUBLIC.replace("frame-ancestors 'none'", "frame-ancestors 'self'").replace(
    "script-src 'self'", "script-src 'none'"
)
FRAMED_VIEWS = {"admin:notices_notice_preview", "admin:notices_notice_preview_new"}
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        [
            "accelerometer",
            "camera",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "payment",
            "usb",
        ]
    )
)
# Caches of our own may keep an answer for one second; browsers ask again each time.
SHARED = "public, max-age=0, s-maxage=1, stale-if-error=600"
PRIVATE = "no-store"
NEWSROOM = "/admin/"
KEPT_STATUSES = {200, 301, 302, 304, 404, 410}
CACHED = {surface.name for surface in SURFACES if surface.cache == "public"}


def editor_views() -> set[str]:
    """The newsroom's pages that hold an editor: forms of models with rich text."""
    return {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{form}"
        for model in apps.get_models()
        if any(isinstance(field, RichTextField) for field in model._meta.fields)
        for form in ("add", "change")
    }


class HeadersMiddleware:
    """Outside everything that may answer, so that errors and static files carry them too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.editor_views = editor_views()

    def __call__(self, request):
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else None
        policy = EDITOR if view in self.editor_views else PUBLIC
        if view in FRAMED_VIEWS and response.status_code == 200:
            policy, response.headers["X-Frame-Options"] = FRAMED, "SAMEORIGIN"
        # A view's own policy stands: files are sent in a sandbox. What a browser has already
        # keeps the policy it came with: one on a 304 would take its place.
        if response.status_code != 304:
            response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["Permissions-Policy"] = PERMISSIONS
        if not is_static(request, response):
            response.headers["Cache-Control"] = cache_rule(request, response, view)
        if request.path.startswith(NEWSROOM):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def is_static(request, response) -> bool:
    """A static file sent by WhiteNoise, which knows the names that never change."""
    return request.path.startswith(settings.STATIC_URL) and response.has_header("Cache-Control")


def cache_rule(request, response, view: str | None) -> str:
    """Who may keep the answer. Unknown addresses of readers are kept like their pages."""
    if response.cookies:  # it is one reader's own
        return PRIVATE
    reading = request.method in {"GET", "HEAD"} and response.status_code in KEPT_STATUSES
    known = view in CACHED or (view is None and not request.path.startswith(NEWSROOM))
    return SHARED if reading and known else PRIVATE
