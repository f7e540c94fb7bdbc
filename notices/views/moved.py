"""What an old site's address answers: 301 to its notice; asked only where nothing else answers."""

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect

from ..models import OldAddress
from ..models.arriving.hits import HitCounter, write_at_once_or_not

hits = HitCounter(write_at_once_or_not)


def moved(request) -> HttpResponse | None:
    """The redirect (405 for a form sent there), or None where no notice ever stood at this address.

    Whether the page is still there its own address says: 410 comes after the redirect.
    """
    if request.resolver_match:
        return None
    # A server gives the bytes of a query as Latin-1.
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    found = OldAddress.objects.asked_for(request.path_info, query.decode(errors="replace"))
    if found is None:
        return None
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.method == "GET":
        hits.hit(found.pk)
    return HttpResponsePermanentRedirect(f"/notices/{found.notice_id}/")
