"""核对导入 in a browser: doubts settled by click and by key, both columns in step."""

import re
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ..word_files import docx, paragraph
from . import newsroom
from .visiting import DESK, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

TITLE = "中共岚川省委组织部关于开展村级活动场所管护的通知"
REVIEW = re.compile(r"/admin/notices/notice/(\d+)/originals/\d+/review/")
TEXT = f"""首页 > 通知公告
{TITLE}
岚组发〔2026〕41号
各市委组织部：
为管好用好村级活动场所,现将有关事项通知如下。
一、明确管护责任
（一）落实责任人。每处场所由村党组织书记负总责，并确定一名管护员。
（三）落实经费。日常维修由县级财政列支，不得向群众摊派。
二、用好活动场所
（一）每月安排。村党组织每月公布活动安排，方便群众参加。
3.12植树节当天，各村开放到晚上九点。
（二）错时开放。农忙时节改在晚间开放。
各市委组织部要在年底前报送管护情况。
中共岚川省委组织部
2026年5月20日
（此件公开发布）"""
FESTIVAL = "3.12植树节当天，各村开放到晚上九点。"
LABELS = ["一、", "（一）", "（三）", "二、", "（一）", "（二）"]
COUNT = count(41)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file_of(text: str = TEXT) -> dict:
    """A file that no import has seen; any format that says the same may stand here."""
    number = next(COUNT)
    told = text.replace("41号", f"{number}号").replace("农忙时节", f"农忙时节前后{number}天")
    return {"name": "管护.txt", "mimeType": "text/plain", "buffer": told.encode()}


def word_file_of(text: str = TEXT) -> dict:
    """The same as a Word file."""
    lines = file_of(text)["buffer"].decode().split("\n")
    return {"name": "管护.docx", "mimeType": WORD, "buffer": docx("".join(map(paragraph, lines)))}


def review(visits: Visits, text: str = TEXT, **options) -> Page:
    editor = newsroom.sign_in(visits.open(**options), "editor")
    editor.goto("/admin/notices/notice/import/")
    editor.get_by_label("文件").first.set_input_files(file_of(text))
    editor.get_by_role("button", name="导入").click()
    newsroom.arrive(editor, REVIEW)
    return editor


def line(page: Page, words: str):
    return page.locator(".line").filter(has_text=words)


def doubt(page: Page, words: str):
    return page.locator(".doubts li").filter(has_text=words)


def test_a_word_file_with_two_doubts_can_be_published_after_six_steps(visits: Visits):
    editor = newsroom.sign_in(visits.open(), "editor")
    editor.goto("/admin/notices/notice/import/")
    editor.get_by_label("文件").first.set_input_files(word_file_of())
    steps = 0

    editor.get_by_role("button", name="导入").click()
    steps += 1
    newsroom.arrive(editor, REVIEW)
    notice = int(REVIEW.search(editor.url)[1])
    expect(editor.locator(".doubts li")).to_have_count(3)
    doubt(editor, "3.12").get_by_role("button", name="属于上一节").click()
    steps += 1
    # The labels fit a scheme again, and that doubt goes by itself.
    expect(editor.locator(".doubts li")).to_have_count(1)
    doubt(editor, "（三）").get_by_role("button", name="照原样").click()
    steps += 1
    expect(editor.locator(".no-doubts")).to_be_visible()
    editor.get_by_role("button", name="采用").click()
    steps += 1
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator(".messagelist")).to_contain_text("已采用核对的结果，共 6 个层次")
    expect(editor.locator("#problems")).not_to_contain_text("必须改")

    assert steps <= 6
    newsroom.approve(editor, newsroom.sign_in(visits.open(), "reviewer"), notice)
    publisher = newsroom.sign_in(visits.open(), "publisher")
    newsroom.start(publisher, notice, "发布")
    publisher.get_by_role("button", name="发布", exact=True).click()
    expect(publisher.locator(".messagelist")).to_contain_text("已发布")
    reader = visits.open().new_page()
    reader.goto(f"/notices/{notice}/")
    shown = reader.locator("main [id^='s']").all_inner_texts()
    assert [text for text, label in zip(shown, LABELS) if not text.startswith(label)] == []
    expect(reader.locator("main")).to_contain_text(FESTIVAL)


def test_a_key_says_what_the_chosen_line_is_and_the_line_keeps_the_focus(visits: Visits):
    editor = review(visits)
    line(editor, FESTIVAL).locator("input").focus()
    editor.keyboard.press("Space")
    editor.keyboard.press("b")
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    expect(line(editor, FESTIVAL).locator("input")).to_be_focused()
    expect(editor.locator(".review-told")).to_have_text("第 11 行：正文")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("3")
    below = line(editor, "（二）错时开放")
    expect(below.locator(".role")).to_have_text("已定：三级标题")
    editor.keyboard.press("0")
    expect(below.locator(".role")).to_have_text("二级标题")


def test_quick_keys_are_all_heard(visits: Visits):
    editor = review(visits)
    line(editor, "各市委组织部要在年底前").locator("input").check()
    for key in ("b", "ArrowUp", "x", "ArrowUp", "x"):
        editor.keyboard.press(key)
    roles = editor.locator(".line .mine")
    expect(roles).to_have_count(3)
    expect(line(editor, "各市委组织部要在年底前").locator(".role")).to_have_text("已定：正文")
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：不属于正文")


