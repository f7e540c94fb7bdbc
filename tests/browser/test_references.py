"""引用层次 as an editor meets it: chosen by keys, never typed, renumbered by the save."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from . import newsroom
from .outline import WORDS, open_outline, press, row, save, shown
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

COPY = """() => {
    const editor = Object.values(CKEDITOR.instances)[0];
    editor.execCommand("selectAll");
    return editor.getSelectedHtml(true);
}"""
PASTE = """html => {
    const editor = Object.values(CKEDITOR.instances)[0];
    const data = new DataTransfer();
    data.setData("text/html", html);
    const event = {clipboardData: data, bubbles: true, cancelable: true};
    editor.editable().$.dispatchEvent(new ClipboardEvent("paste", event));
}"""
DATA = "() => Object.values(CKEDITOR.instances)[0].getData()"


@pytest.fixture
def editing(visits: Visits) -> Page:
    return open_outline(visits)


def start(page: Page) -> FrameLocator:
    """The editor of the closing, the cursor in it."""
    box = page.locator(".field-closing")
    box.locator(".rich-text-shown").click()
    frame = box.frame_locator("iframe.cke_wysiwyg_frame")
    expect(frame.locator("body")).to_be_focused()
    return frame


def ask(page: Page) -> Locator:
    """Opens the dialog; the outline is there."""
    page.locator(".field-closing").get_by_role("button", name="引用层次").click()
    dialog = page.get_by_role("dialog", name="引用层次")
    expect(dialog.get_by_role("option").first).to_be_visible()
    return dialog


def options(dialog: Locator) -> list[str]:
    return [
        " ".join(text.split()) for text in dialog.locator("[role=option]:visible").all_inner_texts()
    ]


def refer(page: Page, word: str) -> None:
    dialog = ask(page)
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def test_a_section_is_found_by_keys_and_its_words_are_written_by_nobody(editing: Page):
    start(editing)
    editing.keyboard.type("见本通知")
    dialog = ask(editing)
    assert len(options(dialog)) == len(WORDS)
    expect(dialog.get_by_role("combobox")).to_be_focused()

    editing.keyboard.type("甲一")
    assert options(dialog) == [
        "（一） 甲一 第一部分第（一）项",
        "1. 甲一上 第一部分第（一）项第1目",
        "2. 甲一下 第一部分第（一）项第2目",
    ]
    editing.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("option", selected=True)).to_contain_text("甲一上")
    editing.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    editing.keyboard.type("的要求。")

    number = row(editing, "甲一上").get_attribute("data-number")
    assert editing.evaluate(DATA).strip() == (
        f'<p>见本通知<a class="xref" href="#s{number}">第一部分第（一）项第1目</a>的要求。</p>'
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_the_dialog_is_for_everybody_and_fits(visits: Visits, width):
    page = open_outline(visits, width=width, color_scheme="light")
    start(page)
    dialog = ask(page)
    problems = Axe().run(page, context=".references").response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in problems] == []
    assert dialog.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    edges = dialog.bounding_box()
    assert edges["x"] >= 0 and edges["x"] + edges["width"] <= width


def test_escape_leaves_everything_as_it_was(editing: Page):
    start(editing)
    editing.keyboard.type("见本通知")
    dialog = ask(editing)
    editing.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    editing.keyboard.type("。")
    assert editing.evaluate(DATA).strip() == "<p>见本通知。</p>"


def test_the_outline_is_listed_as_it_stands_and_a_new_section_must_wait(editing: Page):
    press(editing, "乙部", "Alt+ArrowUp")
    press(editing, "丙部", "Alt+Enter")
    editing.keyboard.type("新部")
    assert shown(editing)[0] == "一、乙部"
    start(editing)
    dialog = ask(editing)
    assert options(dialog)[0] == "一、 乙部 第一部分"
    new = dialog.get_by_role("option").filter(has_text="新部")
    expect(new).to_have_attribute("aria-disabled", "true")
    expect(new).to_contain_text("新加的层次保存以后才能引用")
    new.click(force=True)  # it says itself that it cannot be taken
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("新加的层次保存以后才能引用。")
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_be_hidden()


def test_moving_the_target_renumbers_the_reference_and_its_link_stays(editing: Page):
    start(editing)
    editing.keyboard.type("见本通知")
    refer(editing, "乙部")
    save(editing)
    token = editing.locator(".field-closing .rich-text-shown a.xref")
    expect(token).to_have_text("第二部分")
    address = token.get_attribute("href")

    press(editing, "乙部", "Alt+ArrowUp")
    shown(editing)
    save(editing)
    expect(token).to_have_text("第一部分")
    assert token.get_attribute("href") == address


def test_a_token_cannot_be_typed_into_and_another_section_can_be_chosen_for_it(editing: Page):
    frame = start(editing)
    refer(editing, "丙部")
    token = frame.locator("a.xref")
    expect(frame.locator(".cke_widget_wrapper")).to_have_attribute("contenteditable", "false")
    token.dblclick()
    dialog = editing.get_by_role("dialog", name="引用层次")
    dialog.get_by_role("option").filter(has_text="甲二").click()
    expect(token).to_have_text("第一部分第（二）项")
    number = row(editing, "甲二").get_attribute("data-number")
    assert re.findall(r'href="#s(\d+)"', editing.evaluate(DATA)) == [number]


def test_a_token_is_copied_within_its_notice_and_is_text_in_another(editing: Page):
    start(editing)
    refer(editing, "丙部")
    copied = editing.evaluate(COPY)
    editing.evaluate(PASTE, copied)
    assert editing.evaluate(DATA).count('class="xref"') == 1

    editing.goto("/admin/notices/notice/1/change/")
    editing.on("dialog", lambda dialog: dialog.accept())
    start(editing)
    editing.evaluate(PASTE, copied)
    pasted = editing.evaluate(DATA)
    assert "第三部分" in pasted
    assert "xref" not in pasted


def test_a_page_without_an_outline_has_no_such_button(visits: Visits):
    page = newsroom.sign_in(visits.open(), "admin")
    page.goto("/admin/site_config/page/")
    page.locator("#result_list tbody a").first.click()
    page.locator(".rich-text-shown").first.click()
    expect(page.locator(".cke_button__link")).to_be_visible()
    expect(page.locator(".cke_button__crossreference")).to_have_count(0)
