"""Rows that are written once: refused in the model here, and by triggers in `seals`."""

from datetime import date, datetime

from django.db import models

from ..canonical import digest_of, utc
from ..querysets import AppendOnlyError, AppendOnlyQuerySet


class AppendOnly(models.Model):
    """A row that is added and never changed.

    `erasable` rows may be deleted where an Erasure names their edition; all others never.
    """

    erasable = False

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__}: rows are only ever added")
        super().save(**kwargs | {"force_insert": True})

    def delete(self, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__}: rows are only ever added")

    def row_digest(self) -> str:
        """The digest of all columns: what the Event that made the row remembers of it."""
        return digest_of(
            {field.attname: _plain(getattr(self, field.attname)) for field in self._meta.fields}
        )

    def row_entry(self) -> dict:
        """How an Event names this row: {"table", "id", "digest"}."""
        return {"table": self._meta.model_name, "id": self.pk, "digest": self.row_digest()}


def _plain(value):
    if isinstance(value, datetime):
        return utc(value)
    return value.isoformat() if isinstance(value, date) else value
