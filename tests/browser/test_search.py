"""Search by keyboard, in every dress: from the list to a section and back through the filters."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .test_matrix import AXE, DRESSES
from .visiting import DESK, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

# Hits with near matches, a slip of the pen, nothing at all, a filter, no query.
ASKED = ["q=值班制度", "q=集中伦训", "q=鳜鱼", "q=党&kind=notice&sort=date", ""]


def test_the_keyboard_leads_from_the_list_to_a_section_and_through_the_filters(visits: Visits):
    page = visits.open(DESK).new_page()
    page.goto("/")
    page.get_by_role("searchbox", name="搜索通知").focus()
    page.keyboard.type("值班制度")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("“值班制度”：1件通知，1处")
    hit = page.get_by_role("link", name=re.compile("落实值班制度"))
    _tab_to(page, hit)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/notices/\d+/#s\d+$"))
    page.go_back()
    page.reload()  # the focus starts at the top again
    _tab_to(page, page.get_by_role("combobox", name="文种"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("combobox", name="文种")).to_have_value("resolution")
    _tab_to(page, page.get_by_role("button", name="确定"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("没有找到“值班制度”")
    _tab_to(page, page.get_by_role("link", name="去掉筛选再找"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1件通知，1处")


def test_the_keyboard_leads_to_all_places_of_one_notice_and_back(visits: Visits):
    page = visits.open(DESK).new_page()
    page.goto("/search/?q=党员")
    before = page.get_by_role("status").inner_text()
    more = page.get_by_role("link", name=re.compile(r"还有\d+处")).first
    _tab_to(page, more)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("在下面这件通知中")
    expect(page.get_by_role("combobox")).to_have_count(0)
    _tab_to(page, page.get_by_role("link", name="回到全部搜索结果"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(before)


def _tab_to(page: Page, target) -> None:
    """Presses Tab from where the focus is until the target has it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("not within sixty steps of Tab")


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("width", [320, DESK])
def test_every_answer_fits_and_axe_finds_nothing(visits: Visits, width, dress):
    options, query = DRESSES[dress]
    page = visits.open(width, **options).new_page()
    faults = {}
    for asked in ASKED:
        page.goto("/search/?" + "&".join(filter(None, [asked, query])))
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found = [each["id"] for each in Axe().run(page, options=AXE).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the window")
        faults[asked] = found
    assert faults == dict.fromkeys(ASKED, [])
