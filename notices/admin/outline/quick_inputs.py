"""Inputs written without a template each: the form of 300 sections holds thousands of them."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html


class _Quick:
    """The very input its base would draw by Django's templates, some ten times faster."""

    def _render(self, template_name, context, renderer=None):
        widget = context["widget"]
        given = {"type": widget["type"], "name": widget["name"], "value": widget["value"]}
        return format_html("<input{}>", flatatt(given | widget["attrs"]))


class QuickText(_Quick, forms.TextInput):
    pass


class QuickNumber(_Quick, forms.NumberInput):
    pass


class QuickCheckbox(_Quick, forms.CheckboxInput):
    pass


class QuickHidden(_Quick, forms.HiddenInput):
    pass
