"""What was typed and is not saved: seen beside the form, met by another's save, kept for later."""

import re

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from . import newsroom
from .product import PASSWORD
from .visiting import DESK, PHONE, Visits

pytestmark = pytest.mark.matrix

TEXT = """为方便党员和群众，现将有关事项通知如下。
一、准备工作。请各支部提前准备，所需物品列出清单。
二、时间安排。请在六月底前完成，不得拖延。
三、工作要求。请指定专人负责，有问题及时报告。"""
TITLE = "关于修缮村级活动室的通知"


def draft(page: Page) -> int:
    """A saved notice of three sections that lacks nothing."""
    notice = newsroom.import_text(page, TEXT, "活动室.txt")
    newsroom.complete(page, TITLE)
    newsroom.save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    return notice


@pytest.fixture
def editor(visits: Visits) -> Page:
    return newsroom.sign_in(visits.open(), "editor")


def preview(page: Page) -> FrameLocator:
    return page.frame_locator(".preview iframe")


def field(page: Page, row: int, name: str):
    """A field of a section, its row opened."""
    found = page.locator(f"[name=sections-{row}-{name}]")
    found.evaluate("field => { field.closest('details').open = true }")
    return found


# 预览


def test_an_attachment_of_the_preview_opens_beside_the_form(editor: Page):
    draft(editor)
    editor.locator("#attachments-group .files-drop input[type=file]").set_input_files(
        {"name": "名单.txt", "mimeType": "text/plain", "buffer": "名单如下。".encode()}
    )
    expect(editor.locator("#attachments-group .files-said")).to_contain_text("已收到")
    link = preview(editor).get_by_role("link", name="附件名单")
    with editor.expect_download() as download:
        link.click()
    assert download.value.path().read_text(encoding="utf-8") == "名单如下。"
    expect(editor.locator("#id_title")).to_have_value(TITLE)


def test_the_preview_says_what_is_typed_before_it_is_saved(editor: Page):
    notice = draft(editor)
    shown = preview(editor)
    expect(shown.locator("h1")).to_have_text(TITLE)
    editor.locator("#id_title").fill("关于修缮活动室和图书室的通知")
    expect(shown.locator("h1")).to_have_text("关于修缮活动室和图书室的通知")
    field(editor, 1, "heading").fill("完成的时间")
    expect(shown.locator("#s2")).to_contain_text("二、完成的时间")

    editor.locator(".field-closing .rich-text-shown").click()
    inside = editor.frame_locator(".field-closing iframe").locator("body")
    inside.click()
    inside.press_sequentially("此事由村支部书记负责。")
    expect(shown.locator(".end")).to_contain_text("此事由村支部书记负责。")
    expect(shown.locator(".end")).to_be_in_viewport()

    other = editor.context.new_page()
    newsroom.open_form(other, notice)
    expect(other.locator("#id_title")).to_have_value(TITLE)


def test_the_preview_follows_the_section_being_edited(editor: Page):
    draft(editor)
    editor.set_viewport_size({"width": DESK, "height": 500})
    expect(preview(editor).locator("#s3")).not_to_be_in_viewport()
    field(editor, 2, "heading").focus()
    expect(preview(editor).locator("#s3")).to_be_in_viewport()
    editor.locator("#id_title").focus()
    expect(preview(editor).locator("h1")).to_be_in_viewport()


def background(page: Page) -> str:
    return preview(page).locator("body").evaluate("body => getComputedStyle(body).backgroundColor")


def test_the_preview_has_four_dresses_that_no_device_decides(visits: Visits):
    page = newsroom.sign_in(visits.open(color_scheme="dark"), "editor")
    draft(page)
    shown, bar = preview(page), page.locator(".preview-modes")
    expect(shown.locator("h1")).to_be_visible()
    assert background(page) == "rgb(255, 255, 255)"
    bar.get_by_role("button", name="深色").click()
    assert background(page) == "rgb(28, 26, 24)"
    size = "html => parseFloat(getComputedStyle(html).fontSize)"
    usual = shown.locator("html").evaluate(size)
    bar.get_by_role("button", name="大字版").click()
    assert background(page) == "rgb(255, 255, 255)"
    assert shown.locator("html").evaluate(size) > usual
    bar.get_by_role("button", name="打印").click()
    expect(shown.locator("header.top")).to_be_hidden()
    expect(shown.locator("h1")).to_be_visible()
    bar.get_by_role("button", name="手机").click()
    expect(shown.locator("header.top")).to_be_visible()
    assert page.evaluate("localStorage.getItem('mode')") is None


