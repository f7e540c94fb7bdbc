"""公示期: so many working days from the day of publishing, and what comes after them.

The draft states it, the digest covers it, and the release that first states it counts its days.
"""

import json
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from ...working_days import last_working_day
from ..acting import Acting
from ..append_only import AppendOnly
from ..event import Event
from ..generation import Generation
from ..payload import ENDINGS, LONGEST_PERIOD, period_of
from ..vocabulary import Holiday

FULFILLED = "公示期满。"
NOT_FOUND = "这份通知没有正在进行的公示期。"


class PublicityPeriod(AppendOnly):
    """A period readers were told of; void where its withdrawal was undone."""

    notice = models.ForeignKey("notices.Notice", models.PROTECT, related_name="periods")
    days = models.PositiveSmallIntegerField("工作日")
    first_day = models.DateField("起")
    last_day = models.DateField("止")
    withdrawal = models.OneToOneField(
        "notices.Withdrawal", models.PROTECT, related_name="period", verbose_name="到期"
    )
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "公示期"
        default_permissions = ()

    def __str__(self):
        return f"{self.first_day:%Y-%m-%d} 至 {self.last_day:%Y-%m-%d}（{self.days} 个工作日）"


class Periods(Acting):
    """A period ends by the act that withdraws: nothing has to run on its last day."""

    def period(self) -> PublicityPeriod | None:
        """The period that stands; at most one, as its withdrawal is."""
        standing = self.periods.filter(withdrawal__undoing=None).select_related("withdrawal")
        return standing.order_by("-pk").first()

    def period_kept(self, at: datetime) -> PublicityPeriod | None:
        """The period that stands, where the working copy states what its release states."""
        newest = self.pending_release(at) or self.live_release(at)
        return self.period() if newest and period_of(self) == _stated(newest) else None

    def told_period(self, at: datetime) -> str:
        """The period the working copy states, with the days it has or would have; "" of none."""
        if kept := self.period_kept(at):
            return f"{kept}，{ENDINGS[kept.withdrawal.kind]}。"
        live = self.live_release(at)
        begun = live.first_live_at if live else at
        return told_period(self.period_days, self.period_ending, begun) if self.period_days else ""

    def why_not_period(self, at: datetime, moment: datetime | None = None) -> list[str]:
        """Reasons because of the period the working copy states, were it released at `moment`."""
        days, ending = self.period_days, self.period_ending
        if bool(days) != bool(ending) or (days and not 1 <= days <= LONGEST_PERIOD):
            return [f"公示期须是 1 到 {LONGEST_PERIOD} 个工作日，并选择期满以后网页怎么办。"]
        live = self.live_release(at)
        if period_of(self) == _stated(live):
            return []
        reasons = ["更正改动了公示期，请直接发布，不能预约。"] if live and moment else []
        standing = self.period()
        if live and standing and standing.withdrawal.takes_effect_at <= at:
            return [*reasons, f"公示期在 {standing.last_day:%Y-%m-%d} 已经满了，不能再改。"]
        begun = live.first_live_at if live else moment or at
        return reasons + (self._why_not_count(at, begun, standing) if days else [])

    def _why_not_count(self, at: datetime, begun: datetime, standing) -> list[str]:
        """Reasons against the days themselves: they are over, or something else ends the text."""
        _, last = days_of_period(self.period_days, begun)
        reasons = []
        if _end_of(last) <= at:
            reasons.append(f"从发布的那天算起，公示期在 {last:%Y-%m-%d} 已经满了。")
        own = standing.withdrawal_id if standing else None
        if other := self.standing_of_sort(self.period_ending).exclude(pk=own).first():
            reasons.append(f"已经登记过“{other}”，要写公示期请先解除。")
        return reasons

    def _follow_period(self, user, at: datetime, release, live) -> None:
        """Last step of releasing: what the frozen text newly says of its period becomes rows."""
        stated = _stated(release)
        if stated == _stated(live):
            return
        self._end_period(user, at, "公示期以新发布的版本为准。")
        if stated:
            first, last = days_of_period(stated["days"], release.first_live_at)
            digest = release.edition.digest
            self._begin_period(user, at, digest, stated["ending"], (stated["days"], first, last))

    def _end_period(self, user, at: datetime, reason: str) -> None:
        if standing := self.period():
            self._undo(user, at, standing.withdrawal, reason)

    def _begin_period(self, user, at, digest: str, ending: str, counted: tuple) -> PublicityPeriod:
        """Writes the period (days, first, last) and the withdrawal at its end."""
        days, first, last = counted
        details = {"reason": FULFILLED, "takes_effect_at": _end_of(last)}
        details |= {"stays_in_force": False} if ending == "taken_down" else {}
        withdrawal = self._withdraw(user, at, ending, digest, **details)
        period = PublicityPeriod.objects.create(
            notice=self,
            days=days,
            first_day=first,
            last_day=last,
            withdrawal=withdrawal,
            made_at=at,
            made_by=user,
        )
        verb, told = Event.Verb.PERIOD_SET, str(period)
        Event.objects.record(verb, user, notice=self, digest=digest, rows=[period], detail=told)
        return period

    def why_not_extend_period(
        self, user, days: int | None = None, reason: str = "", *, at: datetime | None = None
    ) -> list[str]:
        """Reasons against making the period that runs `days` working days long in all."""
        reasons = self.missing_permission(user, "notices.withdraw_notice")
        at = at or timezone.now()
        period = self.period()
        if period is None or self.live_release(at) is None:
            return [*reasons, NOT_FOUND]
        if period.withdrawal.takes_effect_at <= at:
            reasons.append(f"公示期在 {period.last_day:%Y-%m-%d} 已经满了，不能再延长。")
        if not days or not period.days < days <= LONGEST_PERIOD:
            told = (
                f"现在是 {period.days} 个工作日，延长以后须更长，最多 {LONGEST_PERIOD} 个工作日。"
            )
            reasons.append(told)
        if not self.said(reason):
            reasons.append("请写明延长公示期的原因。")
        return reasons + self.not_for_readers(延长的原因=reason)

    def extend_period(self, user, days: int, *, reason: str) -> PublicityPeriod:
        """延长公示期: the one change of a period without a new text, and only to more days."""
        with self.locked() as at:
            self.refuse_for(self.why_not_extend_period(user, days, reason, at=at))
            old, digest = self.period(), self.live_release(at).edition.digest
            self._undo(user, at, old.withdrawal, reason)
            first, last = days_of_period(days, _beginning(old.first_day))
            kind = old.withdrawal.kind
            period = self._begin_period(user, at, digest, kind, (days, first, last))
            Generation.bump()
        return period


