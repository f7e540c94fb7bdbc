"""基础数据 in the newsroom."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget

from ..fields import PlainTextField
from ..models import DeskRule, DeskSetting, Holiday, Issuer, KeptWord, Kind, ReadingSetting, Topic
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
    fieldsets = [
        (None, {"fields": ["name", "code", "red_head", "lifetime_days", "order"]}),
        (
            "必备要素",
            {
                "fields": ["needs_number", "needs_addressee"],
                "description": "标题、发文机关和成文日期每个文种都必须有；"
                "这里勾选的也缺一不可，除非编辑注明原文没有。",
            },
        ),
        (
            "新建时的套语",
            {
                "fields": ["opening", "ending", "annotation", "scheme"],
                "description": "新建这个文种的通知时先放好，编辑可以改；导入的通知不受影响。",
            },
        ),
    ]
    formfield_overrides = {PlainTextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}

    def get_readonly_fields(self, request, obj=None):
        # Frozen editions name kinds by their code.
        return ["code"] if obj else []


@admin.register(Holiday)
class HolidayAdmin(RecordedAdmin):
    change_list_template = "admin/notices/holiday/change_list.html"
    list_display = ["day", "name", "kind"]
    date_hierarchy = "day"
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(KeptWord)
class KeptWordAdmin(RecordedAdmin):
    list_display = ["word", "note"]
    search_fields = ["word", "note"]


@admin.register(DeskSetting)
class DeskSettingAdmin(OneRowAdmin):
    pass


@admin.register(DeskRule)
class DeskRuleAdmin(RecordedAdmin):
    list_display = ["kind", "topic", "approvals"]


@admin.register(ReadingSetting)
class ReadingSettingAdmin(OneRowAdmin):
    pass
