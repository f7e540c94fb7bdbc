"""起草 → 初审 → 终审 → 发布 as a row: who did each step and when, and whose turn it is."""

from dataclasses import dataclass

from django.utils import timezone

from ...models import SecrecyReview, SubmissionEnd
from .standing import AtDesk, moment

DONE, NOW, BACK, STILL = "done", "now", "back", "still"
SAID = {DONE: "已完成", NOW: "进行中", BACK: "退回", STILL: "未开始"}
CLOSED = SecrecyReview.Conclusion.CLOSED


@dataclass(frozen=True)
class Step:
    """One step; `look` is one of the four above, `told` who and when."""

    name: str
    look: str
    told: str = ""

    @property
    def said(self) -> str:
        return SAID[self.look]


def steps(at: AtDesk) -> list[Step]:
    """The way of the text as it stands; none where readers have it or nothing is asked of it."""
    if not at.is_asked or at.is_out:
        return []
    return [_draft(at), *_before_readers(at), _release(at)]


def _draft(at: AtDesk) -> Step:
    newest = at.newest
    if at.is_submitted:
        return Step("起草", DONE, f"{newest.made_by} {moment(newest.made_at)} 送审")
    if newest and hasattr(newest, "end") and newest.end.how == SubmissionEnd.How.RETURNED:
        return Step("起草", BACK, f"{newest.end.made_by} {moment(newest.end.made_at)} 退回修改")
    return Step("起草", NOW, "修改中")


def _before_readers(at: AtDesk) -> list[Step]:
    """The approvals in their order; the secrecy review stands before the last."""
    names, given = at.notice.steps(), at.given if at.is_submitted else []
    found = [_approval(place, name, given, at) for place, name in enumerate(names)]
    if at.setting.secrecy_review:
        found.insert(max(len(found) - 1, 0), _secrecy(at))
    return found


def _approval(place: int, name: str, given: list, at: AtDesk) -> Step:
    if place < len(given):
        return Step(name, DONE, f"{given[place].made_by} {moment(given[place].made_at)}")
    is_next = at.is_submitted and place == len(given)
    return Step(name, NOW, "待审核") if is_next else Step(name, STILL)


def _secrecy(at: AtDesk) -> Step:
    conclusion = at.secrecy
    if conclusion is None:
        return Step(
            "保密审查", NOW if at.is_submitted else STILL, "待审查" if at.is_submitted else ""
        )
    look = BACK if conclusion.conclusion == CLOSED else DONE
    return Step("保密审查", look, f"{conclusion.made_by}：{conclusion}")


def _release(at: AtDesk) -> Step:
    if at.pending and at.pending.edition.digest == at.digest:
        when = timezone.localtime(at.pending.goes_live_at)
        return Step("发布", NOW, f"预约 {moment(when)}")
    return Step("发布", NOW, "可以发布") if at.is_ready else Step("发布", STILL)
