"""版本 and 发布: frozen texts, and the acts of putting them before readers."""

from django.conf import settings
from django.db import models

from ..fields import PlainTextField
from ..querysets import AppendOnlyError, ReleaseQuerySet
from .append_only import AppendOnly
from .notice import Notice
from .parts import RelationType
from .stored_file import StoredFile


class Edition(AppendOnly):
    """One frozen text of a notice; the digest is of the very bytes of its payload."""

    class Correction(models.TextChoices):
        NONE = "", "首次发布"
        MINOR = "minor", "文字更正"
        MAJOR = "major", "内容更正"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版次")
    format = models.PositiveSmallIntegerField("格式版本")
    digest = models.CharField("摘要", max_length=64)
    correction = models.CharField(
        "更正", max_length=5, choices=Correction.choices, blank=True, default=Correction.NONE
    )
    note = PlainTextField("更正说明", blank=True)
    frozen_at = models.DateTimeField("定稿时间")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="edition_number_once")
        ]

    def __str__(self):
        return f"第{self.number}版"


class EditionPayload(AppendOnly):
    """The bytes of an edition, and the columns lists are made of; goes only with an erasure."""

    erasable = True

    edition = models.OneToOneField(
        Edition, models.PROTECT, primary_key=True, related_name="payload"
    )
    text = models.TextField("规范化 JSON")
    title = models.CharField(max_length=500)
    doc_number = models.CharField(max_length=100, blank=True)
    issuers = models.TextField(blank=True)
    kind = models.CharField(max_length=30)
    topic_number = models.BigIntegerField(null=True)
    signed_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["effective_on"],
                condition=models.Q(effective_on__isnull=False),
                name="payload_effective_on",
            ),
            # Whether another notice bears the same already, which every check asks.
            models.Index(fields=["title"], name="payload_title"),
            models.Index(fields=["doc_number"], name="payload_doc_number"),
        ]


class EditionFile(AppendOnly):
    """A file that belongs to an edition; goes only with an erasure."""

    erasable = True

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="editions")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "file"], name="edition_file_once")
        ]


class EditionRelation(AppendOnly):
    """A relation as the edition states it; goes only with an erasure."""

    erasable = True

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="relations")
    type = models.CharField(max_length=15, choices=RelationType.choices)
    other = models.ForeignKey(
        Notice, models.PROTECT, related_name="named_by", verbose_name="本站通知"
    )

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["type", "other"], name="relation_type")]


class Release(AppendOnly):
    """Puts an edition before readers at a moment, or cancels an earlier release before it."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="releases")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="releases")
    goes_live_at = models.DateTimeField("生效时间", null=True)
    # When the notice first went live, of one moved in on the old site: its place in every list,
    # whatever is corrected later.
    first_live_at = models.DateTimeField("首次发布时间", null=True)
    cancels = models.OneToOneField("self", models.PROTECT, null=True, related_name="cancelled_by")
    made_at = models.DateTimeField("操作时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发布"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    goes_live_at__isnull=False, first_live_at__isnull=False, cancels__isnull=True
                )
                | models.Q(
                    goes_live_at__isnull=True, first_live_at__isnull=True, cancels__isnull=False
                ),
                name="release_or_cancellation",
            )
        ]
        indexes = [
            models.Index(fields=["notice", "-goes_live_at", "-id"], name="release_of_notice"),
            models.Index(
                fields=["-first_live_at", "-id"],
                condition=models.Q(goes_live_at__isnull=False),
                name="release_list",
            ),
            # What is to come, which every process asks for twice a second.
            models.Index(fields=["goes_live_at"], name="release_moment"),
            models.Index(fields=["made_at"], name="release_made"),
        ]

    def __str__(self):
        return f"{self.edition} {self.goes_live_at or '取消'}"

    def save(self, *, by_verb: bool = False, **kwargs):
        """Only the verbs of a notice make one, after they have asked what stands in the way."""
        if not by_verb:
            raise AppendOnlyError("Release: made by publish, schedule and their neighbours alone")
        super().save(**kwargs)
        standing = (
            type(self).objects.standing().filter(notice=self.notice_id, goes_live_at__isnull=False)
        )
        notices = Notice._base_manager.filter(pk=self.notice_id)
        notices.update(has_release=self.cancels_id is None or standing.exists())