def days_of_period(days: int, begun: datetime) -> tuple[date, date]:
    """The day of publishing, and the last of so many working days after it."""
    first = timezone.localdate(begun)
    reach = timedelta(days=5 * LONGEST_PERIOD)
    rows = Holiday.objects.filter(day__gt=first, day__lte=first + reach)
    kinds = dict(rows.values_list("day", "kind"))
    off = {day for day, kind in kinds.items() if kind == Holiday.Kind.OFF}
    return first, last_working_day(first, days, off=off, worked=kinds.keys() - off)


def told_period(days: int, ending: str, begun: datetime) -> str:
    """A period in words with its last day, and what its count does not know."""
    first, last = days_of_period(days, begun)
    told = f"{days} 个工作日，{ENDINGS.get(ending, '')}；{first} 发布的到 {last} 为止。"
    years = {first.year, last.year}
    known = Holiday.objects.filter(day__year__in=years).values_list("day__year", flat=True)
    if missing := sorted(years - set(known)):
        named = "、".join(map(str, missing))
        told += f"节假日表里还没有 {named} 年的安排，只按平常的周末计算。"
    return told


def _stated(release) -> dict | None:
    """The period the text of a release states."""
    if release is None or not hasattr(release.edition, "payload"):
        return None
    return json.loads(release.edition.payload.text).get("period")


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end_of(day: date) -> datetime:
    return _beginning(day + timedelta(days=1))