def test_nobody_leaves_the_form_by_a_link_of_the_preview(editor: Page):
    draft(editor)
    preview(editor).get_by_role("link", name="通知列表").first.click()
    expect(preview(editor).locator("h1")).to_have_text(TITLE)


def test_on_a_phone_the_preview_opens_over_the_form(visits: Visits):
    page = newsroom.sign_in(visits.open(PHONE), "editor")
    draft(page)
    expect(page.locator(".preview")).to_be_hidden()
    page.locator("#id_title").fill("关于修缮图书室的通知")
    page.locator(".preview-open").click()
    expect(preview(page).locator("h1")).to_have_text("关于修缮图书室的通知")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.keyboard.press("Escape")
    expect(page.locator(".preview")).to_be_hidden()
    expect(page.locator("#id_title")).to_have_value("关于修缮图书室的通知")


def test_the_preview_opens_in_a_window_of_its_own(editor: Page):
    draft(editor)
    editor.locator("#id_title").fill("关于修缮图书室的通知")
    with editor.context.expect_page() as opened:
        editor.get_by_role("button", name="在新窗口里看").click()
    expect(opened.value.locator("h1")).to_have_text("关于修缮图书室的通知")
    expect(editor.locator("#id_title")).to_have_value("关于修缮图书室的通知")


def test_who_may_only_look_sees_the_saved_text(visits: Visits, editor: Page):
    notice = draft(editor)
    reviewer = newsroom.sign_in(visits.open(), "reviewer")
    newsroom.open_form(reviewer, notice)
    expect(preview(reviewer).locator("h1")).to_have_text(TITLE)
    expect(reviewer.locator(".preview-told")).to_be_hidden()


# 两边的文字


def test_two_people_save_and_neither_text_is_lost(visits: Visits, editor: Page):
    notice = draft(editor)
    other = newsroom.sign_in(visits.open(), "editor")
    newsroom.open_form(other, notice)

    editor.locator("#id_title").fill("关于修缮活动室的紧急通知")
    field(editor, 0, "heading").fill("先做准备")
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    other.locator("#id_title").fill("关于修缮图书室的通知")
    field(other, 1, "heading").fill("完成的时间")
    field(other, 2, "heading").fill("几点要求")
    newsroom.save(other)

    both = other.locator(".comparison")
    expect(both).to_be_in_viewport()
    names = [legend.split(" ")[0] for legend in both.locator("legend").all_inner_texts()]
    assert names == ["标题", "一、先做准备", "二、时间安排", "三、工作要求"]
    title = both.locator(".difference").first
    expect(title.locator(".side")).to_contain_text(
        ["关于修缮图书室的通知", "关于修缮活动室的紧急通知"]
    )
    checked = "all => all.map(one => one.value)"
    assert both.locator("input:checked").evaluate_all(checked) == ["theirs", "mine", "mine"]

    newsroom.save(other)
    expect(both.locator(".difference.undecided")).to_have_count(1)
    both.locator(".difference").first.get_by_label("用我的").check()
    newsroom.save(other)
    expect(other.locator(".messagelist .success")).to_be_visible()
    newsroom.open_form(editor, notice)
    expect(editor.locator("#id_title")).to_have_value("关于修缮图书室的通知")
    headings = editor.locator("[name^=sections-][name$=-heading]").evaluate_all(checked)
    assert headings[:3] == ["先做准备", "完成的时间", "几点要求"]


def test_all_parts_can_be_taken_from_one_side(visits: Visits, editor: Page):
    notice = draft(editor)
    other = newsroom.sign_in(visits.open(), "editor")
    newsroom.open_form(other, notice)
    editor.locator("#id_title").fill("关于修缮活动室的紧急通知")
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    other.locator("#id_title").fill("关于修缮图书室的通知")
    other.locator("#id_cc").fill("各村。")
    newsroom.save(other)
    other.get_by_role("button", name="全部用对方的").click()
    newsroom.save(other)
    expect(other.locator(".messagelist .success")).to_be_visible()
    expect(other.locator("#id_title")).to_have_value("关于修缮活动室的紧急通知")
    expect(other.locator("#id_cc")).to_have_value("")


# 登录失效


def lose_session(context: BrowserContext) -> None:
    context.clear_cookies(name="session")


