"""What waits for somebody at the desk, over all notices."""

from datetime import datetime

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from ..withdrawal import Withdrawal
from .rows import Approval, ReleaseBasis, Submission, SubmissionEnd
from .setting import DeskRule, DeskSetting
from .state import STEPS

# What the desk calls the states of a text on its way; code: name.
DESK_STATES = {
    "first": "待初审",
    "second": "待复审",
    "last": "待终审",
    "returned": "退回修改",
    "approved": "已批准",
    "owing": "待补审",
}
SUBMITTED = "已送审"  # where only the secrecy review is asked for


def under_review() -> QuerySet:
    """The submissions that are before reviewers, the oldest first."""
    newer = Submission.objects.filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk"))
    released = ReleaseBasis.objects.filter(submission=OuterRef("pk"), release__cancelled_by=None)
    standing = Submission.objects.filter(~Exists(newer), ~Exists(released), end=None)
    return standing.select_related("notice").order_by("pk")


def with_steps() -> QuerySet:
    """The same with `given` and `needed`, numbers of approvals."""
    steps = Approval.objects.filter(submission=OuterRef("pk")).order_by("-step").values("step")
    return under_review().annotate(given=Coalesce(Subquery(steps[:1]), 0), needed=_needed())


def _needed() -> Greatest:
    """The number a text needs: the site's, or the most of the rules that speak of it."""
    # Without a join: a planner without figures of the submissions began at all the notices.
    notice = apps.get_model("notices.Notice").objects.filter(pk=OuterRef(OuterRef("notice")))
    of_kind = Q(kind=None) | Q(kind__in=notice.values("kind"))
    of_topic = Q(topic=None) | Q(topic__in=notice.values("topic"))
    rules = DeskRule.objects.filter(of_kind, of_topic).order_by("-approvals").values("approvals")
    site = DeskSetting.objects.filter(pk=DeskSetting.ROW).values("approvals")
    return Greatest(*(Coalesce(Subquery(numbers[:1]), 0) for numbers in (site, rules)))


def awaiting(user) -> QuerySet:
    """待我审核: what lacks an approval this person may still give.

    Who edited is told by the verb: here only the submitter and who has approved are left out.
    """
    spoken = Approval.objects.filter(submission=OuterRef("pk"), made_by=user)
    texts = with_steps().exclude(made_by=user).exclude(Exists(spoken))
    return texts.filter(given__lt=F("needed"))


def returned() -> QuerySet:
    """The ends of submissions that were sent back and not submitted anew, the newest first."""
    newer = Submission.objects.filter(
        notice=OuterRef("submission__notice"), pk__gt=OuterRef("submission")
    )
    ended = SubmissionEnd.objects.filter(~Exists(newer), how=SubmissionEnd.How.RETURNED)
    # A draft that was deleted since waits for nobody.
    there = ended.filter(
        submission__notice__title__isnull=False, submission__notice__binned_at=None
    )
    return there.select_related("submission__notice").order_by("-pk")


def returned_to(user) -> QuerySet:
    """退回给我: those of this person's submissions."""
    return returned().filter(submission__made_by=user)


def owing_review() -> QuerySet:
    """待补审: urgent releases nobody else has reviewed yet, the oldest first."""
    owing = ReleaseBasis.objects.filter(late_review=None).exclude(urgent_reason="")
    return owing.select_related("release__notice").order_by("pk")


def ending(now: datetime, until: datetime) -> QuerySet:
    """即将失效: withdrawals that take effect between two moments, the next one first."""
    coming = Withdrawal.objects.filter(takes_effect_at__gt=now, takes_effect_at__lte=until)
    return coming.filter(undoing=None).select_related("notice").order_by("takes_effect_at", "pk")


def in_desk_state(state: str) -> Q:
    """The notices in one of DESK_STATES, as a condition on Notice."""
    if state == "returned":
        return Q(pk__in=returned().order_by().values("submission__notice"))
    if state == "owing":
        return Q(pk__in=owing_review().order_by().values("release__notice"))
    step = {
        "first": Q(given=0, needed__gte=2),
        "second": Q(given=1, needed=3),
        "last": Q(given=F("needed") - 1),
        "approved": Q(given__gte=F("needed"), needed__gte=1),
    }[state]
    return Q(pk__in=with_steps().filter(step).order_by().values("notice"))


def with_desk(notices: QuerySet) -> QuerySet:
    """Adds what `desk_word` tells of each notice."""
    texts = with_steps().filter(notice=OuterRef("pk")).order_by()
    return notices.annotate(
        given=Subquery(texts.values("given")[:1]),
        needed=Subquery(texts.values("needed")[:1]),
        is_back=Exists(returned().filter(submission__notice=OuterRef("pk"))),
        owes_review=Exists(owing_review().filter(release__notice=OuterRef("pk"))),
    )


def desk_word(notice) -> str:
    """What the desk calls the state of a notice of `with_desk`; "" where it has nothing to say."""
    if notice.is_back:
        word = DESK_STATES["returned"]
    else:
        word = "" if notice.given is None else _word(notice.given, notice.needed)
    return "，".join(filter(None, [word, DESK_STATES["owing"] if notice.owes_review else ""]))


def _word(given: int, needed: int) -> str:
    if given < needed:
        return f"待{STEPS[needed][given]}"
    return DESK_STATES["approved"] if needed else SUBMITTED
