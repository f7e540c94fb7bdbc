"""The texts of the outline's rows: moved while they are written, cut, joined, pasted, never lost."""

import re

import pytest
from playwright.sync_api import expect

from . import newsroom, outline
from .outline import (
    AS_IMPORTED,
    WORDS,
    body,
    choose,
    drag,
    open_outline,
    press,
    row,
    said,
    save,
    shown,
)
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

PASTE = """html => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    Object.values(CKEDITOR.instances)[0].editable().$.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
WORD_HEAD = "<html><head><meta name=Generator content='Microsoft Word 15'></head><body>"
WORD_LIST = "".join(
    f"<p class=MsoListParagraph style='margin-left:39.0pt;mso-list:l0 level1 lfo1'>"
    f"<![if !supportLists]><span style='mso-list:Ignore'>{at}.<span style='font:7.0pt "
    f'"Times New Roman"\'>&nbsp;&nbsp; </span></span><![endif]>{word}</p>'
    for at, word in enumerate(["甲项", "乙项"], 1)
)
TYPED = "这句话还没有保存。"
WORD_PARAGRAPH = (
    '<p class="MsoNormal" style="margin-left:2em;mso-pagination:none"><span lang="EN-US" '
    'style="font-family:仿宋;font-size:16pt;color:#333"><o:p></o:p></span><b><span '
    'style="mso-spacerun:yes">乡村读书会</span></b>由支部负责。</p>'
)


def test_unsaved_text_in_the_editor_survives_every_move(visits: Visits):
    page = open_outline(visits)
    frame = outline.start_editor(page, "甲二")
    frame.locator("body").press("Control+End")
    frame.locator("body").press_sequentially(TYPED)
    frame.locator("body").press("Alt+ArrowUp")
    expect(row(page, "甲二").locator(".label")).to_have_text("（一）")
    # The editor itself went along: it runs, and holds what was typed.
    expect(frame.locator("body")).to_contain_text(TYPED)
    frame.locator("body").press_sequentially("又加一句。")
    # Now others pass it by.
    press(page, "甲一", "Alt+ArrowUp")
    drag(page, "甲部", "丙部")
    assert shown(page)[:2] == ["一、乙部", "（一）乙一"]
    assert f"{TYPED}又加一句。" in body(page, shown(page).index("（二）甲二"))
    save(page)
    assert body(page, shown(page).index("（二）甲二")).endswith(f"{TYPED}又加一句。</p>")


def test_a_section_is_split_at_the_cursor_in_its_editor(visits: Visits):
    page = open_outline(visits)
    frame = outline.start_editor(page, "乙一")
    frame.locator("body").press("Control+Home")
    for _ in range(4):
        frame.locator("body").press("ArrowRight")
    choose(page, "乙一", "在光标处拆分")
    expect(said(page)).to_have_text("已拆成两节，后一节序号“（二）”。")
    assert shown(page)[5:] == ["二、乙部", "（一）乙一", "（二）", "三、丙部"]
    assert [body(page, 6), body(page, 7)] == ["<p>乙一的具</p>", "<p>体安排由各单位负责。</p>"]
    save(page)
    assert [body(page, 6), body(page, 7)] == ["<p>乙一的具</p>", "<p>体安排由各单位负责。</p>"]


def test_a_section_is_split_in_its_heading(visits: Visits):
    page = open_outline(visits)
    outline.unfold(page, "乙一")
    heading = row(page, "乙一").get_by_label("标题", exact=True)
    heading.focus()
    heading.press("Home")
    heading.press("ArrowRight")
    choose(page, "乙一", "在光标处拆分")
    assert shown(page)[6:8] == ["（一）乙", "（二）一"]
    assert [body(page, 6), body(page, 7)] == ["", "<p>乙一的具体安排由各单位负责。</p>"]


def test_splitting_without_a_cursor_says_what_to_do(visits: Visits):
    page = open_outline(visits)
    choose(page, "乙一", "在光标处拆分")
    expect(said(page)).to_contain_text("把光标放在要拆开的地方")
    assert shown(page) == AS_IMPORTED


def test_joining_keeps_every_word_and_lifts_the_children(visits: Visits):
    page = open_outline(visits)
    choose(page, "甲部", "与下一个合并")
    expect(said(page)).to_have_text("已合并成一节，序号“一、”。")
    after = ["一、甲部", "（一）甲一上", "（二）甲一下", "（三）甲二", *AS_IMPORTED[5:]]
    assert shown(page) == after
    whole = "<p>甲部的具体安排由各单位负责。</p><p>甲一</p><p>甲一的具体安排由各单位负责。</p>"
    assert body(page, 0) == whole
    save(page)
    assert shown(page) == after
    assert body(page, 0) == whole


@pytest.mark.parametrize(
    ("html", "halves"),
    [
        ("<p>甲|乙</p>", ["<p>甲</p>", "<p>乙</p>"]),
        ("<p>甲</p><p>|乙</p>", ["<p>甲</p>", "<p>乙</p>"]),
        ("<p>甲乙|</p>", ["<p>甲乙</p>", ""]),
        (
            "<p><strong>甲|乙</strong>丙</p>",
            ["<p><strong>甲</strong></p>", "<p><strong>乙</strong>丙</p>"],
        ),
        (
            "<ul><li>甲</li><li>|乙</li></ul><p>丙</p>",
            ["<ul><li>甲</li></ul>", "<ul><li>乙</li></ul><p>丙</p>"],
        ),
        (
            "<ol><li>甲</li><li>乙|丙</li></ol>",
            ["<ol><li>甲</li><li>乙</li></ol>", '<ol start="3"><li>丙</li></ol>'],
        ),
        (
            "<table><tbody><tr><td>甲|</td><td></td></tr></tbody></table>",
            [
                "<table><tbody><tr><td>甲</td></tr></tbody></table>",
                "<table><tbody><tr><td></td><td></td></tr></tbody></table>",
            ],
        ),
        ("<p>1 &lt; 2 &amp;|乙</p>", ["<p>1 &lt; 2 &amp;</p>", "<p>乙</p>"]),
    ],
)
def test_html_is_cut_in_two_well_formed_halves(visits: Visits, html, halves):
    page = newsroom.sign_in(visits.open(), "editor")
    page.goto("/admin/notices/notice/add/")
    assert page.evaluate("(html) => window.outlineText.split(html, '|')", html) == halves


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        (
            ("甲", False, "", "<p>一</p>"),
            ("乙", True, "", "<p>二</p>"),
            ("甲", "<p>一</p><p>乙。二</p>"),
        ),
        (("甲", False, "", ""), ("", False, "", "<p>二</p>"), ("甲", "<p>二</p>")),
        (("", False, "", ""), ("乙", False, "", "<p>二</p>"), ("乙", "<p>二</p>")),
        (
            ("甲", False, "", ""),
            ("乙", True, "", "<ul><li>二</li></ul>"),
            ("甲", "<p>乙。</p><ul><li>二</li></ul>"),
        ),
        (("甲", False, "", ""), ("1<2", False, "戊、", ""), ("甲", "<p>戊、1&lt;2</p>")),
    ],
)
def test_two_texts_are_joined_in_the_order_they_were_read(visits: Visits, upper, lower, joined):
    page = newsroom.sign_in(visits.open(), "editor")
    page.goto("/admin/notices/notice/add/")
    names = ("heading", "runIn", "typed", "body")
    result = page.evaluate(
        "([upper, lower]) => window.outlineText.join(upper, lower)",
        [dict(zip(names, upper)), dict(zip(names, lower))],
    )
    assert (result["heading"], result["body"]) == joined


def test_a_heading_that_is_too_long_is_said_and_kept(visits: Visits):
    page = open_outline(visits)
    outline.unfold(page, "乙一")
    long = "长标题" * 200
    opened = page.locator(".outline-row:has(details[open])")
    opened.get_by_label("标题", exact=True).fill(long)
    expect(opened.locator(".heading-told")).to_contain_text("标题最多 500 字，现在有 600 字")
    newsroom.save(page)
    expect(opened.locator(".errorlist")).to_contain_text("标题最多 500 字，现在有 600 字")
    expect(opened.get_by_label("标题", exact=True)).to_have_value(long)
    assert shown(page)[:6] == AS_IMPORTED[:6]


def test_a_long_paste_stands_in_order_at_the_cursor_and_is_one_step_to_undo(visits: Visits):
    page = open_outline(visits, outline=WORDS[:1])
    frame = outline.start_editor(page, "甲部")
    frame.locator("body").press("Control+Home")
    for _ in range(4):
        frame.locator("body").press("ArrowRight")
    paragraphs = [f"<p class=MsoNormal>第{at}段<b>要点</b></p>" for at in range(300)]
    page.evaluate(PASTE, f"{WORD_HEAD}{''.join(paragraphs)}{WORD_LIST}</body></html>")
    expect(frame.locator("li")).to_have_text(["甲项", "乙项"])
    expected = [f"<p>第{at}段<strong>要点</strong></p>" for at in range(300)]
    pasted = "".join(["<p>甲部的具</p>", *expected, "<ol><li>甲项</li><li>乙项</li></ol>"])
    assert re.sub(r"\s", "", body(page, 0)) == f"{pasted}<p>体安排由各单位负责。</p>"
    frame.locator("body").press("Control+z")
    expect(frame.locator("body")).to_have_text("甲部的具体安排由各单位负责。")


def test_many_lines_of_one_paragraph_stay_one_paragraph(visits: Visits):
    page = open_outline(visits, outline=WORDS[:1])
    frame = outline.start_editor(page, "甲部")
    frame.locator("body").press("Control+a")
    lines = [f"第{at}行" for at in range(150)]
    page.evaluate(PASTE, "<br>".join(lines))
    expect(frame.locator("body")).to_contain_text(lines[-1])
    assert re.sub(r"\s", "", body(page, 0)) == f"<p>{'<br/>'.join(lines)}</p>"


def test_two_megabytes_of_word_are_pasted_cleaned_and_measured(visits: Visits):
    page = open_outline(visits, outline=WORDS[:1])
    outline.start_editor(page, "甲部")
    count = 2 * 2**20 // len(WORD_PARAGRAPH.encode())
    page.evaluate(PASTE, f"{WORD_HEAD}{WORD_PARAGRAPH * count}</body></html>")
    expect(row(page, "甲部").locator(".rich-text-told")).to_contain_text(
        "还不能保存", timeout=15_000
    )
    page.evaluate("window.neverLeft = true")
    newsroom.save(page)
    # Refused before it was sent; every word is still there.
    assert page.evaluate("window.neverLeft")
    assert body(page, 0).count("<strong>乡村读书会</strong>由支部负责。") == count
