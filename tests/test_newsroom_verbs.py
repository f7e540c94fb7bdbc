"""The verbs' pages, as the people of the desk use them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Event, Notice, Release

from .making import TOMORROW, editor, make_notice, published, publisher
from .newsroom import errors, said

pytestmark = pytest.mark.django_db


def test_a_publisher_publishes_from_the_newsroom(desk):
    notice = make_notice()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    response = desk(publisher()).post(address, {"digest": notice.working_digest()}, follow=True)
    assert said(response) == [f"《{notice}》已发布。"]
    assert Release.objects.public().count() == 1


def test_a_refusal_is_said_above_the_form(desk):
    notice = make_notice(signed_on=None)
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    response = desk(publisher()).post(address, {"digest": notice.working_digest()})
    assert errors(response) == "还有 1 处必须修改。"
    assert "缺少成文日期。" in response.content.decode()


def test_publishing_over_a_newer_save_is_refused(desk):
    notice = make_notice()
    seen = notice.working_digest()
    notice.annotation = "（此件公开发布）"
    notice.save()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    response = desk(publisher()).post(address, {"digest": seen})
    assert errors(response) == "内容在您打开之后有变化，请核对最新内容再发布。"
    assert Release.objects.count() == 0


def test_an_editor_is_not_offered_and_not_let_through_to_publishing(desk):
    notice, client = make_notice(), desk(editor())
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert [verb.name for verb in page.context["verbs"]] == ["copy_as_new"]
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    assert client.post(address, {"seen_version": notice.version}).status_code == 403


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("withdraw", {"kind": "taken_down", "reason": "核对。", "stays_in_force": "yes"}),
        ("seal", {"edition": 1, "reason": "含不宜公开的内容。"}),
    ],
)
def test_the_acts_on_a_published_notice_work_from_the_newsroom(desk, verb, data):
    notice = published()
    if "edition" in data:
        data["edition"] = notice.editions.get().pk
    address = reverse("admin:notices_notice_verb", args=[notice.pk, verb])
    assert errors(desk(publisher()).post(address, data, follow=True)) == ""
    assert Release.objects.public().count() == 0


def test_scheduling_cancelling_undoing_and_restoring_work_from_the_newsroom(desk):
    notice, client = make_notice(), desk(publisher())

    def act(verb, **data):
        address = reverse("admin:notices_notice_verb", args=[notice.pk, verb])
        notice.refresh_from_db()
        seen = {"seen_version": notice.version, "digest": notice.working_digest()}
        response = client.post(address, seen | data, follow=True)
        assert errors(response) == "" and len(said(response)) == 1

    day = timezone.localdate() + TOMORROW
    act("schedule", goes_live_at=f"{day}T09:00")
    assert notice.pending_release().goes_live_at.isoformat() == f"{day}T01:00:00+00:00"
    act("cancel_schedule")
    act("publish")
    act(
        "withdraw",
        kind="repealed",
        reason="已有新规定。",
        decided_by="中共示例省委",
        basis_number="示委〔2026〕9号",
        from_day="2026-01-01",
    )
    act("undo_withdrawal", withdrawal=notice.standing_withdrawals().get().pk, reason="登记有误。")
    act("restore", edition=notice.editions.get().pk)
    assert Release.objects.public().with_validity().get().ended_as is None


def test_a_mobile_number_is_confirmed_from_the_newsroom(desk):
    notice = make_notice(closing="<p>联系电话：13800000000。</p>")
    client = desk(publisher())
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "confirm_contact"])
    client.post(address, {"number": "13800000000", "reason": "值班室的公务手机"})
    assert notice.problems() == []


def test_the_timeline_tells_what_was_done(desk):
    notice = published()
    page = desk(publisher()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert [row["event"].get_verb_display() for row in page.context["timeline"]] == ["发布"]
    assert page.context["timeline"][0]["sentence"].startswith("版次：1，生效时间：2026年")


def test_a_draft_is_binned_with_a_record_and_a_published_notice_is_not(desk):
    draft, live, client = make_notice(), published(), desk(editor())
    client.post(reverse("admin:notices_notice_delete", args=[draft.pk]), {"post": "yes"})
    assert Event.objects.first().verb == Event.Verb.BINNED
    address = reverse("admin:notices_notice_delete", args=[live.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"}
    client.post(reverse("admin:notices_notice_changelist"), data)
    assert list(Notice.objects.filter(binned_at=None)) == [live]


def test_a_title_that_looks_like_a_moment_is_told_as_it_is(desk):
    notice = published(title="关于做好2026年度T恤采购的通知")
    notice.record_saved(editor())
    page = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert page.context["timeline"][0]["sentence"] == "关于做好2026年度T恤采购的通知"


@pytest.mark.parametrize("verb", ["cancel_schedule", "undo_withdrawal"])
def test_a_second_click_is_told_what_happened(desk, verb):
    notice = published()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, verb])
    response = desk(publisher()).post(address, {}, follow=True)
    assert response.status_code == 200
    assert "请看下面的状态和记录" in said(response)[0]


def test_a_withdrawal_from_an_impossible_day_is_a_sentence(desk):
    address = reverse("admin:notices_notice_verb", args=[published().pk, "withdraw"])
    data = {"kind": "expired", "reason": "期满。", "from_day": "0001-01-01"}
    assert "请核对年份。" in errors(desk(publisher()).post(address, data))


def test_a_page_taken_down_stays_so_after_a_correction_and_the_publisher_is_told(desk):
    notice = published()
    notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    notice.annotation = "（此件公开发布）"
    notice.save()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    data = {"digest": notice.working_digest(), "note": "补附注。", "correction": "minor"}
    response = desk(publisher()).post(address, data, follow=True)
    assert said(response)[0].endswith("已发布。但页面仍处于撤下状态，解除以后读者才能看到。")
    assert "状态：<b>页面撤下</b>" in response.content.decode()
