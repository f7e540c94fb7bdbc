"""The whole job: a damaged text becomes a notice that is read on a phone, and is taken down."""

import pytest
from playwright.sync_api import Page, expect

from tests.damager import damage

from . import newsroom
from .visiting import PHONE, Visits

pytestmark = pytest.mark.browser

TITLE = "中共岚川省委组织部关于做好乡村读书会组织工作的通知"
TEXT = """为丰富基层党员和群众的文化生活，办好今年的乡村读书会，现就有关事项通知如下。
一、落实组织责任。各市县组织部门要会同文化部门制定计划，明确时间、场地、书目和负责人，于六月底前完成准备。
二、办好每场活动。读书会以村为单位举办，每月不少于一次，每次一小时左右；内容要贴近农事、贴近生活，让群众听得懂、用得上。
三、注重实际效果。不搞评比排名，不要求留痕拍照，不得增加村级负担。好的做法由县级组织部门随时推荐。
执行中的问题，请及时报告省委组织部。"""
ADDED = "本通知由县级组织部门负责传达到村。"
REASON = "活动安排有变，页面内容将重新整理。"
FOOTER = ["关于我们", "联系我们", "网站地图", "用户调查"]


def test_a_damaged_text_is_completed_published_read_on_a_phone_and_taken_down(visits: Visits):
    editor = newsroom.sign_in(visits.open(), "editor")
    notice = _import(editor)
    _complete(editor)
    newsroom.approve(editor, newsroom.sign_in(visits.open(), "reviewer"), notice)

    publisher = newsroom.sign_in(visits.open(), "publisher")
    newsroom.start(publisher, notice, "发布")
    publisher.get_by_role("button", name="发布", exact=True).click()
    expect(publisher.locator(".messagelist")).to_contain_text("已发布")

    reader = visits.open(PHONE).new_page()
    _find_and_read(reader, notice)
    _follow_the_footer(reader)
    _answer_the_survey(reader)
    addresses = [f"/notices/{notice}/{part}" for part in ("", "editions/1/", "files/1/")]
    assert [reader.request.get(address).status for address in addresses] == [200, 200, 200]

    _take_down(publisher, notice)
    for address in addresses:
        assert reader.goto(address).status == 410
        expect(reader.locator("main")).to_contain_text(REASON)
    reader.goto("/")
    assert reader.get_by_role("link", name=TITLE).count() == 0


def _import(editor: Page) -> int:
    """The damage is repaired, and what the text does not say is asked for."""
    damaged, _ = damage(TEXT)
    notice = newsroom.import_text(editor, damaged, "读书会.txt")
    told = editor.locator(".messagelist")
    expect(told).to_contain_text("修复")
    for missing in ("标题", "发文机关", "成文日期"):
        expect(told).to_contain_text(missing)
        expect(editor.locator(".problems")).to_contain_text(f"缺少{missing}")
    return notice


def _complete(editor: Page) -> None:
    newsroom.complete(editor, TITLE)
    editor.locator(".field-closing .rich-text-shown").click()
    text = editor.frame_locator(".field-closing iframe").locator("body")
    text.click()
    text.press("Control+End")
    text.press_sequentially(ADDED)
    editor.locator("#attachments-group .add-row a").click()
    editor.locator("#id_attachments-0-name").fill("读书会登记表")
    editor.locator("#id_attachments-0-upload").set_input_files(
        {"name": "登记表.txt", "mimeType": "text/plain", "buffer": "场次，人数\n".encode()}
    )
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    expect(editor.locator("#problems")).not_to_contain_text("必须改")


def _find_and_read(reader: Page, notice: int) -> None:
    """From home to the second part by the contents list."""
    reader.goto("/")
    reader.get_by_role("link", name=TITLE).click()
    reader.wait_for_url(f"**/notices/{notice}/")
    expect(reader.locator("article")).to_contain_text(ADDED)
    reader.locator("details.toc summary").click()
    reader.locator("#toc").get_by_role("link", name="二、").click()
    reader.wait_for_url("**/#s2")
    heading = reader.locator("#s2")
    expect(heading).to_have_text("二、办好每场活动。")
    expect(heading).to_be_in_viewport()


def _follow_the_footer(reader: Page) -> None:
    """Each link answers, and the reader comes back to where he was."""
    here = reader.url
    for title in FOOTER:
        with reader.expect_navigation() as navigation:
            reader.locator("footer").get_by_role("link", name=title).click()
        assert navigation.value.status == 200
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        reader.go_back()
        assert reader.url == here


def _answer_the_survey(reader: Page) -> None:
    reader.goto("/survey/")
    for question in reader.locator("fieldset.f").all():
        question.locator("input").first.check()
    for box in reader.locator("textarea").all():
        box.fill("字很清楚，目录好用。")
    reader.get_by_role("button", name="提交").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("谢谢您")


def _take_down(publisher: Page, notice: int) -> None:
    newsroom.start(publisher, notice, "废止、撤销、失效或撤下")
    publisher.get_by_label("页面撤下", exact=True).check()
    publisher.locator("[name=reason]").fill(REASON)
    publisher.locator("[name=stays_in_force]").select_option(label="继续有效")
    publisher.locator("input[type=submit]").click()
    expect(publisher.locator(".messagelist")).to_contain_text("已登记")
