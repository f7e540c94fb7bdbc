"""The outline editor: rows move with their children, are cut and joined, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from . import newsroom, outline
from .outline import (
    AS_IMPORTED,
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


def test_keys_move_a_row_with_its_children_and_the_save_keeps_what_was_shown(visits: Visits):
    page = open_outline(visits)
    assert shown(page) == AS_IMPORTED
    press(page, "甲一", "Alt+ArrowDown")
    expect(said(page)).to_have_text("已移到“（一）甲二”之后，序号“（二）”。")
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
    expect(said(page)).to_have_text("现在是第3级，序号“3.”。")
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


def test_labels_renumber_while_a_row_is_dragged_and_go_back_with_escape(visits: Visits):
    page = open_outline(visits)
    outline.hold_over(page, "甲一", "丙部")
    # Where they would stand; no row has moved yet.
    foreseen = ["一、甲部", "（二）甲一", "1.甲一上", "2.甲一下", "（一）甲二", *AS_IMPORTED[5:]]
    expect(row(page, "甲一").locator(".label")).to_have_text("（二）")
    assert shown(page) == foreseen
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(row(page, "甲二").locator(".label")).to_have_text("（二）")
    assert shown(page) == AS_IMPORTED


def test_a_row_is_dragged_by_its_handle_to_another_place_and_depth(visits: Visits):
    page = open_outline(visits)
    drag(page, "甲一", "丙部")
    expect(said(page)).to_have_text("已移到“（一）乙一”之后，序号“（二）”。")
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
    page.locator(".breadcrumbs a").first.click()
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
