"""基础数据 in the newsroom."""

from django.contrib import admin

from ..models import Issuer, Kind, ReadingSetting, Topic
from .base import OneRowAdmin, RecordedAdmin


class VocabularyAdmin(RecordedAdmin):
    """Words that editions may name: one that is in use is renamed or left, never deleted."""

    # Deleting many at once would not ask of each whether it is in use.
    actions = None

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.is_named())


@admin.register(Issuer)
class IssuerAdmin(VocabularyAdmin):
    list_display = ["name", "code", "order"]
    search_fields = ["name", "code"]


@admin.register(Topic)
class TopicAdmin(VocabularyAdmin):
    list_display = ["name", "description", "order"]
    search_fields = ["name"]


@admin.register(Kind)
class KindAdmin(VocabularyAdmin):
    list_display = ["name", "red_head", "needs_number", "needs_addressee", "lifetime_days"]
    search_fields = ["name"]

    def get_readonly_fields(self, request, obj=None):
        # Frozen editions name kinds by their code.
        return ["code"] if obj else []


@admin.register(ReadingSetting)
class ReadingSettingAdmin(OneRowAdmin):
    pass
