"""The desk looked at by somebody who means to get round it: every door is tried."""

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.integrity.verifying import first_lie
from notices.models import (
    Approval,
    Comment,
    Event,
    Notice,
    Pin,
    Release,
    SecrecyReview,
    SignedSheet,
    Submission,
    Suggestion,
)

from .making import (
    TOMORROW,
    editor,
    make_notice,
    person,
    picture,
    published,
    publisher,
    refusal_of,
)
from .newsroom import errors
from .reviewing import approve, approved, changed, may_be_open, reviewer, site_asks, submitted

pytestmark = pytest.mark.django_db
SEEN_ANOTHER = ["内容在您打开之后有变化，请核对最新内容再办理。"]
NOT_ON_RECORD = [
    "送审、审核意见或者保密审查里有一条没有办理记录，不能据以发布；"
    "请系统管理员用 verify 查明，再重新送审。"
]
CLOSED = ["保密审查的结论是不宜公开。"]


# An approval is of a text that was read


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_an_approval_names_the_text_it_is_of(digest):
    site_asks()
    notice = submitted()
    assert refusal_of(notice.approve, reviewer(), "同意。", digest=digest) == SEEN_ANOTHER
    assert Approval.objects.count() == 0


def test_a_text_that_went_back_to_what_it_was_is_approved_by_none_of_those_who_changed_it():
    site_asks()
    both = person("reviewer", "both")
    both.groups.add(*editor().groups.all())
    notice = submitted()
    notice.turn_to_editing(both, confirmed=True)
    changed(changed(notice, by=both), "", by=both)
    notice.submit(editor())
    own = ["您是这一稿的编辑或送审人，不能审核，请由别人审核。"]
    assert refusal_of(approve, notice, both) == own
    assert refusal_of(notice.publish, publisher()) == ["还没有终审的审核意见。"]


# Rows that no verb made


def forged_approval(notice: Notice) -> Approval:
    submission = notice.submissions.get()
    values = {"step": 1, "opinion": "同意。", "made_at": timezone.now(), "made_by": reviewer()}
    return Approval.objects.create(submission=submission, digest=submission.digest, **values)


def test_an_approval_written_past_the_verb_lets_nothing_out():
    site_asks()
    notice = submitted()
    forged_approval(notice)
    assert refusal_of(notice.publish, publisher()) == NOT_ON_RECORD
    moment = timezone.now() + TOMORROW
    assert refusal_of(notice.schedule, publisher(), moment) == NOT_ON_RECORD
    assert Release.objects.count() == notice.editions.count() == 0


def test_a_submission_written_past_the_verb_lets_nothing_out():
    site_asks()
    notice = make_notice()
    values = {"digest": notice.working_digest(), "made_at": timezone.now(), "made_by": editor()}
    Submission.objects.create(notice=notice, **values)
    approve(notice)
    assert refusal_of(notice.publish, publisher()) == NOT_ON_RECORD


def test_a_secrecy_review_written_past_the_verb_lets_nothing_out():
    site_asks(0, secrecy_review=True)
    notice = make_notice()
    values = {"digest": notice.working_digest(), "made_at": timezone.now(), "made_by": reviewer()}
    SecrecyReview.objects.create(notice=notice, conclusion="open", basis="无。", **values)
    assert refusal_of(notice.publish, publisher()) == NOT_ON_RECORD


# 不宜公开


def test_a_text_not_fit_for_the_public_does_not_go_out_at_its_moment():
    notice = make_notice()
    release = notice.schedule(publisher(), timezone.now() + TOMORROW)
    digest = notice.working_digest()
    notice.review_secrecy(reviewer(), "closed", basis="含内部信息。", digest=digest)
    assert not Release.objects.public(release.goes_live_at).exists()
    assert notice.pending_release() is None
    verbs = list(notice.events.values_list("verb", flat=True)[:2])
    assert verbs == [Event.Verb.SECRECY_REVIEWED, Event.Verb.SCHEDULE_CANCELLED]
    assert refusal_of(notice.publish, publisher()) == CLOSED
    assert first_lie() is None


def test_another_text_that_waits_is_not_stopped_by_what_is_said_of_the_draft():
    notice = make_notice()
    release = notice.schedule(publisher(), timezone.now() + TOMORROW)
    changed(notice)
    digest = notice.working_digest()
    notice.review_secrecy(reviewer(), "closed", basis="含内部信息。", digest=digest)
    assert notice.pending_release() == release


