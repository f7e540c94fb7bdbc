"""原地址 in the newsroom: which old addresses lead where, and how often they are asked for."""

from django.contrib import admin

from ...models import OldAddress
from ..base import RecordedAdmin
from ..widgets import NoticeSelect


@admin.register(OldAddress)
class OldAddressAdmin(RecordedAdmin):
    list_display = ["address", "notice", "hits", "last_hit_on"]
    list_select_related = ["notice"]
    list_per_page = 50
    search_fields = ["address", "notice__title", "notice__doc_number"]
    show_full_result_count = False
    fields = ["address", "notice"]

    def formfield_for_foreignkey(self, field, request, **kwargs):
        return super().formfield_for_foreignkey(
            field, request, widget=NoticeSelect(field, self.admin_site), **kwargs
        )

    def detail(self, changed):
        return f"转到通知 {changed.notice_id}"
