"""Working-copy rows with a version number: a stale save is refused."""

from django.db import models, transaction
from django.db.models import F

from ..refusal import StaleVersion


class Versioned(models.Model):
    """Each save claims the version it was read at; two writers can never both have it."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            if not self._state.adding:
                self._claim()
            super().save(**kwargs)

    def _claim(self) -> None:
        mine = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not mine.update(version=F("version") + 1):
            raise StaleVersion(str(self))
        self.version += 1
