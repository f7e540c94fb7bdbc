"""The verbs that put a notice at the head of the list for a time, and take it down again."""

from datetime import date, datetime, timedelta

from django.apps import apps
from django.utils import timezone

from ..acting import Acting, asked_once
from ..event import Event
from ..generation import Generation

MOST = 5  # at the head together: more would be a list of its own
LONGEST = timedelta(days=366)


class Pinning(Acting):
    """置顶 and 取消置顶."""

    @asked_once
    def pinned_until(self, at: datetime | None = None) -> date | None:
        """The last day of its pin in force; None where it stands at its date."""
        pins = self.pins.in_force(timezone.localdate(at or timezone.now()))
        return pins.values_list("until", flat=True).first()

    def why_not_pin(self, user, until: date | None, *, at: datetime | None = None) -> list[str]:
        reasons = self.missing_permission(user, "notices.pin_notice")
        at = at or timezone.now()
        today = timezone.localdate(at)
        if self.live_release(at) is None:
            reasons.append("这份通知还没有发布，不能置顶。")
        if until is None:
            reasons.append("请填写置顶到哪一天。")
        elif until < today:
            reasons.append("置顶的截止日期已经过去，请改为今天或者以后的日期。")
        elif until > today + LONGEST:
            reasons.append("一次最多置顶一年，请改一个近一些的日期。")
        others = apps.get_model("notices.Pin").objects.in_force(today).exclude(notice=self)
        if others.count() >= MOST:
            reasons.append(f"已经有 {MOST} 份通知置顶，请先取消其中一份。")
        return reasons

    def pin(self, user, until: date):
        """Puts the notice at the head of the list, the day `until` included; returns the Pin."""
        with self.locked() as at:
            self.refuse_for(self.why_not_pin(user, until, at=at))
            return self._pin(user, at, until, Event.Verb.PINNED)

    def why_not_unpin(self, user, *, at: datetime | None = None) -> list[str]:
        reasons = self.missing_permission(user, "notices.pin_notice")
        if self.pinned_until(at) is None:
            reasons.append("这份通知没有置顶。")
        return reasons

    def unpin(self, user):
        """Lets the notice stand at its date again, before its last day; returns the Pin."""
        with self.locked() as at:
            self.refuse_for(self.why_not_unpin(user, at=at))
            return self._pin(user, at, None, Event.Verb.UNPINNED)

    def _pin(self, user, at: datetime, until: date | None, verb):
        pin = self.pins.create(until=until, made_at=at, made_by=user)
        told = until.isoformat() if until else ""
        Event.objects.record(verb, user, notice=self, rows=[pin], until=told)
        Generation.bump()
        return pin
