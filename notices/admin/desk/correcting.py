"""更正说明 on the notice's form: written where it is submitted, shown to who reviews it."""

from django.contrib import admin

from ...models import Notice
from ...models.payload import CORRECTIONS, correction_of
from .standing import AtDesk

FIELDSET = (
    "更正",
    {
        "fields": ["correction_kind", "correction_note"],
        "description": "更正已发布的通知时填写，随文字一起送审；改动以后，原来的审核意见作废。",
    },
)


def told(stated: dict | None) -> str:
    """The weight of a correction and its note in one line; "" where none is stated."""
    return f"{CORRECTIONS.get(stated['kind'], '')}：{stated['note']}" if stated else ""


class StatesCorrection:
    """A ModelAdmin of notices whose draft says what the next edition corrects."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, FIELDSET] if obj is not None and _is_written(obj) else fieldsets

    @admin.display(description="更正说明")
    def correction_named(self, notice):
        return told(correction_of(notice)) or "—"


def _is_written(notice: Notice) -> bool:
    """Where readers have a text and the next one is approved with its note; or something stands."""
    at = AtDesk.of(notice)
    return correction_of(notice) is not None or bool(at.live and at.is_asked)
