"""The notice's form as it was sent, read into rows that nobody saves."""

from dataclasses import dataclass

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME

from ... import rich_text
from ...fields import Cleaned
from ...models import Kind, Notice
from ...models.payload import Parts, saved_parts
from ...models.vocabulary import DEFAULT_KIND

TOO_LONG = "<p>（这段文字太长，不能保存，请分成几段。）</p>"
NUMBERED = {
    "sections": "section_count",
    "attachments": "attachment_count",
    "figures": "figure_count",
}
# What a row cannot be drawn without.
NEEDED = {"notice_issuers": "issuer_id", "figures": "file_id"}


@dataclass(frozen=True)
class Row:
    """One row of a formset: `pk` as the form names it, None where the row is new."""

    prefix: str  # of its fields: sections-3
    pk: int | None
    instance: models.Model
    deleted: bool
    empty: bool

    @property
    def stays(self) -> bool:
        return not (self.deleted or self.empty)


@dataclass(frozen=True)
class Submitted:
    """The form and its formsets by prefix, all of them cleaned and none of them saved.

    A field that cannot be read keeps its saved value.
    """

    form: forms.ModelForm
    formsets: dict[str, forms.BaseInlineFormSet]

    @property
    def notice(self) -> Notice:
        return self.form.instance

    def rows(self, prefix: str) -> list[Row]:
        """Every row of a formset, in the order the document would have."""
        rows = [_row(form) for form in self.formsets[prefix].forms]
        return sorted(rows, key=lambda row: _place(row.instance))

    def staying(self, prefix: str) -> list[Row]:
        return [row for row in self.rows(prefix) if row.stays]


def submitted(model_admin, request, notice: Notice | None) -> Submitted:
    """Reads request.POST without its files, so that nothing is stored; changes `notice` itself."""
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, notice))
    form_class = model_admin.get_form(request, notice, change=notice is not None, fields=fields)
    form = form_class(request.POST, instance=notice)
    form.full_clean()
    formsets = {}
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, notice):
        formset = formset_class(
            data=request.POST,
            instance=form.instance,
            prefix=formset_class.get_default_prefix(),
            queryset=inline.get_queryset(request),
        )
        formset.full_clean()
        formsets[formset.prefix] = formset
    return Submitted(form, formsets)


def _row(form: forms.ModelForm) -> Row:
    sent = form.data.get(form.add_prefix("id")) or ""
    return Row(
        prefix=form.prefix,
        pk=int(sent) if sent.isascii() and sent.isdigit() else None,
        instance=form.instance,
        deleted=bool(form.cleaned_data.get(DELETION_FIELD_NAME)),
        empty=form.empty_permitted and not form.has_changed(),
    )


def _place(instance) -> tuple:
    """As the database orders the rows once they are saved: without a place, last."""
    last = float("inf")
    order = getattr(instance, "order", None)
    return (last if order is None else order, instance.pk or last)


def working_copy(sent: Submitted) -> tuple[Notice, Parts]:
    """The notice and its rows as saving would leave them; new ones have the number to come."""
    notice = as_stored(sent.notice)
    if notice.kind_id is None:
        notice.kind = Kind.objects.get(code=DEFAULT_KIND)
    saved = saved_parts(notice) if notice.pk else no_parts()
    rows = {prefix: _drawable(sent, prefix) for prefix in sent.formsets}
    for prefix, counter in NUMBERED.items():
        _give_numbers(rows.get(prefix, []), getattr(notice, counter))
    return notice, Parts(**vars(saved) | rows)


def no_parts() -> Parts:
    return Parts([], [], [], [], [])


def _drawable(sent: Submitted, prefix: str) -> list:
    needed = NEEDED.get(prefix)
    rows = [as_stored(row.instance) for row in sent.staying(prefix)]
    return [row for row in rows if needed is None or getattr(row, needed)]


def _give_numbers(rows: list, last: int) -> None:
    for row in rows:
        if row.number is None:
            last += 1
            row.number = last


def as_stored(row):
    """The row with every text cleaned as its field does on saving."""
    for field in row._meta.concrete_fields:
        if isinstance(field, Cleaned):
            setattr(row, field.attname, stored_value(field, getattr(row, field.attname)))
    return row


def stored_value(field: models.Field, value):
    """What the database would hold of a value."""
    try:
        return field.get_prep_value(value)
    except rich_text.TooLong:
        return TOO_LONG
