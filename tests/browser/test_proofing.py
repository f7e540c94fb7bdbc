"""比对原件 in a browser: the editor changes a text, the reviewer accepts it by name."""

import pytest
from playwright.sync_api import expect

from . import newsroom
from .test_newsroom_look import WIDTHS, look
from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]
SOURCE = """中共岚川省委组织部关于做好春季植树工作的通知
各市委：
为做好春季植树工作，现通知如下。
一、备足苗木。各地登记数量。
二、安排地块。优先在河岸栽种。
特此通知。
中共岚川省委组织部
二〇二六年三月一日
关于我们 | 联系我们 | 网站地图"""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reviewer_accepts_a_difference_in_his_own_name(visits: Visits, width):
    page = newsroom.sign_in(visits.open(width, color_scheme="light"), "editor")
    notice = newsroom.import_text(page, SOURCE, "植树通知.txt")
    link = page.get_by_role("link", name="比对原件")
    expect(page.locator(".proofs")).to_contain_text("（与原件一致）")
    page.locator("#id_title").fill("中共岚川省委组织部关于做好秋季植树工作的通知")
    newsroom.save(page)
    expect(page.locator(".proofs")).to_contain_text("有 1 处差异，1 处还没有人接受")
    link.click()
    expect(page.locator(".differing")).to_contain_text("还没有人接受。")

    page = newsroom.sign_in(visits.open(width, color_scheme="light"), "reviewer")
    newsroom.open_form(page, notice)
    page.get_by_role("link", name="比对原件").click()
    expect(page.get_by_role("status").filter(has_text="处差异")).to_have_text(
        "有 1 处差异，1 处还没有人接受"
    )
    expect(page.locator(".differing del")).to_have_text("春")
    expect(page.locator(".differing ins")).to_have_text("秋")
    assert look(page) == []
    page.get_by_label("理由（可不填）").fill("原件笔误")
    page.get_by_role("button", name="接受第1处差异").click()
    expect(page.locator(".differing .who")).to_contain_text("接受：原件笔误")
    expect(page.get_by_role("button", name="接受第1处差异")).to_have_count(0)
    assert look(page) == []


def test_the_draft_goes_out_as_a_word_file(visits: Visits):
    page = newsroom.sign_in(visits.open(), "editor")
    newsroom.import_text(page, SOURCE, "植树通知.txt")
    with page.expect_download() as started:
        page.get_by_role("link", name="导出 Word").click()
    assert started.value.suggested_filename == "中共岚川省委组织部关于做好春季植树工作的通知.docx"
