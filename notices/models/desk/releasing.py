"""发布 and 紧急发布: nothing goes out but the approved text, and what went out says why it could."""

from datetime import datetime

from django.utils import timezone

from ..event import Event
from .approving import Approving
from .rows import ReleaseBasis
from .setting import DeskSetting
from .state import CHANGED_SINCE, SEEN_ANOTHER, is_on_record

SHORTEST_REASON = 10
NOT_MOVING = (
    "本站发布以前须审核或者保密审查，历史迁移没有开放；"
    "请系统管理员在审核设置里填写“历史迁移免逐件审核”的截止日期。"
)
NOT_ON_RECORD = (
    "送审、审核意见或者保密审查里有一条没有办理记录，不能据以发布；"
    "请系统管理员用 verify 查明，再重新送审。"
)


class Releasing(Approving):
    """What publishing asks of the desk."""

    def why_not_out(self, at: datetime) -> list[str]:
        """The same of the working copy; nothing is said of one that readers have already."""
        now_says, live = self.working_digest(), self.live_release(at)
        if live and live.edition.digest == now_says and not hasattr(live.edition, "sealing"):
            return []
        return self.why_not_approved(now_says, at)

    def why_not_approved(self, digest: str, at: datetime) -> list[str]:
        """Reasons because a text has not passed the desk; empty where the site asks for nothing."""
        return (
            self._why_not_enough(digest, at) + self.why_not_public(digest) + self.why_not_settled()
        )

    def _why_not_enough(self, digest: str, at: datetime) -> list[str]:
        steps = self.steps()
        if not steps:
            return []
        standing = self.standing_submission(at)
        if standing is None:
            return [f"发布以前须经{'、'.join(steps)}，请先送审。"]
        if standing.digest != digest:
            return [CHANGED_SINCE]
        missing = steps[len(self.approvals_given(standing)) :]
        return [f"还没有{'、'.join(missing)}的审核意见。"] if missing else []

    def why_not_moved(self, digest: str, at: datetime) -> list[str]:
        """历史迁移 has no approvals of its own: the site opens it for a time, or asks for none.

        What it publishes was approved where it stood first; its payload names that time, which no
        approval of ours could have named.
        """
        setting = DeskSetting.current()
        conclusion = self.secrecy_conclusion(digest)
        if conclusion and conclusion.conclusion == conclusion.Conclusion.CLOSED:
            return self.why_not_public(digest)
        if not self.is_asked_at_desk() or setting.moving_in_is_open(timezone.localdate(at)):
            return []
        return [NOT_MOVING]

    def why_not_publish_urgently(
        self, user, reason: str = "", *, confirmed=False, at: datetime | None = None, **details
    ) -> list[str]:
        """Reasons against 紧急发布; `details` as `publish` takes them."""
        at = at or timezone.now()
        reasons = self.missing_permission(user, "notices.urgent_publish_notice")
        now_says = self.working_digest()
        if not self._why_not_enough(now_says, at):
            return [*reasons, "这一稿不缺审核，请用“发布”。"]
        if len(self.said(reason)) < SHORTEST_REASON:
            reasons.append(f"请写明紧急发布的理由，至少 {SHORTEST_REASON} 个字。")
        reasons += self.why_not_public(now_says) + self._why_not_release(at, **details)
        reasons += self.why_not_period(at)
        if not (reasons or confirmed):
            return ["紧急发布先发后审，发布以后须由别人补审，请再次确认。"]
        return reasons

    def publish_urgently(self, user, *, reason: str, confirmed=False, version=None, **details):
        """先发后审: puts the working copy before readers without its approvals; owes a review.

        Never past a blocking Problem or the secrecy review. `details` as `publish` takes them.
        """
        with self.locked(version) as at:
            why_not = self.why_not_publish_urgently(
                user, reason, confirmed=confirmed, at=at, **details
            )
            self._refuse_release(why_not)
            verb = Event.Verb.PUBLISHED_URGENTLY
            return self._release(user, at, None, verb, urgent_reason=self.said(reason), **details)

    def _stands_on(self, digest: str, at, verb, urgent_reason: str, seen: str):
        """The row, not saved yet, that says on what a release may stand; None where on nothing.

        Asked of the frozen text itself and before its release is there: whatever happened since
        the first look, Refused is raised unless these very words may go out.
        """
        if seen and seen != digest:
            self.refuse_for([SEEN_ANOTHER])
        if verb == Event.Verb.MOVED_IN:
            self.refuse_for(self.why_not_moved(digest, at))
            return None
        self.refuse_for(
            self.why_not_public(digest) if urgent_reason else self.why_not_approved(digest, at)
        )
        standing, secrecy = self.standing_submission(at), self.secrecy_conclusion(digest)
        submission = standing if standing and standing.digest == digest else None
        self.refuse_for(self._why_not_on_record(submission, secrecy))
        if not (submission or secrecy or urgent_reason):
            return None
        return ReleaseBasis(
            required=0 if urgent_reason else self.approvals_needed(),
            submission=submission,
            secrecy_review=secrecy,
            urgent_reason=urgent_reason,
        )

    def _why_not_on_record(self, submission, secrecy) -> list[str]:
        """Rows that were written past the verbs bear nothing: an Event made each that counts."""
        given = self.approvals_given(submission) if submission else []
        rows = [row for row in (submission, secrecy, *given) if row]
        delegations = [one.delegation for one in given if one.delegation]
        known = all(is_on_record(row, notice=self.pk) for row in rows)
        known = known and all(is_on_record(one, notice=None) for one in delegations)
        return [] if known else [NOT_ON_RECORD]

    @staticmethod
    def _keep(basis, release) -> list[ReleaseBasis]:
        """Saves what the release stands on, now that it is there."""
        if basis is None:
            return []
        basis.release = release
        basis.save()
        return [basis]