def sign_in_again(page: Page, username: str = "editor") -> None:
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_a_session_lost_while_typing_loses_no_text(editor: Page):
    notice = draft(editor)
    lose_session(editor.context)
    editor.locator("#id_title").fill("关于修缮图书室的通知")
    field(editor, 1, "heading").fill("完成的时间")
    # Far down the form, too.
    expect(editor.locator(".session-lost")).to_be_in_viewport()
    editor.get_by_role("button", name="重新登录").click()
    sign_in_again(editor)

    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator("#id_title")).to_have_value(TITLE)
    editor.get_by_role("button", name="恢复未保存的内容").click()
    expect(editor.locator(".errorlist").first).to_contain_text("还没有保存")
    expect(editor.locator("#id_title")).to_have_value("关于修缮图书室的通知")
    expect(field(editor, 1, "heading")).to_have_value("完成的时间")
    expect(preview(editor).locator("h1")).to_have_text("关于修缮图书室的通知")
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    newsroom.open_form(editor, notice)
    expect(editor.locator("#id_title")).to_have_value("关于修缮图书室的通知")
    expect(editor.locator(".draft-offer")).to_be_hidden()
    assert editor.evaluate("Object.keys(localStorage).filter(key => /^draft:/.test(key))") == []


def test_a_save_with_a_lost_session_is_offered_after_the_sign_in(editor: Page):
    draft(editor)
    editor.locator("#id_annotation").fill("（此件公开发布）")
    lose_session(editor.context)
    newsroom.save(editor)
    sign_in_again(editor)
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator("#id_annotation")).to_have_value("")
    editor.get_by_role("button", name="恢复未保存的内容").click()
    expect(editor.locator("#id_annotation")).to_have_value("（此件公开发布）")


def test_what_one_person_typed_is_offered_to_no_other(editor: Page):
    notice = draft(editor)
    editor.locator("#id_title").fill("关于修缮图书室的通知")
    lose_session(editor.context)
    newsroom.save(editor)
    sign_in_again(editor, "admin")
    newsroom.open_form(editor, notice)
    assert "关于修缮图书室的通知" not in editor.content()
    expect(editor.locator(".draft-offer")).to_have_count(0)


def test_a_draft_from_before_anothers_save_is_compared(visits: Visits, editor: Page):
    notice = draft(editor)
    editor.locator("#id_title").fill("关于修缮图书室的通知")
    lose_session(editor.context)
    newsroom.save(editor)
    other = newsroom.sign_in(visits.open(), "editor")
    newsroom.open_form(other, notice)
    other.locator("#id_cc").fill("各村。")
    newsroom.save(other)
    expect(other.locator(".messagelist .success")).to_be_visible()

    sign_in_again(editor)
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator(".draft-offer")).to_contain_text("别人保存过")
    editor.get_by_role("button", name="恢复未保存的内容").click()
    expect(editor.locator(".difference legend")).to_contain_text(
        [re.compile("标题 只有您改过"), re.compile("抄送 只有对方改过")]
    )
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    expect(editor.locator("#id_title")).to_have_value("关于修缮图书室的通知")
    expect(editor.locator("#id_cc")).to_have_value("各村。")


def test_a_draft_can_be_thrown_away(editor: Page):
    notice = draft(editor)
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.locator("#id_title").fill("关于修缮图书室的通知")
    newsroom.open_form(editor, notice)
    editor.get_by_role("button", name="不要了").click()
    expect(editor.locator(".draft-offer")).to_be_hidden()
    newsroom.open_form(editor, notice)
    expect(editor.locator(".draft-offer")).to_be_hidden()
    expect(editor.locator("#id_title")).to_have_value(TITLE)


# 出错的地方


def test_an_error_has_the_focus_and_a_way_to_it(editor: Page):
    draft(editor)
    editor.locator("#id_signed_on").fill("五月十二日")
    field(editor, 2, "typed_label").evaluate("field => { field.maxLength = 99 }")
    field(editor, 2, "typed_label").evaluate(f"field => {{ field.value = '{'长' * 31}' }}")
    newsroom.save(editor)
    expect(editor.locator(".errornote")).to_be_visible()
    expect(editor.locator("#id_signed_on")).to_be_focused()
    editor.locator(".error-jump a").nth(0).scroll_into_view_if_needed()
    editor.locator(".error-jump a").filter(has_text="原样序号").click()
    expect(editor.locator("[name=sections-2-typed_label]")).to_be_focused()
    expect(editor.locator("[name=sections-2-typed_label]")).to_be_in_viewport()
