"""检查设置: how much a rule weighs, and the table of all rules beside it."""

from django.contrib import admin

from ...checks import RULES
from ...models import CheckSetting
from ..base import RecordedAdmin


@admin.register(CheckSetting)
class CheckSettingAdmin(RecordedAdmin):
    change_list_template = "admin/notices/checksetting/change_list.html"
    list_display = ["rule", "kind", "weight"]
    list_filter = ["weight"]
    # One by one, each with its Event.
    actions = None

    def changelist_view(self, request, extra_context=None):
        set_here = set(CheckSetting.objects.filter(kind=None).values_list("rule", flat=True))
        rows = [{"rule": rule, "set": rule.code in set_here} for rule in RULES.values()]
        return super().changelist_view(request, {"rules": rows} | (extra_context or {}))
