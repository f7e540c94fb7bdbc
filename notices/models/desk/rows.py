"""What is done to a text at the desk: each act a row of its own, which names the digest.

None is bound to its notice by a constraint: the record of a deleted draft stays, as its Events do.
"""

from django.conf import settings
from django.db import models

from ...fields import LineField, PlainTextField
from ..append_only import AppendOnly


def _notice(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        "notices.Notice",
        models.DO_NOTHING,
        db_constraint=False,
        related_name=related_name,
        verbose_name="通知",
    )


def _person(verbose_name: str = "操作人", **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=verbose_name,
        **options,
    )


class Submission(AppendOnly):
    """送审: a text put before reviewers; nothing of it changes while it is there."""

    notice = _notice("submissions")
    digest = models.CharField("文本摘要", max_length=64)
    made_at = models.DateTimeField("操作时间")
    made_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = "送审"
        default_permissions = ()
        indexes = [models.Index(fields=["notice", "-id"], name="submission_of_notice")]

    def __str__(self):
        return f"送审 {self.pk}"


class SubmissionEnd(AppendOnly):
    """A submission that leads to no release: its approvals are void."""

    class How(models.TextChoices):
        TAKEN_BACK = "taken_back", "撤回"
        RETURNED = "returned", "退回修改"
        EDITING = "editing", "转为修改"
        CHANGED = "changed", "内容有改动"

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="end")
    how = models.CharField("方式", max_length=10, choices=How.choices)
    reason = PlainTextField("原因", blank=True)
    made_at = models.DateTimeField("操作时间")
    made_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = "送审的终止"
        default_permissions = ()


class Receipt(AppendOnly):
    """签收: a reviewer has the text before him."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="receipts")
    made_at = models.DateTimeField("操作时间")
    made_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = "签收"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["submission", "made_by"], name="received_once")
        ]


class Approval(AppendOnly):
    """审核通过: one person's opinion on one digest, at one step."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="approvals")
    digest = models.CharField("文本摘要", max_length=64)
    step = models.PositiveSmallIntegerField("第几次审核")
    opinion = PlainTextField("审核意见")
    # 委托代审: in whose place.
    delegation = models.ForeignKey(
        "notices.Delegation", models.PROTECT, null=True, related_name="approvals"
    )
    made_at = models.DateTimeField("操作时间")
    made_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["submission", "step"], name="approval_step_once"),
            models.UniqueConstraint(fields=["submission", "made_by"], name="approval_person_once"),
        ]

    def people(self) -> set[int]:
        """Who has spoken: the person, and the one in whose place."""
        return {self.made_by_id} | ({self.delegation.made_by_id} if self.delegation else set())


class SecrecyReview(AppendOnly):
    """保密审查: a named person's conclusion on one digest (《政府信息公开条例》 Art. 17)."""

    class Conclusion(models.TextChoices):
        OPEN = "open", "可以公开"
        CLOSED = "closed", "不宜公开"

    notice = _notice("secrecy_reviews")
    digest = models.CharField("文本摘要", max_length=64)
    conclusion = models.CharField("结论", max_length=6, choices=Conclusion.choices)
    basis = PlainTextField("依据")
    made_at = models.DateTimeField("操作时间")
    made_by = _person("审查人")

    class Meta:
        verbose_name = verbose_name_plural = "保密审查"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion__in=["open", "closed"]),
                name="secrecy_conclusion_known",
            )
        ]
        indexes = [models.Index(fields=["notice", "digest"], name="secrecy_of_text")]

    def __str__(self):
        return self.get_conclusion_display()


class ReleaseBasis(AppendOnly):
    """On what a release stood when it was made; one without needed nothing."""

    release = models.OneToOneField("notices.Release", models.PROTECT, related_name="basis")
    required = models.PositiveSmallIntegerField("须审核次数")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="bases", verbose_name="送审"
    )
    secrecy_review = models.ForeignKey(
        SecrecyReview, models.PROTECT, null=True, related_name="bases", verbose_name="保密审查"
    )
    # Of 紧急发布 alone: it went out before its approvals.
    urgent_reason = PlainTextField("紧急发布的理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布依据"
        default_permissions = ()
        indexes = [
            models.Index(fields=["id"], condition=~models.Q(urgent_reason=""), name="basis_urgent")
        ]


class LateReview(AppendOnly):
    """补审: the review an urgent release owed."""

    basis = models.OneToOneField(ReleaseBasis, models.PROTECT, related_name="late_review")
    digest = models.CharField("文本摘要", max_length=64)
    opinion = PlainTextField("补审意见")
    made_at = models.DateTimeField("操作时间")
    made_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = "补审"
        default_permissions = ()


class SignedSheet(AppendOnly):
    """签批件: the scan of an 审批单 that was signed on paper, as evidence on one digest."""

    notice = _notice("signed_sheets")
    digest = models.CharField("文本摘要", max_length=64)
    file = models.ForeignKey(
        "notices.StoredFile", models.PROTECT, related_name="signed_sheets", verbose_name="文件"
    )
    file_name = LineField("文件名", max_length=200)
    made_at = models.DateTimeField("操作时间")
    made_by = _person()

    class Meta:
        verbose_name = verbose_name_plural = "签批件"
        default_permissions = ()
        indexes = [models.Index(fields=["notice", "-id"], name="signed_sheet_of_notice")]

    def __str__(self):
        return self.file_name
