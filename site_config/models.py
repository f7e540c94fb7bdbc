"""站点信息、页脚链接、页面、用户调查、繁体写法: what every page carries and where it leads."""

import json
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from notices import script
from notices.canonical import canonical_json
from notices.fields import LineField, RichTextField
from notices.models import PublicSetting

from .survey import rules

OUTSIDE = re.compile(r"https://[^\s/@\\]+\.[^\s\\]+")
PRIVATE = ("/admin/",)
ID_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}")


def check_footer_address(address: str) -> None:
    """Raises ValidationError unless the address is https or leads to a public page of this site."""
    if OUTSIDE.fullmatch(address):
        return
    if not address.startswith("/") or address.startswith("//"):
        raise ValidationError("请填写以 / 开头的站内地址，或者以 https:// 开头的完整网址。")
    try:
        resolve(re.split("[?#]", address)[0])
    except Resolver404:
        raise ValidationError(f"本站没有“{address}”这个地址，请核对。") from None
    if address.startswith(PRIVATE):
        raise ValidationError("页脚只能链接读者看得到的页面。")


def check_id_code(code: str) -> None:
    """Raises ValidationError unless it is ten digits, or bm and eight (网页标签规范, SiteIDCode)."""
    if not ID_CODE.fullmatch(code):
        raise ValidationError("网站标识码是 10 位数字，部委网站的是 bm 加 8 位数字，请核对。")


