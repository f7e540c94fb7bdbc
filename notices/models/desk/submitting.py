"""送审, 撤回, 签收, 退回修改, 转为修改: how a text comes before reviewers and back."""

from ..arriving.fingerprint import Fingerprint
from ..event import Event
from ..laying.references import follow_outline
from .rows import Receipt, Submission, SubmissionEnd
from .state import CHANGED_SINCE, SEEN_ANOTHER, DeskState

How = SubmissionEnd.How
NOTHING_HERE = "这份通知没有正在送审的稿子。"


class Submitting(DeskState):
    """The way of a text to its reviewers."""

    def why_not_submit(self, user, *, digest: str = "") -> list[str]:
        """Reasons against putting the working copy before reviewers; `digest`: the text seen."""
        reasons = self.missing_permission(user, "notices.submit_notice") + self.why_not_in_bin()
        if self.submission_under_review():
            return [*reasons, "这份通知已经送审。"]
        if not self.is_asked_at_desk():
            return [*reasons, "本站没有要求审核，不必送审，可以直接发布。"]
        now_says = self.working_digest()
        if digest and digest != now_says:
            reasons.append(SEEN_ANOTHER)
        if blocking := sum(problem.blocking for problem in self.problems()):
            reasons.append(f"还有 {blocking} 处必须修改，改好再送审。")
        nothing = self._why_nothing_new(now_says)
        return reasons + self.why_not_named() + (nothing or self.why_not_note(self.live_release()))

    def _why_nothing_new(self, now_says: str) -> list[str]:
        live, pending = self.live_release(), self.pending_release()
        if live and live.edition.digest == now_says and not hasattr(live.edition, "sealing"):
            return ["与已发布的版本相同，没有需要审核的改动。"]
        if pending and pending.edition.digest == now_says:
            return ["与预约发布的版本相同，没有需要审核的改动。"]
        return []

    def submit(self, user, *, digest: str = "", version: int | None = None) -> Submission:
        """Puts the working copy, by its digest, before reviewers; from now on it is read-only."""
        with self.locked(version) as at:
            blocking = [problem for problem in self.problems() if problem.blocking]
            self.refuse_for(self.why_not_submit(user, digest=digest), blocking)
            ended = self._end_changed(user, at)
            made = self._submission(user, at)
            Event.objects.record(
                Event.Verb.SUBMITTED, user, notice=self, digest=made.digest, rows=[*ended, made]
            )
        return made

    def _submission(self, user, at) -> Submission:
        return Submission.objects.create(
            notice=self, digest=self.working_digest(), made_at=at, made_by=user
        )

    def _end(self, user, at, submission, how, reason: str = "") -> SubmissionEnd:
        return SubmissionEnd.objects.create(
            submission=submission, how=how, reason=reason, made_at=at, made_by=user
        )

    def _end_changed(self, user, at) -> list[SubmissionEnd]:
        """Ends a submission whose scheduled edition waits, as the text goes on from here."""
        standing = self.standing_submission(at)
        return [self._end(user, at, standing, How.CHANGED)] if standing else []

    def record_saved(self, user, **facts) -> None:
        """Ends an edit at the desk: writes its Event with the digest of the text as it is now.

        `facts`: what else the record keeps of it.
        Raises Refused while the text is before reviewers.
        """
        self.refuse_without(user, "notices.change_notice")
        with self.locked() as at:
            self.refuse_for(self.why_not_change())
            follow_outline(self)
            Fingerprint.objects.follow(self)
            digest, standing = self.working_digest(), self.standing_submission(at)
            changed = standing and standing.digest != digest
            Event.objects.record(
                Event.Verb.SAVED,
                user,
                notice=self,
                digest=digest,
                rows=self._end_changed(user, at) if changed else [],
                title=self.title,
                **facts,
            )

    def why_not_take_back(self, user) -> list[str]:
        reasons = self.missing_permission(user, "notices.submit_notice")
        return reasons + ([] if self.submission_under_review() else [NOTHING_HERE])

    def take_back(self, user, *, reason: str = "") -> SubmissionEnd:
        """撤回: the text is open again, and the approvals it had are void."""
        return self._finish(
            user, How.TAKEN_BACK, Event.Verb.TAKEN_BACK, reason, self.why_not_take_back
        )

    def why_not_send_back(self, user, reason: str = "") -> list[str]:
        reasons = self.missing_permission(user, "notices.approve_notice")
        if not self.submission_under_review():
            return [*reasons, NOTHING_HERE]
        return reasons + ([] if self.said(reason) else ["请写明退回的理由。"])

    def send_back(self, user, *, reason: str) -> SubmissionEnd:
        """退回修改: gives the text back to its editors with what is wrong with it."""
        return self._finish(
            user,
            How.RETURNED,
            Event.Verb.RETURNED,
            reason,
            lambda person: self.why_not_send_back(person, reason),
        )

    def why_not_turn_to_editing(self, user, confirmed: bool = False) -> list[str]:
        reasons = self.missing_permission(user, "notices.approve_notice")
        reasons += self.missing_permission(user, "notices.change_notice")
        if not self.submission_under_review():
            return [*reasons, NOTHING_HERE]
        if not (reasons or confirmed):
            return [self.told_of_editing()]
        return reasons

    def told_of_editing(self) -> str:
        """What a reviewer gives up who edits, and whose approvals become void."""
        named = "、".join(str(approval.made_by) for approval in self.approvals_at_stake())
        voided = f"，{named}的审核意见作废" if named else ""
        return f"转为修改后，您将失去本次审核资格{voided}，请确认。"

    def turn_to_editing(self, user, *, confirmed: bool = False) -> SubmissionEnd:
        """转为修改: a reviewer who may edit takes the text back as its editor."""
        return self._finish(
            user,
            How.EDITING,
            Event.Verb.TURNED_TO_EDITING,
            "",
            lambda person: self.why_not_turn_to_editing(person, confirmed),
        )

    def _finish(self, user, how, verb, reason: str, why_not) -> SubmissionEnd:
        with self.locked() as at:
            self.refuse_for(why_not(user))
            submission = self.submission_under_review(at)
            end = self._end(user, at, submission, how, reason)
            Event.objects.record(
                verb, user, notice=self, digest=submission.digest, rows=[end], reason=end.reason
            )
        return end

    def why_not_sign_for(self, user) -> list[str]:
        reasons = self.missing_permission(user, "notices.approve_notice")
        submission = self.submission_under_review()
        if submission is None:
            return [*reasons, NOTHING_HERE]
        if user is not None and submission.receipts.filter(made_by=user.pk).exists():
            reasons.append("您已经签收。")
        return reasons + self.why_not_same(submission)

    def why_not_same(self, submission: Submission, seen: str | None = None) -> list[str]:
        """Reasons because the text is no longer the one submitted, or not the one `seen`.

        None where the act names no text; no other digest stands for one that was read.
        """
        now_says = self.working_digest()
        if submission.digest != now_says:
            return [CHANGED_SINCE]
        return [] if seen in (None, now_says) else [SEEN_ANOTHER]

    def sign_for(self, user) -> Receipt:
        """签收: says that the text has come to this reviewer; others may still approve it."""
        with self.locked() as at:
            self.refuse_for(self.why_not_sign_for(user))
            submission = self.submission_under_review(at)
            receipt = Receipt.objects.create(submission=submission, made_at=at, made_by=user)
            Event.objects.record(
                Event.Verb.SIGNED_FOR, user, notice=self, digest=submission.digest, rows=[receipt]
            )
        return receipt
