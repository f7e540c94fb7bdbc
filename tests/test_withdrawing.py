"""废止、撤销、失效、撤下, their undoing, and 封存."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.integrity.verifying import first_lie
from notices.models import Event, Release
from notices.refusal import Refused

from .making import editor, make_notice, published, publisher

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DECISION = {"decided_by": "中共示例省委", "basis_number": "示委〔2026〕9号"}


def why_not(notice, kind, **details) -> list[str]:
    with pytest.raises(Refused) as refused:
        notice.withdraw(publisher(), kind, **{"reason": "已有新规定。", **details})
    return refused.value.reasons


def shown(at=None) -> list[tuple]:
    return [(r.ended_as, r.amended) for r in Release.objects.public(at).with_validity(at)]


def test_repealing_needs_the_deciding_organ_its_number_and_a_day():
    assert why_not(published(), "repealed") == [
        "废止和撤销须写明决定机关和依据文号。",
        "请填写从哪一天起停止执行。",
    ]


def test_revoking_needs_the_deciding_organ_and_its_number():
    assert why_not(published(), "revoked") == ["废止和撤销须写明决定机关和依据文号。"]


def test_expiry_needs_a_day():
    assert why_not(published(), "expired") == ["请填写从哪一天起停止执行。"]


def test_taking_down_says_whether_the_document_stays_in_force():
    assert why_not(published(), "taken_down") == ["请选择页面撤下以后文件是否继续有效。"]


def test_every_withdrawal_gives_a_public_reason():
    assert why_not(published(), "taken_down", reason=" ", stays_in_force=True) == [
        "请写明公开的原因。"
    ]


def test_a_draft_cannot_be_withdrawn():
    assert why_not(make_notice(), "taken_down", stays_in_force=True) == ["这份通知还没有发布过。"]


def test_an_editor_may_not_withdraw():
    notice = published()
    with pytest.raises(Refused) as refused:
        notice.withdraw(editor(), "taken_down", reason="核对", stays_in_force=True)
    assert refused.value.reasons == ["您没有废止、撤销或撤下通知的权限。"]


def test_a_repealed_notice_keeps_its_page_and_ends_on_its_day():
    notice = published()
    tomorrow = timezone.now() + DAY
    notice.withdraw(
        publisher(), "repealed", reason="已有新规定。", takes_effect_at=tomorrow, **DECISION
    )
    assert shown() == [(None, False)]
    assert shown(tomorrow) == [("repealed", False)]


def test_a_revoked_notice_ends_at_once():
    notice = published()
    notice.withdraw(publisher(), "revoked", reason="与上位规定不符。", **DECISION)
    assert shown() == [("revoked", False)]


def test_the_same_ending_is_not_written_twice():
    notice = published()
    notice.withdraw(publisher(), "revoked", reason="与上位规定不符。", **DECISION)
    assert why_not(notice, "expired", takes_effect_at=timezone.now()) == [
        "已经登记过“撤销”，要改请先解除。"
    ]


def test_a_page_taken_down_is_not_public_until_that_is_undone():
    notice = published()
    withdrawal = notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert shown() == []
    notice.undo_withdrawal(publisher(), withdrawal, reason="核对完毕。")
    assert shown() == [(None, False)]
    assert list(notice.withdrawals.all()) == [withdrawal]


def test_a_withdrawal_is_undone_once_and_with_a_reason():
    notice = published()
    withdrawal = notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    with pytest.raises(Refused) as refused:
        notice.undo_withdrawal(publisher(), withdrawal, reason="")
    assert refused.value.reasons == ["请写明解除的原因。"]
    notice.undo_withdrawal(publisher(), withdrawal, reason="核对完毕。")
    with pytest.raises(Refused) as refused:
        notice.undo_withdrawal(publisher(), withdrawal, reason="再解除一次")
    assert refused.value.reasons == ["这条登记已经解除。"]


def test_a_successor_may_not_be_succeeded_by_its_predecessor():
    old, new = published(), published(title="中共示例省委关于做好秋季植树工作的通知")
    details = {"reason": "已有新规定。", "takes_effect_at": timezone.now(), **DECISION}
    old.withdraw(publisher(), "repealed", successor=new, **details)
    with pytest.raises(Refused) as refused:
        new.withdraw(publisher(), "repealed", successor=old, **details)
    assert refused.value.reasons == ["替代它的通知不能又由它替代。"]


def test_a_sealed_edition_is_gone_and_no_older_one_takes_its_place():
    notice = published()
    notice.annotation = "（此件公开发布）"
    notice.save()
    notice.publish(publisher(), note="补附注。", correction="minor")
    notice.seal(publisher(), notice.editions.get(number=2), reason="含不宜公开的内容。")
    assert shown() == []
    assert Event.objects.first().verb == Event.Verb.SEALED


def test_sealing_an_older_edition_leaves_the_live_one():
    notice = published()
    notice.annotation = "（此件公开发布）"
    notice.save()
    notice.publish(publisher(), note="补附注。", correction="minor")
    notice.seal(publisher(), notice.editions.get(number=1), reason="含不宜公开的内容。")
    assert [r.edition.number for r in Release.objects.public()] == [2]


def test_a_notice_amended_by_a_public_one_says_so():
    old = published()
    new = make_notice(title="中共示例省委关于修改植树工作安排的通知")
    new.relations.create(type="amends", other=old)
    assert shown() == [(None, False)]
    new.refresh_from_db()
    new.publish(publisher())
    amended = {r.notice_id: r.amended for r in Release.objects.public().with_validity()}
    assert amended == {old.pk: True, new.pk: False}


def test_a_kind_of_withdrawal_that_is_none_is_refused():
    assert why_not(published(), "nonsense") == ["请选择废止、撤销、失效或页面撤下。"]


def test_a_reason_of_characters_nobody_sees_is_no_reason():
    assert why_not(published(), "taken_down", reason="\u200b", stays_in_force=True) == [
        "请写明公开的原因。"
    ]


def test_a_public_reason_is_checked_like_the_text():
    (reason,) = why_not(published(), "taken_down", reason="请电13800000000。", stays_in_force=True)
    assert reason.startswith("公开的原因：这里有手机号码（138****0000）。")


# 撤下 at once, where it was to come later


DOWN = {"reason": "正在核对。", "stays_in_force": True}


def to_come_down(notice):
    moment = timezone.now() + DAY
    return notice.withdraw(publisher(), "taken_down", takes_effect_at=moment, **DOWN)


@pytest.mark.parametrize("late_by", [None, datetime.timedelta(seconds=-30)])
def test_a_page_that_is_to_come_down_comes_down_at_once_where_it_must(late_by):
    notice = published()
    later = to_come_down(notice)
    moment = late_by and timezone.now() + late_by
    now = notice.withdraw(publisher(), "taken_down", takes_effect_at=moment, **DOWN)
    assert not Release.objects.public().exists()
    assert list(notice.standing_withdrawals()) == [now, later]
    verbs = Event.objects.order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["published", "withdrawn", "withdrawn"]
    assert first_lie() is None


def test_a_page_that_was_put_back_still_comes_down_on_its_day():
    notice = published()
    later = to_come_down(notice)
    now = notice.withdraw(publisher(), "taken_down", **DOWN)
    notice.undo_withdrawal(publisher(), now, reason="核对完毕。")
    almost = later.takes_effect_at - datetime.timedelta(seconds=1)
    assert Release.objects.public(almost).exists()
    assert not Release.objects.public(later.takes_effect_at).exists()


def test_a_page_is_not_taken_down_twice_and_not_at_two_moments_to_come():
    notice = published()
    to_come_down(notice)
    already = ["已经登记过“页面撤下”，要改请先解除。"]
    assert (
        why_not(notice, "taken_down", takes_effect_at=timezone.now() + 2 * DAY, **DOWN) == already
    )
    notice.withdraw(publisher(), "taken_down", **DOWN)
    assert why_not(notice, "taken_down", **DOWN) == already


def test_who_undoes_one_of_two_is_told_them_apart(desk):
    notice = published()
    later = to_come_down(notice)
    now = notice.withdraw(publisher(), "taken_down", **DOWN)
    client = desk(publisher())
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "undo_withdrawal"])
    form = client.get(address).context["form"]
    shown = [
        f"页面撤下（{timezone.localtime(one.takes_effect_at):%Y-%m-%d %H:%M} 起）"
        for one in (now, later)
    ]
    assert [label for _, label in form.fields["withdrawal"].choices][1:] == shown
