"""基础数据 in the newsroom."""

from django.contrib import admin

from ..models import Issuer, Kind, ReadingSetting, Topic
from .base import OneRowAdmin, RecordedAdmin


@admin.register(Issuer)
class IssuerAdmin(RecordedAdmin):
    list_display = ["name", "code", "order"]
    search_fields = ["name", "code"]


@admin.register(Topic)
class TopicAdmin(RecordedAdmin):
    list_display = ["name", "description", "order"]
    search_fields = ["name"]


@admin.register(Kind)
class KindAdmin(RecordedAdmin):
    list_display = ["name", "red_head", "needs_number", "needs_addressee", "lifetime_days"]
    search_fields = ["name"]

    def get_readonly_fields(self, request, obj=None):
        # Frozen editions name kinds by their code.
        return ["code"] if obj else []


@admin.register(ReadingSetting)
class ReadingSettingAdmin(OneRowAdmin):
    pass
