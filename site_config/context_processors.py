"""What every page of the site's dress carries."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import FooterLink, SiteIdentity

# The last identity and footer that were read: the dress of a page no database can be asked for.
_last: dict = {}


def site(request) -> dict:
    """Two queries at most, and none on a page that asks for neither identity nor footer."""
    return {
        "site": SimpleLazyObject(_identity),
        "site_url": settings.SITE_URL,
        "site_domain": urlsplit(settings.SITE_URL).hostname,
        "footer_links": SimpleLazyObject(_footer),
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


def _identity() -> SiteIdentity:
    _last["site"] = SiteIdentity.current()
    return _last["site"]


def _footer() -> list[FooterLink]:
    _last["footer_links"] = list(FooterLink.objects.all())
    return _last["footer_links"]
