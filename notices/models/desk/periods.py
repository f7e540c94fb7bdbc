"""公示期: so many working days from the day of publishing, and what comes after them."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from ...working_days import last_working_day
from ..acting import Acting
from ..append_only import AppendOnly
from ..event import Event
from ..generation import Generation
from ..vocabulary import Holiday

LONGEST = 60  # working days
FULFILLED = "公示期满。"
ENDINGS = {"expired": "到期失效", "taken_down": "到期撤下"}


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
    """Sets a period by the verb that withdraws: nothing has to run on its last day."""

    def period(self) -> PublicityPeriod | None:
        """The period that stands; at most one, as its withdrawal is."""
        return self.periods.filter(withdrawal__undoing=None).order_by("-pk").first()

    def days_of_period(self, days: int) -> tuple[date, date]:
        """The day of publishing, and the last of so many working days after it."""
        first = timezone.localdate(self.live_release().first_live_at)
        rows = Holiday.objects.filter(day__gt=first, day__lte=first + timedelta(days=5 * LONGEST))
        kinds = dict(rows.values_list("day", "kind"))
        off = {day for day, kind in kinds.items() if kind == Holiday.Kind.OFF}
        return first, last_working_day(first, days, off=off, worked=kinds.keys() - off)

    def why_not_set_period(
        self, user, days: int | None = None, ending: str = "", *, at: datetime | None = None
    ) -> list[str]:
        """Reasons against a period of `days` working days that ends as `ending` of ENDINGS."""
        early = self.missing_permission(user, "notices.withdraw_notice")
        if self.live_release(at) is None:
            return [*early, "这份通知还没有发布，公示期从发布的那天算起。"]
        if not days or not 1 <= days <= LONGEST:
            return [*early, f"公示期须是 1 到 {LONGEST} 个工作日。"]
        if ending not in ENDINGS:
            return [*early, "请选择公示期满以后页面怎么办。"]
        _, last = self.days_of_period(days)
        reasons = self.why_not_withdraw(user, ending, at=at, **_details(ending, last))
        if _end_of(last) <= (at or timezone.now()):
            reasons.append(f"从发布的那天算起，公示期在 {last:%Y-%m-%d} 已经满了。")
        return reasons

    def set_period(self, user, days: int, ending: str) -> PublicityPeriod:
        """Writes the period and the withdrawal at its end: 失效 ("expired") or 撤下 ("taken_down")."""
        with self.locked() as at:
            self.refuse_for(self.why_not_set_period(user, days, ending, at=at))
            first, last = self.days_of_period(days)
            withdrawal = self.withdraw(user, ending, **_details(ending, last))
            period = PublicityPeriod.objects.create(
                notice=self,
                days=days,
                first_day=first,
                last_day=last,
                withdrawal=withdrawal,
                made_at=at,
                made_by=user,
            )
            Event.objects.record(
                Event.Verb.PERIOD_SET, user, notice=self, rows=[period], detail=str(period)
            )
            Generation.bump()
        return period


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _details(ending: str, last: date) -> dict:
    details = {"reason": FULFILLED, "takes_effect_at": _end_of(last)}
    return details | ({"stays_in_force": False} if ending == "taken_down" else {})
