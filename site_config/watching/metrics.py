"""/metrics: what one process has answered, as Prometheus reads it."""

import os
import secrets

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ..generations import WATCH
from .health import is_this_machine

CACHE = "hongtou.page_cache"  # where the environment of a request tells the cache before us
TYPE = "text/plain; version=0.0.4; charset=utf-8"
HELP = {
    "hongtou_answers_total": "Answers by where they came from",
    "hongtou_kept_pages": "Answers in memory",
    "hongtou_kept_bytes": "Bytes they take",
    "hongtou_generation": "Generation of the site, as last seen",
    "hongtou_database_away": "1 while the database does not answer",
}


@require_safe
def metrics(request):
    """To this machine, or to who has METRICS_TOKEN; 404 to all others.

    Each process tells its own: `process` is its number, and a sum is who asks's to make.
    """
    if not (is_this_machine(request) or _has_token(request)):
        raise Http404("not for everybody")
    lines = []
    for name, values in _values(request).items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} {kind}"]
        lines += [
            f'{name}{{process="{os.getpid()}"{more}}} {value}' for more, value in values.items()
        ]
    return HttpResponse("\n".join([*lines, ""]), content_type=TYPE)


def _has_token(request) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(
        given.encode(), settings.METRICS_TOKEN.encode()
    )


def _values(request) -> dict[str, dict[str, int]]:
    found, known = {}, WATCH.now()
    if cache := request.META.get(CACHE):
        found["hongtou_answers_total"] = {
            f',from="{name}"': count for name, count in sorted(cache.counts.items())
        }
        found["hongtou_kept_pages"] = {"": len(cache.pages) + len(cache.others)}
        found["hongtou_kept_bytes"] = {"": cache.pages.bytes + cache.others.bytes}
    found["hongtou_generation"] = {"": known.key[0] if known else 0}
    found["hongtou_database_away"] = {"": int(known is None or known.away)}
    return found
