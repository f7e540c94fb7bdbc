"""The editor with the published part of its bundle: every button, every dialog, Word's paste."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from . import newsroom
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

DIALOGS = {"link", "table", "specialchar", "find"}
# These need a list, a link, the machine's own clipboard, or (test_references) an outline.
ELSEWHERE = {"outdent", "indent", "unlink", "pastetext", "crossreference"}
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0cm}</style></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:24.0pt'><b><span style='font-family:黑体'>管护员</span></b>
<span lang=EN-US>2026</span>年到岗。<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal>场所</p></td>
<td width=100><p class=MsoNormal>管护员</p></td></tr></table>
<!--EndFragment--></body></html>"""
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
    """A new notice with the editor of its closing open; every file it asks for is there."""
    editor = newsroom.sign_in(visits.open(), "editor")
    missing = []
    editor.on("response", lambda answer: answer.status < 400 or missing.append(answer.url))
    editor.goto("/admin/notices/notice/add/")
    box = editor.locator(".field-closing")
    box.locator(".rich-text-shown").click()
    expect(box.locator(".cke_button").first).to_be_visible()
    expect(box.frame_locator("iframe.cke_wysiwyg_frame").locator("body")).to_be_focused()
    yield editor
    assert missing == []


def press(page: Page, command: str) -> None:
    page.locator(f".field-closing .cke_button__{command}").click()


def dialog(page: Page, command: str, words: str) -> Locator:
    """Opens a button's dialog; it says `words`."""
    press(page, command)
    shown = page.locator(".cke_dialog:visible")
    expect(shown).to_contain_text(words)
    return shown


def accept(shown: Locator) -> None:
    shown.locator(".cke_dialog_ui_button_ok").click()
    expect(shown).to_be_hidden()


def test_every_button_answers(editing: Page):
    commands = editing.locator(".field-closing .cke_button").evaluate_all(
        "all => all.map(one => one.className.match(/cke_button__(\\w+)/)[1])"
    )
    assert DIALOGS | ELSEWHERE < set(commands)
    text = editing.frame_locator(".field-closing iframe").locator("body")
    text.press_sequentially("管护")
    # Last those that need something done before.
    later = ["undo", "redo"]
    for command in [name for name in commands if name not in later] + later:
        if command not in DIALOGS | ELSEWHERE:
            # A maximized editor stands outside its field.
            found = editing.locator(f".cke_button__{command}")
            if command not in later:
                text.press("Control+a")
            expect(found, command).not_to_have_class(re.compile("disabled"))
            found.click()
            if command == "maximize":
                found.click()
    assert "管护" in editing.evaluate(DATA)


def test_every_dialog_opens_in_chinese_and_does_its_work(editing: Page):
    text = editing.frame_locator(".field-closing iframe").locator("body")
    text.press_sequentially("管护")

    find = dialog(editing, "find", "查找")
    find.locator("input:visible").first.fill("管护")
    find.locator(".cke_dialog_ui_button:visible").first.click()
    find.locator(".cke_dialog_close_button").click()
    expect(find).to_be_hidden()
    dialog(editing, "specialchar", "特殊符号").locator("a.cke_specialchar").first.click()
    accept(dialog(editing, "table", "行数"))
    link = dialog(editing, "link", "超链接")
    link.get_by_label("URL").fill("example.com/guanhu")
    accept(link)

    written = editing.evaluate(DATA)
    assert "!" in written
    assert 'href="http://example.com/guanhu"' in written
    assert "<table" in written


def test_a_paste_from_word_keeps_text_bold_and_table_without_words_styles(editing: Page):
    editing.evaluate(PASTE, WORD)
    expect(editing.frame_locator(".field-closing iframe").locator("td").last).to_have_text("管护员")
    text = editing.evaluate(DATA)
    assert "<strong>管护员</strong>" in text
    assert "年到岗。" in text
    assert [word for word in ("Mso", "style=", "font-family", "o:p") if word in text] == []
