"""A reader in Traditional script: there and back, through the site, without losing the way."""

import pytest
from playwright.sync_api import Page, expect

from .visiting import DESK, PHONE, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]


def path_of(page: Page) -> str:
    return page.evaluate("location.pathname")


@pytest.mark.parametrize(
    ("width", "there", "back"), [(DESK, "繁體", "简体"), (PHONE, "繁體版", "简体版")]
)
@pytest.mark.parametrize("script", [True, False])
def test_a_visible_link_leads_there_and_back(visits: Visits, width, there, back, script):
    page = visits.open(width, java_script_enabled=script).new_page()
    page.goto("/?page=2")
    page.get_by_role("link", name=there, exact=True).click()
    assert page.url.endswith("/hant/?page=2")
    expect(page.locator("html[lang=zh-Hant]")).to_have_count(1)
    page.get_by_role("link", name=back, exact=True).click()
    assert page.url == f"{visits.origin}/?page=2"
    expect(page.locator("html[lang=zh-Hans]")).to_have_count(1)


def test_who_clicks_on_stays_in_traditional_script(page: Page):
    page.goto("/hant/")
    page.locator(".list a").first.click()
    assert path_of(page).startswith("/hant/notices/")
    expect(page.locator("h1")).to_contain_text("關於")


def test_a_search_stays_in_traditional_script(page: Page):
    page.goto("/hant/")
    page.get_by_role("searchbox").fill("黨員")
    page.get_by_role("button", name="搜索").click()
    assert path_of(page) == "/hant/search/"
    expect(page.get_by_role("searchbox")).to_have_value("黨員")
    expect(page.locator("mark").first).to_have_text("黨員")
    page.get_by_role("link", name="按發佈日期排列").click()
    assert path_of(page) == "/hant/search/"


def test_files_feeds_and_other_sites_are_left_where_they_are(page: Page):
    page.goto("/hant/site-map/")
    feeds = page.locator('main a[href^="/feed/"]')
    assert feeds.count() > 0
    assert page.locator('a[href^="/hant/feed/"]').count() == 0
    assert page.locator('footer a[href^="https://beian.miit.gov.cn/"]').count() == 1


def test_what_the_script_says_is_in_traditional_script_too(page: Page):
    page.goto("/hant/")
    page.get_by_role("link", name="大字版").click()
    expect(page.get_by_role("link", name="標準版")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="标准版")).to_be_visible()


def test_the_survey_is_sent_and_thanked_for_in_traditional_script(page: Page):
    page.goto("/hant/survey/")
    page.get_by_role("button", name="提交").click()
    assert path_of(page) == "/hant/survey/"
    expect(page.get_by_role("alert")).to_contain_text("處需要修改")
    for group in page.get_by_role("group").filter(has=page.get_by_role("radio")).all():
        group.get_by_role("radio").first.check()
    page.get_by_role("button", name="提交").click()
    assert path_of(page) == "/hant/survey/thanks/"


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_in_traditional_script_scrolls_sideways(visits: Visits, pages, width):
    page = visits.open(width).new_page()
    for path in (path for path in pages if path.startswith("/hant/")):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
