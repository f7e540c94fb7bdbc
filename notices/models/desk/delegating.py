"""委托代审: a reviewer who is away names who reviews in his place, from when until when."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from ...fields import LineField
from ...querysets import AppendOnlyQuerySet
from ..acting import Acting
from ..append_only import AppendOnly
from ..event import ChainHead, Event

LONGEST = timedelta(days=184)


class DelegationQuerySet(AppendOnlyQuerySet):
    """Delegations, and the two verbs of who makes them."""

    def standing(self, at: datetime | None = None) -> "DelegationQuerySet":
        """Those that hold at a moment."""
        at = at or timezone.now()
        return self.filter(starts_at__lte=at, ends_at__gt=at, end=None)

    def why_not_delegate(
        self, user, to, starts_at: datetime | None, ends_at: datetime | None, reason: str = ""
    ) -> list[str]:
        reasons = Acting.missing_permission(user, "notices.approve_notice")
        if to == user:
            reasons.append("不能委托给自己。")
        elif not (to and to.is_active and to.has_perm("notices.view_notice")):
            reasons.append("受委托的人须是能看通知的在职人员。")
        if not (starts_at and ends_at):
            return [*reasons, "请填写委托的起止时间。"]
        if ends_at <= max(starts_at, timezone.now()):
            reasons.append("委托的截止时间须在开始以后、现在以后。")
        elif ends_at - starts_at > LONGEST:
            reasons.append(f"一次委托最长 {LONGEST.days} 天。")
        if self.filter(made_by=user, end=None, starts_at__lt=ends_at, ends_at__gt=starts_at):
            reasons.append("这段时间您已经委托了别人，请先结束那一次。")
        if not Acting.said(reason):
            reasons.append("请写明委托的原因。")
        return reasons

    def delegate(self, user, to, starts_at: datetime, ends_at: datetime, *, reason: str):
        """Writes the delegation and returns it; raises Refused with the reasons against it."""
        with transaction.atomic():
            # Of two delegations at once the second sees the first.
            ChainHead.locked()
            Acting.refuse_for(self.why_not_delegate(user, to, starts_at, ends_at, reason))
            made = self.create(
                made_by=user,
                to=to,
                starts_at=starts_at,
                ends_at=ends_at,
                reason=reason,
                made_at=timezone.now(),
            )
            Event.objects.record(
                Event.Verb.DELEGATED,
                user,
                rows=[made],
                to=to.get_username(),
                starts_at=starts_at.isoformat(),
                ends_at=ends_at.isoformat(),
                reason=made.reason,
            )
        return made


class Delegation(AppendOnly):
    """One person's right to approve, given to another for a time; nobody passes it on."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="受委托人"
    )
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("截止")
    reason = LineField("原因", max_length=200)
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="委托人"
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "委托代审"
        default_permissions = ()

    def __str__(self):
        return f"代 {self.made_by} 审核"

    def holds(self, at: datetime) -> bool:
        """Whether it gives a right at a moment: in time, not ended, and its giver has it still."""
        standing = Delegation.objects.standing(at).filter(pk=self.pk).exists()
        return standing and not Acting.missing_permission(self.made_by, "notices.approve_notice")

    def why_not_end(self, user) -> list[str]:
        reasons = [] if user == self.made_by else ["只有委托人自己可以结束委托。"]
        if DelegationEnd.objects.filter(delegation=self).exists():
            reasons.append("这次委托已经结束。")
        return reasons

    def end_now(self, user):
        """Ends it before its time; what was approved under it stays."""
        with transaction.atomic():
            ChainHead.locked()
            Acting.refuse_for(self.why_not_end(user))
            end = DelegationEnd.objects.create(
                delegation=self, made_at=timezone.now(), made_by=user
            )
            Event.objects.record(
                Event.Verb.DELEGATION_ENDED, user, rows=[end], to=self.to.get_username()
            )
        return end


class DelegationEnd(AppendOnly):
    """A delegation its giver ended before its time."""

    delegation = models.OneToOneField(Delegation, models.PROTECT, related_name="end")
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "委托的结束"
        default_permissions = ()
