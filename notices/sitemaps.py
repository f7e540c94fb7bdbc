"""sitemap.xml: every public notice, and whatever else joins SITEMAPS."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.contrib.sitemaps.views import SitemapIndexItem
from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from .models import Release


class OwnSitemap(Sitemap):
    """Addresses start with SITE_URL, never with the Host header. Base of every site map here."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class ByNumber(Paginator):
    """Files by the numbers of notices: 1 to `per_page`, and so on.

    Neither the count of what is public nor what stands in the files before costs anything, and a
    notice stays in its file for ever.
    """

    @cached_property
    def count(self) -> int:
        return Release.objects.aggregate(last=Max("notice_id"))["last"] or 0

    def page(self, number) -> Page:
        number = self.validate_number(number)
        last = number * self.per_page
        rows = self.object_list.filter(notice_id__gt=last - self.per_page, notice_id__lte=last)
        return Page(rows, number, self)


class NoticeSitemap(OwnSitemap):
    # A file holds 50,000 addresses (sitemaps.org); the first one holds the site's pages, too.
    limit = 49_900

    @property
    def paginator(self) -> ByNumber:
        return ByNumber(self.items(), self.limit)

    def items(self):
        return (
            Release.objects.public()
            .with_validity()
            .order_by("-notice_id")
            .values_list("notice_id", "goes_live_at", "ended_at", named=True)
        )

    def location(self, row):
        return reverse("notices:page", args=[row.notice_id])

    def lastmod(self, row):
        """A correction changes the page, and so does an ending."""
        return max(filter(None, (row.goes_live_at, row.ended_at)))


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
    response = views.sitemap(request, SITEMAPS, section=section)
    # The newest time says nothing of what was taken down; the answer's ETag does.
    response.headers.pop("Last-Modified", None)
    return response


def _files() -> list[str]:
    """The addresses of all files of the index."""
    address = settings.SITE_URL + reverse("notices:sitemap")
    return [
        f"{address}?section={name}&p={number}"
        for name, section in SITEMAPS.items()
        for number in section().paginator.page_range
    ]
