"""Waived Problems, how much a rule weighs, and the organisation's words."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from ...checks.rules import ADVISORY, BLOCKING, OFF, RULES
from ...checks.words.lexicon import NO_WORDS, Lexicon, Word
from ...fields import LineField
from ..event import Event


class Waiver(models.Model):
    """One advisory Problem somebody answers for, named by its digest.

    It holds as long as the text around the Problem says the same.
    """

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="waivers")
    rule = models.CharField("规则", max_length=30)
    digest = models.CharField("问题摘要", max_length=64)
    reason = LineField("理由", max_length=200)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waived_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已说明的问题"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "digest"], name="problem_waived_once")
        ]

    def __str__(self):
        return RULES[self.rule].name if self.rule in RULES else self.rule


def settable() -> list[tuple[str, str]]:
    """Asked for at every use, so that a new rule needs no migration."""
    return [(rule.code, f"{rule.group}：{rule.name}") for rule in RULES.values() if not rule.fixed]


class CheckSetting(models.Model):
    """How much one rule weighs, for all kinds or for one; without a row as the product has it."""

    class Weight(models.TextChoices):
        BLOCKING = BLOCKING, "必须修改"
        ADVISORY = ADVISORY, "请留意"
        OFF = OFF, "不检查"

    rule = models.CharField("规则", max_length=30, choices=settable)
    kind = models.ForeignKey(
        "notices.Kind",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="文种",
        help_text="只对一个文种这样检查时选择；留空的，对所有文种。",
    )
    weight = models.CharField("轻重", max_length=10, choices=Weight.choices)

    class Meta:
        verbose_name = verbose_name_plural = "检查设置"
        ordering = ["rule", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "kind"],
                name="rule_set_once_a_kind",
                violation_error_message="这条规则对这个文种已经有设置了，请修改原来的那一条。",
            ),
            models.UniqueConstraint(
                fields=["rule"],
                condition=models.Q(kind__isnull=True),
                name="rule_set_once",
                violation_error_message="这条规则已经有设置了，请修改原来的那一条。",
            ),
        ]

    def __str__(self):
        kind = f"（{self.kind}）" if self.kind else ""
        return f"{self.get_rule_display()}{kind}：{self.get_weight_display()}"

    @classmethod
    def weights(cls, kind) -> dict[str, str]:
        """How each rule weighs for a kind, its own setting before the general one."""
        rows = cls.objects.filter(models.Q(kind=None) | models.Q(kind=kind))
        ordered = sorted(rows.values_list("rule", "kind", "weight"), key=lambda row: bool(row[1]))
        return {rule: weight for rule, _, weight in ordered}


class LexiconState(models.Model):
    """One row: a token that is another after every change of the words."""

    ROW = 1

    token = models.CharField(max_length=32)

    @classmethod
    def changed(cls) -> None:
        cls.objects.update_or_create(pk=cls.ROW, defaults={"token": uuid.uuid4().hex})


class LexiconWordManager(models.Manager):
    def lexicon(self) -> Lexicon:
        """All words, kept in memory until one changes."""
        token = LexiconState.objects.filter(pk=LexiconState.ROW).values_list("token", flat=True)
        return _lexicon(token[0]) if token else NO_WORDS

    def import_words(self, user, words: list[Word], file_name: str) -> None:
        """Lays many words at once (an Event); one with the same first day is replaced."""
        with transaction.atomic():
            new = {(word.wrong, word.since) for word in words}
            old = self.values_list("pk", "wrong", "since")
            gone = [pk for pk, wrong, since in old if (wrong, since) in new]
            for at in range(0, len(gone), 500):
                self.filter(pk__in=gone[at : at + 500]).delete()
            self.bulk_create((LexiconWord.of(word) for word in words), batch_size=1000)
            LexiconState.changed()
            Event.objects.record(
                Event.Verb.SETTING_CHANGED,
                user,
                act="导入",
                what="词库",
                which=f"{len(words)} 个词",
                file=file_name,
            )


@lru_cache(maxsize=2)
def _lexicon(token: str) -> Lexicon:
    return Lexicon(word.as_word() for word in LexiconWord.objects.all().iterator())


class LexiconWord(models.Model):
    """词库: a word and what to write instead, or a name with its title and place."""

    wrong = LineField(
        "词", max_length=50, help_text="要找的词，照字面找，例如“法人代表”；人名也填在这里。"
    )
    right = LineField(
        "应写作", max_length=50, blank=True, help_text="例如“法定代表人”；留空的，只提醒核对。"
    )
    reason = LineField("理由", max_length=200, blank=True)
    source = LineField("出处", max_length=200, blank=True, help_text="规定这样写的文件。")
    since = models.DateField(
        "起", null=True, blank=True, help_text="从哪一天成文的文件起这样要求；留空为一直。"
    )
    until = models.DateField("止", null=True, blank=True)
    title = LineField(
        "职务", max_length=50, blank=True, help_text="人名才填：与姓名连用的职务，例如“书记”。"
    )
    order = models.PositiveIntegerField(
        "排序", null=True, blank=True, help_text="人名才填：并列时数字小的在前。"
    )

    objects = LexiconWordManager()

    class Meta:
        verbose_name = "词"
        verbose_name_plural = "词库"
        ordering = ["wrong", "since"]
        indexes = [models.Index(fields=["wrong"], name="lexicon_wrong")]

    def __str__(self):
        return f"{self.wrong} → {self.right}" if self.right else self.wrong

    @classmethod
    def of(cls, word: Word) -> "LexiconWord":
        names = [field.name for field in cls._meta.fields if field.name != "id"]
        return cls(**{name: getattr(word, name) for name in names})

    def as_word(self) -> Word:
        names = [field.name for field in self._meta.fields if field.name != "id"]
        return Word(**{name: getattr(self, name) for name in names})

    def clean(self):
        """Raises ValidationError where nothing would be changed, or twice the same is said."""
        if self.wrong and self.wrong == self.right:
            raise ValidationError({"right": "与词相同，什么也不会改。"})
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "早于“起”的日期。"})
        others = type(self).objects.filter(wrong=self.wrong, since=self.since).exclude(pk=self.pk)
        if self.wrong and others.exists():
            raise ValidationError({"wrong": "词库里已经有这个词，请修改原来的那一条。"})

    def save(self, **kwargs):
        with transaction.atomic():
            super().save(**kwargs)
            LexiconState.changed()

    def delete(self, **kwargs):
        with transaction.atomic():
            deleted = super().delete(**kwargs)
            LexiconState.changed()
        return deleted
