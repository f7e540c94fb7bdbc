"""The site's own pages in sitemap.xml."""

from django.urls import reverse

from notices.sitemaps import OwnSitemap

PAGES = ("notices:home", "site:about", "site:contact", "site:site_map", "site:survey")


class PagesSitemap(OwnSitemap):
    """The home page and the footer's four."""

    def lines(self, number):
        return [(reverse(name), None) for name in PAGES]