def test_a_warning_is_not_undone_by_an_edit_of_its_signer():
    both = person("reviewer", "both")
    both.groups.add(*editor().groups.all())
    notice = make_notice()
    digest = notice.working_digest()
    notice.review_secrecy(both, "closed", basis="含内部信息。", digest=digest)
    notice.record_saved(both)
    assert refusal_of(notice.publish, publisher()) == CLOSED
    may_be_open(notice, reviewer())
    notice.publish(publisher())


# Successors


def ending(**more) -> dict:
    given = {"reason": "另有规定。", "takes_effect_at": timezone.now()}
    return given | {"decided_by": "示例省委", "basis_number": "示发〔2026〕9号"} | more


def test_a_ring_is_seen_through_the_document_though_the_page_leads_elsewhere():
    first, second, third = published(), published(), published()
    first.withdraw(publisher(), "repealed", **ending(successor=second))
    first.withdraw(
        publisher(), "taken_down", reason="核对。", stays_in_force=False, successor=third
    )
    ring = ["替代它的通知不能又由它替代。"]
    assert refusal_of(second.withdraw, publisher(), "repealed", **ending(successor=first)) == ring


def test_what_readers_cannot_find_takes_nobodys_place():
    notice, draft, binned = published(), make_notice(), make_notice()
    binned.discard(editor())
    for other in (draft, binned):
        reasons = refusal_of(notice.withdraw, publisher(), "repealed", **ending(successor=other))
        assert reasons[0] in (
            "替代它的通知还没有发布过，请先发布。",
            "这份通知在回收站里，请先恢复。",
        )
    assert notice.withdrawals.count() == 0


# A second click


def test_whatever_is_clicked_twice_is_there_once():
    site_asks()
    notice, day = submitted(), timezone.localdate() + TOMORROW
    digest = notice.working_digest()
    live = published_beside()
    acts = [
        (lambda: notice.comment(reviewer(), "请核对日期。"), Comment),
        (lambda: notice.suggest(reviewer(), "title", "春季", "今春"), Suggestion),
        (
            lambda: notice.review_secrecy(reviewer(), "open", basis="无。", digest=digest),
            SecrecyReview,
        ),
        (
            lambda: notice.keep_sheet(editor(), picture(), "签批件.png", digest=digest),
            SignedSheet,
        ),
        (lambda: live.pin(publisher(), day), Pin),
    ]
    told = [
        "这条批注您已经写过，还没有办结。",
        "同样的修改建议已经有了，等待编辑处理。",
        "您对这一稿已经作过同样的结论。",
        "这份签批件已经留存在这一稿上。",
        "已经置顶到这一天。",
    ]
    for (act, model), reason in zip(acts, told, strict=True):
        act()
        assert (refusal_of(act), model.objects.count()) == ([reason], 1)


def published_beside() -> Notice:
    site_asks(0)
    live = published(title="关于秋季植树的通知")
    site_asks()
    return live


def test_a_second_click_on_copying_leads_to_the_first_copy():
    notice = make_notice()
    copy = notice.copy_as_new(editor())
    assert notice.copy_as_new(editor()) == copy
    assert notice.copy_as_new(person("editor", "other")) != copy
    assert Event.objects.filter(verb=Event.Verb.COPIED).count() == 2


# A page that is old


def test_who_is_told_of_a_change_sees_the_new_text_and_may_then_act_on_it(desk):
    """What was typed stays, and the next click is about what now stands on the page."""
    site_asks()
    notice = submitted()
    seen = notice.working_digest()
    notice.take_back(editor())
    submitted(changed(notice))
    client = desk(reviewer())
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "approve"])
    sent = {"digest": seen, "opinion": "同意，注意时间。"}
    page = client.post(address, sent)
    assert errors(page) == SEEN_ANOTHER[0]
    again = {name: page.context["form"][name].value() for name in sent}
    assert again == {"digest": notice.working_digest(), "opinion": "同意，注意时间。"}
    client.post(address, again)
    assert Approval.objects.get().digest == notice.working_digest()


def test_a_text_that_was_approved_twice_over_goes_out_once(desk):
    site_asks()
    notice = approved()
    sent = {"digest": notice.working_digest()}
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    client = desk(publisher())
    client.post(address, sent)
    client.post(address, sent)
    assert Release.objects.count() == 1
