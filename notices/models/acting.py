"""What every verb does first: lock, check permission and state, and answer why not."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps

from django.db import transaction
from django.utils import timezone

from ..characters import strip_unseen
from ..checks import Passage, run
from ..refusal import Refused, StaleVersion

WITHOUT = {
    "notices.view_notice": "您没有看通知的权限。",
    "notices.add_notice": "您没有新建通知的权限。",
    "notices.change_notice": "您没有修改通知的权限。",
    "notices.delete_notice": "您没有把草稿放入回收站的权限。",
    "notices.import_notice": "您没有导入通知的权限。",
    "notices.submit_notice": "您没有送审的权限。",
    "notices.approve_notice": "您没有审核的权限。",
    "notices.review_secrecy_notice": "您没有保密审查的权限。",
    "notices.comment_notice": "您没有批注和提修改建议的权限。",
    "notices.publish_notice": "您没有发布通知的权限。",
    "notices.urgent_publish_notice": "您没有紧急发布的权限。",
    "notices.schedule_notice": "您没有预约发布的权限。",
    "notices.move_in_notice": "您没有历史迁移的权限。",
    "notices.withdraw_notice": "您没有废止、撤销或撤下通知的权限。",
    "notices.seal_notice": "您没有封存版本的权限。",
    "notices.restore_notice": "您没有恢复旧版的权限。",
    "notices.pin_notice": "您没有置顶通知的权限。",
    "notices.keep_sheet_notice": "您没有留存签批件的权限。",
    "notices.confirm_contact": "您没有确认公务电话的权限。",
    "notices.accept_difference": "您没有接受与原件的差异的权限。",
    "notices.waive_problem": "您没有说明检查问题的权限。",
}


IN_BIN = "这份通知在回收站里，请先恢复。"


_HELD = "held_answers"


def hold(notice) -> None:
    """From now on this very object answers each question once, as it stands: for a page that changes
    nothing. `let_go` ends it, which every verb does before it acts.
    """
    vars(notice)[_HELD] = {}


def let_go(notice) -> None:
    vars(notice).pop(_HELD, None)


def asked_once(question: Callable) -> Callable:
    """A question about a notice that is held costs its queries once, whatever moment it names."""

    @wraps(question)
    def answered(notice, *args, **kwargs):
        held = vars(notice).get(_HELD)
        if held is None:
            return question(notice, *args, **kwargs)
        said = [one for one in [*args, *kwargs.values()] if not isinstance(one, datetime)]
        key = (question.__name__, *said)
        if key not in held:
            held[key] = question(notice, *args, **kwargs)
        return held[key]

    return answered


class Acting:
    """The frame of the verbs of a notice."""

    @staticmethod
    def missing_permission(user, permission: str) -> list[str]:
        allowed = user is not None and user.is_active and user.has_perm(permission)
        return [] if allowed else [WITHOUT[permission]]

    @staticmethod
    def refuse_for(reasons: list[str], problems=()) -> None:
        """Raises Refused where there is any reason."""
        if reasons:
            raise Refused(*reasons, problems=problems)

    @staticmethod
    def said(text: str) -> str:
        """What a person really wrote: without characters nobody sees."""
        return strip_unseen(text).strip()

    @staticmethod
    def not_for_readers(**texts: str) -> list[str]:
        """Reasons against words that readers will see and nobody can take back (`checks`)."""
        found = run([Passage(place, text) for place, text in texts.items()])
        return [f"{p.place}：{p.message}{p.advice}" for p in found if p.blocking]

    @staticmethod
    def refuse_without(user, permission: str) -> None:
        Acting.refuse_for(Acting.missing_permission(user, permission))

    def why_not_in_bin(self) -> list[str]:
        return [IN_BIN] if self.binned_at else []

    @contextmanager
    def locked(self, version: int | None = None, others: Sequence = (), *, in_bin: bool = False):
        """One transaction with the notice locked and read afresh; gives the moment of the act.

        `version` is the one the person saw; StaleVersion is raised when it has moved on. `others`
        are notices the act depends on; all are locked in the order of their numbers. Refused is
        raised for what lies in the bin, unless the act is one of those `in_bin`.
        """
        with transaction.atomic():
            for notice in sorted([self, *others], key=lambda notice: notice.pk):
                notice.lock()
            self.refresh_from_db()
            if version is not None and version != self.version:
                raise StaleVersion(str(self))
            self.refuse_for([] if in_bin else self.why_not_in_bin())
            yield timezone.now()
