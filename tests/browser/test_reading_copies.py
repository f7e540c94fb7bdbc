"""Attachments read on the site: from the notice, from search, in every dress, by keyboard."""

import re
from itertools import product as combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .test_matrix import AXE, DRESSES
from .visiting import DESK, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

# What is searched for, and where it is found: a sheet, a page of a PDF, a Word file.
ASKED = {
    "年末结存": "附件　党费收缴情况年度报表　年度报表",
    "只用于流动党员服务管理": "附件　流动党员登记表　第1页",
    "监票人签名": "附件2　村和社区党组织选举结果报告单（样式）",
}


def _found(page: Page, q: str) -> None:
    page.goto(f"/search/?q={q}")
    page.get_by_role("link", name=ASKED[q]).click()
    expect(page).to_have_url(re.compile(r"/notices/\d+/files/\d+/view/\?p=1#p1$"))


def test_a_sheet_found_by_search_is_read_and_its_other_sheet_too(visits: Visits):
    page = visits.open(390).new_page()
    _found(page, "年末结存")
    expect(page.get_by_role("cell", name="年末结存")).to_be_visible()
    page.get_by_role("link", name="填表说明", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name=re.compile("一年一次"))).to_be_visible()
    page.get_by_role("link", name="返回通知").first.click()
    expect(page.get_by_role("link", name=re.compile("^在线阅读"))).to_be_visible()


def test_a_page_is_drawn_and_its_text_opens(visits: Visits):
    page = visits.open(DESK).new_page()
    _found(page, "只用于流动党员服务管理")
    picture = page.get_by_role("img", name=re.compile("第1页的图"))
    expect(picture).to_be_visible()
    assert picture.evaluate("each => [each.complete, each.naturalWidth]") == [True, 1240]
    text = page.get_by_text("登记内容只用于流动党员服务管理")
    expect(text).to_be_hidden()
    page.get_by_text("第1页的文字").click()
    expect(text).to_be_visible()


@pytest.mark.parametrize(("width", "dress"), list(combinations((320, 390, DESK), DRESSES)))
def test_what_is_read_fits_and_axe_finds_nothing(visits: Visits, width, dress):
    options, query = DRESSES[dress]
    page = visits.open(width, **options).new_page()
    faults = {}
    for q in ASKED:
        _found(page, q)
        page.goto(f"{page.url.partition('#')[0]}&{query}" if query else page.url)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found = [each["id"] for each in Axe().run(page, options=AXE).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the window")
        faults[q] = found
    assert faults == dict.fromkeys(ASKED, [])