def test_a_switch_shows_at_once_what_the_original_had(visits: Visits):
    editor = review(visits)
    changed = line(editor, "为管好用好").locator("ins.punctuation")
    expect(changed).to_have_text("，")
    editor.get_by_label("标点 1处").uncheck()
    expect(changed).to_have_count(0)
    expect(editor.locator("#o-preamble")).to_contain_text("场所,现将")
    editor.get_by_label("标点（不修复）").check()
    expect(changed).to_have_text("，")


def test_both_columns_scroll_together(visits: Visits):
    more = "\n".join(f"村级活动场所第{n}处由专人管护，每周查看一次。" for n in range(1, 80))
    text = TEXT.replace("二、用好", f"{more}\n二、用好")
    editor = review(visits, text)
    editor.set_viewport_size({"width": 1280, "height": 1400})  # both columns, whole
    source, outcome = editor.locator(".pane.source"), editor.locator(".pane.outcome")
    top = "one => one.scrollTop"
    source.evaluate("one => { one.scrollTop = one.scrollHeight; }")
    heading = editor.locator(".outcome .item").filter(has_text="用好活动场所").first
    expect(heading).to_be_in_viewport()
    assert outcome.evaluate(top) > 500
    outcome.evaluate("one => { one.scrollTop = 0; }")
    expect(editor.locator(".source .line").first).to_be_in_viewport()
    # A doubt's link brings its line, and the part of the notice that comes of it.
    doubt(editor, "3.12").get_by_role("link").click()
    expect(line(editor, FESTIVAL)).to_be_in_viewport()
    expect(line(editor, FESTIVAL).locator("input")).to_be_checked()


def test_leaving_with_choices_asks_and_accepting_does_not(visits: Visits):
    editor = review(visits)
    doubt(editor, "3.12").get_by_role("button", name="属于上一节").click()
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    editor.get_by_role("link", name="返回，不改").click()
    editor.wait_for_timeout(300)
    assert asked == ["beforeunload"] and REVIEW.search(editor.url)
    editor.get_by_role("button", name="采用").click()
    editor.wait_for_url(newsroom.FORM)
    assert asked == ["beforeunload"]


def test_a_lost_session_is_said_and_no_choice_is_lost(visits: Visits):
    editor = review(visits)
    doubt(editor, "3.12").get_by_role("button", name="属于上一节").click()
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    editor.context.clear_cookies()
    doubt(editor, "（三）").get_by_role("button", name="照原样").click()
    expect(editor.locator(".review-told")).to_contain_text("没有改成")
    expect(editor.locator(".bar .failed")).to_be_in_viewport()
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")


def test_after_signing_in_again_in_another_window_the_review_goes_on(visits: Visits):
    editor = review(visits, width=390)
    doubt(editor, "3.12").get_by_role("button", name="属于上一节").click()
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    editor.context.clear_cookies()
    editor.get_by_role("button", name="采用").click()
    expect(editor.locator(".bar .failed")).to_be_in_viewport()
    assert REVIEW.search(editor.url)
    newsroom.sign_in(editor.context, "editor")
    doubt(editor, "（三）").get_by_role("button", name="照原样").click()
    expect(editor.locator(".no-doubts")).to_be_visible()
    expect(editor.locator(".bar .failed")).to_have_count(0)
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    editor.get_by_role("button", name="采用").click()
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator(".messagelist")).to_be_in_viewport()
    expect(editor.locator(".messagelist")).to_contain_text("已采用核对的结果，共 6 个层次")


def test_accepting_waits_for_the_click_before_it(visits: Visits):
    editor = review(visits)
    # At once, before the first has been answered.
    buttons = [
        doubt(editor, "3.12").get_by_role("button", name="属于上一节").element_handle(),
        editor.get_by_role("button", name="采用").element_handle(),
    ]
    editor.evaluate("buttons => buttons.forEach(one => one.click())", buttons)
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator(".messagelist")).to_contain_text("已采用核对的结果，共 6 个层次")


@pytest.mark.parametrize("width", [390, DESK])
def test_without_script_the_same_buttons_send_the_form(visits: Visits, width):
    editor = review(visits, width=width, java_script_enabled=False)
    line(editor, FESTIVAL).locator("input").check()
    editor.locator(".palette button[value=b]").click()
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    doubt(editor, "（三）").get_by_role("button", name="照原样").click()
    editor.get_by_role("button", name="采用").click()
    editor.wait_for_url(newsroom.FORM)
    expect(editor.locator(".messagelist")).to_contain_text("已采用核对的结果")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, DESK])
def test_the_page_is_for_everybody(visits: Visits, width, scheme):
    editor = review(visits, width=width, color_scheme=scheme)
    line(editor, FESTIVAL).locator("input").check()
    editor.locator(".palette button[value=b]").click()
    expect(line(editor, FESTIVAL).locator(".role")).to_have_text("已定：正文")
    # Reading imported sheets again, axe would write a style that our policy forbids.
    found = Axe().run(editor, options={"preload": False}).response["violations"]
    told = [f"{one['id']}: {[node['target'] for node in one['nodes'][:5]]}" for one in found]
    assert told == []
    assert editor.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    # What a line is stands beside it, at any width.
    role, words = (
        line(editor, FESTIVAL).locator(one).bounding_box() for one in (".role", ".words")
    )
    assert role["x"] >= words["x"] + words["width"]
