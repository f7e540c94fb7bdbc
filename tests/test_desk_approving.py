"""送审, 签收, 退回修改, 审核, 保密审查, 委托代审: each names one text and one person."""

import datetime
import json

import pytest
from django.utils import timezone

from notices.importing import Choices
from notices.integrity.verifying import first_lie
from notices.models import (
    Approval,
    Delegation,
    DeskRule,
    Event,
    Issuer,
    Kind,
    Notice,
    SecrecyReview,
    Submission,
    Topic,
)

from .making import (
    TOMORROW,
    editor,
    gone_for_good,
    make_notice,
    person,
    published,
    publisher,
    refusal_of,
)
from .reviewing import (
    approve,
    approved,
    changed,
    delegated,
    every_act,
    may_be_open,
    reviewer,
    site_asks,
    submitted,
)

pytestmark = pytest.mark.django_db
OWN = "您是这一稿的编辑或送审人，不能审核，请由别人审核。"
CHANGED = "送审以后内容有改动，审核意见作废，请撤回后重新送审。"
NOTHING = "这份通知没有正在送审的稿子。"
UNDER_REVIEW = "已经送审，文字不能改动；要改请先撤回送审，或者请审核人退回。"


def both(*roles: str):
    """Somebody with the first role and the others."""
    user = person(roles[0], "-".join(roles))
    for role in roles[1:]:
        user.groups.add(*person(role, f"model-{role}").groups.all())
    return user


def why_not(notice: Notice, by, **details) -> list[str]:
    return refusal_of(approve, notice, by, **details)


# 送审


def test_submitting_names_the_digest_of_the_text():
    site_asks()
    notice = make_notice()
    submission = notice.submit(editor())
    assert submission.digest == notice.working_digest()
    event = Event.objects.first()
    assert (event.verb, event.digest) == (Event.Verb.SUBMITTED, submission.digest)
    assert first_lie() is None


def test_a_text_is_submitted_once():
    site_asks()
    notice = submitted()
    assert refusal_of(notice.submit, editor()) == ["这份通知已经送审。"]
    assert Submission.objects.count() == 1


def test_a_site_that_asks_for_nothing_needs_no_submission():
    notice = make_notice()
    assert refusal_of(notice.submit, editor()) == ["本站没有要求审核，不必送审，可以直接发布。"]


def test_a_text_that_could_not_go_out_is_not_submitted():
    site_asks()
    notice = make_notice(signed_on=None)
    assert refusal_of(notice.submit, editor()) == ["还有 1 处必须修改，改好再送审。"]


def test_a_submitter_who_saw_another_text_is_told_so():
    site_asks()
    notice = make_notice()
    seen = notice.working_digest()
    changed(notice)
    assert refusal_of(notice.submit, editor(), digest=seen) == [
        "内容在您打开之后有变化，请核对最新内容再办理。"
    ]


def test_what_readers_have_already_is_not_submitted():
    notice = published()
    site_asks()
    assert refusal_of(notice.submit, editor()) == ["与已发布的版本相同，没有需要审核的改动。"]


def test_nothing_at_the_desk_changes_a_text_before_reviewers():
    notice = published()
    site_asks()
    changed(notice)
    notice.submit(editor())
    notice.refresh_from_db()
    edition, now_says = notice.editions.get(), notice.working_digest()
    assert refusal_of(notice.record_saved, editor()) == [UNDER_REVIEW]
    assert refusal_of(notice.restore, editor(), edition, discard_changes=True) == [UNDER_REVIEW]
    assert refusal_of(notice.rewrite_outline, editor(), "official", [], version=notice.version) == [
        UNDER_REVIEW
    ]
    assert UNDER_REVIEW in notice.why_not_delete(editor())
    assert Notice.objects.get().working_digest() == now_says


def test_an_original_is_not_read_again_over_a_text_before_reviewers():
    site_asks(0, secrecy_review=True)
    text = "关于植树的通知\n一、栽树。\n二、浇水。\n中共示例省委\n2026年5月12日".encode()
    notice, _ = Notice.objects.import_file(editor(), text, "一.txt")
    notice.submit(editor())
    original, version = notice.originals.get(), Notice.objects.get().version
    assert refusal_of(notice.reread, editor(), original, Choices(), version=version) == [
        UNDER_REVIEW
    ]


