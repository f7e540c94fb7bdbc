"""The desk from draft to readers and back, each act by the person whose turn it is."""

import re
import time
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from . import newsroom
from .product import PASSWORD, Product
from .test_newsroom_look import look
from .visiting import DESK, Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

TITLE = "中共岚川省委组织部关于做好党员活动室冬季取暖工作的通知"
TEXT = """入冬以后，各地党员活动室要保证取暖，现将有关事项通知如下。
一、检查设备。各县区组织部门要在十一月底前检查取暖设备，发现隐患立即停用。
二、落实经费。取暖经费从党费和办公经费中列支，不得向党员和群众摊派。
执行中的问题，请及时报告。"""
SUGGESTED = "一律停用并登记"
SUCCESSOR = "岚川省档案局关于做好梅雨季节档案库房防潮防霉工作的提示"
WHY_BACK = "第二部分还要写明经费由谁审批。"
NOTE = "补写附注。"
SECONDS = 4
# A bound of one second, for this process alone.
SOON = """
from datetime import timedelta
from django.utils import timezone
from notices.models import Notice, User
Notice.SOONEST = timedelta(seconds=1)
moment = timezone.now() + timedelta(seconds={seconds})
publisher = User.objects.get(username="publisher")
Notice.objects.get(pk={notice}).schedule(publisher, moment, replace_pending=True)
print(moment.timestamp())
"""

# A small office: one person writes and reviews.
BOTH = """
from django.contrib.auth.models import Group
from notices.models import User
both = User.objects.create_user("both", password="{password}", is_staff=True)
both.groups.set(Group.objects.filter(name__in=["editor", "reviewer"]))
"""


@pytest.fixture
def desk(visits: Visits) -> dict[str, Page]:
    return {
        name: newsroom.sign_in(visits.open(), name) for name in ("editor", "reviewer", "publisher")
    }


def test_a_text_goes_from_draft_to_readers_is_corrected_ends_and_comes_back(
    visits: Visits, product: Product, desk
):
    reader = visits.open().new_page()
    notice = newsroom.import_text(desk["editor"], TEXT, "取暖.txt")
    newsroom.complete(desk["editor"], TITLE)
    newsroom.save(desk["editor"])
    newsroom.act(desk["editor"], notice, "送审")

    _suggest(desk["reviewer"], notice)
    _take(desk["editor"], notice)
    _think_of_editing(visits, product, notice)
    _send_back(desk["reviewer"], notice)
    _write_and_submit(desk["editor"], notice)
    newsroom.review_secrecy(desk["publisher"], notice)
    # Who has suggested words may still approve the text.
    newsroom.act(desk["reviewer"], notice, "审核通过")
    _schedule(desk["publisher"], notice)
    _wait_for_readers(product, reader, notice)

    _correct(desk, notice)
    reader.goto(f"/notices/{notice}/history/")
    expect(reader.locator("main")).to_contain_text(NOTE)
    _repeal(desk["publisher"], notice)
    reader.goto(f"/notices/{notice}/")
    expect(reader.locator("main")).to_contain_text("本通知已废止")
    reader.get_by_role("link", name=SUCCESSOR).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("梅雨季节")
    newsroom.start(desk["publisher"], notice, "解除废止、撤销或撤下")
    desk["publisher"].get_by_label("原因").fill("废止的登记有误。")
    newsroom.press(desk["publisher"], "解除废止、撤销或撤下")
    reader.goto(f"/notices/{notice}/")
    expect(reader.locator("main")).not_to_contain_text("本通知已废止")
    assert newsroom.records(desk["publisher"], notice, "发布") == 1


def _suggest(reviewer: Page, notice: int) -> None:
    """By the count of what waits for him, to the section it is about."""
    reviewer.goto("/admin/notices/notice/")
    reviewer.locator(".waiting").get_by_role("link", name="待我审核").click()
    reviewer.get_by_role("link", name=TITLE).first.click()
    assert newsroom.FORM.search(reviewer.url)[1] == str(notice)
    expect(reviewer.locator(".first-look")).to_contain_text("比对原件")
    reviewer.get_by_role("link", name=re.compile("^修改建议：")).first.click()
    reviewer.get_by_label("原文").fill("立即停用")
    reviewer.get_by_label("改成").fill(SUGGESTED)
    reviewer.get_by_label("理由").fill("便于以后核查。")
    newsroom.press(reviewer, "修改建议")


def _take(editor: Page, notice: int) -> None:
    """In one click, where it stands; the text stays before its reviewers."""
    newsroom.open_form(editor, notice)
    expect(editor.locator(".remark")).to_contain_text("立即停用")
    editor.get_by_role("button", name="采纳", exact=True).click()
    expect(editor.locator(".messagelist")).to_contain_text("已采纳")
    expect(editor.locator(".whole-text")).to_contain_text(SUGGESTED)
    expect(editor.locator(".steps .done").first).to_contain_text("起草")


def _think_of_editing(visits: Visits, product: Product, notice: int) -> None:
    """A reviewer who may edit is told what that costs him, and does not."""
    product.shell(BOTH.format(password=PASSWORD))
    both = newsroom.sign_in(visits.open(), "both")
    newsroom.start(both, notice, "转为修改")
    expect(both.locator(".act-form")).to_contain_text("您将失去本次审核资格")
    both.get_by_role("button", name="转为修改", exact=True).click()
    expect(both.locator(".errorlist")).to_contain_text("您将失去本次审核资格，请确认。")
    both.get_by_role("link", name="返回").click()
    expect(both.locator(".steps .done").first).to_contain_text("起草")
    assert newsroom.records(both, notice, "转为修改") == 0


