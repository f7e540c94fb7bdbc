"""Two connections at the desk: the approved text goes out or nothing, and every act happens once."""

import threading

import pytest
from django.db import connection, transaction

from notices.integrity.verifying import first_lie
from notices.models import Approval, Edition, Issuer, Notice, Release, Submission
from notices.refusal import Refused

from .making import editor, publisher
from .reviewing import approve, approved, reviewer, site_asks, submitted

ROUNDS = 6


def at_once(*acts) -> list:
    """What each act returned or how it was refused, all begun at one moment in threads."""
    start, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait()
        try:
            answers[place] = act()
        except Refused as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def released() -> list[tuple[str, str]]:
    """The digest of each edition readers see and the one that was approved for it."""
    rows = Release.objects.public().select_related("edition", "basis__submission")
    return [(row.edition.digest, row.basis.submission.digest) for row in rows]


def test_a_text_that_is_being_changed_is_not_published(committed):
    """The change holds the notice until after the publisher has begun to wait for it."""
    site_asks()
    notice, user = approved(), publisher()
    changing, done = threading.Event(), []

    def publish():
        changing.wait()
        try:
            done.append(Notice.objects.get(pk=notice.pk).publish(user))
        except Refused as refusal:
            done.append(refusal.reasons)
        finally:
            connection.close()

    waiting = threading.Thread(target=publish)
    waiting.start()
    with transaction.atomic():
        section = Notice.objects.get(pk=notice.pk).sections.get()
        section.body = "<p>改过的内容。</p>"
        section.save()
        changing.set()
        waiting.join(0.5)
        assert done == []
    waiting.join()
    assert done == [["送审以后内容有改动，审核意见作废，请撤回后重新送审。"]]
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_whoever_comes_first_the_approved_text_goes_out_or_nothing(committed, round_):
    site_asks()
    notice, user = approved(), publisher()

    def publish():
        return Notice.objects.get(pk=notice.pk).publish(user)

    def change():
        section = Notice.objects.get(pk=notice.pk).sections.get()
        section.body = "<p>改过的内容。</p>"
        section.save()

    answer, _ = at_once(publish, change)
    went_out = not isinstance(answer, Refused)
    assert len(released()) == went_out
    assert all(frozen == approved_ for frozen, approved_ in released())
    assert first_lie() is None


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_name_that_changes_meanwhile_lets_the_approved_text_out_or_nothing(committed, round_):
    """A renamed issuer locks no notice: only the frozen words themselves tell."""
    site_asks()
    notice, user = approved(), publisher()

    def publish():
        return Notice.objects.get(pk=notice.pk).publish(user)

    def rename():
        issuer = Issuer.objects.get()
        issuer.name = f"中共示例省委办公厅{round_}"
        issuer.save()

    answer, _ = at_once(publish, rename)
    assert len(released()) == (not isinstance(answer, Refused))
    assert all(frozen == approved_ for frozen, approved_ in released())


def test_two_publishers_at_once_make_one_release(committed):
    site_asks()
    notice, user = approved(), publisher()
    answers = at_once(*[lambda: Notice.objects.get(pk=notice.pk).publish(user)] * 2)
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert Release.objects.count() == 1


def test_two_clicks_of_one_reviewer_make_one_approval(committed):
    site_asks(2)
    notice, one = submitted(), reviewer()
    answers = at_once(*[lambda: approve(Notice.objects.get(pk=notice.pk), one)] * 2)
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert Approval.objects.count() == 1


def test_two_reviewers_at_once_take_two_steps(committed):
    site_asks(2)
    notice, one, two = submitted(), reviewer(), reviewer(2)
    at_once(
        lambda: approve(Notice.objects.get(pk=notice.pk), one),
        lambda: approve(Notice.objects.get(pk=notice.pk), two),
    )
    assert sorted(Approval.objects.values_list("step", flat=True)) == [1, 2]
    assert first_lie() is None


def test_two_submissions_at_once_are_one(committed):
    site_asks()
    notice, user = submitted(), editor()
    notice.take_back(user)
    at_once(*[lambda: Notice.objects.get(pk=notice.pk).submit(user)] * 2)
    assert Submission.objects.filter(end=None).count() == 1