def test_a_draft_before_reviewers_is_not_deleted_and_its_record_outlives_it():
    site_asks()
    notice = submitted()
    assert refusal_of(notice.discard, editor()) == [UNDER_REVIEW]
    notice.take_back(editor())
    gone_for_good(notice)
    assert not Notice.objects.exists()
    assert Submission.objects.count() == 1
    assert first_lie() is None


def test_taking_back_opens_the_text_and_voids_the_approvals():
    site_asks(2)
    notice = submitted()
    approve(notice)
    notice.take_back(editor(), reason="补一个附件。")
    changed(notice)
    notice.submit(editor())
    assert notice.approvals_given(notice.standing_submission()) == []


def test_approvals_do_not_come_back_with_the_same_text():
    site_asks()
    notice = approved()
    notice.take_back(editor())
    notice.submit(editor())
    assert refusal_of(notice.publish, publisher()) == ["还没有终审的审核意见。"]


def test_there_is_nothing_to_take_back_return_or_sign_for_before_a_submission():
    site_asks()
    notice = make_notice()
    assert refusal_of(notice.take_back, editor()) == [NOTHING]
    assert refusal_of(notice.send_back, reviewer(), reason="不妥。") == [NOTHING]
    assert refusal_of(notice.sign_for, reviewer()) == [NOTHING]
    assert why_not(notice, reviewer()) == [NOTHING]


def test_a_text_is_returned_with_a_reason_its_editors_read():
    site_asks()
    notice = submitted()
    assert refusal_of(notice.send_back, reviewer(), reason="\u200b") == ["请写明退回的理由。"]
    notice.send_back(reviewer(), reason="第二项与上级文件不一致。")
    event = Event.objects.first()
    assert event.verb == Event.Verb.RETURNED
    assert json.loads(event.data)["facts"] == {"reason": "第二项与上级文件不一致。"}
    assert changed(notice).submit(editor()).digest == notice.working_digest()


def test_a_reviewer_signs_for_a_text_once():
    site_asks()
    notice = submitted()
    receipt = notice.sign_for(reviewer())
    assert (receipt.made_by, receipt.submission) == (reviewer(), notice.standing_submission())
    assert refusal_of(notice.sign_for, reviewer()) == ["您已经签收。"]


def test_who_turns_a_text_to_editing_is_warned_and_loses_the_right_to_approve_it():
    site_asks(2)
    notice, two_posts = submitted(), both("reviewer", "editor")
    approve(notice)
    assert refusal_of(notice.turn_to_editing, two_posts) == [
        "转为修改后，您将失去本次审核资格，reviewer的审核意见作废，请确认。"
    ]
    notice.turn_to_editing(two_posts, confirmed=True)
    notice.submit(editor())
    assert why_not(notice, two_posts) == [OWN]
    assert len(notice.approvals_given(notice.standing_submission())) == 0


def test_only_who_may_edit_and_approve_turns_a_text_to_editing():
    site_asks()
    notice = submitted()
    assert refusal_of(notice.turn_to_editing, reviewer(), confirmed=True) == [
        "您没有修改通知的权限。"
    ]


# 审核


def test_an_approval_names_the_digest_and_lies_in_the_chain():
    site_asks()
    notice = submitted()
    approval = approve(notice)
    assert (approval.digest, approval.step) == (notice.working_digest(), 1)
    event = Event.objects.first()
    assert (event.verb, event.digest) == (Event.Verb.APPROVED, approval.digest)
    assert json.loads(event.data)["rows"] == [approval.row_entry()]


@pytest.mark.parametrize("role", ["editor", "publisher", "admin", "security", "auditor"])
def test_only_reviewers_approve(role):
    site_asks()
    notice = submitted()
    assert why_not(notice, person(role, f"another-{role}")) == ["您没有审核的权限。"]


