"""Model fields that clean what they store, on every way in."""

from django.core.exceptions import ValidationError
from django.db import models

from .. import rich_text
from .widgets import RichTextWidget


class Cleaned:
    """A text cleaned before it reaches the database, whoever writes it."""

    def clean_text(self, text: str) -> str:
        return rich_text.strip_unseen(text)

    def pre_save(self, instance, add):
        value = self.get_prep_value(getattr(instance, self.attname))
        setattr(instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else self.clean_text(value)


class PlainTextField(Cleaned, models.TextField):
    """Lines of plain text without control, zero-width or direction-changing characters."""


class LineField(Cleaned, models.CharField):
    """One line of plain text; line breaks become blanks."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **kwargs)

    def clean_text(self, text: str) -> str:
        return " ".join(super().clean_text(text).split("\n")).strip()


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
