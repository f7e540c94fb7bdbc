"""What the last look at everything readers see has found, for the people of the desk."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from ...checks import Problem
from ...checks.rules import RULES

MOST_KEPT = 1_000
LONGEST = 300  # characters of a sentence


class LiveFindingManager(models.Manager):
    def lay(self, found: Iterable[tuple[str, int | None, Problem]]) -> None:
        """In place of all that was found before: (address, notice or None, Problem) of each."""
        now = timezone.now()
        with transaction.atomic():
            self.all().delete()
            self.bulk_create(_finding(*one, now) for one in found)


def _finding(address: str, notice: int | None, problem: Problem, now) -> "LiveFinding":
    return LiveFinding(
        address=address,
        notice_id=notice,
        rule=problem.rule,
        place=problem.place[:LONGEST],
        message=problem.message[:LONGEST],
        advice=problem.advice[:LONGEST],
        blocking=problem.blocking,
        found_at=now,
    )


class LiveFinding(models.Model):
    """One Problem of a public notice, or of a topic; derived, so no Event speaks for it."""

    notice = models.ForeignKey(
        "notices.Notice", models.CASCADE, null=True, related_name="+", verbose_name="通知"
    )
    address = models.CharField("地址", max_length=200)
    rule = models.CharField("规则", max_length=30)
    place = models.CharField("位置", max_length=LONGEST)
    message = models.CharField("问题", max_length=LONGEST)
    advice = models.CharField("怎么办", max_length=LONGEST)
    blocking = models.BooleanField("必须改")
    found_at = models.DateTimeField("发现时间")

    objects = LiveFindingManager()

    class Meta:
        verbose_name = verbose_name_plural = "网上的问题"
        default_permissions = ("view",)
        ordering = ["-blocking", "pk"]

    def __str__(self):
        name = RULES[self.rule].name if self.rule in RULES else self.rule
        return f"{self.notice or self.address}：{name}"