def test_an_approval_says_something():
    site_asks()
    notice = submitted()
    digest = notice.working_digest()
    assert refusal_of(notice.approve, reviewer(), " ", digest=digest) == [
        "请写审核意见，例如“同意”。"
    ]


def test_a_reviewer_who_read_another_text_does_not_approve_this_one():
    site_asks()
    notice = submitted()
    assert why_not(notice, reviewer(), digest="0" * 64) == [
        "内容在您打开之后有变化，请核对最新内容再办理。"
    ]


def test_one_character_changed_behind_the_desk_voids_every_approval():
    site_asks(2)
    notice = submitted()
    approve(notice)
    section = notice.sections.get()
    section.body = section.body.replace("内容", "內容")
    section.save()
    assert why_not(notice, reviewer(2), digest=notice.working_digest()) == [CHANGED]
    assert refusal_of(notice.publish, publisher()) == [CHANGED]


def test_a_renamed_issuer_voids_the_approvals_too():
    site_asks()
    notice = approved()
    issuer = Issuer.objects.get()
    issuer.name = "中共示例省委办公厅"
    issuer.save()
    assert refusal_of(notice.publish, publisher()) == [CHANGED]


def test_a_reviewer_who_changed_one_character_cannot_approve_it():
    site_asks()
    two_posts = both("reviewer", "editor")
    notice = changed(make_notice(), by=two_posts)
    notice.submit(editor())
    assert why_not(notice, two_posts) == [OWN]


def test_who_submits_and_who_made_the_draft_do_not_approve():
    site_asks()
    maker, submitter = both("editor", "reviewer"), person("editor", "submitter")
    submitter.groups.add(*reviewer(3).groups.all())
    notice = make_notice(made_by=maker)
    notice.submit(submitter)
    assert [why_not(notice, one) for one in (maker, submitter)] == [[OWN], [OWN]]


def test_an_editor_of_the_last_edition_may_approve_the_next_one():
    site_asks()
    two_posts = both("editor", "reviewer")
    notice = approved(changed(make_notice(made_by=two_posts), by=two_posts))
    notice.publish(publisher())
    changed(notice, "（此件公开发布）（更正）")
    notice.submit(editor())
    assert approve(notice, two_posts).step == 1


def test_an_editor_of_an_edition_that_never_went_out_stays_an_editor():
    site_asks()
    two_posts = both("editor", "reviewer")
    notice = approved(make_notice(made_by=two_posts))
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    notice.cancel_schedule(publisher())
    notice.take_back(editor())
    changed(notice)
    notice.submit(editor())
    assert why_not(notice, two_posts) == [OWN]


def test_each_approval_is_by_another_person():
    site_asks(3)
    notice = submitted()
    approve(notice)
    assert why_not(notice, reviewer()) == ["同一稿每次审核须换一个人。"]
    approve(notice, reviewer(2))
    approve(notice, reviewer(3))
    assert why_not(notice, person("reviewer", "reviewer4")) == ["审核已经完成，等待发布。"]
    assert [a.step for a in Approval.objects.order_by("pk")] == [1, 2, 3]


def test_the_steps_are_named_by_their_number():
    notice = make_notice()
    named = [(site_asks(number).approvals, notice.steps()) for number in range(4)]
    assert named == [
        (0, []),
        (1, ["终审"]),
        (2, ["初审", "终审"]),
        (3, ["初审", "复审", "终审"]),
    ]


def test_a_kind_or_a_topic_may_ask_for_more_and_never_for_fewer():
    site_asks(2)
    topic = Topic.objects.create(name="干部工作")
    order = Kind.objects.get(code="order")
    DeskRule.objects.create(topic=topic, approvals=3)
    DeskRule.objects.create(kind=order, approvals=1)
    plain, of_topic = make_notice(), make_notice(topic=topic)
    of_kind = make_notice(kind=order)
    assert [one.approvals_needed() for one in (plain, of_topic, of_kind)] == [2, 3, 2]
    site_asks(0)
    assert [one.approvals_needed() for one in (plain, of_topic, of_kind)] == [0, 3, 1]


