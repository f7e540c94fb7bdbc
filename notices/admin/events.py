"""The log, to be read and never changed."""

from django.contrib import admin

from ..models import Event
from .timeline import sentence


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    list_display = ["seq", "at", "actor_name", "verb", "notice", "told"]
    list_filter = ["verb"]
    list_select_related = ["notice"]
    search_fields = ["actor_name", "data"]
    show_full_result_count = False

    @admin.display(description="说明")
    def told(self, event):
        return sentence(event)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
