"""What waits for somebody at the desk, over all notices."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from .rows import ReleaseBasis, Submission, SubmissionEnd
from .setting import DeskRule, DeskSetting


def under_review() -> QuerySet:
    """The submissions that are before reviewers, the oldest first."""
    newer = Submission.objects.filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk"))
    released = ReleaseBasis.objects.filter(submission=OuterRef("pk"), release__cancelled_by=None)
    standing = Submission.objects.filter(~Exists(newer), ~Exists(released), end=None)
    return standing.select_related("notice").order_by("pk")


def awaiting(user) -> list[Submission]:
    """待我审核: what lacks an approval this person may still give; in three queries.

    Who edited is told by the verb: here only the submitter and who has approved are left out.
    """
    texts = under_review().exclude(made_by=user).exclude(approvals__made_by=user)
    setting, rules = DeskSetting.current(), list(DeskRule.objects.all())
    return [
        text
        for text in texts.annotate(given=Count("approvals"))
        if text.given < max([setting.approvals, *_asked(rules, text.notice)])
    ]


def _asked(rules: list[DeskRule], notice) -> list[int]:
    return [
        rule.approvals
        for rule in rules
        if rule.kind_id in (None, notice.kind_id) and rule.topic_id in (None, notice.topic_id)
    ]


def returned_to(user) -> QuerySet:
    """退回给我: the ends of this person's submissions that were sent back and not submitted anew."""
    newer = Submission.objects.filter(
        notice=OuterRef("submission__notice"), pk__gt=OuterRef("submission")
    )
    ended = SubmissionEnd.objects.filter(
        ~Exists(newer), how=SubmissionEnd.How.RETURNED, submission__made_by=user
    )
    # A draft that was deleted since waits for nobody.
    there = ended.filter(
        submission__notice__title__isnull=False, submission__notice__binned_at=None
    )
    return there.select_related("submission__notice").order_by("-pk")


def owing_review() -> QuerySet:
    """待补审: urgent releases nobody else has reviewed yet, the oldest first."""
    owing = ReleaseBasis.objects.filter(late_review=None).exclude(urgent_reason="")
    return owing.select_related("release__notice").order_by("pk")
