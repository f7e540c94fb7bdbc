"""Every public page in every dress: two widths, light, dark and 大字版, with and without script."""

from itertools import product as combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page

from site_config.surfaces import SURFACES

from .visiting import DESK, PHONE, Visits
from .walking import NO_PAGE, UNLINKED

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

FOOTER = ["/about/", "/contact/", "/site-map/", "/survey/"]
DRESSES = {
    "light": ({"color_scheme": "light"}, ""),
    "dark": ({"color_scheme": "dark"}, ""),
    "elder": ({"color_scheme": "light"}, "mode=elder"),
}


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
    faults = {
        path: _faults(page, path, query, status, width, script) for path, status in pages.items()
    }
    assert {path: found for path, found in faults.items() if found} == {}


def _faults(page: Page, path: str, query: str, status: int, width: int, script: bool) -> list[str]:
    """What is wrong with a page, in words."""
    joint = "&" if "?" in path else "?"
    address = f"{path}{joint}{query}" if query else path
    response = page.goto(address)
    content = page.evaluate("document.documentElement.scrollWidth")
    headings = page.locator("h1").count()
    footer = page.locator("footer nav a").evaluate_all("all => all.map(a => a.pathname)")
    leads = script and path.startswith("/hant/")
    twin = address[5:] if path.startswith("/hant/") else f"/hant{address}"
    expected = [f"/hant{own}" if leads else own for own in FOOTER] + [twin.partition("?")[0]]
    elder = page.locator("html[data-mode=elder]").count() == 1
    checks = {
        f"status {response.status}, not {status}": response.status == status,
        f"{content} pixels wide": content <= width,
        f"{headings} h1": headings == 1,
        f"footer {footer}": footer == expected,
        "the wrong size of letters": elder == (query == "mode=elder"),
    }
    return [fault for fault, well in checks.items() if not well]


AXE = {"rules": {"color-contrast-enhanced": {"enabled": True}}}


@pytest.mark.parametrize(("width", "dress"), list(combinations((390, DESK), DRESSES)))
def test_axe_finds_nothing_on_any_page(visits: Visits, pages, width, dress):
    options, query = DRESSES[dress]
    page = visits.open(width, **options).new_page()
    found = {path: _violations(page, path, query) for path in pages}
    assert {path: violations for path, violations in found.items() if violations} == {}


def _violations(page: Page, path: str, query: str) -> list[tuple[str, str]]:
    """(rule, first element it speaks of) of each violation, with every fold open."""
    joint = "&" if "?" in path else "?"
    page.goto(f"{path}{joint}{query}" if query else path)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    violations = Axe().run(page, options=AXE).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in violations]
