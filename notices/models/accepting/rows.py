"""What a named person accepted of the differences from the original."""

from django.conf import settings
from django.db import models

from ...fields import LineField


class AcceptedDifference(models.Model):
    """One difference, named by the digest of its words and surroundings (`comparing`).

    It holds as long as the working copy says the same there.
    """

    notice = models.ForeignKey(
        "notices.Notice", models.CASCADE, related_name="accepted_differences"
    )
    digest = models.CharField("差异摘要", max_length=64)
    reason = LineField("理由", max_length=200, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField("接受时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已接受的差异"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "digest"], name="difference_accepted_once")
        ]

    def __str__(self):
        return self.digest[:12]
