"""What a working copy is made of: sections, files, figures, issuers, relations."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

from .. import numbering, rich_text
from ..fields import LineField, RichTextField
from .notice import Notice
from .stored_file import StoredFile
from .versioned import Versioned
from .vocabulary import Issuer


class Part(models.Model):
    """A row under a notice: saving or deleting it locks the notice and makes old copies stale."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            self.notice.lock()
            super().save(**kwargs)
            self.notice.touch()

    def delete(self, **kwargs):
        with transaction.atomic():
            self.notice.lock()
            deleted = super().delete(**kwargs)
            self.notice.touch()
        return deleted


class OrderedPart(Part):
    """A part with a place among its siblings; one without a place comes last."""

    STEP = 10

    order = models.PositiveIntegerField(
        "顺序",
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text="数字小的在前；留空则排在最后。",
    )

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            if self.order is None:
                self.notice.lock()
                siblings = type(self).objects.filter(notice=self.notice)
                last = siblings.aggregate(last=models.Max("order"))["last"] or 0
                self.order = last + self.STEP
            super().save(**kwargs)


class NumberedPart(OrderedPart):
    """A part with a number of its own within its notice, given once and never reused."""

    counter = ""

    number = models.PositiveIntegerField("编号", editable=False)

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            if self.number is None:
                self.notice.lock()
                self.number = self.notice.take_number(self.counter)
            super().save(**kwargs)


class NoticeIssuer(OrderedPart):
    """One issuer of a notice; joint issue (联合行文) keeps its order."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="notice_issuers")
    issuer = models.ForeignKey(
        Issuer,
        models.PROTECT,
        verbose_name="发文机关",
        help_text="联合行文的按顺序各填一行，主办机关在前。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "发文机关"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "issuer"], name="one_issuer_once")]

    def __str__(self):
        return str(self.issuer)


class Section(NumberedPart, Versioned):
    """层次: a part of the outline; its label is computed by the notice's scheme."""

    counter = "section"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="sections")
    depth = models.PositiveSmallIntegerField(
        "层次",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )
    heading = LineField("标题", blank=True, help_text="没有标题的，直接写正文。")
    run_in = models.BooleanField(
        "段首标题", default=False, help_text="标题以句号结束，正文接在同一段。"
    )
    body = RichTextField("正文", blank=True, help_text="标题下面的文字，可以有列表和表格。")
    unnumbered = models.BooleanField(
        "不编号", default=False, help_text="这一层不显示序号，也不占号。"
    )
    start = models.PositiveIntegerField(
        "起始序号",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(numbering.NUMBERS[-1])],
        help_text="不从一开始编号时填写，例如 3。",
    )
    typed_label = LineField(
        "原样序号", max_length=30, blank=True, help_text="编号方案排不出的序号，照原文写。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "层次"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="section_number_once")
        ]

    # Set by whoever has the whole outline at hand; a section alone does not know its label.
    shown_label = ""

    def __str__(self):
        words = self.heading or rich_text.plain(self.body)[:20]
        return f"{self.shown_label}{words}" or f"第{self.number}节"


class Attachment(NumberedPart):
    """附件: a file of the edition, kept by its SHA-256."""

    counter = "attachment"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attachments")
    name = LineField("附件名称", max_length=200, help_text="不写序号和扩展名。")
    # Empty where an import only knows the name; such a notice cannot go out.
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="文件")
    file_name = LineField("文件名", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="attachment_number_once")
        ]

    def __str__(self):
        return self.name


def keep_after_the_closing(collector, field, figures, using) -> None:
    """on_delete of a section: its pictures stay, and stand after the closing."""
    collector.add_field_update(Figure._meta.get_field("place"), Figure.Place.CLOSING, figures)
    collector.add_field_update(field, None, figures)


class Figure(NumberedPart):
    """图: a picture after a section, the preamble or the closing."""

    counter = "figure"

    class Place(models.TextChoices):
        PREAMBLE = "preamble", "引言之后"
        SECTION = "section", "层次之后"
        CLOSING = "closing", "结尾之后"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="figures")
    place = models.CharField("位置", max_length=10, choices=Place.choices)
    section = models.ForeignKey(
        Section, keep_after_the_closing, null=True, blank=True, related_name="figures"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="图片")
    # A draft may lack it; nothing goes out without.
    alt = LineField(
        "替代文字",
        max_length=300,
        blank=True,
        help_text="给看不到图的读者：图上有什么。发布前必须写。",
    )
    caption = LineField("图题", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "图"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="figure_number_once"),
            models.CheckConstraint(
                condition=~models.Q(place="section") | models.Q(section__isnull=False),
                name="figure_after_section_names_it",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt or "还没有替代文字的图"


class RelationType(models.TextChoices):
    """关联: what this notice does to the other."""

    AMENDS = "amends", "修改"
    SUPPLEMENTS = "supplements", "补充"
    REPEALS = "repeals", "废止"
    FORWARDS = "forwards", "转发"
    EXPLAINS = "explains", "解读"


class Relation(Part):
    """关联 to another notice of this site, or to a document by its name."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="relations")
    type = models.CharField(
        "关系",
        max_length=15,
        choices=RelationType.choices,
        help_text="这份通知对另一份文件做了什么。",
    )
    other = models.ForeignKey(
        Notice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="related_by",
        verbose_name="本站通知",
        help_text="文件在本站的，从这里选。",
    )
    name = LineField(
        "文件名称", max_length=300, blank=True, help_text="不在本站的文件写全称和文号。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "关联"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other__isnull=False) | ~models.Q(name=""),
                name="relation_names_something",
                violation_error_message="请选择本站通知，或者填写文件名称。",
            )
        ]

    def __str__(self):
        return f"{self.get_type_display()}：{self.other or self.name}"

    def clean(self):
        """Raises ValidationError where the other lies in the bin."""
        if self.other and self.other.binned_at:
            raise ValidationError({"other": "这份通知在回收站里，请先恢复它，或者改选别的。"})


class Original(models.Model):
    """The file a working copy was imported from, kept byte for byte by its SHA-256."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="originals")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    file_name = LineField("文件名", max_length=200)
    report = models.TextField("导入报告")
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "原件"
        ordering = ["pk"]

    def __str__(self):
        return self.file_name


class ConfirmedContact(models.Model):
    """A mobile number somebody confirmed as an official contact, with the reason."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="contacts")
    number = models.CharField("号码", max_length=11)
    reason = LineField("理由", max_length=200)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "公务电话"
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="contact_confirmed_once")
        ]

    def __str__(self):
        return f"{self.number[:3]}****{self.number[7:]}"
