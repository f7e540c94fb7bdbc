"""The site's own pages in sitemap.xml."""

from django.urls import reverse

from notices.sitemaps import OwnSitemap


class PagesSitemap(OwnSitemap):
    """The home page and the footer's four."""

    def items(self):
        return ["notices:home", "site:about", "site:contact", "site:site_map", "site:survey"]

    def location(self, name):
        return reverse(name)
