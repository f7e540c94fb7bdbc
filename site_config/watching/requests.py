"""The number of each request, in the log and in the answer; queries that took long."""

import logging
import re
import secrets
import time

from django.conf import settings
from django.db import connection

from ..starting.logging import REQUEST_NUMBER

# What a web server gives ($request_id of nginx); anything else is not ours to log.
_GIVEN = re.compile(r"[0-9a-f]{16,64}")
log = logging.getLogger("site_config.slow")


class NumberedRequestMiddleware:
    """Outermost, so that whatever is logged while a request is answered has its number."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        number = given if _GIVEN.fullmatch(given) else secrets.token_hex(16)
        request.number = number
        token = REQUEST_NUMBER.set(number)
        try:
            response = self._answered(request)
            response.headers["X-Request-ID"] = number
            return response
        finally:
            REQUEST_NUMBER.reset(token)

    def _answered(self, request):
        if not settings.SLOW_QUERY_MS:
            return self.get_response(request)
        with connection.execute_wrapper(log_where_slow):
            return self.get_response(request)


def log_where_slow(execute, sql, params, many, context):
    """The statement without its values: they may be what a reader looked for."""
    start = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = (time.perf_counter() - start) * 1000
        if taken >= settings.SLOW_QUERY_MS:
            log.warning("%d ms: %s", taken, sql[:2000])
