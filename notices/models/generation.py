"""The one counter that moves with every public change."""

from django.db import models, transaction
from django.db.models import F

from .event import ChainHead


class Generation(models.Model):
    """One row; cached pages are keyed by its number."""

    ROW = 1

    number = models.PositiveBigIntegerField("代次", default=0)

    @classmethod
    def bump(cls) -> None:
        """Last step of every transaction that changes what readers see.

        Takes the chain head first, as every verb does, so that no two wait for each other.
        """
        ChainHead.locked()
        if not cls.objects.filter(pk=cls.ROW).update(number=F("number") + 1):
            cls.objects.create(pk=cls.ROW, number=1)

    @classmethod
    def current(cls) -> int:
        return cls.objects.filter(pk=cls.ROW).values_list("number", flat=True).first() or 0


class PublicSetting(models.Model):
    """A setting that shows on public pages: saving or deleting one moves the generation."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            super().save(**kwargs)
            Generation.bump()

    def delete(self, **kwargs):
        with transaction.atomic():
            deleted = super().delete(**kwargs)
            Generation.bump()
        return deleted
