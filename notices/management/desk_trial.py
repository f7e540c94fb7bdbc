"""Every verb of a notice tried in every state of the desk by every role.

The answers are the verbs' own `why_not_…`, asked of notices that went into each state by the verbs;
whoever calls this rolls back afterwards.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from ..models import Delegation, DeskSetting, Edition, Issuer, Kind, Notice, User, Withdrawal
from ..models.acting import WITHOUT
from ..roles import ROLES

OVER_ALL = {"replace_pending": True}
DECISION = {"reason": "文件已被替代。", "decided_by": "试验机关", "basis_number": "试发〔2026〕2号"}
# The beginning of a scan: what it shows is for people.
SCAN = (b"%PDF-1.7\n", "签批件.pdf")
WHY = "情况紧急，必须马上告知群众。"
DAY = timedelta(days=1)
# Who asks: each role, and one person with two of them, as small offices have.
ASKING = {name: [role] for role, (name, _) in ROLES.items()}
ASKING |= {"起草兼审核": ["editor", "reviewer"]}
MOMENT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}")


@dataclass(frozen=True)
class Case:
    """One notice in one state, and who asks."""

    notice: Notice
    user: User
    now: datetime
    digest: str


def _withdrawal(case: Case) -> Withdrawal:
    return case.notice.standing_withdrawals().first() or Withdrawal()


def _edition(case: Case) -> Edition:
    return case.notice.editions.order_by("number").first() or Edition()


# 中文: what the verb answers, everything it asks for being given.
VERBS: dict[str, Callable[[Case], list[str]]] = {
    "保存": lambda c: (
        c.notice.missing_permission(c.user, "notices.change_notice") + c.notice.why_not_change()
    ),
    "放入回收站": lambda c: c.notice.why_not_delete(c.user),
    "从回收站恢复": lambda c: c.notice.why_not_take_out(c.user),
    "送审": lambda c: c.notice.why_not_submit(c.user, digest=c.digest),
    "撤回送审": lambda c: c.notice.why_not_take_back(c.user),
    "签收": lambda c: c.notice.why_not_sign_for(c.user),
    "批注": lambda c: c.notice.why_not_comment(c.user, "请核对日期。"),
    "办结批注": lambda c: c.notice.why_not_settle_comment(c.user, c.notice.comments.first()),
    "修改建议": lambda c: c.notice.why_not_suggest(c.user, "title", "通知", "通告"),
    "采纳修改建议": lambda c: c.notice.why_not_take_suggestion(
        c.user, c.notice.suggestions.first()
    ),
    "不采纳修改建议": lambda c: c.notice.why_not_decline_suggestion(
        c.user, c.notice.suggestions.first()
    ),
    "退回修改": lambda c: c.notice.why_not_send_back(c.user, "标题还要斟酌。"),
    "转为修改": lambda c: c.notice.why_not_turn_to_editing(c.user, True),
    "保密审查": lambda c: c.notice.why_not_review_secrecy(
        c.user, "open", "不含涉密事项。", digest=c.digest
    ),
    "审核": lambda c: c.notice.why_not_approve(c.user, "同意。", digest=c.digest),
    "留存签批件": lambda c: c.notice.why_not_keep_sheet(c.user, *SCAN, digest=c.digest),
    "委托代审": lambda c: Delegation.objects.why_not_delegate(
        c.user, c.notice.made_by, c.now, c.now + DAY, "外出学习。"
    ),
    "发布": lambda c: c.notice.why_not_publish(c.user, **OVER_ALL),
    "预约发布": lambda c: c.notice.why_not_schedule(c.user, c.now + DAY, **OVER_ALL),
    "取消预约": lambda c: c.notice.why_not_cancel_schedule(c.user),
    "紧急发布": lambda c: c.notice.why_not_publish_urgently(
        c.user, WHY, confirmed=True, **OVER_ALL
    ),
    "补审": lambda c: c.notice.why_not_review_late(
        c.user, next(iter(c.notice.owing_review()), None), "同意。"
    ),
    "历史迁移": lambda c: c.notice.why_not_move_in(c.user, c.now - DAY),
    "废止": lambda c: c.notice.why_not_withdraw(
        c.user, "repealed", takes_effect_at=c.now, **DECISION
    ),
    "失效": lambda c: c.notice.why_not_withdraw(
        c.user, "expired", takes_effect_at=c.now, reason="规定的期限已满。"
    ),
    "撤下页面": lambda c: c.notice.why_not_withdraw(
        c.user, "taken_down", reason="正在核对。", stays_in_force=True
    ),
    "延长公示期": lambda c: c.notice.why_not_extend_period(c.user, 9, "收到的意见还要核实。"),
    "解除撤下": lambda c: c.notice.why_not_undo_withdrawal(c.user, _withdrawal(c), "核对完毕。"),
    "封存版本": lambda c: c.notice.why_not_seal(c.user, _edition(c), "含不宜公开的内容。"),
    "置顶": lambda c: c.notice.why_not_pin(c.user, timezone.localdate(c.now + 2 * DAY)),
    "取消置顶": lambda c: c.notice.why_not_unpin(c.user),
    "恢复旧版": lambda c: c.notice.why_not_restore(c.user, _edition(c), discard_changes=True),
}


class Trial:
    """A desk of its own: people, a site that asks for one approval, a notice in each state."""

    def __init__(self):
        DeskSetting.objects.update_or_create(
            pk=DeskSetting.ROW, defaults={"approvals": 1, "secrecy_review": True}
        )
        self.writer = _person("desk-table-writer", ["editor"])
        self.reviewer = _person("desk-table-reviewer", ["reviewer"])
        self.publisher = _person("desk-table-publisher", ["publisher"])
        self.asking = {
            name: _person(f"desk-table-{number}", roles)
            for number, (name, roles) in enumerate(ASKING.items())
        }
        self.notices = {name: build(self) for name, build in STATES.items()}
        self.digests = {name: one.working_digest() for name, one in self.notices.items()}
        self.answers: dict[tuple, str] = {}

    def answer(self, verb: str, state: str, name: str) -> str:
        """Why somebody may not do it there; "" where he may. Who has no right is told only that."""
        asked = (verb, state, name)
        if asked not in self.answers:
            self.answers[asked] = self._asked(*asked)
        return self.answers[asked]

    def _asked(self, verb: str, state: str, name: str) -> str:
        case = Case(self.notices[state], self.asking[name], timezone.now(), self.digests[state])
        reasons = [MOMENT.sub("……", reason) for reason in VERBS[verb](case)]
        without = [reason for reason in reasons if reason in WITHOUT.values()]
        return "".join(without or reasons)

    def draft(self) -> Notice:
        notice = Notice.objects.create(
            title="关于试验的通知",
            kind=Kind.objects.get(code="notice"),
            signed_on="2026-05-12",
            preamble="<p>现通知如下。</p>",
            made_by=self.writer,
        )
        issuer, _ = Issuer.objects.get_or_create(name="试验机关")
        notice.notice_issuers.create(issuer=issuer)
        notice.refresh_from_db()
        notice.comment(self.reviewer, "请核对日期。")
        notice.suggest(self.reviewer, "preamble", "如下", "如后")
        return notice

    def submitted(self, notice: Notice | None = None) -> Notice:
        notice = notice or self.draft()
        notice.submit(self.writer)
        digest = notice.working_digest()
        notice.review_secrecy(self.publisher, "open", basis="不含涉密事项。", digest=digest)
        return notice

    def approved(self, notice: Notice | None = None) -> Notice:
        notice = self.submitted(notice)
        notice.approve(self.reviewer, "同意。", digest=notice.working_digest())
        return notice

    def scheduled(self) -> Notice:
        notice = self.approved()
        notice.schedule(self.publisher, timezone.now() + DAY)
        return notice

    def live(self, notice: Notice | None = None) -> Notice:
        notice = self.approved(notice)
        notice.publish(self.publisher)
        return notice

    def publicity(self) -> Notice:
        notice = self.draft()
        notice.period_days, notice.period_ending = 5, "expired"
        notice.save()
        notice.record_saved(self.writer)
        return self.live(notice)

    def pinned(self) -> Notice:
        notice = self.live()
        notice.pin(self.publisher, timezone.localdate() + DAY)
        return notice

    def edited(self) -> Notice:
        notice = self.live()
        notice.annotation = "（此件公开发布）"
        notice.correction_kind, notice.correction_note = "minor", "补附注。"
        notice.save()
        notice.record_saved(self.writer)
        return notice

    def urgent(self) -> Notice:
        notice = self.draft()
        digest = notice.working_digest()
        notice.review_secrecy(self.reviewer, "open", basis="不含涉密事项。", digest=digest)
        notice.publish_urgently(self.publisher, reason=WHY, confirmed=True)
        return notice

    def binned(self) -> Notice:
        notice = self.draft()
        notice.discard(self.writer)
        return notice

    def taken_down(self) -> Notice:
        notice = self.live()
        notice.withdraw(self.publisher, "taken_down", reason="正在核对。", stays_in_force=True)
        return notice


STATES: dict[str, Callable[[Trial], Notice]] = {
    "起草": Trial.draft,
    "送审中": Trial.submitted,
    "已审定": Trial.approved,
    "已预约": Trial.scheduled,
    "已发布": Trial.live,
    "公示中": Trial.publicity,
    "已置顶": Trial.pinned,
    "发布后有改动": Trial.edited,
    "待补审": Trial.urgent,
    "已撤下": Trial.taken_down,
    "回收站": Trial.binned,
}


def _person(username: str, roles: list[str]) -> User:
    user = User(username=username, is_staff=True)
    user.set_unusable_password()
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    return user