def _send_back(reviewer: Page, notice: int) -> None:
    newsroom.start(reviewer, notice, "退回修改")
    reviewer.get_by_label("退回的理由").fill(WHY_BACK)
    newsroom.press(reviewer, "退回修改")


def _write_and_submit(editor: Page, notice: int) -> None:
    editor.goto("/admin/")
    back = editor.locator(".panel", has_text="退回给我")
    back.get_by_role("link", name=TITLE).click()
    expect(editor.locator(".steps .back")).to_contain_text("退回修改")
    expect(editor.locator(".desk")).to_contain_text(WHY_BACK)
    editor.locator("#id_annotation").fill("（取暖经费由县级组织部门审批）")
    newsroom.save(editor)
    expect(editor.locator(".messagelist .success")).to_be_visible()
    newsroom.act(editor, notice, "送审")


def _schedule(publisher: Page, notice: int) -> None:
    """A moment that has passed is told, and stays in the form."""
    newsroom.start(publisher, notice, "预约发布")
    publisher.get_by_label("发布时间").fill("2020-01-01T09:00")
    publisher.get_by_role("button", name="预约发布", exact=True).click()
    expect(publisher.locator(".errorlist")).to_contain_text("预约的时间已经过去")
    expect(publisher.get_by_label("发布时间")).to_have_value("2020-01-01T09:00")
    tomorrow = datetime.now() + timedelta(days=1)
    publisher.get_by_label("发布时间").fill(f"{tomorrow:%Y-%m-%dT09:00}")
    newsroom.press(publisher, "预约发布")
    expect(publisher.locator(".steps")).to_contain_text("预约")


def _wait_for_readers(product: Product, reader: Page, notice: int) -> None:
    """Nothing is there a second before its moment, everything two seconds after it."""
    assert reader.goto(f"/notices/{notice}/").status == 404
    moment = float(product.shell(SOON.format(seconds=SECONDS, notice=notice)).splitlines()[-1])
    if (left := moment - 1 - time.time()) > 0:
        time.sleep(left)
        assert reader.goto(f"/notices/{notice}/").status == 404
    time.sleep(max(0, moment + 2 - time.time()))
    assert reader.goto(f"/notices/{notice}/").status == 200
    expect(reader.locator("article")).to_contain_text(SUGGESTED)
    reader.goto("/")
    expect(reader.get_by_role("link", name=TITLE).first).to_be_visible()


def _correct(desk: dict[str, Page], notice: int) -> None:
    newsroom.open_form(desk["editor"], notice)
    desk["editor"].locator("#id_annotation").fill("（取暖经费由县级组织部门审批，报市级备案）")
    newsroom.save(desk["editor"])
    newsroom.start(desk["editor"], notice, "送审")
    desk["editor"].get_by_role("button", name="送审", exact=True).click()
    expect(desk["editor"].locator(".errorlist")).to_contain_text("写明更正说明和性质")
    newsroom.open_form(desk["editor"], notice)
    desk["editor"].get_by_label("更正的性质").select_option("minor")
    desk["editor"].get_by_label("更正说明").fill(NOTE)
    newsroom.save(desk["editor"])
    newsroom.approve(desk["editor"], desk["reviewer"], notice)
    publisher = desk["publisher"]
    newsroom.start(publisher, notice, "发布")
    expect(publisher.locator(".first-look.proofing")).to_contain_text("与已发布的第1版的差异：1处")
    expect(publisher.locator(".first-look").first).to_contain_text(NOTE)
    newsroom.press(publisher, "发布")


def _repeal(publisher: Page, notice: int) -> None:
    """Without its 依据文号 it is refused, and nothing typed is lost."""
    newsroom.start(publisher, notice, "废止、撤销、失效或撤下")
    publisher.get_by_label("废止", exact=True).check()
    publisher.get_by_label("公开的原因").fill("取暖工作另有规定。")
    publisher.get_by_label("决定机关").fill("中共岚川省委组织部")
    publisher.get_by_label("停止执行的日期").fill(f"{datetime.now():%Y-%m-%d}")
    publisher.locator(".select2-selection").click()
    publisher.locator(".select2-search__field").fill("梅雨季节")
    publisher.locator(".select2-results__option", has_text="梅雨季节").click()
    publisher.locator("input[type=submit]").click()
    expect(publisher.locator(".errorlist")).to_contain_text("依据文号")
    expect(publisher.get_by_label("公开的原因")).to_have_value("取暖工作另有规定。")
    publisher.get_by_label("依据文号").fill("岚组发〔2026〕99号")
    newsroom.press(publisher, "废止、撤销、失效或撤下")


@pytest.mark.parametrize("width", [390, DESK])
def test_the_pages_of_a_review_are_for_everybody(visits: Visits, width):
    editor = newsroom.sign_in(visits.open(), "editor")
    notice = newsroom.import_text(editor, TEXT, "取暖.txt")
    newsroom.complete(editor, f"{TITLE}（{width}）")
    newsroom.save(editor)
    newsroom.act(editor, notice, "送审")
    reviewer = newsroom.sign_in(visits.open(width, color_scheme="light"), "reviewer")
    reviewer.goto(f"/admin/notices/notice/{notice}/do/suggest/?place=title")
    reviewer.get_by_label("原文").fill("冬季取暖")
    reviewer.get_by_label("改成").fill("今冬取暖")
    newsroom.press(reviewer, "修改建议")
    told = {}
    for address in (
        f"/admin/notices/notice/{notice}/change/",
        f"/admin/notices/notice/{notice}/do/approve/",
        f"/admin/notices/notice/{notice}/do/review_secrecy/",
        f"/admin/notices/notice/{notice}/do/suggest/",
        "/admin/notices/delegation/",
        "/admin/",
    ):
        reviewer.goto(address)
        told[address] = look(reviewer)
    assert {address: found for address, found in told.items() if found} == {}
