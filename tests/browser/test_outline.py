"""The outline editor: rows move with their children, are cut and joined, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from . import newsroom, outline
from .outline import WORDS, body, choose, drag, open_outline, press, row, said, save, shown
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

AS_IMPORTED = [
    "一、甲部",
    "（一）甲一",
    "1.甲一上",
    "2.甲一下",
    "（二）甲二",
    "二、乙部",
    "（一）乙一",
    "三、丙部",
]
TYPED = "这句话还没有保存。"
WORD_PARAGRAPH = (
    '<p class="MsoNormal" style="margin-left:2em;mso-pagination:none"><span lang="EN-US" '
    'style="font-family:仿宋;font-size:16pt;color:#333"><o:p></o:p></span><b><span '
    'style="mso-spacerun:yes">乡村读书会</span></b>由支部负责。</p>'
)


def test_keys_move_a_row_with_its_children_and_the_save_keeps_what_was_shown(visits: Visits):
    page = open_outline(visits)
    assert shown(page) == AS_IMPORTED
    press(page, "甲一", "Alt+ArrowDown")
    expect(said(page)).to_have_text("已移到“（一）甲二”之后，序号（二）。")
    press(page, "乙部", "Alt+ArrowUp", "Alt+ArrowUp")
    expect(said(page)).to_have_text("已经在最前面。")
    after = [
        "一、乙部",
        "（一）乙一",
        "二、甲部",
        "（一）甲二",
        "（二）甲一",
        "1.甲一上",
        "2.甲一下",
        "三、丙部",
    ]
    assert shown(page) == after
    save(page)
    assert shown(page) == after


def test_keys_change_the_depth_of_a_row_and_its_children(visits: Visits):
    page = open_outline(visits)
    press(page, "甲一", "Alt+ArrowRight")
    expect(said(page)).to_have_text("上面没有同级的层次，不能再降一级。")
    press(page, "甲二", "Alt+ArrowRight")
    expect(said(page)).to_have_text("现在是第3级，序号3.。")
    press(page, "乙部", "Alt+ArrowRight")
    after = [
        "一、甲部",
        "（一）甲一",
        "1.甲一上",
        "2.甲一下",
        "3.甲二",
        "（二）乙部",
        "1.乙一",
        "二、丙部",
    ]
    assert shown(page) == after
    press(page, "乙部", "Alt+ArrowLeft", "Alt+ArrowLeft")
    expect(said(page)).to_have_text("已经是第一级。")
    assert shown(page)[5:] == ["二、乙部", "（一）乙一", "三、丙部"]
    save(page)
    assert shown(page)[4:] == ["3.甲二", "二、乙部", "（一）乙一", "三、丙部"]


def test_a_row_is_dragged_by_its_handle_to_another_place_and_depth(visits: Visits):
    page = open_outline(visits)
    drag(page, "甲一", "丙部")
    expect(said(page)).to_have_text("已移到“（一）乙一”之后，序号（二）。")
    drag(page, "丙部", "乙一", right=64)
    after = [
        "一、甲部",
        "（一）甲二",
        "二、乙部",
        "（一）丙部",
        "（二）乙一",
        "（三）甲一",
        "1.甲一上",
        "2.甲一下",
    ]
    assert shown(page) == after
    save(page)
    assert shown(page) == after


def test_escape_during_a_drag_leaves_everything_where_it_was(visits: Visits):
    page = open_outline(visits)
    handle = row(page, "甲一").locator(".outline-handle")
    handle.scroll_into_view_if_needed()
    handle.hover()
    page.mouse.down()
    row(page, "丙部").locator("summary").hover(position={"x": 200, "y": 4})
    expect(page.locator(".outline-line")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".outline-line")).to_have_count(0)
    assert shown(page) == AS_IMPORTED


def test_the_menu_moves_adds_deletes_and_restores(visits: Visits):
    page = open_outline(visits)
    choose(page, "乙部", "上移")
    choose(page, "丙部", "降一级")
    choose(page, "乙部", "添加下级")
    page.keyboard.type("乙末")
    choose(page, "甲二", "在上方添加同级")
    page.keyboard.type("甲中")
    choose(page, "甲一", "删除")
    expect(said(page)).to_have_text("已删除（连同下级 2 个），保存以前可以恢复。")
    assert shown(page) == [
        *("一、乙部", "（一）乙一", "（二）乙末"),
        *("二、甲部", "（一）甲中", "（二）甲二", "（三）丙部"),
    ]
    page.get_by_role("button", name="恢复").click()
    choose(page, "甲二", "删除")
    after = [
        *("一、乙部", "（一）乙一", "（二）乙末"),
        *("二、甲部", "（一）甲一", "1.甲一上", "2.甲一下", "（二）甲中", "（三）丙部"),
    ]
    assert shown(page) == after
    save(page)
    assert shown(page) == after


def test_the_menu_is_used_with_the_keyboard_alone(visits: Visits):
    page = open_outline(visits)
    more = row(page, "乙部").locator(".outline-more")
    expect(more).to_have_attribute("aria-label", "二、的操作")
    more.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="上移")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="在上方添加同级")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("menu")).to_have_count(0)


def test_another_scheme_a_start_number_and_no_number_relabel_at_once(visits: Visits):
    page = open_outline(visits)
    page.locator("#id_scheme").select_option("decimal")
    expect(row(page, "乙一").locator(".label")).to_have_text("2.1")
    outline.unfold(page, "乙部")
    row(page, "乙部").get_by_label("从第几开始").fill("5")
    expect(row(page, "丙部").locator(".label")).to_have_text("6")
    row(page, "甲一").locator("summary").click()
    row(page, "甲一").get_by_label("不编号").check()
    expect(row(page, "甲一").locator(".label")).to_have_text("")
    after = ["1甲部", "甲一", "1.1.1甲一上", "1.1.2甲一下", "1.2甲二", "5乙部", "5.1乙一", "6丙部"]
    assert shown(page) == after
    save(page)
    assert shown(page) == after


def test_a_start_number_that_no_numeral_shows_is_said(visits: Visits):
    page = open_outline(visits)
    outline.unfold(page, "乙部")
    row(page, "乙部").get_by_label("从第几开始").fill("12000")
    expect(said(page)).to_contain_text("序号只能是 1 到 9999 的整数")


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
    expect(said(page)).to_have_text("已拆成两节，后一节序号（二）。")
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
    expect(said(page)).to_have_text("已合并成一节，序号一、。")
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


def test_leaving_with_something_unsaved_asks_and_takes_it_back(visits: Visits):
    page = open_outline(visits)
    address, asked = page.url, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/")
    assert asked == []
    page.goto(address)
    press(page, "乙部", "Alt+ArrowUp")
    expect(said(page)).to_contain_text("已移到")
    page.goto("/admin/")
    assert asked == ["beforeunload"]
    page.goto(address)
    assert shown(page) == AS_IMPORTED


def test_whoever_stays_when_asked_keeps_everything(visits: Visits):
    page = open_outline(visits)
    page.on("dialog", lambda dialog: dialog.dismiss())
    press(page, "乙部", "Alt+ArrowUp")
    page.get_by_role("link", name="首页").first.click()
    expect(said(page)).to_contain_text("已移到最前面")
    assert shown(page)[0] == "一、乙部"


def test_nothing_moves_while_the_form_is_being_saved(visits: Visits):
    page = open_outline(visits)
    # The answer comes into another window, so that this one waits for it as on a slow network.
    page.evaluate("document.querySelector('#content-main form').target = 'elsewhere'")
    newsroom.save(page)
    press(page, "乙部", "Alt+ArrowUp")
    expect(said(page)).to_have_text("正在保存，请稍候，保存以后再改。")
    assert shown(page) == AS_IMPORTED


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


def test_two_megabytes_of_word_are_pasted_cleaned_and_measured(visits: Visits):
    page = open_outline(visits, outline=WORDS[:1])
    outline.start_editor(page, "甲部")
    count = 2 * 2**20 // len(WORD_PARAGRAPH.encode())
    page.evaluate(
        """([html]) => {
            const editor = Object.values(window.CKEDITOR.instances)[0];
            const dataTransfer = new window.CKEDITOR.plugins.clipboard.dataTransfer();
            editor.fire("paste", {type: "html", method: "paste", dataValue: html, dataTransfer});
        }""",
        [WORD_PARAGRAPH * count],
    )
    expect(row(page, "甲部").locator(".rich-text-told")).to_contain_text(
        "还不能保存", timeout=60_000
    )
    page.evaluate("window.neverLeft = true")
    newsroom.save(page)
    # Refused before it was sent; every word is still there.
    assert page.evaluate("window.neverLeft")
    assert body(page, 0).count("<strong>乡村读书会</strong>由支部负责。") == count


def test_a_new_notice_gets_its_first_sections_from_the_button(visits: Visits):
    page = newsroom.sign_in(visits.open(), "editor")
    page.goto("/admin/notices/notice/add/")
    assert shown(page) == []
    page.locator("#id_title").fill("关于统计读书会场次的通知")
    page.locator("#id_notice_issuers-0-issuer").select_option(label=newsroom.ISSUER)
    page.get_by_role("button", name="添加层次").click()
    page.keyboard.type("统计范围")
    page.keyboard.press("Alt+Shift+Enter")
    page.keyboard.type("村级")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("县级")
    after = ["一、统计范围", "（一）村级", "（二）县级"]
    assert shown(page) == after
    save(page)
    assert shown(page) == after


def test_a_form_that_comes_back_with_errors_shows_the_order_it_was_sent_with(visits: Visits):
    page = open_outline(visits)
    press(page, "乙部", "Alt+ArrowUp")
    choose(page, "乙一", "添加下级")
    page.keyboard.type("乙一下")
    page.locator("#id_signed_on").fill("不是日期")
    newsroom.save(page)
    expect(page.locator(".errornote").first).to_be_visible()
    assert shown(page)[:4] == ["一、乙部", "（一）乙一", "1.乙一下", "二、甲部"]


def test_without_script_the_plain_fields_save(visits: Visits):
    page = open_outline(visits)
    address = page.url
    state = page.context.storage_state()
    plain = visits.open(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(address)
    plain.locator(".outline-row summary").nth(7).click()
    plain.locator("#id_sections-7-order").fill("5")
    plain.locator(".outline-row summary").nth(1).click()
    plain.locator("#id_sections-1-body").fill("<p>改过的正文。</p>")
    plain.locator(".outline-row summary").last.click()
    plain.locator("#id_sections-8-heading").fill("丁部")
    newsroom.save(plain)
    expect(plain.locator(".messagelist .success")).to_be_visible()
    page.goto(address)
    assert shown(page)[:2] == ["一、丙部", "二、甲部"]
    assert shown(page)[-1] == "四、丁部"
    assert body(page, 2) == "<p>改过的正文。</p>"


def test_the_outline_fits_a_narrow_phone(visits: Visits):
    page = open_outline(visits, width=390)
    outline.start_editor(page, "甲一上")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    choose(page, "甲一上", "下移")
    menu = row(page, "乙部").locator(".outline-more")
    menu.click()
    box = page.get_by_role("menu").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.keyboard.press("Escape")
    assert shown(page)[2:4] == ["1.甲一下", "2.甲一上"]


def test_300_sections_move_and_save_as_shown(visits: Visits):
    many = [(1 + number % 3, f"第{number + 1}件事") for number in range(300)]
    page = open_outline(visits, outline=many)
    assert page.evaluate("Object.keys(window.CKEDITOR.instances).length") == 0
    before = shown(page)
    assert (len(before), before[-1]) == (300, "1.第300件事")
    press(page, "第298件事", "Alt+ArrowUp")
    choose(page, "第1件事", "删除")
    after = shown(page)
    assert (len(after), after[0]) == (297, "一、第4件事")
    assert after[-6:-3] == ["九十八、第298件事", "（一）第299件事", "1.第300件事"]
    save(page)
    assert shown(page) == after
