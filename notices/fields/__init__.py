"""Model fields that clean what they store, on every way in."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from .. import rich_text
from .widgets import RichTextWidget


class Cleaned:
    """A text cleaned before it reaches the database, whoever writes it."""

    def clean_text(self, text: str) -> str:
        return rich_text.strip_unseen(text)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": SeenText} | kwargs)

    def pre_save(self, instance, add):
        value = self.get_prep_value(getattr(instance, self.attname))
        setattr(instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else self.clean_text(value)


class PlainTextField(Cleaned, models.TextField):
    """Lines of plain text without control, zero-width or direction-changing characters."""


class SeenText(forms.CharField):
    """A text of a form; characters that nobody sees are taken out, not complained of."""

    def to_python(self, value):
        seen = rich_text.strip_unseen(value) if isinstance(value, str) else value
        return super().to_python(seen)


class Line(SeenText):
    """One line of a form; what is too long is said, and stays as it was written."""

    default_error_messages = {
        "max_length": "最多%(limit_value)d字，现在有%(show_value)d字。您写的都还在，请改短一些。"
    }

    def widget_attrs(self, widget):
        # A browser would cut a pasted line at maxlength and say nothing.
        attrs = super().widget_attrs(widget)
        most = attrs.pop("maxlength", None)
        return attrs | ({"data-most": most} if most else {})


class LineField(Cleaned, models.CharField):
    """One line of plain text; line breaks become blanks."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **kwargs)

    def clean_text(self, text: str) -> str:
        return " ".join(super().clean_text(text).split("\n")).strip()

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": Line} | kwargs)


class RichTextField(Cleaned, models.TextField):
    """HTML of the accepted tags only (`rich_text`), edited in the one rich text widget."""

    def clean_text(self, text: str) -> str:
        return rich_text.clean(text)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        try:
            self.clean_text(value or "")
        except rich_text.TooLong as refusal:
            raise ValidationError(str(refusal)) from None

    def formfield(self, **kwargs):
        # The admin would put its plain text box here.
        return super().formfield(**kwargs | {"widget": RichTextWidget})
