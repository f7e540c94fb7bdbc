"""sitemap.xml: every public notice, and whatever else joins SITEMAPS (https://sitemaps.org)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .models import Issuer, Release, Topic
from .querysets import ReleaseQuerySet
from .views.periods import years_of

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LONGEST_NUMBER = 9  # digits of a file's number

# A path of the site, and when what stands there last changed, where that is known.
Line = tuple[str, datetime | None]


class OwnSitemap:
    """A section of the map, in one file. Base of every section here."""

    def files(self) -> int:
        return 1

    def has_lines(self, number: int) -> bool:
        """Whether a file has any: the schema knows no empty one, so the index leaves it out."""
        return True

    def lines(self, number: int) -> Iterable[Line]:
        """The lines of one file; `number` is 1 to `files`."""
        raise NotImplementedError


class NoticeSitemap(OwnSitemap):
    """Files by the numbers of notices: 1 to `limit`, and so on.

    Neither the count of what is public nor what stands in the files before costs anything, and a
    notice stays in its file for ever.
    """

    # A file holds 50,000 addresses; where there is but one, it holds pages and lists, too.
    limit = 49_000

    def files(self) -> int:
        last = Release.objects.aggregate(last=Max("notice_id"))["last"] or 1
        return -(-last // self.limit)

    def has_lines(self, number: int) -> bool:
        return self._releases(number).exists()

    def _releases(self, number: int) -> ReleaseQuerySet:
        last = number * self.limit
        own = {"notice_id__gt": last - self.limit, "notice_id__lte": last}
        return Release.objects.public().filter(**own)

    def lines(self, number: int) -> Iterator[Line]:
        rows = (
            self._releases(number)
            .with_turns()
            .order_by("-notice_id")
            .values_list("notice_id", "goes_live_at", "turned_at")
        )
        # The address of a notice but for its number, which alone changes fifty thousand times.
        before, after = reverse("notices:page", args=[1]).split("1")
        for notice, live_at, turned_at in rows:
            # A correction changes the page, and so does an ending.
            yield f"{before}{notice}{after}", max(live_at, turned_at or live_at)


class ListsSitemap(OwnSitemap):
    """The archive and its years, and the list of each topic and issuer."""

    def lines(self, number: int) -> Iterator[Line]:
        yield reverse("notices:archive"), None
        for year in years_of(timezone.now()):
            yield reverse("notices:year", args=[year.number]), None
        issuers = Issuer.objects.known(timezone.now())
        for name, rows in (("topic", Topic.objects), ("issuer", issuers)):
            for key in rows.values_list("pk", flat=True):
                yield reverse(f"notices:{name}", args=[key]), None


# name: class. `site_config` adds its pages when it is ready.
SITEMAPS: dict[str, type[OwnSitemap]] = {"notices": NoticeSitemap, "lists": ListsSitemap}


@require_safe
def sitemap(request):
    """One file; an index of files where a section has more entries than a file may hold.

    `?section=` and `?p=` name a file of the index.
    """
    counts = {name: section().files() for name, section in SITEMAPS.items()}
    section = request.GET.get("section")
    if section is not None:
        number = _number(request.GET.get("p", "1"), counts.get(section, 0))
        return _xml("urlset", map(_url, SITEMAPS[section]().lines(number)))
    if sum(counts.values()) > len(counts):
        return _xml("sitemapindex", _index(counts))
    lines = (line for one in SITEMAPS.values() for line in one().lines(1))
    return _xml("urlset", map(_url, lines))


def _number(text: str, most: int) -> int:
    """The number of a file there is."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    if not plain or not 1 <= int(text) <= most:
        raise Http404("no such file of the map")
    return int(text)


def _index(counts: dict[str, int]) -> Iterator[str]:
    address = settings.SITE_URL + reverse("notices:sitemap")
    for name, count in counts.items():
        section = SITEMAPS[name]()
        for number in filter(section.has_lines, range(1, count + 1)):
            file = escape(f"{address}?section={name}&p={number}")
            yield f"<sitemap><loc>{file}</loc></sitemap>"


def _url(line: Line) -> str:
    path, moment = line
    changed = f"<lastmod>{moment.astimezone(UTC).isoformat()}</lastmod>" if moment else ""
    return f"<url><loc>{escape(settings.SITE_URL + path)}</loc>{changed}</url>"


def _xml(root: str, lines: Iterable[str]) -> HttpResponse:
    body = "\n".join([f'{HEAD}<{root} xmlns="{SCHEMA}">', *lines, f"</{root}>\n"])
    # Follow what it lists; the map itself is no page.
    headers = {"X-Robots-Tag": "noindex, noodp, noarchive"}
    return HttpResponse(body, content_type="application/xml", headers=headers)
