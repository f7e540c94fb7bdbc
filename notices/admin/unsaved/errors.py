"""What is wrong with a form, on top of it and with a way to each field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.db.models import Model
from django.forms import BaseInlineFormSet


@dataclass(frozen=True)
class FieldError:
    """One sentence, the field it belongs to and the id of what to jump to."""

    where: str
    message: str
    target: str


def field_errors(form: forms.ModelForm, formsets: list[BaseInlineFormSet]) -> list[FieldError]:
    """Every error that belongs to a place, in the order of form and formsets."""
    found = list(_errors(form, ""))
    for formset in formsets:
        name = str(formset.model._meta.verbose_name)
        for message in formset.non_form_errors():
            found.append(FieldError(name, message, f"{formset.prefix}-group"))
        for at, row in enumerate(formset.forms, 1):
            found += _errors(row, _row_name(name, row.instance, at))
    return found


def _row_name(name: str, row: Model, at: int) -> str:
    return f"{name}{at}" if row._state.adding else str(row)


def _errors(form: forms.ModelForm, place: str) -> Iterator[FieldError]:
    for bound in form:
        # Nobody can correct a hidden field; what it means is said elsewhere.
        if bound.errors and not bound.is_hidden:
            where = f"{place}，{bound.label}" if place and bound.label not in place else place
            where = where or str(bound.label)
            for message in bound.errors:
                yield FieldError(where, message, bound.auto_id)
    if place:
        first = form.visible_fields()[0].auto_id
        for message in form.non_field_errors():
            yield FieldError(place, message, first)


def focus_first_error(form: forms.ModelForm, formsets: list[BaseInlineFormSet]) -> None:
    """The first field with an error has the focus; without one a form is shown from its top."""
    for one in [form, *(row for formset in formsets for row in formset.forms)]:
        for bound in one:
            if bound.errors and not bound.is_hidden:
                bound.field.widget.attrs["autofocus"] = True
                return
