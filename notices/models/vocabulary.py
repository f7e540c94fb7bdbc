"""基础数据: issuers, topics and kinds, and how much of its history a notice shows."""

from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from .. import numbering
from ..fields import LineField, PlainTextField
from ..script import to_simplified
from .event import Event
from .generation import PublicSetting


class IssuerManager(models.Manager):
    def named(self, name: str, user) -> "Issuer":
        """The issuer of this name; one that a text names first is added, with its Event."""
        issuer, added = self.get_or_create(name=name)
        if added:
            Event.objects.record(
                Event.Verb.SETTING_CHANGED, user, act="新增", what="发文机关", which=name
            )
        return issuer

    def known(self, at: datetime) -> models.QuerySet:
        """Those of a text that readers were ever shown: an import adds those of its draft."""
        shelf = {"shelves__sort": "issuer", "shelves__value": Cast(OuterRef("pk"), CharField())}
        releases = apps.get_model("notices.Release").objects.effective(at)
        return self.filter(Exists(releases.filter(**shelf)))


class Issuer(PublicSetting):
    """发文机关 (条例 Art. 9); its short form stands in document numbers."""

    name = LineField(
        "机关名称", max_length=100, unique=True, help_text="规范的全称，显示在红头和署名处。"
    )
    code = LineField("机关代字", max_length=20, blank=True, help_text="例如“岚组发”。")
    order = models.PositiveIntegerField("顺序", default=0, help_text="数字小的在前。")

    objects = IssuerManager()

    class Meta:
        verbose_name = verbose_name_plural = "发文机关"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def is_named(self) -> bool:
        """Whether a working copy names it, or an edition stands on its shelf."""
        shelves = apps.get_model("notices.Shelf").objects.filter(sort="issuer", value=str(self.pk))
        return self.noticeissuer_set.exists() or shelves.exists()


class Topic(PublicSetting):
    """主题（栏目）; name and description are the page metadata's ColumnName, ColumnDescription."""

    name = LineField("名称", max_length=50, unique=True, help_text="读者按它归类和查找通知。")
    description = LineField(
        "说明", max_length=200, blank=True, help_text="一句话说明这个栏目收什么。"
    )
    order = models.PositiveIntegerField("顺序", default=0, help_text="数字小的在前。")

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def is_named(self) -> bool:
        """Whether a working copy or an edition names it."""
        return self.notice_set.exists() or _payloads().filter(topic_number=self.pk).exists()


class Kind(PublicSetting):
    """文种: one of the 15 of 条例 Art. 8, or one of the site's own."""

    code = models.SlugField("代码", max_length=30, unique=True)
    name = LineField("名称", max_length=30, unique=True)
    red_head = models.BooleanField("有红头", default=True)
    needs_number = models.BooleanField("须有发文字号", default=False)
    needs_addressee = models.BooleanField("须有主送机关", default=False)
    lifetime_days = models.PositiveIntegerField("默认有效天数", null=True, blank=True)
    # What a new notice of this kind begins with; what an import finds is never touched.
    opening = PlainTextField(
        "引言套语", blank=True, help_text="例如“现将有关事项通知如下。”，一行一段。"
    )
    ending = PlainTextField("结尾套语", blank=True, help_text="例如“特此通知。”，一行一段。")
    annotation = LineField("附注", blank=True, help_text="例如“（此件公开发布）”。")
    scheme = models.CharField(
        "编号方案",
        max_length=20,
        default=numbering.DEFAULT_SCHEME,
        choices=[(scheme.code, scheme.name) for scheme in numbering.SCHEMES.values()],
    )
    order = models.PositiveIntegerField("顺序", default=0, help_text="数字小的在前。")

    class Meta:
        verbose_name = verbose_name_plural = "文种"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def is_named(self) -> bool:
        """Whether a working copy or an edition names it, or imports rely on it."""
        named = self.notice_set.exists() or _payloads().filter(kind=self.code).exists()
        return named or self.code == DEFAULT_KIND


def _payloads() -> models.QuerySet:
    return apps.get_model("notices.EditionPayload").objects


