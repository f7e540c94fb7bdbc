"""What every page of the site's dress carries."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import FooterLink, SiteIdentity


def site(request) -> dict:
    """Two queries at most, and none on a page that asks for neither identity nor footer."""
    return {
        "site": SimpleLazyObject(SiteIdentity.current),
        "site_url": settings.SITE_URL,
        "footer_links": SimpleLazyObject(lambda: list(FooterLink.objects.all())),
        # Not request.GET: a query with too many fields raises there, also on its own error page.
        "elder": "mode=elder" in request.META.get("QUERY_STRING", "").split("&"),
    }
