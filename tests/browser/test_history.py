"""发布和更正记录 in every dress, with differences: read by everybody, asked by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from . import newsroom
from .test_matrix import AXE, DRESSES
from .test_newsroom_look import WIDTHS, look
from .visiting import DESK, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

CORRECTED = "离退休干部党员服务需求调查"
ASKED = ["", "on=2026-05-12", "on=明天", "edition=2"]


@pytest.fixture
def record(visits: Visits) -> str:
    """The record of the corrected notice, while readers may compare."""
    _let_readers("说明和对比", visits)
    page = visits.open().new_page()
    page.goto("/")
    page.get_by_role("link", name=re.compile(CORRECTED)).click()
    page.get_by_role("link", name="更正记录", exact=True).click()
    yield re.search(r"/notices/\d+/history/", page.url)[0]
    _let_readers("仅说明", visits)


def _let_readers(see: str, visits: Visits) -> None:
    page = newsroom.sign_in(visits.open(), "admin")
    page.goto("/admin/notices/readingsetting/")
    page.get_by_label("更正的公开程度").select_option(label=see)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("已保存")


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("width", [320, 390, DESK])
def test_every_answer_fits_and_axe_finds_nothing(visits: Visits, record, width, dress):
    options, query = DRESSES[dress]
    page = visits.open(width, **options).new_page()
    faults = {}
    for asked in ASKED:
        page.goto(f"{record}?" + "&".join(filter(None, [asked, query])))
        expect(page.get_by_role("heading", name=re.compile("^前后对比"))).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found = [each["id"] for each in Axe().run(page, options=AXE).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the window")
        faults[asked] = found
    assert faults == dict.fromkeys(ASKED, [])


def test_what_changed_is_marked_without_colour_and_said(visits: Visits, record):
    page = visits.open(390).new_page()
    page.goto(record)
    for tag, line, word in (("ins", "underline", "新增："), ("del", "line-through", "删去：")):
        marked = page.locator(f".chg {tag}").first
        assert line in marked.evaluate("each => getComputedStyle(each).textDecorationLine")
        assert marked.text_content().startswith(word)


def test_the_keyboard_asks_for_a_day_without_script(visits: Visits, record):
    page = visits.open(DESK, java_script_enabled=False).new_page()
    page.goto(record)
    field = page.get_by_label("日期")
    field.fill("2026-01-01")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"\?on=2026-01-01"))
    expect(page.get_by_role("status")).to_contain_text("2026年1月1日：这一天本网站还没有发布")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_sees_what_its_draft_says_otherwise(visits: Visits, width):
    page = newsroom.sign_in(visits.open(width, color_scheme="light"), "editor")
    number = _live_notice(page)
    page.goto(f"/admin/notices/notice/{number}/change/")
    page.get_by_role("link", name="与已发布版本的差异").click()
    expect(page.get_by_role("heading", name="与已发布版本的差异")).to_be_visible()
    assert look(page) == []


def _live_notice(page: Page) -> str:
    page.goto("/")
    address = page.locator(".list .t").first.get_attribute("href")
    return re.search(r"\d+", address)[0]
