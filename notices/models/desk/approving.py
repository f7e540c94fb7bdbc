"""审核 and 保密审查: named people's words on one digest."""

from datetime import datetime

from django.utils import timezone

from ..event import Event
from ..generation import Generation
from .rows import Approval, LateReview, ReleaseBasis, SecrecyReview
from .state import SEEN_ANOTHER, STEPS
from .submitting import NOTHING_HERE, Submitting

OWN_TEXT = "您是这一稿的编辑或送审人，不能审核，请由别人审核。"
Conclusion = SecrecyReview.Conclusion


class Approving(Submitting):
    """What reviewers say of a text they did not write."""

    def why_not_approve(
        self, user, opinion: str = "", *, digest: str, delegation=None, at: datetime | None = None
    ) -> list[str]:
        """Reasons against an approval; `digest` is that of the text the reviewer has read."""
        reasons = self._why_no_right(user, delegation, at or timezone.now())
        submission = self.submission_under_review(at)
        if submission is None:
            return [*reasons, NOTHING_HERE]
        if changed := self.why_not_same(submission, digest):
            return reasons + changed
        given, needed = self.approvals_given(submission), self.approvals_needed()
        if len(given) >= needed:
            return [*reasons, "审核已经完成，等待发布。"]
        reasons += self._why_not_reviewer({user} | _giver(delegation), given)
        if not self.said(opinion):
            reasons.append("请写审核意见，例如“同意”。")
        if blocking := sum(problem.blocking for problem in self.problems()):
            reasons.append(f"还有 {blocking} 处必须修改，请退回。")
        return reasons + self._why_not_step(digest, last=len(given) + 1 == needed)

    def _why_no_right(self, user, delegation, at: datetime) -> list[str]:
        if delegation is None:
            return self.missing_permission(user, "notices.approve_notice")
        if delegation.to_id != user.pk or not delegation.holds(at):
            return ["这次委托不是给您的，或者已经不在委托的时间里。"]
        return self.missing_permission(user, "notices.view_notice")

    def _why_not_reviewer(self, people: set, given: list[Approval]) -> list[str]:
        """Reasons because of who it is: nobody reviews what he wrote, or the same text twice."""
        numbers = {person.pk for person in people if person}
        if numbers & self.writers():
            return [OWN_TEXT]
        spoken = set().union(*(approval.people() for approval in given))
        return ["同一稿每次审核须换一个人。"] if numbers & spoken else []

    def _why_not_step(self, digest: str, *, last: bool) -> list[str]:
        """Only the last approval waits for the secrecy review; a bad one stops every step."""
        conclusion = self.secrecy_conclusion(digest)
        if last or (conclusion and conclusion.conclusion == Conclusion.CLOSED):
            return self.why_not_public(digest) + (self.why_not_settled() if last else [])
        return []

    def approve(self, user, opinion: str, *, digest: str, delegation=None) -> Approval:
        """One approval of the submitted text, by the digest the reviewer saw.

        `delegation`: in whose place (委托代审). Raises Refused with every reason against it.
        """
        with self.locked() as at:
            why_not = self.why_not_approve(
                user, opinion, digest=digest, delegation=delegation, at=at
            )
            self.refuse_for(why_not, [p for p in self.problems() if p.blocking])
            submission = self.submission_under_review(at)
            step = submission.approvals.count() + 1
            approval = Approval.objects.create(
                submission=submission,
                digest=submission.digest,
                step=step,
                opinion=opinion,
                delegation=delegation,
                made_at=at,
                made_by=user,
            )
            Event.objects.record(
                Event.Verb.APPROVED,
                user,
                notice=self,
                digest=approval.digest,
                rows=[approval],
                detail=name_of_step(step, self.steps()),
                opinion=approval.opinion,
                on_behalf=str(delegation.made_by) if delegation else "",
            )
        return approval

    def why_not_review_secrecy(
        self, user, conclusion: str = "", basis: str = "", *, digest: str
    ) -> list[str]:
        """Reasons against a conclusion on the working copy, submitted or not."""
        reasons = self.missing_permission(user, "notices.review_secrecy_notice")
        reasons += self.why_not_in_bin()
        if digest != self.working_digest():
            return [*reasons, SEEN_ANOTHER]
        if user is not None and user.pk in self.writers():
            reasons.append("您是这一稿的编辑或送审人，不能作保密审查，请由别人审查。")
        if conclusion not in Conclusion.values:
            reasons.append("请选择可以公开或不宜公开。")
        if not self.said(basis):
            reasons.append("请写明保密审查的依据。")
        newest = self.secrecy_reviews.filter(digest=digest).order_by("-pk").first()
        if newest and (newest.made_by, newest.conclusion) == (user, conclusion):
            reasons.append("您对这一稿已经作过同样的结论。")
        marks = self.marks_of_secrecy() if conclusion == Conclusion.OPEN else []
        return reasons + [f"{mark.place}：{mark.message}不能作“可以公开”的结论。" for mark in marks]

    def review_secrecy(self, user, conclusion: str, *, basis: str, digest: str) -> SecrecyReview:
        """保密审查: a conclusion ("open" or "closed") and its basis, on the digest seen.

        不宜公开 stops a schedule of the same text: nothing asks again at its moment.
        """
        with self.locked() as at:
            self.refuse_for(self.why_not_review_secrecy(user, conclusion, basis, digest=digest))
            pending = self.pending_release(at)
            stops = conclusion == Conclusion.CLOSED and pending is not None
            if stops and pending.edition.digest == digest:
                self._cancel(user, at, pending)
                Generation.bump()
            review = SecrecyReview.objects.create(
                notice=self,
                digest=digest,
                conclusion=conclusion,
                basis=basis,
                made_at=at,
                made_by=user,
            )
            Event.objects.record(
                Event.Verb.SECRECY_REVIEWED,
                user,
                notice=self,
                digest=digest,
                rows=[review],
                conclusion=review.get_conclusion_display(),
                basis=review.basis,
            )
        return review

    def why_not_review_late(self, user, basis: ReleaseBasis | None, opinion: str = "") -> list[str]:
        """Reasons against the review that an urgent release owes."""
        reasons = self.missing_permission(user, "notices.approve_notice")
        if basis is None or basis not in self.owing_review():
            return [*reasons, "这份通知没有待补审的紧急发布。"]
        release = basis.release
        if user is not None and user.pk in {*self.writers(before=release), release.made_by_id}:
            reasons.append("您是这一版的编辑或紧急发布人，不能补审，请由别人补审。")
        if not self.said(opinion):
            reasons.append("请写补审意见。")
        return reasons

    def review_late(self, user, basis: ReleaseBasis, *, opinion: str) -> LateReview:
        """补审: somebody else reads afterwards what went out urgently."""
        with self.locked() as at:
            self.refuse_for(self.why_not_review_late(user, basis, opinion))
            edition = basis.release.edition
            review = LateReview.objects.create(
                basis=basis, digest=edition.digest, opinion=opinion, made_at=at, made_by=user
            )
            Event.objects.record(
                Event.Verb.REVIEWED_LATE,
                user,
                notice=self,
                digest=edition.digest,
                rows=[review],
                edition=edition.number,
                opinion=review.opinion,
            )
        return review


def _giver(delegation) -> set:
    return {delegation.made_by} if delegation else set()


def name_of_step(step: int, steps: list[str]) -> str:
    """The name of the step; the rules may have changed since the text was submitted."""
    names = steps if step <= len(steps) else STEPS[3]
    return names[min(step, len(names)) - 1]
