"""Where a text stands at the desk, asked once a page and told in sentences."""

from functools import cached_property

from django.utils import timezone

from ...models import Comment, DeskRule, DeskSetting, Notice, ReleaseBasis, Suggestion


class AtDesk:
    """What the page of a notice needs to know; each question is asked when it comes up, and once."""

    def __init__(self, notice: Notice):
        self.notice = notice

    @classmethod
    def of(cls, notice: Notice) -> "AtDesk":
        """Kept with the notice a request has read, and gone with it."""
        return vars(notice).setdefault("at_desk", cls(notice))

    @cached_property
    def setting(self) -> DeskSetting:
        return DeskSetting.current()

    @cached_property
    def needed(self) -> int:
        return max(self.setting.approvals, DeskRule.approvals_of(self.notice))

    @cached_property
    def is_asked(self) -> bool:
        """Whether the site asks for anything of this notice before it goes out."""
        return bool(self.needed or self.setting.secrecy_review)

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
    def comments(self) -> list[Comment]:
        return list(self.notice.comments.filter(settled_at=None).select_related("made_by"))

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return list(self.notice.suggestions.filter(outcome="").select_related("made_by"))

    @cached_property
    def owing(self) -> list[ReleaseBasis]:
        return self.notice.owing_review() if self.notice.edition_count else []

    def told(self) -> list[str]:
        """All of it in sentences; none where the site asks for nothing and nothing was said."""
        told = [*self._of_submission(), *self._of_secrecy()]
        told += [f"{basis.release.edition}是紧急发布，待补审。" for basis in self.owing]
        told += [f"批注（{one.made_by}）：{one}" for one in self.comments]
        return told + [f"修改建议（{one.made_by}）：{one}" for one in self.suggestions]

    def _of_submission(self) -> list[str]:
        newest = self.newest
        if newest is None:
            steps = self.notice.steps() if self.needed else []
            return [f"发布以前须经{'、'.join(steps)}，还没有送审。"] if steps else []
        if hasattr(newest, "end"):
            end = newest.end
            reason = f"：{end.reason}" if end.reason else "。"
            return [f"{end.made_by} {_at(end.made_at)} {end.get_how_display()}{reason}"]
        if self.standing is None:
            return []
        return [f"{newest.made_by} {_at(newest.made_at)} 送审。", *self._of_approvals()]

    def _of_approvals(self) -> list[str]:
        if self.standing.digest != self.notice.working_digest():
            return ["送审以后内容有改动，审核意见作废。"]
        received = self.standing.receipts.select_related("made_by").order_by("pk")
        told = [f"{one.made_by} {_at(one.made_at)} 签收。" for one in received]
        steps = self.notice.steps()
        for one, step in zip(self.given, [*steps, *[""] * len(self.given)]):
            place = f"（代 {one.delegation.made_by}）" if one.delegation else ""
            told.append(f"{step} {one.made_by}{place} {_at(one.made_at)}：{one.opinion}")
        missing = steps[len(self.given) :]
        return [*told, f"等待{missing[0]}。" if missing else "审核完成，等待发布。"]

    def _of_secrecy(self) -> list[str]:
        if not (self.setting.secrecy_review or self.notice.secrecy_reviews.exists()):
            return []
        conclusion = self.notice.secrecy_conclusion(self.notice.working_digest())
        if conclusion:
            return [f"保密审查（{conclusion.made_by}）：{conclusion}，依据：{conclusion.basis}"]
        return ["这一稿还没有保密审查。"] if self.setting.secrecy_review else []


def _at(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
