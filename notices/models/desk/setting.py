"""审核设置: how many approvals a text needs before it may go out, and what else it needs."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..event import Event
from ..vocabulary import Kind, Topic

MOST_APPROVALS = 3
TIMES = [(number, f"{number} 次" if number else "不要求审核") for number in range(4)]


class DeskSettingManager(models.Manager):
    @transaction.atomic
    def begin(self, **values) -> bool:
        """Writes the setting of a new site with its Event; False where there is one already."""
        if self.exists():
            return False
        setting = self.create(pk=self.model.ROW, **values)
        Event.objects.record(
            Event.Verb.SETTING_CHANGED,
            None,
            act="新增",
            what=str(setting._meta.verbose_name),
            which=str(setting),
        )
        return True


class DeskSetting(models.Model):
    """One row for the site; without it nothing is required."""

    ROW = 1

    approvals = models.PositiveSmallIntegerField(
        "审核次数",
        choices=TIMES,
        default=0,
        help_text="发布以前由几个人先后审核，每次换一个人，都不能改过这一稿。",
    )
    secrecy_review = models.BooleanField(
        "须作保密审查", default=False, help_text="没有“可以公开”的保密审查结论就不能发布。"
    )
    open_comments_block = models.BooleanField(
        "批注办结才能发布", default=False, help_text="还有没办结的批注时，终审和发布都不能进行。"
    )
    moving_in_until = models.DateField(
        "历史迁移免逐件审核，截至",
        null=True,
        blank=True,
        help_text="迁移旧网站期间填写；这一天过后，历史迁移也须逐件审核。",
    )

    objects = DeskSettingManager()

    class Meta:
        verbose_name = verbose_name_plural = "审核设置"
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approvals__lte=MOST_APPROVALS), name="desk_approvals_known"
            )
        ]

    def __str__(self):
        told = [self.get_approvals_display() if not self.approvals else f"审核 {self.approvals} 次"]
        told.append("须作保密审查" if self.secrecy_review else "不要求保密审查")
        told += ["批注办结才能发布"] if self.open_comments_block else []
        if self.moving_in_until:
            told.append(f"历史迁移免审至 {self.moving_in_until:%Y-%m-%d}")
        return "，".join(told)

    @classmethod
    def current(cls) -> "DeskSetting":
        return cls.objects.filter(pk=cls.ROW).first() or cls(pk=cls.ROW)

    def moving_in_is_open(self, today: date) -> bool:
        """Whether what an old site had published may be moved in without approvals of its own."""
        return self.moving_in_until is not None and today <= self.moving_in_until


class DeskRule(models.Model):
    """More approvals for a kind, a topic, or a kind within a topic; never fewer than the site's."""

    kind = models.ForeignKey(Kind, models.PROTECT, null=True, blank=True, verbose_name="文种")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, verbose_name="主题")
    approvals = models.PositiveSmallIntegerField("审核次数", choices=TIMES[1:])

    class Meta:
        verbose_name = verbose_name_plural = "审核要求"
        ordering = ["kind", "topic", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approvals__gte=1, approvals__lte=MOST_APPROVALS),
                name="desk_rule_approvals_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__isnull=False) | models.Q(topic__isnull=False),
                name="desk_rule_names_something",
                violation_error_message="请选择文种或主题，两样都选就是这个主题里的这个文种。",
            ),
        ]

    def __str__(self):
        named = "、".join(str(one) for one in (self.kind, self.topic) if one)
        return f"{named}：审核 {self.approvals} 次"

    def clean(self):
        """Raises ValidationError where the same kind and topic have their number already."""
        same = DeskRule.objects.filter(kind=self.kind, topic=self.topic).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError("这个文种和主题已经有审核要求了，请改那一条。")

    @classmethod
    def approvals_of(cls, notice) -> int:
        """The most any rule asks of the notice; 0 where none speaks of it."""
        of_kind = models.Q(kind=None) | models.Q(kind=notice.kind_id)
        of_topic = models.Q(topic=None) | models.Q(topic=notice.topic_id)
        found = cls.objects.filter(of_kind, of_topic).aggregate(most=models.Max("approvals"))
        return found["most"] or 0
