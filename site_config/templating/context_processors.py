"""What every page of the site's dress carries."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.http import escape_leading_slashes

from .. import dress
from ..generations import GENERATION
from ..headers import NEWSROOM
from ..models import SiteIdentity
from ..traditional import PREFIX, is_traditional

LONGEST_QUERY = 2000  # characters that a link to the other script repeats


def site(request) -> dict:
    """Two queries at most; none on a page that asks for neither identity nor footer, or in a
    generation of the site in which they were read before."""
    generation = request.META.get(GENERATION)
    identity = SimpleLazyObject(lambda: dress.identity(generation))
    # Not request.GET: a query with too many fields raises there, also on its own error page.
    elder = "mode=elder" in request.META.get("QUERY_STRING", "").split("&")
    return {
        "site": identity,
        "hant": is_traditional(request),
        "twin": SimpleLazyObject(lambda: _twin(request, identity)),
        "site_url": settings.SITE_URL,
        "site_domain": urlsplit(settings.SITE_URL).hostname,
        "footer_links": SimpleLazyObject(lambda: dress.footer(generation)),
        "elder": elder,
        # What the address of a page ends with, so that large letters stay without a script.
        "kept_mode": "?mode=elder" if elder else "",
    }


def remembered(request) -> dict:
    """The same without a query: as last read, or the words of a site not yet set up."""
    identity, footer = dress.remembered()
    return site(request) | {
        "site": identity,
        "twin": _twin(request, identity),
        "footer_links": footer,
        "request": request,
    }


def _twin(request, identity: SiteIdentity) -> str:
    """The address of this page in the other script; "" where it has none."""
    if request.path.startswith((NEWSROOM, f"{PREFIX}/")) or not identity.traditional:
        return ""
    # A query too long to be meant would only be told over and over again.
    is_meant = len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    # A path that begins with two slashes would lead to another site.
    address = escape_leading_slashes(request.get_full_path() if is_meant else request.path)
    return address if is_traditional(request) else f"{PREFIX}{address}"
