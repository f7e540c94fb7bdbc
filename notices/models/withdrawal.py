"""废止、撤销、失效、撤下 and their undoing; 封存 and 抹除: each a row of its own."""

from django.conf import settings
from django.db import models

from ..fields import LineField, PlainTextField
from .append_only import AppendOnly
from .edition import Edition
from .notice import Notice


class Withdrawal(AppendOnly):
    """Ends the document (废止, 撤销, 失效: the page stays, with a banner) or the page (撤下: 410)."""

    class Kind(models.TextChoices):
        REPEALED = "repealed", "废止"
        REVOKED = "revoked", "撤销"
        EXPIRED = "expired", "失效"
        TAKEN_DOWN = "taken_down", "页面撤下"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="withdrawals")
    kind = models.CharField("方式", max_length=10, choices=Kind.choices)
    takes_effect_at = models.DateTimeField("生效时间")
    reason = PlainTextField("公开的原因")
    decided_by = LineField("决定机关", max_length=100, blank=True)
    basis_number = LineField("依据文号", max_length=100, blank=True)
    successor = models.ForeignKey(
        Notice, models.PROTECT, null=True, related_name="succeeds", verbose_name="替代它的通知"
    )
    # Of a page taken down: whether the document itself stays in force.
    stays_in_force = models.BooleanField("文件继续有效", null=True)
    hides_title = models.BooleanField("隐去标题", default=False)
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "废止、撤销、失效和撤下"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["repealed", "revoked", "expired", "taken_down"]),
                name="withdrawal_kind_known",
            )
        ]
        indexes = [
            models.Index(fields=["notice", "-takes_effect_at", "-id"], name="withdrawal_of_notice"),
            # What is to come, and what ended in some way: asked for without reading the others.
            models.Index(fields=["takes_effect_at"], name="withdrawal_moment"),
            models.Index(fields=["kind"], name="withdrawal_kind"),
        ]

    def __str__(self):
        return self.get_kind_display()


class WithdrawalUndoing(AppendOnly):
    """Undoes a withdrawal; both acts stay on record."""

    withdrawal = models.OneToOneField(Withdrawal, models.PROTECT, related_name="undoing")
    reason = PlainTextField("原因")
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()


class Sealing(AppendOnly):
    """封存: from now on every address of the edition answers 410; its row stays."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="sealing")
    reason = PlainTextField("原因")
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()


class Erasure(AppendOnly):
    """抹除: two people name an edition whose payload and files may be deleted."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="erasure")
    reason = PlainTextField("公开的原因")
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(made_by=models.F("second_by")), name="erasure_by_two"
            )
        ]