def test_a_number_that_was_raised_holds_for_texts_that_were_approved_before():
    site_asks(1)
    notice = approved()
    site_asks(2)
    assert refusal_of(notice.publish, publisher()) == ["还没有终审的审核意见。"]
    approve(notice, reviewer(2))
    notice.publish(publisher())


# 保密审查


def test_the_last_approval_waits_for_the_secrecy_review():
    site_asks(2, secrecy_review=True)
    notice = submitted()
    approve(notice)
    assert why_not(notice, reviewer(2)) == ["这一稿还没有“可以公开”的保密审查结论。"]
    may_be_open(notice)
    approve(notice, reviewer(2))
    assert notice.publish(publisher()).basis.secrecy_review == SecrecyReview.objects.get()


def test_a_conclusion_against_stops_approving_and_publishing_even_where_none_is_required():
    site_asks(2)
    notice = submitted()
    digest = notice.working_digest()
    notice.review_secrecy(publisher(), "closed", basis="含内部工作安排。", digest=digest)
    assert why_not(notice, reviewer()) == ["保密审查的结论是不宜公开。"]
    site_asks(0)
    assert refusal_of(notice.publish, publisher()) == ["保密审查的结论是不宜公开。"]


def test_the_secrecy_review_is_required_where_no_approval_is():
    site_asks(0, secrecy_review=True)
    notice = make_notice()
    assert refusal_of(notice.publish, publisher()) == ["这一稿还没有“可以公开”的保密审查结论。"]
    may_be_open(notice, reviewer())
    notice.publish(publisher())
    assert first_lie() is None


def test_a_conclusion_is_on_one_text_and_no_other():
    site_asks(0, secrecy_review=True)
    notice = make_notice()
    may_be_open(notice)
    changed(notice)
    assert refusal_of(notice.publish, publisher()) == ["这一稿还没有“可以公开”的保密审查结论。"]


def test_an_editor_of_the_text_does_not_sign_its_secrecy_review():
    site_asks(secrecy_review=True)
    two_posts = both("editor", "reviewer")
    notice = submitted(make_notice(made_by=two_posts))
    assert refusal_of(may_be_open, notice, two_posts) == [
        "您是这一稿的编辑或送审人，不能作保密审查，请由别人审查。"
    ]


def test_a_conclusion_by_somebody_who_edited_afterwards_does_not_count():
    site_asks(0, secrecy_review=True)
    two_posts = both("editor", "reviewer")
    notice = make_notice()
    may_be_open(notice, two_posts)
    changed(notice, "（改）", by=two_posts)
    changed(notice, "", by=editor())
    assert refusal_of(notice.publish, publisher()) == ["这一稿还没有“可以公开”的保密审查结论。"]


def test_a_text_with_a_mark_of_secrecy_cannot_be_called_open():
    notice = make_notice(annotation="（内部资料，注意保存）")
    (reason,) = refusal_of(may_be_open, notice)
    assert reason.startswith("附注：这里有“")
    assert reason.endswith("标志，标明文件涉密或者不得公开。不能作“可以公开”的结论。")
    digest = notice.working_digest()
    notice.review_secrecy(publisher(), "closed", basis="有密级标志。", digest=digest)


def test_a_conclusion_is_one_of_two_and_has_a_basis():
    notice = make_notice()
    digest = notice.working_digest()
    assert refusal_of(notice.review_secrecy, publisher(), "", basis="", digest=digest) == [
        "请选择可以公开或不宜公开。",
        "请写明保密审查的依据。",
    ]


def test_the_newest_conclusion_on_a_text_holds_and_both_stay():
    site_asks(0, secrecy_review=True)
    notice = make_notice()
    may_be_open(notice)
    digest = notice.working_digest()
    notice.review_secrecy(reviewer(), "closed", basis="附表含个人信息。", digest=digest)
    assert refusal_of(notice.publish, publisher()) == ["保密审查的结论是不宜公开。"]
    assert SecrecyReview.objects.count() == 2


# 委托代审


