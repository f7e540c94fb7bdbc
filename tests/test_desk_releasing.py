"""发布, 预约, 紧急发布, 补审: nothing goes out but the approved text, by whatever door."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from notices.integrity.approved import unapproved
from notices.integrity.verifying import first_lie
from notices.models import Event, Release, ReleaseBasis, Submission
from notices.models.desk.correcting import NOT_ON_DRAFT
from notices.models.desk.state import releases_of_month
from notices.querysets import AppendOnlyError
from notices.refusal import Refused

from .making import (
    TOMORROW,
    editor,
    make_notice,
    person,
    published,
    publisher,
    refusal_of,
)
from .reviewing import (
    WHY,
    approve,
    approved,
    changed,
    may_be_open,
    noted,
    reviewer,
    site_asks,
    submitted,
    urgent,
)

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
UNAPPROVED = ["发布以前须经终审，请先送审。"]
FIX = {"note": "补附注。", "correction": "minor"}
NOT_MOVING = (
    "本站发布以前须审核或者保密审查，历史迁移没有开放；"
    "请系统管理员在审核设置里填写“历史迁移免逐件审核”的截止日期。"
)


def shown(at=None) -> list[int]:
    return [release.edition.number for release in Release.objects.public(at)]


# What needs an approval


def test_a_site_without_the_setting_publishes_as_before():
    assert published().live_release().edition.number == 1
    assert ReleaseBasis.objects.count() == 0


def test_what_is_approved_goes_out_and_its_release_says_on_what_it_stands():
    site_asks(2, secrecy_review=True)
    notice = submitted()
    review = may_be_open(notice)
    approve(notice)
    approve(notice, reviewer(2))
    release = notice.publish(publisher())
    basis = release.basis
    assert release.edition.digest == basis.submission.digest == review.digest
    assert (basis.required, basis.secrecy_review, basis.urgent_reason) == (2, review, "")
    assert first_lie() is None


def test_no_door_lets_an_unapproved_text_out():
    site_asks()
    notice = make_notice()
    assert refusal_of(notice.publish, publisher()) == UNAPPROVED
    assert refusal_of(notice.schedule, publisher(), timezone.now() + TOMORROW) == UNAPPROVED
    assert refusal_of(notice.move_in, publisher(), timezone.now() - TOMORROW) == [NOT_MOVING]
    notice.submit(editor())
    unread = ["还没有终审的审核意见。"]
    assert refusal_of(notice.publish, publisher()) == unread
    assert refusal_of(notice.schedule, publisher(), timezone.now() + TOMORROW) == unread
    assert Release.objects.count() == notice.editions.count() == 0


def test_the_step_behind_the_verbs_asks_the_desk_itself():
    site_asks()
    notice = make_notice()
    for verb in (Event.Verb.PUBLISHED, Event.Verb.SCHEDULED, Event.Verb.MOVED_IN):
        with pytest.raises(Refused):
            notice._release(publisher(), timezone.now(), None, verb)


def test_an_old_text_that_is_restored_is_approved_anew():
    notice = published()
    changed(notice)
    notice.publish(publisher(), **FIX)
    site_asks()
    notice.restore(editor(), notice.editions.get(number=1))
    assert refusal_of(notice.publish, publisher(), **FIX) == [NOT_ON_DRAFT, *UNAPPROVED]
    approved(noted(notice, "恢复第一版。")).publish(publisher())
    assert shown() == [3]


def test_a_correction_is_approved_like_a_first_edition():
    site_asks()
    notice = approved()
    notice.publish(publisher())
    changed(notice)
    assert refusal_of(notice.publish, publisher(), **FIX) == UNAPPROVED
    approved(notice).publish(publisher(), **FIX)
    assert shown() == [2]


def test_a_release_is_made_by_a_verb_and_by_nothing_else():
    live = published().live_release()
    columns = ("notice", "edition", "goes_live_at", "first_live_at", "made_at", "made_by")
    values = {name: getattr(live, name) for name in columns}
    acts = [
        lambda: Release.objects.create(**values),
        lambda: Release(**values).save(),
        lambda: Release.objects.bulk_create([Release(**values)]),
        lambda: live.notice.releases.create(**values),
        lambda: Release.objects.get_or_create(made_at=timezone.now(), defaults=values),
    ]
    for act in acts:
        with pytest.raises(AppendOnlyError):
            act()
    assert Release.objects.count() == 1


def test_a_release_that_stands_on_another_text_is_found():
    """Somebody who lets the triggers down writes a basis for what was never approved."""
    site_asks()
    notice, other = approved(), submitted(title="关于秋季植树的通知")
    notice.publish(publisher())
    with connection.cursor() as cursor:
        on = " ON notices_releasebasis" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER sealed_notices_releasebasis_update{on}")
        cursor.execute(
            "UPDATE notices_releasebasis SET submission_id = %s", [other.standing_submission().pk]
        )
    assert list(unapproved()) == [
        f"通知 {notice.pk} 第1版的送审稿与发布的内容不符。",
        f"通知 {notice.pk} 第1版的审核意见少于 1 份。",
    ]


# Schedules


def test_a_schedule_lies_five_minutes_to_fourteen_months_ahead():
    notice, now = make_notice(), timezone.now()
    bounds = ["预约的时间须在 5 分钟以后、14 个月以内（时区 Asia/Shanghai）。"]
    assert refusal_of(notice.schedule, publisher(), now + 4 * MINUTE) == bounds
    assert refusal_of(notice.schedule, publisher(), now + 430 * TOMORROW) == bounds
    notice.schedule(publisher(), now + 6 * MINUTE)


def test_the_bound_is_one_a_test_can_move(monkeypatch):
    notice = make_notice()
    monkeypatch.setattr(type(notice), "SOONEST", datetime.timedelta(seconds=1))
    notice.schedule(publisher(), timezone.now() + datetime.timedelta(seconds=5))


def test_an_approved_text_goes_live_at_its_second_and_not_before():
    site_asks()
    notice = approved()
    moment = timezone.now() + TOMORROW
    notice.schedule(publisher(), moment)
    assert shown(moment - datetime.timedelta(seconds=1)) == []
    assert shown(moment) == [1]
    assert notice.standing_submission(moment) is None


def test_an_approved_text_is_brought_forward_or_put_off_without_new_approvals():
    site_asks()
    notice = approved()
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    notice.schedule(publisher(), timezone.now() + 2 * TOMORROW, replace_pending=True)
    notice.publish(publisher(), replace_pending=True)
    assert shown() == [1]
    assert first_lie() is None


def test_a_schedule_that_was_called_off_leaves_the_text_approved():
    site_asks()
    notice = approved()
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    notice.cancel_schedule(publisher())
    assert notice.submission_under_review() == Submission.objects.get()
    notice.publish(publisher())


def test_a_text_may_go_on_while_its_edition_waits_and_needs_new_approvals():
    site_asks()
    notice = approved()
    moment = timezone.now() + TOMORROW
    notice.schedule(publisher(), moment)
    changed(notice)
    notice.cancel_schedule(publisher())
    assert notice.standing_submission() is None
    assert refusal_of(notice.publish, publisher()) == UNAPPROVED
    approved(notice).schedule(publisher(), moment)
    assert shown(moment) == [2]


# 紧急发布 and 补审


def test_an_urgent_text_goes_out_marked_and_owes_a_review():
    site_asks()
    release = urgent(make_notice())
    notice = release.notice
    assert shown() == [1]
    assert notice.owing_review() == [release.basis]
    assert (release.basis.required, release.basis.urgent_reason) == (0, WHY)
    assert Event.objects.first().verb == Event.Verb.PUBLISHED_URGENTLY
    assert first_lie() is None


def test_publishing_urgently_is_a_right_of_its_own():
    site_asks()
    notice = make_notice()
    asked = {"reason": WHY, "confirmed": True}
    assert refusal_of(notice.publish_urgently, reviewer(), **asked) == ["您没有紧急发布的权限。"]


def test_publishing_urgently_needs_a_reason_of_ten_characters_and_a_second_word():
    site_asks()
    notice = make_notice()
    assert refusal_of(notice.publish_urgently, publisher(), reason="台风来了", confirmed=True) == [
        "请写明紧急发布的理由，至少 10 个字。"
    ]
    assert refusal_of(notice.publish_urgently, publisher(), reason=WHY) == [
        "紧急发布先发后审，发布以后须由别人补审，请再次确认。"
    ]


def test_nothing_urgent_passes_a_blocking_problem_or_the_secrecy_review():
    site_asks(1, secrecy_review=True)
    incomplete = make_notice(signed_on=None)
    assert refusal_of(urgent, incomplete) == [
        "这一稿还没有“可以公开”的保密审查结论。",
        "还有 1 处必须修改。",
    ]
    notice = make_notice()
    digest = notice.working_digest()
    notice.review_secrecy(reviewer(), "closed", basis="含工作秘密。", digest=digest)
    assert refusal_of(urgent, notice) == ["保密审查的结论是不宜公开。"]
    may_be_open(notice, reviewer())
    assert urgent(notice).edition.number == 1


def test_what_lacks_no_approval_is_not_urgent():
    notice = make_notice()
    assert refusal_of(urgent, notice) == ["这一稿不缺审核，请用“发布”。"]
    site_asks()
    assert refusal_of(urgent, approved(notice)) == ["这一稿不缺审核，请用“发布”。"]


def test_an_urgent_text_is_reviewed_by_somebody_else_and_once():
    site_asks()
    hasty = person("publisher", "hasty")
    hasty.groups.add(*reviewer().groups.all())
    notice = make_notice()
    release = notice.publish_urgently(hasty, reason=WHY, confirmed=True)
    late = ["您是这一版的编辑或紧急发布人，不能补审，请由别人补审。"]
    writer = editor()
    writer.groups.add(*reviewer().groups.all())
    for one in (hasty, type(writer).objects.get(pk=writer.pk)):
        assert refusal_of(notice.review_late, one, release.basis, opinion="同意。") == late
    review = notice.review_late(reviewer(), release.basis, opinion="同意。")
    assert (review.digest, notice.owing_review()) == (release.edition.digest, [])
    assert refusal_of(notice.review_late, reviewer(), release.basis, opinion="同意。") == [
        "这份通知没有待补审的紧急发布。"
    ]
    assert first_lie() is None


def test_who_wrote_an_urgent_text_does_not_review_a_correction_of_it_before_it_was_reviewed():
    site_asks()
    writer = person("editor", "writer")
    writer.groups.add(*reviewer().groups.all())
    notice = make_notice(made_by=writer)
    basis = urgent(notice).basis
    changed(notice)
    notice.submit(editor())
    assert refusal_of(approve, notice, writer) == [
        "您是这一稿的编辑或送审人，不能审核，请由别人审核。"
    ]
    notice.review_late(reviewer(), basis, opinion="同意。")
    assert approve(notice, writer).step == 1


def test_an_urgent_release_ends_the_submission_of_its_text():
    site_asks()
    notice = submitted()
    urgent(notice)
    assert notice.standing_submission() is None


def test_the_share_of_urgent_releases_of_a_month_is_counted():
    site_asks()
    urgent(make_notice())
    approved(title="关于秋季植树的通知").publish(publisher())
    waiting = approved(title="关于冬季植树的通知")
    waiting.schedule(publisher(), timezone.now() + TOMORROW)
    waiting.cancel_schedule(publisher())
    now = timezone.now()
    assert releases_of_month(now - TOMORROW, now + TOMORROW) == (1, 3)
    assert releases_of_month(now - 2 * TOMORROW, now - TOMORROW) == (0, 0)


# 历史迁移


def test_what_an_old_site_had_is_moved_in_while_the_site_has_that_open():
    today = timezone.localdate()
    site_asks(1, secrecy_review=True, moving_in_until=today)
    release = make_notice().move_in(publisher(), timezone.now() - TOMORROW)
    assert shown() == [1]
    assert ReleaseBasis.objects.count() == 0
    site_asks(1, moving_in_until=today - TOMORROW)
    other = make_notice(title="关于秋季植树的通知")
    assert refusal_of(other.move_in, publisher(), timezone.now() - TOMORROW) == [NOT_MOVING]
    assert release.notice.live_release() == release


def test_a_text_not_fit_for_the_public_is_not_moved_in_either():
    site_asks(1, moving_in_until=timezone.localdate())
    notice = make_notice()
    digest = notice.working_digest()
    notice.review_secrecy(reviewer(), "closed", basis="含工作秘密。", digest=digest)
    assert refusal_of(notice.move_in, publisher(), timezone.now() - TOMORROW) == [
        "保密审查的结论是不宜公开。"
    ]


def test_a_correction_of_what_was_moved_in_needs_its_approvals():
    site_asks(1, moving_in_until=timezone.localdate())
    notice = make_notice()
    notice.move_in(publisher(), timezone.now() - TOMORROW)
    changed(notice)
    assert refusal_of(notice.publish, publisher(), **FIX) == UNAPPROVED
    approved(notice).publish(publisher(), **FIX)
    assert shown() == [2]


# 到期


def test_a_page_comes_down_at_its_moment_with_nothing_started_for_it():
    notice = published()
    moment = timezone.now() + TOMORROW
    withdrawal = notice.withdraw(
        publisher(), "taken_down", reason="到期。", stays_in_force=True, takes_effect_at=moment
    )
    second = datetime.timedelta(seconds=1)
    assert (shown(moment - second), shown(moment)) == ([1], [])
    notice.undo_withdrawal(publisher(), withdrawal, reason="延长展示。")
    assert shown(moment) == [1]


def test_a_page_does_not_come_down_in_the_past():
    notice = published()
    details = {"reason": "到期。", "stays_in_force": True}
    past = timezone.now() - TOMORROW
    assert refusal_of(
        notice.withdraw, publisher(), "taken_down", takes_effect_at=past, **details
    ) == ["撤下的时间已经过去；立即撤下请不填时间。"]


def test_a_document_expires_at_its_moment_with_nothing_started_for_it():
    notice = published()
    moment = timezone.now() + TOMORROW
    notice.withdraw(publisher(), "expired", reason="有效期届满。", takes_effect_at=moment)
    ended = [
        Release.objects.public(at).with_validity(at).get().ended_as
        for at in (moment - datetime.timedelta(seconds=1), moment)
    ]
    assert ended == [None, "expired"]


def test_a_ring_of_three_successors_is_refused():
    first, second, third = (published(title=f"关于第{n}件事的通知") for n in range(3))
    details = {
        "reason": "已有新规定。",
        "takes_effect_at": timezone.now(),
        "decided_by": "中共示例省委",
        "basis_number": "示委〔2026〕9号",
    }
    first.withdraw(publisher(), "repealed", successor=second, **details)
    second.withdraw(publisher(), "repealed", successor=third, **details)
    for successor in (first, third):
        assert refusal_of(
            third.withdraw, publisher(), "repealed", successor=successor, **details
        ) == ["替代它的通知不能又由它替代。"]


def test_the_command_that_imports_gets_nothing_out_unapproved(tmp_path):
    site_asks()
    publisher()
    lines = "关于植树的通知", "一、栽树。", "二、浇水。", "中共示例省委", "2019年5月12日"
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    told, asked = StringIO(), ["--published-on", "2019-05-12", "--by", "publisher"]
    with pytest.raises(CommandError, match="已存为草稿，没有发布"):
        call_command("import_notices", str(tmp_path / "a.txt"), *asked, stderr=told)
    assert NOT_MOVING in told.getvalue()
    assert Release.objects.count() == 0
