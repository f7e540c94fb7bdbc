"""批注 and 修改建议: what a reviewer says of a place without changing a character there."""

from django.conf import settings
from django.db import models

from ...fields import LineField, PlainTextField


class Remark(models.Model):
    """Something said of one place of the working copy; it goes with a deleted draft."""

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="%(class)ss")
    section = models.PositiveIntegerField("层次编号", null=True)
    digest = models.CharField("文本摘要", max_length=64)
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    settled_at = models.DateTimeField("办结时间", null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办结人"
    )

    class Meta:
        abstract = True
        ordering = ["pk"]
        default_permissions = ()


class Comment(Remark):
    """批注 on a section, or on the whole text where `section` is empty."""

    text = PlainTextField("批注")

    class Meta(Remark.Meta):
        verbose_name = verbose_name_plural = "批注"

    def __str__(self):
        return self.text


class Suggestion(Remark):
    """修改建议: words of one field that should be others; an editor takes it in one click."""

    class Outcome(models.TextChoices):
        OPEN = "", "待处理"
        TAKEN = "taken", "已采纳"
        DECLINED = "declined", "未采纳"

    field = models.CharField("位置", max_length=20)
    old = LineField("原文")
    new = LineField("建议", blank=True)
    reason = LineField("理由", max_length=200, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True)

    class Meta(Remark.Meta):
        verbose_name = verbose_name_plural = "修改建议"

    def __str__(self):
        return f"“{self.old}”改为“{self.new}”" if self.new else f"删去“{self.old}”"
