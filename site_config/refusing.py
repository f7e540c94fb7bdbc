"""Requests that no page can mean anything by, refused before they reach one."""

from django.core.exceptions import BadRequest


class RefuseNulMiddleware:
    """PostgreSQL stores no NUL: one in the query would break the newsroom's filters and searches."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        newsroom = request.path.startswith("/admin/")
        if newsroom and "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query")
        return self.get_response(request)
