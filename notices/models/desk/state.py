"""Where a text stands at the desk: what it needs, what it has, and who may not speak of it."""

from datetime import datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ...canonical import canonical_json
from ..acting import Acting, asked_once
from ..event import Event
from .rows import Approval, ReleaseBasis, SecrecyReview, Submission
from .setting import DeskRule, DeskSetting

# Acts that answer for the words: whoever did one since the last edition does not review them.
WRITING = [
    Event.Verb.IMPORTED,
    Event.Verb.REREAD,
    Event.Verb.COPIED,
    Event.Verb.SAVED,
    Event.Verb.RESTORED,
    Event.Verb.SUGGESTION_TAKEN,
    Event.Verb.TURNED_TO_EDITING,
    Event.Verb.SUBMITTED,
]
STEPS = {1: ["终审"], 2: ["初审", "终审"], 3: ["初审", "复审", "终审"]}
UNDER_REVIEW = "已经送审，文字不能改动；要改请先撤回送审，或者请审核人退回。"
CHANGED_SINCE = "送审以后内容有改动，审核意见作废，请撤回后重新送审。"
SEEN_ANOTHER = "内容在您打开之后有变化，请核对最新内容再办理。"


class DeskState(Acting):
    """Questions the desk's verbs ask; all is derived from rows, nothing is a column."""

    @asked_once
    def desk_setting(self) -> DeskSetting:
        return DeskSetting.current()

    @asked_once
    def approvals_needed(self) -> int:
        """How many people must approve: the site's number, or more where a rule asks for it."""
        return max(self.desk_setting().approvals, DeskRule.approvals_of(self))

    def is_asked_at_desk(self) -> bool:
        """Whether the site asks for anything of this notice before it goes out."""
        return bool(self.approvals_needed() or self.desk_setting().secrecy_review)

    def steps(self) -> list[str]:
        """The names of the approvals it needs, in their order."""
        return STEPS.get(self.approvals_needed(), [])

    @asked_once
    def standing_submission(self, at: datetime | None = None) -> Submission | None:
        """The newest submission, where it was not ended and no edition of it has gone live."""
        newest = self.submissions.order_by("-pk").first()
        if newest is None or hasattr(newest, "end"):
            return None
        out = newest.bases.filter(
            release__cancelled_by=None, release__goes_live_at__lte=at or timezone.now()
        )
        return None if out.exists() else newest

    def submission_under_review(self, at: datetime | None = None) -> Submission | None:
        """The standing submission, unless it waits for its scheduled moment already."""
        standing = self.standing_submission(at)
        if standing and standing.bases.filter(release__cancelled_by=None).exists():
            return None
        return standing

    def why_not_change(self) -> list[str]:
        """Reasons against changing the text now, whoever it is."""
        return self.why_not_in_bin() or ([UNDER_REVIEW] if self.submission_under_review() else [])

    def approvals_given(self, submission: Submission) -> list[Approval]:
        """The approvals that count: of this very text, by people who wrote none of it."""
        writers = self.writers()
        given = submission.approvals.filter(digest=submission.digest).order_by("step")
        return [
            approval
            for approval in given.select_related("delegation", "made_by")
            if not approval.people() & writers
        ]

    def approvals_at_stake(self) -> list[Approval]:
        """The approvals that a change of the text would make void."""
        standing = self.standing_submission()
        return self.approvals_given(standing) if standing else []

    @asked_once
    def writers(self, before=None) -> set[int]:
        """Numbers of the people who answer for the words since the last reviewed edition.

        `before` is a Release: those who wrote what it put before readers.
        """
        events = self.events.filter(verb__in=WRITING)
        if before:
            events = events.filter(seq__lt=_event_of(before))
        last = self._last_reviewed(before)
        found = set(
            events.filter(seq__gt=_event_of(last) if last else 0).values_list(
                "actor_number", flat=True
            )
        )
        return found if last else {*found, self.made_by_id}

    def _last_reviewed(self, before=None):
        """The newest release readers were given that owes no review."""
        at = before.goes_live_at if before else timezone.now()
        releases = self.releases.effective(at)
        owing = ReleaseBasis.objects.filter(_owing(), release=OuterRef("pk"))
        if before:
            releases = releases.filter(pk__lt=before.pk)
        return releases.exclude(Exists(owing)).order_by("-goes_live_at", "-pk").first()

    def owing_review(self) -> list[ReleaseBasis]:
        """待补审: the bases of urgent releases nobody else has reviewed yet, oldest first."""
        owing = ReleaseBasis.objects.filter(_owing(), release__notice=self)
        return list(owing.select_related("release__edition").order_by("pk"))

    @asked_once
    def secrecy_conclusion(self, digest: str) -> SecrecyReview | None:
        """The newest conclusion on this very text by somebody who wrote none of it.

        不宜公开 holds whoever said it: a warning is not undone by an edit of its signer.
        """
        counts = ~Q(made_by__in=self.writers()) | Q(conclusion=SecrecyReview.Conclusion.CLOSED)
        return self.secrecy_reviews.filter(counts, digest=digest).order_by("-pk").first()

    def why_not_public(self, digest: str) -> list[str]:
        """Reasons of secrecy against showing a text to readers."""
        conclusion = self.secrecy_conclusion(digest)
        if conclusion and conclusion.conclusion == SecrecyReview.Conclusion.CLOSED:
            return ["保密审查的结论是不宜公开。"]
        if conclusion is None and self.desk_setting().secrecy_review:
            return ["这一稿还没有“可以公开”的保密审查结论。"]
        return []

    def why_not_settled(self) -> list[str]:
        """Reasons because of comments nobody has settled, where the site asks for that."""
        if not self.desk_setting().open_comments_block:
            return []
        still = self.comments.filter(settled_at=None).count()
        return [f"还有 {still} 条批注没有办结。"] if still else []

    def marks_of_secrecy(self) -> list:
        """The Problems that say the text bears a mark of secrecy or limited circulation."""
        return [one for one in self.problems() if one.rule == "secrecy" and one.blocking]


def _owing() -> Q:
    return ~Q(urgent_reason="") & Q(late_review=None)


def _event_of(release) -> int:
    """The number of the Event that made a release; its data names the row, no typed text can."""
    named = f'"id":{release.pk},"table":"release"'
    events = Event.objects.filter(notice=release.notice_id, data__contains=named)
    return events.order_by("seq").values_list("seq", flat=True).first() or 0


def is_on_record(row, *, notice: int | None) -> bool:
    """Whether an Event, of a notice or of none, made this very row and it says the same still."""
    entry = canonical_json(row.row_entry())
    return Event.objects.filter(notice=notice, data__contains=entry).exists()


def releases_of_month(first: datetime, after: datetime) -> tuple[int, int]:
    """How many editions were put before readers urgently, and how many in all, between moments."""
    moments = {"made_at__gte": first, "made_at__lt": after}
    made = apps.get_model("notices.Release").objects.filter(**moments, goes_live_at__isnull=False)
    urgent = ReleaseBasis.objects.exclude(urgent_reason="")
    urgent = urgent.filter(**{f"release__{name}": moment for name, moment in moments.items()})
    return urgent.count(), made.count()