def test_a_delegate_approves_in_the_place_of_the_one_who_is_away():
    site_asks()
    notice, deputy = submitted(), person("publisher", "deputy")
    delegation = delegated(deputy)
    assert why_not(notice, deputy) == ["您没有审核的权限。"]
    approval = approve(notice, deputy, delegation=delegation)
    assert (approval.made_by, approval.delegation.made_by) == (deputy, reviewer())
    assert json.loads(Event.objects.first().data)["facts"]["on_behalf"] == "reviewer"
    notice.publish(publisher())
    assert first_lie() is None


def test_one_person_does_not_count_twice_by_a_delegation():
    site_asks(2)
    notice, deputy = submitted(), person("publisher", "deputy")
    delegation = delegated(deputy)
    approve(notice)
    assert why_not(notice, deputy, delegation=delegation) == ["同一稿每次审核须换一个人。"]


def test_who_wrote_the_text_gets_round_nothing_by_a_delegation():
    site_asks()
    two_posts = both("editor", "reviewer")
    notice, deputy = submitted(make_notice(made_by=two_posts)), person("publisher", "deputy")
    assert why_not(notice, deputy, delegation=delegated(deputy, two_posts)) == [OWN]
    assert why_not(notice, editor(), delegation=delegated(editor())) == [OWN]


def test_a_delegation_gives_nothing_before_after_or_once_it_was_ended():
    site_asks()
    notice, deputy = submitted(), person("publisher", "deputy")
    now = timezone.now()
    later = Delegation.objects.delegate(
        reviewer(), deputy, now + TOMORROW, now + 2 * TOMORROW, reason="出差。"
    )
    refused = ["这次委托不是给您的，或者已经不在委托的时间里。"]
    assert why_not(notice, deputy, delegation=later) == refused
    digest = notice.working_digest()
    ask = {"digest": digest, "delegation": later}
    assert notice.why_not_approve(deputy, "同意。", at=now + 1.5 * TOMORROW, **ask) == []
    assert notice.why_not_approve(deputy, "同意。", at=now + 3 * TOMORROW, **ask) == refused
    later.end_now(reviewer())
    assert notice.why_not_approve(deputy, "同意。", at=now + 1.5 * TOMORROW, **ask) == refused


def test_a_delegation_is_worth_what_its_giver_may_do():
    site_asks()
    notice, deputy = submitted(), person("publisher", "deputy")
    delegation = delegated(deputy)
    reviewer().groups.clear()
    assert why_not(notice, deputy, delegation=Delegation.objects.get(pk=delegation.pk)) == [
        "这次委托不是给您的，或者已经不在委托的时间里。"
    ]


def test_a_delegation_is_to_somebody_else_for_a_bounded_time_with_a_reason():
    now, day = timezone.now(), datetime.timedelta(days=1)
    delegate = Delegation.objects.delegate

    def refused(to, start, end, reason="出差。", by=None):
        return refusal_of(delegate, by or reviewer(), to, start, end, reason=reason)

    assert refused(reviewer(), now, now + day) == ["不能委托给自己。"]
    assert refused(person("auditor"), now, now + day) == ["受委托的人须是能看通知的在职人员。"]
    assert refused(publisher(), now, now) == ["委托的截止时间须在开始以后、现在以后。"]
    assert refused(publisher(), now - 3 * day, now - day) == [
        "委托的截止时间须在开始以后、现在以后。"
    ]
    assert refused(publisher(), now, now + 200 * day) == ["一次委托最长 184 天。"]
    assert refused(publisher(), now, now + day, reason=" ") == ["请写明委托的原因。"]
    assert refused(reviewer(), now, now + day, by=editor()) == ["您没有审核的权限。"]
    delegated(publisher())
    assert refused(editor(), now, now + day) == ["这段时间您已经委托了别人，请先结束那一次。"]


def test_only_the_giver_ends_a_delegation_and_once():
    delegation = delegated(publisher())
    assert refusal_of(delegation.end_now, publisher()) == ["只有委托人自己可以结束委托。"]
    delegation.end_now(reviewer())
    assert refusal_of(delegation.end_now, reviewer()) == ["这次委托已经结束。"]


def test_every_act_of_the_desk_is_proved_by_the_chain():
    every_act()
    assert first_lie() is None