class Holiday(models.Model):
    """节假日: a day off, or a weekend day worked instead, by the State Council's yearly notice."""

    class Kind(models.TextChoices):
        OFF = "off", "放假"
        WORKED = "worked", "调休上班"

    day = models.DateField("日期", unique=True, help_text="例如 2026-10-01，一天一行。")
    name = LineField("名称", max_length=30, help_text="例如“国庆节”。")
    kind = models.CharField(
        "安排",
        max_length=6,
        choices=Kind.choices,
        default=Kind.OFF,
        help_text="周末照常上班的选“调休上班”；平常的周末不用填。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "节假日"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.name}（{self.get_kind_display()}）"


class KeptWordManager(models.Manager):
    def words(self) -> list[str]:
        """The words that no import may simplify; none before there are tables, for a dry run."""
        if self.model._meta.db_table not in connection.introspection.table_names():
            return []
        return list(self.values_list("word", flat=True))


class KeptWord(models.Model):
    """保留原字的词: a name that an import leaves in the characters it is written in."""

    word = LineField(
        "词",
        max_length=50,
        unique=True,
        help_text="人名、地名等，照原来的写法填，例如“钱鍾书”；导入时这几个字不改成简体。",
    )
    note = LineField("说明", max_length=200, blank=True, help_text="为什么保留，例如“人名”。")

    objects = KeptWordManager()

    class Meta:
        verbose_name = verbose_name_plural = "保留原字的词"
        ordering = ["word"]

    def __str__(self):
        return self.word

    def clean(self):
        """Raises ValidationError where nothing would be kept: a name as it is written today."""
        if self.word and to_simplified(self.word) == self.word:
            told = "这个词里没有会改成简体的字，不必保留；请照原来的写法填。"
            raise ValidationError({"word": told})


class ReadingSetting(PublicSetting):
    """One row: how much readers see of a notice's earlier editions."""

    ROW = 1

    class History(models.TextChoices):
        HIDDEN = "hidden", "不公开"
        NOTES = "notes", "仅说明"
        COMPARE = "compare", "说明和对比"

    history = models.CharField(
        "更正的公开程度", max_length=10, choices=History.choices, default=History.NOTES
    )

    class Meta:
        verbose_name = verbose_name_plural = "阅读设置"

    def __str__(self):
        return self.get_history_display()

    @classmethod
    def current(cls) -> "ReadingSetting":
        return cls.objects.filter(pk=cls.ROW).first() or cls(pk=cls.ROW)


# code, name, red head, needs a number, needs an addressee (Art. 8, then the site's own)
KINDS = [
    ("resolution", "决议", True, False, False),
    ("decision", "决定", True, True, False),
    ("order", "命令（令）", True, True, False),
    ("communique", "公报", True, False, False),
    ("announcement", "公告", True, False, False),
    ("notification", "通告", True, False, False),
    ("opinion", "意见", True, True, False),
    ("notice", "通知", True, False, False),
    ("circular", "通报", True, True, False),
    ("report", "报告", True, True, True),
    ("request", "请示", True, True, True),
    ("reply", "批复", True, True, True),
    ("bill", "议案", True, True, True),
    ("letter", "函", True, True, True),
    ("minutes", "纪要", True, False, False),
    ("publicity", "公示", False, False, False),
    ("recruitment", "招录公告", False, False, False),
    ("reprint", "转载", False, False, False),
]
DEFAULT_KIND = "notice"
FOR_THE_PUBLIC = "（此件公开发布）"
# code: opening, ending, annotation
PHRASES = {
    "resolution": ("会议听取和审议了有关报告，现作出以下决议。", "", ""),
    "decision": ("经研究，现作出以下决定。", "", FOR_THE_PUBLIC),
    "order": ("", "此令。", ""),
    "communique": ("现将有关情况公布如下。", "", ""),
    "announcement": ("现将有关事项公告如下。", "特此公告。", ""),
    "notification": ("现将有关事项通告如下。", "特此通告。", ""),
    "opinion": ("现提出以下意见。", "以上意见，请结合实际认真贯彻执行。", FOR_THE_PUBLIC),
    "notice": ("现将有关事项通知如下。", "特此通知。", FOR_THE_PUBLIC),
    "circular": ("现将有关情况通报如下。", "特此通报。", FOR_THE_PUBLIC),
    "report": ("现将有关情况报告如下。", "特此报告。", ""),
    "request": ("现就有关事项请示如下。", "以上请示妥否，请批复。", ""),
    "reply": ("来文收悉。经研究，现批复如下。", "此复。", FOR_THE_PUBLIC),
    "bill": ("现提出以下议案。", "以上议案，请审议。", ""),
    "letter": ("现就有关事项函告如下。", "特此函达。", FOR_THE_PUBLIC),
    "minutes": ("会议议定的事项如下。", "", ""),
    "publicity": (
        "根据有关规定，现将有关情况公示如下。",
        "公示期间如有意见，请以书面或者电话方式向发布机关反映。",
        "",
    ),
    "recruitment": ("现将招录的有关事项公告如下。", "特此公告。", ""),
}


def fill_kinds() -> None:
    """Lays the kinds into an empty table; afterwards they are the administrator's."""
    if Kind.objects.exists():
        return
    Kind.objects.bulk_create(_kind(order, *row) for order, row in enumerate(KINDS, 1))


def _kind(order: int, code: str, name: str, red_head: bool, number: bool, addressee: bool) -> Kind:
    opening, ending, annotation = PHRASES.get(code, ("", "", ""))
    return Kind(
        code=code,
        name=name,
        red_head=red_head,
        needs_number=number,
        needs_addressee=addressee,
        opening=opening,
        ending=ending,
        annotation=annotation,
        order=order,
    )
