"""The newsroom's pages for everybody: axe finds nothing, and a phone needs no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from . import newsroom
from .visiting import DESK, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

WIDTHS = [390, DESK]
PAGES = {
    "工作台": "/admin/",
    "通知列表": "/admin/notices/notice/",
    "筛选后的列表": "/admin/notices/notice/?state=live&q=党",
    "新建": "/admin/notices/notice/add/",
    "修改": "/admin/notices/notice/25/change/",
    "复制到公众号": "/admin/notices/notice/1/wechat/",
}


def look(page: Page) -> list[str]:
    """What axe has to say of a page, and whether it is wider than the window."""
    # To look into styles that import others axe would write styles of its own, which the CSP forbids.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    told = [f"{one['id']}: {[node['target'] for node in one['nodes'][:5]]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return told + ([f"{wide}px too wide"] if wide > 0 else [])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_the_desk_are_for_everybody(visits: Visits, width):
    page = visits.open(width, color_scheme="light").new_page()
    page.goto("/admin/")
    told = {"登录": look(page)}
    page = newsroom.sign_in(visits.open(width, color_scheme="light"), "editor")
    for name, address in PAGES.items():
        assert page.goto(address).status == 200
        told[name] = look(page)
    assert {name: problems for name, problems in told.items() if problems} == {}


def test_saving_is_at_hand_and_no_choice_is_cut(visits: Visits):
    page = newsroom.sign_in(visits.open(), "editor")
    page.goto(PAGES["修改"])
    expect(page.get_by_role("button", name="保存并继续编辑")).to_be_in_viewport()
    # A letter of the desk's font is 1.5 times as high as its size.
    room = page.locator("#notice_form select:visible").evaluate_all(
        """all => all.map(one => {
            const style = getComputedStyle(one);
            const edges = ["paddingTop", "paddingBottom", "borderTopWidth", "borderBottomWidth"];
            const taken = edges.reduce((sum, edge) => sum + parseFloat(style[edge]), 0);
            return (one.offsetHeight - taken) / parseFloat(style.fontSize);
        })"""
    )
    assert len(room) > 3
    assert [one for one in room if one < 1.5] == []


def test_a_filter_is_chosen_kept_found_again_and_forgotten(visits: Visits):
    page = newsroom.sign_in(visits.open(), "editor")
    page.goto("/admin/notices/notice/")
    page.get_by_label("状态", exact=True).select_option(label="草稿")
    page.get_by_role("button", name="查找").click()
    page.get_by_label("给现在的筛选起个名字").fill("草稿们")
    page.get_by_role("button", name="保存筛选").click()
    kept = page.get_by_role("link", name="草稿们")
    page.goto("/admin/notices/notice/")
    kept.click()
    expect(page.get_by_label("状态", exact=True)).to_have_value("draft")
    # A text before reviewers, which another test may have left, is a draft as well.
    states = set(page.locator("#result_list .state").all_inner_texts())
    assert states - {"待终审"} == {"草稿"}
    page.get_by_role("button", name="删去筛选“草稿们”").click()
    expect(kept).to_have_count(0)
