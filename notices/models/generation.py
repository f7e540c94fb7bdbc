"""The one counter that moves with every public change, and the changes to come by themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models import F

from ..querysets import Statement
from .event import ChainHead

MOST = 100  # the nearest; whoever asks again after the last of them finds the next


@dataclass(frozen=True, order=True)
class Change:
    """At a moment; `gone` is the number of the notice whose page is then taken down, else 0."""

    at: datetime
    gone: int = 0


def changes_to_come(at: datetime) -> tuple[Change, ...]:
    """The nearest changes after a moment, in their order, in two queries."""
    releases = apps.get_model("notices.Release").objects.pending(at)
    withdrawals = apps.get_model("notices.Withdrawal").objects.filter(
        takes_effect_at__gt=at, undoing=None
    )
    live = releases.order_by("goes_live_at").values_list("goes_live_at")
    ended = withdrawals.order_by("takes_effect_at").values_list("takes_effect_at", "kind", "notice")
    changes = [Change(moment) for (moment,) in live[:MOST]]
    changes += [
        Change(moment, notice if kind == "taken_down" else 0)
        for moment, kind, notice in ended[:MOST]
    ]
    return tuple(sorted(changes)[:MOST])


class Generation(models.Model):
    """One row; cached pages are keyed by its number."""

    ROW = 1

    number = models.PositiveBigIntegerField("代次", default=0)

    @classmethod
    def bump(cls) -> None:
        """Last step of every transaction that changes what readers see.

        Takes the chain head first, as every verb does, so that no two wait for each other.
        """
        ChainHead.locked()
        if not cls.objects.filter(pk=cls.ROW).update(number=F("number") + 1):
            cls.objects.create(pk=cls.ROW, number=1)

    @classmethod
    def current(cls) -> int:
        (number,) = _number.first(cls.ROW) or (0,)
        return number


@Statement
def _number(row: int) -> models.QuerySet:
    return Generation.objects.filter(pk=row).values_list("number")


class PublicSetting(models.Model):
    """A setting that shows on public pages: saving or deleting one moves the generation."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            super().save(**kwargs)
            Generation.bump()

    def delete(self, **kwargs):
        with transaction.atomic():
            deleted = super().delete(**kwargs)
            Generation.bump()
        return deleted
