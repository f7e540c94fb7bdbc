"""置顶: which notices stand at the head of the list, and until when."""

from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from ...querysets import AppendOnlyQuerySet
from ..append_only import AppendOnly


class PinQuerySet(AppendOnlyQuerySet):
    def in_force(self, at: datetime) -> "PinQuerySet":
        """The newest of each notice, where its last day has not passed: no worker ends it.

        A page taken down since has lost its place, though it came back: others may have it.
        """
        newer = self.model.objects.filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk"))
        came_down = apps.get_model("notices.Withdrawal").objects.filter(
            Q(undoing=None) | Q(undoing__made_at__gt=F("takes_effect_at")),
            kind="taken_down",
            notice=OuterRef("notice"),
            takes_effect_at__gt=OuterRef("made_at"),
            takes_effect_at__lte=at,
        )
        lasting = self.filter(until__gte=timezone.localdate(at))
        return lasting.exclude(Exists(newer)).exclude(Exists(came_down))


class Pin(AppendOnly):
    """From now on the notice stands first, or no longer: a fact about it, not about its text."""

    notice = models.ForeignKey("notices.Notice", models.PROTECT, related_name="pins")
    # The last day; None takes the notice down from the head.
    until = models.DateField("置顶到", null=True)
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "置顶"
        default_permissions = ()
        indexes = [models.Index(fields=["until"], name="pin_until")]

    def __str__(self):
        return f"置顶到 {self.until}" if self.until else "取消置顶"
