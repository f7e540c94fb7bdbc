"""sitemap.xml: every public notice, and whatever else joins SITEMAPS."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.contrib.sitemaps.views import SitemapIndexItem
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .models import Release


class OwnSitemap(Sitemap):
    """Addresses start with SITE_URL, never with the Host header. Base of every site map here."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class NoticeSitemap(OwnSitemap):
    def items(self):
        return Release.objects.public().newest_first().only("notice_id", "goes_live_at")

    def location(self, release):
        return reverse("notices:page", args=[release.notice_id])

    def lastmod(self, release):
        return release.goes_live_at


# name: class. `site_config` adds its pages when it is ready.
SITEMAPS: dict[str, type[OwnSitemap]] = {"notices": NoticeSitemap}


@require_safe
def sitemap(request):
    """One file; an index of files where a section has more entries than a file may hold.

    `?section=` and `?p=` name a file of the index.
    """
    section = request.GET.get("section")
    files = [] if section else _files()
    if len(files) > len(SITEMAPS):
        context = {"sitemaps": [SitemapIndexItem(address) for address in files]}
        return render(request, "sitemap_index.xml", context, content_type="application/xml")
    return views.sitemap(request, SITEMAPS, section=section)


def _files() -> list[str]:
    """The addresses of all files of the index."""
    address = settings.SITE_URL + reverse("notices:sitemap")
    return [
        f"{address}?section={name}&p={number}"
        for name, section in SITEMAPS.items()
        for number in section().paginator.page_range
    ]