class SiteIdentity(PublicSetting):
    """One row: who publishes here. Its defaults are the neutral words of a site not yet set up."""

    ROW = 1

    name = LineField(
        "网站名称", max_length=60, default="通知公告", help_text="显示在每一页的标题栏和页首。"
    )
    organisation = LineField("主办单位", max_length=100, blank=True, help_text="用单位全称。")
    short_name = LineField(
        "简称", max_length=20, default="通知公告", help_text="地方窄的时候用它代替网站名称。"
    )
    mark = LineField("标记", max_length=1, default="通", help_text="页首色块里的一个字。")
    description = LineField(
        "网站说明", max_length=200, blank=True, help_text="一两句话，供搜索引擎和订阅使用。"
    )
    home_heading = LineField(
        "首页标题", max_length=30, default="通知公告", help_text="首页上通知列表的标题。"
    )
    copyright = LineField(
        "版权信息", max_length=100, blank=True, help_text="例如“版权所有 © 2026 ××委员会”。"
    )
    icp_number = LineField(
        "ICP备案号", max_length=60, blank=True, help_text="页脚会链接到工业和信息化部备案系统。"
    )
    police_number = LineField(
        "公安备案号", max_length=60, blank=True, help_text="页脚会链接到公安机关备案系统。"
    )

    id_code = LineField(
        "网站标识码",
        max_length=10,
        blank=True,
        validators=[check_id_code],
        help_text="政府网站标识码，没有的不填：党委网站一般没有。",
    )
    traditional = models.BooleanField(
        "提供繁体版",
        default=True,
        help_text="读者可以把每一页换成繁体字看；去掉勾以后，入口不再显示，繁体版的网址也打不开。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "站点信息"

    def __str__(self):
        return self.name

    @classmethod
    def current(cls) -> "SiteIdentity":
        """The one row; where nobody has saved it, the defaults."""
        return cls.objects.filter(pk=cls.ROW).first() or cls(pk=cls.ROW)


class FooterLink(PublicSetting):
    """One link at the foot of every page."""

    FIRST = (  # title, address: what a new site begins with
        ("关于我们", "/about/"),
        ("联系我们", "/contact/"),
        ("网站地图", "/site-map/"),
        ("用户调查", "/survey/"),
    )

    order = models.PositiveIntegerField("顺序", default=0, help_text="数字小的在前。")
    title = LineField("文字", max_length=20)
    address = LineField(
        "地址",
        max_length=300,
        validators=[check_footer_address],
        help_text="站内地址如“/about/”，站外地址以 https:// 开头。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "页脚链接"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class Page(PublicSetting):
    """One of the two pages whose text the site writes itself."""

    class Slug(models.TextChoices):
        ABOUT = "about", "关于我们"
        CONTACT = "contact", "联系我们"

    slug = models.CharField("页面", max_length=10, choices=Slug.choices, unique=True)
    title = LineField("标题", max_length=40)
    body = RichTextField("正文", blank=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "页面"
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/{self.slug}/"

    @classmethod
    def of(cls, slug: str) -> "Page":
        """The page of an address; where nobody has written it, an unsaved one with its title."""
        return cls.objects.filter(slug=slug).first() or cls(slug=slug, title=cls.Slug(slug).label)


class TraditionalWord(PublicSetting):
    """繁体写法: a word that the Traditional pages must not write as the conversion would."""

    word = LineField(
        "词",
        max_length=50,
        unique=True,
        help_text="照简体页面上的写法填，人名、地名要填全，例如“里下河”。",
    )
    traditional = LineField(
        "繁体写法",
        max_length=50,
        help_text="繁体版上应当怎样写，字数不变，例如“里下河”，不填就会写成“裡下河”。",
    )
    note = LineField("说明", max_length=200, blank=True, help_text="为什么，例如“地名”。")

    class Meta:
        verbose_name = verbose_name_plural = "繁体写法"
        ordering = ["word"]

    def __str__(self):
        return f"{self.word}→{self.traditional}"

    @classmethod
    def exceptions(cls) -> dict[str, str]:
        """Every word and how Traditional pages write it. One query."""
        return dict(cls.objects.values_list("word", "traditional"))

    def clean(self):
        """Raises ValidationError where another word would stand there, or more than words."""
        told = script.problem(self.word, self.traditional) if self.word else ""
        if self.traditional and told:
            raise ValidationError({"traditional": told})


class SurveyQuestion(PublicSetting):
    """One question of 用户调查."""

    class Kind(models.TextChoices):
        SINGLE = rules.SINGLE, "单选"
        MULTIPLE = rules.MULTIPLE, "多选"
        TEXT = rules.TEXT, "填写"

    LONGEST = 1000

    order = models.PositiveIntegerField("顺序", default=0, help_text="数字小的在前。")
    text = LineField("问题", max_length=200, help_text="不要问姓名、电话、身份证号等个人信息。")
    kind = models.CharField("题型", max_length=10, choices=Kind.choices, default=Kind.SINGLE)
    required = models.BooleanField("必答", default=False)
    max_length = models.PositiveIntegerField(
        "最多字数",
        default=200,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text="只用于填写题。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "调查问题"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text

    @classmethod
    def form(cls) -> list[rules.Question]:
        """Every question as the rules read it. Two queries."""
        return [question.plain() for question in cls.objects.prefetch_related("choices")]

    def plain(self) -> rules.Question:
        choices = self.choices.all() if self.kind != self.Kind.TEXT else ()
        return rules.Question(
            key=f"q{self.pk}",
            text=self.text,
            kind=self.kind,
            required=self.required,
            max_length=self.max_length,
            choices=tuple(rules.Choice(str(choice.pk), choice.text) for choice in choices),
        )


class SurveyChoice(PublicSetting):
    """One answer a question offers."""

    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="choices")
    order = models.PositiveIntegerField("顺序", default=0)
    text = LineField("选项", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "选项"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "text"],
                name="survey_choice_once",
                violation_error_message="同一题里有两个相同的选项。",
            )
        ]

    def __str__(self):
        return self.text


class SurveyAnswer(models.Model):
    """What one reader sent; neither an address nor a device is kept with it.

    `answers` is the canonical JSON of [{"question": text, "answer": text or list of texts}], in
    the words the reader saw, so that it outlives every change of the questions.
    """

    LIMITS = (  # (within, answers taken from all readers together, seconds to ask again)
        (timedelta(minutes=1), 60, 60),
        (timedelta(days=1), 2000, 3600),
    )

    at = models.DateTimeField("收到时间", auto_now_add=True, db_index=True)
    answers = models.TextField("答卷")

    class Meta:
        verbose_name = verbose_name_plural = "调查答卷"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"答卷{self.pk}"

    @classmethod
    @transaction.atomic
    def take(cls, answers: list[dict]) -> int:
        """Keeps an answer and returns 0; where too many came, how many seconds to wait."""
        # Counting and adding are one step: who comes second waits for this row.
        list(SurveyQuestion.objects.select_for_update(no_key=True).order_by("pk")[:1])
        now = timezone.now()
        for within, most, wait in cls.LIMITS:
            if cls.objects.filter(at__gt=now - within).count() >= most:
                return wait
        cls.objects.create(answers=canonical_json(answers))
        return 0

    def rows(self) -> list[dict]:
        return json.loads(self.answers)
