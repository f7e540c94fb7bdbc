"""Working-copy rows with a version number: a stale save is refused."""

from django.db import models, transaction
from django.db.models import F

from ..refusal import StaleVersion


class Versioned(models.Model):
    """Each save claims the version it was read at; two writers can never both have it."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    # Columns that only their own UPDATE writes: an older copy must not set them back.
    counters: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            if not self._state.adding:
                self._claim()
                kwargs.setdefault("update_fields", self._written())
            super().save(**kwargs)

    def _written(self) -> list[str]:
        kept = {"version", *self.counters}
        return [
            field.name
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name not in kept
        ]

    def _claim(self) -> None:
        mine = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not mine.update(version=F("version") + 1):
            raise StaleVersion(str(self))
        self.version += 1
