"""发布前检查 as an editor meets it: beside the section, on the words, masked, answered for."""

import pytest
from playwright.sync_api import Page, expect

from . import newsroom
from .outline import row
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]
TEXT = """为做好汛期值守工作，现将有关事项通知如下。
一、组织
各地要再接再励，联系电话13900001234，值班电话0000-1234567。
二、检查
各单位认真检查。"""
MOBILE = "一：这里有手机号码（139****1234）。"
WORD = "一：“再接再励”应当核对。"


def problems(page: Page):
    """The lines of the list on top."""
    return page.locator("#problems .found li")


def opened(visits: Visits, title: str) -> tuple[Page, int]:
    page = newsroom.sign_in(visits.open(), "editor")
    notice = newsroom.import_text(page, TEXT, "汛期.txt")
    newsroom.complete(page, title)
    newsroom.save(page)
    expect(page.locator("#problems[data-ready='2']")).to_be_visible()
    return page, notice


def publish(page: Page, notice: int) -> None:
    newsroom.start(page, notice, "发布")
    page.get_by_role("button", name="发布").click()


def test_a_problem_leads_to_its_words_is_masked_or_answered_for_and_comes_back(visits: Visits):
    page, notice = opened(visits, "关于做好汛期值守检查工作的通知")
    publisher = newsroom.sign_in(visits.open(), "publisher")
    publish(publisher, notice)
    expect(publisher.locator(".errorlist").first).to_contain_text("还有 1 处必须修改。")

    section = row(page, "组织")
    expect(section.locator(".found-count")).to_have_text("2处")
    page.locator("#problems").get_by_role("button", name=MOBILE).click()
    expect(section.locator("details")).to_have_attribute("open", "")
    assert page.evaluate("getSelection().toString()") == "13900001234"
    section.locator(".found").get_by_role("button", name=WORD).click()
    assert page.evaluate("getSelection().toString()") == "再接再励"

    section.locator(".found").get_by_role("button", name="改为“139****1234”").click()
    expect(section.locator(".rich-text-shown")).to_contain_text("联系电话139****1234，值班电话0000")
    expect(section.locator(".found li")).to_have_count(1)
    newsroom.save(page)
    expect(page.locator("#problems[data-ready='1']")).to_be_visible()

    row(page, "组织").locator("summary").click()
    found = row(page, "组织").locator(".found li")
    found.get_by_role("button", name="说明理由").click()
    found.get_by_label("理由").fill("引用来文的原话")
    found.get_by_role("button", name="记录理由").click()
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.locator(".found")).to_have_count(0)
    newsroom.approve(page, newsroom.sign_in(visits.open(), "reviewer"), notice)
    publish(publisher, notice)
    expect(publisher.locator(".messagelist")).to_contain_text("已发布。")

    newsroom.open_form(page, notice)
    expect(page.locator(".waived summary")).to_have_text("已说明理由的问题：1处")
    section = row(page, "组织")
    section.locator("summary").click()
    section.locator(".rich-text-shown").click()
    body = section.frame_locator("iframe").locator("body[contenteditable=true]")
    expect(body).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("各县也一样。")
    expect(section.locator(".found li")).to_have_count(1)
    section.locator(".found").get_by_role("button", name=WORD).click()
    found = section.locator(".found li")
    found.get_by_role("button", name="说明理由").click()
    found.get_by_label("理由").fill("还没有保存")
    found.get_by_role("button", name="记录理由").click()
    expect(found.locator(".told")).to_have_text("这段文字还没有保存：请先保存，再说明理由。")


def test_a_problem_of_a_plain_field_leads_into_it_and_is_mended_there(visits: Visits):
    page, _ = opened(visits, "关于清点防汛物资储备情况的通知")
    page.locator("#id_doc_number").fill("岚组发[2026]07号")
    wrong = page.locator("#problems").get_by_role("button", name="发文字号")
    wrong.click()
    expect(page.locator("#id_doc_number")).to_be_focused()
    page.locator("#problems").get_by_role("button", name="改为“岚组发〔2026〕7号”").click()
    expect(page.locator("#id_doc_number")).to_have_value("岚组发〔2026〕7号")
    expect(wrong).to_have_count(0)


ALIKE = """为做好汛期值守工作，现将有关事项通知如下。
一、组织
各地要再接再励，联系电话13900001234。
二、检查
各单位再接再励，做到再接再励，联系电话13900005678。"""


def test_all_of_a_kind_are_taken_when_each_was_seen_and_what_is_not_saved_stays(visits: Visits):
    page = newsroom.sign_in(visits.open(), "editor")
    page.set_viewport_size({"width": 1280, "height": 420})
    newsroom.import_text(page, ALIKE, "值守.txt")
    newsroom.complete(page, "关于做好汛期值守和检查的通知")
    page.locator("#id_closing").evaluate("one => one.closest('.rich-text').scrollIntoView()")
    expect(page.locator("#problems[data-ready='5']")).to_be_attached()

    words = page.locator("#problems .found-alike", has_text="本机关词库“再接再励”：同类 3 处")
    take = words.get_by_role("button", name="全部采纳（3 处）")
    words.locator("summary").evaluate("one => one.click()")
    expect(words.locator("li")).to_have_text(
        [
            "一：各地要再接再励再接再厉，联系电话13900001234",
            "二：各单位再接再励再接再厉，做到再接再励，联系电话1390",
            "二：各单位再接再励，做到再接再励再接再厉，联系电话13900005678",
        ]
    )
    expect(take).to_be_disabled()
    for place in words.locator("li").all():
        place.scroll_into_view_if_needed()
    take.click()
    expect(page.locator("#problems[data-ready='2']")).to_be_attached()

    numbers = page.locator("#problems .found-alike", has_text="手机号码：同类 2 处")
    numbers.locator("summary").click()
    numbers.get_by_role("button", name="全部采纳（2 处）").click()
    expect(page.locator("#problems[data-ready='0']")).to_be_attached()
    expect(page.locator("#id_title")).to_have_value("关于做好汛期值守和检查的通知")
    newsroom.save(page)
    expect(page.locator("#id_title")).to_have_value("关于做好汛期值守和检查的通知")
    row(page, "检查").locator("summary").click()
    expect(row(page, "检查").locator(".rich-text-shown")).to_have_text(
        "各单位再接再厉，做到再接再厉，联系电话139****5678。"
    )
