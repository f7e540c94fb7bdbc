"""复制到公众号: what lands on the clipboard, and what a browser that refuses leaves selected."""

import pytest
from playwright.sync_api import Page, expect

from . import newsroom
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

READ = """async () => {
    const [item] = await navigator.clipboard.read();
    const read = async type => (await item.getType(type)).text();
    return {types: item.types, html: await read("text/html"), text: await read("text/plain")};
}"""
REFUSING = """() => {
    const frame = document.querySelector("iframe").contentWindow;
    frame.navigator.clipboard.write = () => Promise.reject(new DOMException("", "NotAllowedError"));
    frame.document.execCommand = () => false;
}"""
WITHOUT = "() => delete document.querySelector('iframe').contentWindow.ClipboardItem"
SELECTED = "() => document.querySelector('iframe').contentWindow.getSelection().toString()"
LOOKS = """() => {
    const page = document.querySelector("iframe").contentDocument;
    const style = text => getComputedStyle([...page.querySelectorAll("p")].find(
        one => one.textContent.includes(text)));
    return [style("组织部文件").color, style("组织部文件").textAlign];
}"""


def open_article(visits: Visits, **options) -> Page:
    """The article of the first demo notice, reached from its form."""
    context = visits.open(**options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = newsroom.sign_in(context, "editor")
    newsroom.open_form(page, 1)
    page.get_by_role("link", name="复制到公众号").click()
    frame = page.frame_locator("iframe.wechat-article")
    expect(frame.locator("body > section")).to_contain_text("原文链接：")
    return page


def test_the_whole_article_lands_on_the_clipboard(visits: Visits):
    page = open_article(visits)
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("status")).to_have_text("已复制，请到公众号后台粘贴。")
    expect(page.get_by_role("button", name="复制全文")).to_be_focused()
    copied = page.evaluate(READ)
    assert set(copied["types"]) == {"text/html", "text/plain"}
    article = page.frame_locator("iframe").locator("body > section")
    assert copied["text"].split() == article.inner_text().split()
    assert "原文链接：" in copied["html"]
    assert "color:" in copied["html"].replace(" ", "")
    for gone in ("class=", "id=", "<script", "<style", "<a "):
        assert gone not in copied["html"]


def test_a_browser_that_refuses_leaves_the_article_selected(visits: Visits):
    page = open_article(visits)
    page.evaluate(REFUSING)
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("status")).to_contain_text("全文已经选中，请按 Ctrl+C")
    article = page.frame_locator("iframe").locator("body > section")
    assert page.evaluate(SELECTED).split() == article.inner_text().split()


def test_a_site_without_tls_has_the_old_way_of_copying(visits: Visits):
    page = open_article(visits)
    page.evaluate(WITHOUT)
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("status")).to_have_text("已复制，请到公众号后台粘贴。")
    article = page.frame_locator("iframe").locator("body > section")
    assert page.evaluate(READ)["text"].split() == article.inner_text().split()


def test_the_preview_wears_its_own_styles_and_shows_all_its_pictures(visits: Visits):
    page = open_article(visits)
    assert page.evaluate(LOOKS) == ["rgb(200, 22, 29)", "center"]


def test_without_script_the_preview_is_there_to_select(visits: Visits):
    context = visits.open(java_script_enabled=False)
    page = newsroom.sign_in(context, "editor")
    page.goto("/admin/notices/notice/1/wechat/")
    expect(page.frame_locator("iframe").locator("body > section")).to_contain_text("原文链接：")
    expect(page.get_by_role("button", name="复制全文")).to_be_hidden()
    expect(page.get_by_text("也可以点一下预览")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_out_sideways(visits: Visits, width):
    page = open_article(visits, width=width)
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    frame = page.frames[1]
    assert frame.evaluate("() => document.body.scrollWidth <= window.innerWidth")
