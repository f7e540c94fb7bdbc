"""A working copy cut into the parts two people can differ in: fields, rows, orders of rows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.forms import BaseInlineFormSet

from ...models import Notice
from .submitted import Submitted, stored_value

# Nobody types these, or they are a part of their own.
NOT_COMPARED = {"id", "notice", "made_by", "order"}


@dataclass(frozen=True)
class Snapshot:
    """`rows` by prefix and primary key, each prefix in order; None for a row that was deleted."""

    notice: Notice
    rows: Mapping[str, Mapping[int, models.Model | None]]

    def values(self) -> dict[str, dict]:
        """The stored values of every part by its key, `title` or `sections-12`; {} if deleted."""
        found = {name: {name: value} for name, value in values_of(self.notice).items()}
        for prefix, rows in self.rows.items():
            found |= {f"{prefix}-{pk}": values_of(row) if row else {} for pk, row in rows.items()}
        return found

    def order(self, prefix: str) -> list[int]:
        return [pk for pk, row in self.rows[prefix].items() if row]

    def remembered(self) -> dict:
        """What a form keeps of the text it was opened on: fingerprints, and orders as they are."""
        orders = {order_key(prefix): self.order(prefix) for prefix in self.rows}
        return {key: fingerprint(values) for key, values in self.values().items()} | orders


def saved_snapshot(notice_pk: int, formsets: Iterable[BaseInlineFormSet]) -> Snapshot:
    """What the database says now of the notice and of the rows of these formsets."""
    rows = {}
    for formset in formsets:
        own = formset.model.objects.filter(**{formset.fk.name: notice_pk})
        rows[formset.prefix] = {row.pk: row for row in own}
    return Snapshot(Notice.objects.get(pk=notice_pk), rows)


def typed_snapshot(sent: Submitted) -> Snapshot:
    """What the form says of the notice and of the rows it was opened with."""
    rows = {
        prefix: {
            row.pk: None if row.deleted else row.instance for row in sent.rows(prefix) if row.pk
        }
        for prefix in sent.formsets
    }
    return Snapshot(sent.notice, rows)


def order_key(prefix: str) -> str:
    return f"{prefix}-order"


def compared_fields(model: type[models.Model]) -> list[models.Field]:
    fields = model._meta.concrete_fields
    return [field for field in fields if field.editable and field.name not in NOT_COMPARED]


def values_of(row: models.Model) -> dict:
    """What the database would hold of each typed field."""
    return {
        field.name: stored_value(field, getattr(row, field.attname))
        for field in compared_fields(type(row))
    }


def fingerprint(values) -> str:
    """Short: it tells who changed a part, and decides nothing."""
    text = json.dumps(values, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
