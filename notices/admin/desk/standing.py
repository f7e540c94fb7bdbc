"""Where a text stands at the desk, asked once a page and told in sentences."""

from functools import cached_property

from django.utils import timezone

from ...models import DeskSetting, Notice, ReleaseBasis


class AtDesk:
    """What the page of a notice needs to know; each question is asked when it comes up, and once."""

    def __init__(self, notice: Notice):
        self.notice = notice
        # What is said of its places, once the page has asked in somebody's name.
        self.remarks, self.may_remark = {}, False

    @classmethod
    def of(cls, notice: Notice) -> "AtDesk":
        """Kept with the notice a request has read, and gone with it."""
        return vars(notice).setdefault("at_desk", cls(notice))

    @cached_property
    def setting(self) -> DeskSetting:
        return self.notice.desk_setting()

    @cached_property
    def needed(self) -> int:
        return self.notice.approvals_needed()

    @cached_property
    def is_asked(self) -> bool:
        """Whether the site asks for anything of this notice before it goes out."""
        return self.notice.is_asked_at_desk()

    @cached_property
    def newest(self):
        return self.notice.submissions.select_related("end", "made_by").order_by("-pk").first()

    @cached_property
    def standing(self):
        return self.notice.standing_submission() if self.newest else None

    @cached_property
    def under_review(self):
        return self.notice.submission_under_review() if self.newest else None

    @cached_property
    def given(self) -> list:
        return self.notice.approvals_given(self.standing) if self.standing else []

    @cached_property
    def digest(self) -> str:
        return self.notice.working_digest()

    @cached_property
    def is_submitted(self) -> bool:
        """Whether the text as it stands is what was put before reviewers."""
        return self.standing is not None and self.standing.digest == self.digest

    @cached_property
    def live(self):
        return self.notice.live_release() if self.notice.edition_count else None

    @cached_property
    def pending(self):
        return self.notice.pending_release() if self.notice.edition_count else None

    @cached_property
    def is_out(self) -> bool:
        """Whether readers have the text as it stands."""
        live = self.live
        return bool(
            live and live.edition.digest == self.digest and not hasattr(live.edition, "sealing")
        )

    @cached_property
    def is_ready(self) -> bool:
        """Whether nothing but the publisher is missing."""
        return not (self.is_out or self.notice.why_not_out(timezone.now()))

    @cached_property
    def secrecy(self):
        return self.notice.secrecy_conclusion(self.digest)

    @cached_property
    def writers(self) -> set[int]:
        return self.notice.writers()

    @cached_property
    def owing(self) -> list[ReleaseBasis]:
        return self.notice.owing_review() if self.notice.edition_count else []

    def voided_by_a_save(self) -> str:
        """What a save that changes the text makes void; "" where nothing would be lost."""
        people = [str(one.made_by) for one in self.given] if self.is_submitted else []
        lost = [f"{'、'.join(people)}的审核意见"] if people else []
        if self.secrecy and not self.is_out:
            lost.append(f"{self.secrecy.made_by}的保密审查结论")
        return f"改动保存以后，{'和'.join(lost)}作废，须重新办理。" if lost else ""

    def told(self) -> list[str]:
        """All of it in sentences; none where the site asks for nothing of the text."""
        told = [*self._of_submission(), *self._of_secrecy()]
        return told + [f"{basis.release.edition}是紧急发布，待补审。" for basis in self.owing]

    def _of_submission(self) -> list[str]:
        newest = self.newest
        if newest is None:
            steps = self.notice.steps() if self.needed else []
            return [f"发布以前须经{'、'.join(steps)}，还没有送审。"] if steps else []
        if hasattr(newest, "end"):
            end = newest.end
            reason = f"：{end.reason}" if end.reason else "。"
            return [f"{end.made_by} {moment(end.made_at)} {end.get_how_display()}{reason}"]
        if self.standing is None:
            return []
        return [f"{newest.made_by} {moment(newest.made_at)} 送审。", *self._of_approvals()]

    def _of_approvals(self) -> list[str]:
        if not self.is_submitted:
            return ["送审以后内容有改动，审核意见作废。"]
        received = self.standing.receipts.select_related("made_by").order_by("pk")
        told = [f"{one.made_by} {moment(one.made_at)} 签收。" for one in received]
        steps = self.notice.steps()
        for one, step in zip(self.given, [*steps, *[""] * len(self.given)]):
            place = f"（代 {one.delegation.made_by}）" if one.delegation else ""
            told.append(f"{step} {one.made_by}{place} {moment(one.made_at)}：{one.opinion}")
        missing = steps[len(self.given) :]
        return [*told, f"等待{missing[0]}。" if missing else "审核完成，等待发布。"]

    def _of_secrecy(self) -> list[str]:
        if not (self.setting.secrecy_review or self.notice.secrecy_reviews.exists()):
            return []
        if conclusion := self.secrecy:
            return [f"保密审查（{conclusion.made_by}）：{conclusion}，依据：{conclusion.basis}"]
        return ["这一稿还没有保密审查。"] if self.setting.secrecy_review else []


def moment(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
