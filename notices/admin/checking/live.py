"""网上的问题: what the last look at everything readers see has found; and 外部链接."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from ...models import LinkSetting, LiveFinding
from ...newsroom.dashboard import NO_FINDINGS
from ..base import OneRowAdmin


@admin.register(LinkSetting)
class LinkSettingAdmin(OneRowAdmin):
    pass


@admin.register(LiveFinding)
class LiveFindingAdmin(admin.ModelAdmin):
    """Only to look at: the next look writes it anew."""

    list_display = ["where", "place", "weight", "message", "advice", "found_at"]
    list_display_links = None
    list_filter = ["blocking"]
    list_select_related = ["notice"]
    list_per_page = 100
    none_here = NO_FINDINGS
    actions = None

    @admin.display(description="通知")
    def where(self, finding):
        page = "admin:notices_notice_change"
        address = reverse(page, args=[finding.notice_id]) if finding.notice else finding.address
        return format_html('<a href="{}">{}</a>', address, finding.notice or finding.address)

    @admin.display(description="轻重", ordering="blocking")
    def weight(self, finding):
        return "必须改" if finding.blocking else "请留意"

    def has_view_permission(self, request, obj=None):
        # One row has no page of its own.
        return obj is None and super().has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
