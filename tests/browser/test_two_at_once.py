"""Two people, or two clicks, at the same moment."""

import pytest
from playwright.sync_api import Page, expect

from . import newsroom
from .visiting import Visits

pytestmark = pytest.mark.browser

TEXT = """为方便党员和群众，现将有关事项通知如下。
一、准备工作。请各支部提前准备，所需物品列出清单。
二、时间安排。请在六月底前完成。"""


def _draft(editor: Page, title: str) -> int:
    """A notice that lacks nothing."""
    notice = newsroom.import_text(editor, TEXT, "两人.txt")
    newsroom.complete(editor, title)
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    return notice


def test_a_save_over_somebody_elses_is_refused_and_keeps_what_was_typed(visits: Visits):
    first = newsroom.sign_in(visits.open(), "editor")
    notice = _draft(first, "关于修缮村级活动室的通知")
    second = newsroom.sign_in(visits.open(), "editor")
    newsroom.open_form(second, notice)

    first.locator("#id_title").fill("关于修缮村级活动室的紧急通知")
    newsroom.save(first)
    expect(first.locator(".messagelist .success")).to_be_visible()
    second.locator("#id_title").fill("关于修缮村级图书室的通知")
    second.locator("#id_annotation").fill("（联系电话另行通知）")
    newsroom.save(second)

    expect(second.locator(".errornote").first).to_be_visible()
    expect(second.locator(".errorlist").first).to_contain_text("已被别人保存过")
    expect(second.locator("#id_title")).to_have_value("关于修缮村级图书室的通知")
    expect(second.locator("#id_annotation")).to_have_value("（联系电话另行通知）")
    newsroom.open_form(first, notice)
    expect(first.locator("#id_title")).to_have_value("关于修缮村级活动室的紧急通知")


def test_a_double_click_on_publish_makes_one_release(visits: Visits):
    editor = newsroom.sign_in(visits.open(), "editor")
    notice = _draft(editor, "关于清点党员活动器材的通知")
    newsroom.approve(editor, newsroom.sign_in(visits.open(), "reviewer"), notice)
    publisher = newsroom.sign_in(visits.open(), "publisher")
    newsroom.start(publisher, notice, "发布")

    publisher.get_by_role("button", name="发布", exact=True).dblclick()
    publisher.wait_for_load_state("networkidle")

    expect(publisher.locator("#container")).to_contain_text("已发布")
    assert newsroom.records(publisher, notice, "发布") == 1
    reader = visits.open().new_page()
    assert reader.goto(f"/notices/{notice}/editions/1/").status == 200
    assert reader.goto(f"/notices/{notice}/editions/2/").status == 404


def test_publishing_twice_in_the_same_moment_makes_one_release(visits: Visits):
    editor = newsroom.sign_in(visits.open(), "editor")
    notice = _draft(editor, "关于更新党务公开栏的通知")
    newsroom.approve(editor, newsroom.sign_in(visits.open(), "reviewer"), notice)
    publisher = newsroom.sign_in(visits.open(), "publisher")
    newsroom.start(publisher, notice, "发布")

    # The page of the verb, and not the one it was opened from.
    expect(publisher.get_by_role("button", name="发布", exact=True)).to_be_visible()
    statuses = publisher.evaluate(
        """() => {
            const form = document.querySelector("#content-main form");
            const post = () => fetch(form.action, {method: "POST", body: new FormData(form)});
            return Promise.all([post(), post()]).then(all => all.map(one => one.status));
        }"""
    )

    assert statuses == [200, 200]
    assert newsroom.records(publisher, notice, "发布") == 1
