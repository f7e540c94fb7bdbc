"""基础数据: issuers, topics and kinds, and how much of its history a notice shows."""

from django.apps import apps
from django.db import models

from ..fields import LineField
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


class Issuer(PublicSetting):
    """发文机关 (条例 Art. 9); its short form stands in document numbers."""

    name = LineField("机关名称", max_length=100, unique=True)
    code = LineField("机关代字", max_length=20, blank=True, help_text="例如“岚组发”。")
    order = models.PositiveIntegerField("顺序", default=0)

    objects = IssuerManager()

    class Meta:
        verbose_name = verbose_name_plural = "发文机关"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def is_named(self) -> bool:
        """Whether a working copy names it."""
        return self.noticeissuer_set.exists()


class Topic(PublicSetting):
    """主题（栏目）; name and description are the page metadata's ColumnName, ColumnDescription."""

    name = LineField("名称", max_length=50, unique=True)
    description = LineField("说明", max_length=200, blank=True)
    order = models.PositiveIntegerField("顺序", default=0)

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
    order = models.PositiveIntegerField("顺序", default=0)

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


def fill_kinds() -> None:
    """Lays the kinds into an empty table; afterwards they are the administrator's."""
    if Kind.objects.exists():
        return
    Kind.objects.bulk_create(
        Kind(code=code, name=name, red_head=red, needs_number=number, needs_addressee=to, order=at)
        for at, (code, name, red, number, to) in enumerate(KINDS, 1)
    )
