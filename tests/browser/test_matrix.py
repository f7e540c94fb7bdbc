"""Every public page in every dress: two widths, light, dark and 大字版, with and without script."""

import html
import re
import urllib.error
import urllib.request
from itertools import product as combinations
from urllib.parse import urljoin

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from site_config.surfaces import SURFACES

from .product import Product
from .visiting import DESK, PHONE, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

FOOTER = ["/about/", "/contact/", "/site-map/", "/survey/"]
UNLINKED = ["/survey/thanks/", "/no-such-page/"]
# Files and what machines read: the link to them is followed, but there is no page to look at.
NO_PAGE = {
    "notices:file",
    "notices:figure",
    "notices:figure_width",
    "notices:feed",
    "notices:sitemap",
    "notices:robots",
} | {
    "site:healthz",
    "site:readyz",
}
DRESSES = {
    "light": ({"color_scheme": "light"}, ""),
    "dark": ({"color_scheme": "dark"}, ""),
    "elder": ({"color_scheme": "light"}, "mode=elder"),
}


def _ask(address: str) -> tuple[int, str, str]:
    """Status, media type and text of an address."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            media_type = answer.headers.get_content_type()
            return answer.status, media_type, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), ""


def _links(origin: str, path: str, text: str) -> set[str]:
    """Paths of this site that a page leads to; another mode of the same page is not another page."""
    found = set()
    for link in re.findall(r'<a [^>]*href="([^"#]+)', text):
        address = urljoin(f"{origin}{path}", html.unescape(link))
        own = address.removeprefix(origin)
        if own != address and "mode=" not in own and not own.startswith("/admin/"):
            found.add(own)
    return found


def _walk(origin: str) -> dict[str, int]:
    """{path: status} of every page that can be reached from the home page; every link answers."""
    pages, seen, waiting = {}, set(), ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        status, media_type, text = _ask(f"{origin}{path}")
        assert status == 200, f"a link leads to {path}, which answers {status}"
        if media_type == "text/html":
            pages[path] = status
            waiting += sorted(_links(origin, path, text) - seen - set(waiting))
    return pages


@pytest.fixture(scope="module")
def pages(product: Product) -> dict[str, int]:
    """{path: status} of every public page: those linked, their editions, and those that are gone."""
    pages = _walk(product.address)
    numbers = [int(path.split("/")[2]) for path in pages if path.startswith("/notices/")]
    gone = [f"/notices/{n}/" for n in range(1, max(numbers) + 1) if n not in numbers]
    for path in [*UNLINKED, *gone, f"/notices/{numbers[0]}/editions/1/"]:
        pages[path] = _ask(f"{product.address}{path}")[0]
    return pages


def test_every_public_surface_is_among_the_pages(pages: dict[str, int]):
    visited = {resolve(path.partition("?")[0]).view_name for path in pages if path != UNLINKED[1]}
    readers = {surface.name for surface in SURFACES if surface.role is None}
    assert visited == readers - NO_PAGE - {"notices:below"}
    assert set(pages.values()) == {200, 404, 410}


@pytest.mark.parametrize(
    ("width", "dress", "script"), list(combinations((PHONE, DESK), DRESSES, (True, False)))
)
def test_every_page_stands_in_every_dress(visits: Visits, pages, width, dress, script):
    options, query = DRESSES[dress]
    page = visits.open(width, java_script_enabled=script, **options).new_page()
    faults = {path: _faults(page, path, query, status, width) for path, status in pages.items()}
    assert {path: found for path, found in faults.items() if found} == {}


def _faults(page: Page, path: str, query: str, status: int, width: int) -> list[str]:
    """What is wrong with a page, in words."""
    joint = "&" if "?" in path else "?"
    response = page.goto(f"{path}{joint}{query}" if query else path)
    content = page.evaluate("document.documentElement.scrollWidth")
    headings = page.locator("h1").count()
    footer = page.locator("footer nav a").evaluate_all("all => all.map(a => a.pathname)")
    elder = page.locator("html[data-mode=elder]").count() == 1
    checks = {
        f"status {response.status}, not {status}": response.status == status,
        f"{content} pixels wide": content <= width,
        f"{headings} h1": headings == 1,
        f"footer {footer}": footer == FOOTER,
        "the wrong size of letters": elder == (query == "mode=elder"),
    }
    return [fault for fault, well in checks.items() if not well]
