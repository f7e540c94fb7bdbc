"""通知: the lasting thing with one address; its rows are the working copy editors change."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F

from .. import numbering
from ..fields import LineField, PlainTextField, RichTextField
from ..refusal import Refused
from .accepting import Accepting
from .acting import let_go
from .arriving.moving import Moving
from .binning import Binning
from .checking import Checking
from .desk import Desk
from .event import Event
from .importing import NoticeManager
from .laying import Laying, Rereading, lead_on
from .listing.pinning import Pinning
from .payload import CORRECTIONS, ENDINGS, LONGEST_PERIOD
from .publishing import Publishing
from .versioned import Versioned
from .vocabulary import Issuer, Kind, Topic
from .withdrawing import Withdrawing

_DRAFT = models.Q(has_release=False, binned_at__isnull=True)


class Notice(
    Publishing,
    Checking,
    Moving,
    Withdrawing,
    Pinning,
    Laying,
    Rereading,
    Accepting,
    Binning,
    Desk,
    Versioned,
):
    """The elements of 条例 Art. 9 and GB/T 9704-2012 clause 7, in the order of the document."""

    class Source(models.TextChoices):
        ORIGINAL = "original", "本机关"
        REPRINT = "reprint", "转载"

    title = LineField("标题", blank=True, help_text="全称，如“中共××委员会关于……的通知”。")
    kind = models.ForeignKey(
        Kind, models.PROTECT, verbose_name="文种", help_text="决定有没有红头、缺哪些要素不能发布。"
    )
    issuers = models.ManyToManyField(
        Issuer, through="NoticeIssuer", verbose_name="发文机关", blank=True
    )
    doc_number = LineField(
        "发文字号", max_length=100, blank=True, help_text="例如“岚组发〔2026〕7号”，没有的留空。"
    )
    lacks_number = models.BooleanField(
        "原文无发文字号", default=False, help_text="原文确实没有时勾选，检查就不再提醒。"
    )
    addressee = LineField(
        "主送机关", max_length=1000, blank=True, help_text="末尾的冒号由网页补上，不必写。"
    )
    lacks_addressee = models.BooleanField(
        "原文无主送机关", default=False, help_text="公开发布、没有主送机关时勾选。"
    )
    signed_on = models.DateField(
        "成文日期", null=True, blank=True, help_text="落款的日期，必须有，例如 2026-05-12。"
    )
    effective_on = models.DateField(
        "施行日期", null=True, blank=True, help_text="与成文日期不同时填写。"
    )
    index_number = LineField(
        "索引号", max_length=60, blank=True, help_text="政务公开目录编的号，没有的留空。"
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="主题",
        help_text="读者按它查找，一份通知选一个。",
    )
    source = models.CharField(
        "来源",
        max_length=10,
        choices=Source.choices,
        default=Source.ORIGINAL,
        help_text="本机关制发，或者转载其他网站。",
    )
    source_name = LineField(
        "来源名称", max_length=100, blank=True, help_text="供稿部门或转载网站。"
    )
    source_address = models.URLField(
        "转载网址", max_length=500, blank=True, help_text="转载时填写原文的完整网址。"
    )
    source_date = models.DateField(
        "原发布日期", null=True, blank=True, help_text="转载时填写原网站发布的日期。"
    )
    period_days = models.PositiveSmallIntegerField(
        "公示期（工作日）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PERIOD)],
        help_text="公示填写，例如 5；从发布的那天起算，当天不计入，调休照节假日表。",
    )
    period_ending = models.CharField(
        "公示期满以后",
        max_length=10,
        blank=True,
        choices=list(ENDINGS.items()),
        help_text="失效的网页还在，写明已失效；撤下的打不开。",
    )
    scheme = models.CharField(
        "编号方案",
        max_length=20,
        default=numbering.DEFAULT_SCHEME,
        choices=[(scheme.code, scheme.name) for scheme in numbering.SCHEMES.values()],
        help_text="各级序号怎么编，改了会全文重排。",
    )
    preamble = RichTextField("引言", blank=True, help_text="主送机关之后、第一个序号之前的文字。")
    closing = RichTextField("结尾", blank=True, help_text="最后一个序号之后、附件之前的文字。")
    signature = PlainTextField("署名", blank=True, help_text="一行一个机关；留空时用发文机关名称。")
    annotation = LineField("附注", blank=True, help_text="例如“（此件公开发布）”。")
    cc = LineField(
        "抄送", max_length=1000, blank=True, help_text="版记里的抄送机关，用逗号隔开，没有的留空。"
    )
    imprint_issuer = LineField(
        "印发机关", max_length=100, blank=True, help_text="版记里的印发机关，没有的留空。"
    )
    imprint_on = models.DateField(
        "印发日期", null=True, blank=True, help_text="版记里的印发日期，没有的留空。"
    )

    correction_kind = models.CharField(
        "更正的性质",
        max_length=5,
        blank=True,
        choices=list(CORRECTIONS.items()),
        help_text="与更正说明一起送审。",
    )
    correction_note = PlainTextField(
        "更正说明", blank=True, help_text="写给读者看：这一次改了哪里、为什么改。"
    )

    # Of one moved in: a day, or a moment in UTC, as the payload writes it; only that verb sets it.
    first_published_on = models.CharField(
        "原发布时间", max_length=30, blank=True, default="", editable=False
    )

    counters = (
        "section_count",
        "attachment_count",
        "figure_count",
        "edition_count",
        "has_release",
        "binned_at",
    )

    section_count = models.PositiveIntegerField(default=0, editable=False)
    attachment_count = models.PositiveIntegerField(default=0, editable=False)
    figure_count = models.PositiveIntegerField(default=0, editable=False)
    edition_count = models.PositiveIntegerField(default=0, editable=False)
    # Whether readers have it or will have it by a schedule; `Release.save` alone writes it. Derived,
    # and a column all the same: among all notices the drafts are found by an index.
    has_release = models.BooleanField(default=False, editable=False)
    # Since when the draft lies in the bin (回收站).
    binned_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField("建立时间", auto_now_add=True)
    saved_at = models.DateTimeField("最后保存", auto_now=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="建立人"
    )

    objects = NoticeManager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-saved_at", "-pk"]
        indexes = [
            models.Index(fields=["-saved_at", "-id"], name="notice_saved"),
            models.Index(fields=["signed_on", "-id"], name="notice_signed"),
            models.Index(fields=["title", "-id"], name="notice_title"),
            # The list of one state, and the drafts of one person, in the order of the list. Partial
            # ones: SQLite seeks no False in an index.
            models.Index(fields=["-saved_at", "-id"], condition=_DRAFT, name="notice_draft"),
            models.Index(
                fields=["made_by", "-saved_at", "-id"], condition=_DRAFT, name="notice_draft_of"
            ),
            models.Index(
                fields=["-saved_at", "-id"],
                condition=models.Q(has_release=True),
                name="notice_released",
            ),
            models.Index(
                fields=["-saved_at", "-id"],
                condition=models.Q(binned_at__isnull=False),
                name="notice_binned",
            ),
        ]
        permissions = [
            ("import_notice", "导入通知"),
            ("submit_notice", "送审"),
            ("approve_notice", "审核"),
            ("review_secrecy_notice", "保密审查"),
            ("comment_notice", "批注和提修改建议"),
            ("publish_notice", "发布通知"),
            ("urgent_publish_notice", "紧急发布通知"),
            ("schedule_notice", "预约发布通知"),
            ("move_in_notice", "历史迁移"),
            ("withdraw_notice", "废止、撤销、失效或撤下通知"),
            ("seal_notice", "封存通知的版本"),
            ("restore_notice", "把旧版恢复到草稿"),
            ("pin_notice", "置顶通知"),
            ("keep_sheet_notice", "留存签批件"),
            ("confirm_contact", "确认公务电话"),
            ("accept_difference", "接受与原件的差异"),
            ("waive_problem", "说明检查问题的理由"),
        ]

    def clean(self):
        """Raises ValidationError where half a 公示期 or half a correction is stated."""
        if bool(self.period_days) != bool(self.period_ending):
            told = "公示期要填写工作日，并选择期满以后网页怎么办；不公示的两样都留空。"
            raise ValidationError({"period_ending": told})
        if bool(self.correction_kind) != bool(self.said(self.correction_note)):
            told = "更正说明和更正的性质要一起写；没有更正的两样都留空。"
            raise ValidationError({"correction_note": told})

    def __str__(self):
        return self.title or f"（无标题的通知 {self.pk or ''}）"

    def get_absolute_url(self):
        return f"/notices/{self.pk}/"

    def lock(self) -> None:
        """First lock of every verb; then number series, chain head, generation.

        Without its key: a row that only names this notice need not wait. Raises Refused where the
        draft was deleted meanwhile.
        """
        let_go(self)
        mine = type(self)._base_manager.select_for_update(no_key=True).filter(pk=self.pk)
        if not mine.values_list("pk", flat=True):
            raise Refused("这份通知已被删除。")

    def touch(self) -> None:
        """A child was saved: whoever holds the notice as it was before is stale."""
        type(self)._base_manager.filter(pk=self.pk).update(version=F("version") + 1)
        self.refresh_from_db(fields=["version"])

    def take_number(self, counter: str, how_many: int = 1) -> int:
        """The first of `how_many` numbers never given before, for a part of this notice."""
        name = f"{counter}_count"
        type(self)._base_manager.filter(pk=self.pk).update(**{name: F(name) + how_many})
        self.refresh_from_db(fields=[name])
        return getattr(self, name) - how_many + 1

    def joined(self, heirs: dict[int, int]) -> None:
        """Sections went into others (number → the heir's): references to them go along."""
        with self.locked():
            lead_on(self, heirs)

    def delete(self, *args, **kwargs):
        raise Refused("请把草稿放入回收站，以便留下记录。")

    def confirm_contact(self, user, number: str, reason: str) -> None:
        """Says that a mobile number is an official contact, with the reason (an Event)."""
        with self.locked():
            reasons = self.missing_permission(user, "notices.confirm_contact")
            if len(self.problems({number})) == len(self.problems()):
                reasons.append("文中没有这个手机号码，请照文中的 11 位数字填写。")
            if not self.said(reason):
                reasons.append("请写明为什么这是公务电话。")
            self.refuse_for(reasons)
            self.contacts.create(number=number, reason=reason, confirmed_by=user)
            Event.objects.record(
                Event.Verb.CONTACT_CONFIRMED,
                user,
                notice=self,
                number=f"{number[:3]}****{number[7:]}",
                reason=self.said(reason),
            )
