"""Deleting in the newsroom is throwing into the bin, one draft or many at once."""

from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from ..models import Release
from ..models.binning import KEPT_FOR

TO_BIN = "放入回收站"
BINNED = f"已放入回收站，{KEPT_FOR.days} 天内可以恢复。"


class Binned:
    """A ModelAdmin of notices that deletes nothing; only the night's work empties the bin."""

    actions = ["delete_selected"]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.why_not_delete(request.user))

    def get_search_results(self, request, queryset, search_term):
        """Who looks for a notice to name finds none in the bin, and a successor among the public."""
        naming = request.GET.get("field_name")
        if naming:
            queryset = queryset.filter(binned_at=None)
        if naming == "successor":
            queryset = queryset.filter(pk__in=Release.objects.public().values("notice"))
        return super().get_search_results(request, queryset, search_term)

    def get_deleted_objects(self, objs, request):
        """What goes along: nothing, as all of it comes back together."""
        return [str(notice) for notice in objs], {}, set(), []

    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, object_id, {"title": TO_BIN} | (extra_context or {}))

    def delete_model(self, request, obj):
        obj.discard(request.user)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for notice in queryset:
                notice.discard(request.user)

    @admin.action(description=TO_BIN, permissions=["delete"])
    def delete_selected(self, request, queryset):
        """All of them or none; it can be undone, so nothing is asked first."""
        many = len(queryset)
        self.delete_queryset(request, queryset)
        messages.success(request, f"{many} 份草稿{BINNED}")

    def response_delete(self, request, obj_display, obj_id):
        messages.success(request, f"《{obj_display}》{BINNED}")
        return redirect(reverse("admin:notices_notice_changelist"))
