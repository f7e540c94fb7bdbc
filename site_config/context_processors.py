"""What every page of the site's dress carries."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .generations import GENERATION
from .models import FooterLink, SiteIdentity

# The last identity and footer that were read: the dress of a page no database can be asked for.
_last: dict = {}
# The generation each of them was read in.
_read_in: dict = {}


def site(request) -> dict:
    """Two queries at most; none on a page that asks for neither identity nor footer, or in a
    generation of the site in which they were read before."""
    generation = request.META.get(GENERATION)
    return {
        "site": SimpleLazyObject(lambda: _of("site", generation, SiteIdentity.current)),
        "site_url": settings.SITE_URL,
        "site_domain": urlsplit(settings.SITE_URL).hostname,
        "footer_links": SimpleLazyObject(lambda: _of("footer_links", generation, _footer)),
        # Not request.GET: a query with too many fields raises there, also on its own error page.
        "elder": "mode=elder" in request.META.get("QUERY_STRING", "").split("&"),
    }


def remembered(request) -> dict:
    """The same without a query: as last read, or the words of a site not yet set up."""
    first = [FooterLink(title=title, address=address) for title, address in FooterLink.FIRST]
    return site(request) | {
        "site": _last.get("site") or SiteIdentity(),
        "footer_links": _last.get("footer_links") or first,
        "request": request,
    }


def _of(what: str, generation: tuple | None, read: Callable):
    """What was read in this generation, else what is read now."""
    if generation is None or _read_in.get(what) != generation:
        _last[what], _read_in[what] = read(), generation
    return _last[what]


def _footer() -> list[FooterLink]:
    return list(FooterLink.objects.all())
