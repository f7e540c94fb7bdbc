"""What the notice's form does with work that is not saved yet."""

from django.db import transaction
from django.urls import path, reverse

from .drafts import tell_saved
from .errors import field_errors, focus_first_error
from .once import ONCE, answered_before, new_token
from .preview import preview_view
from .stale import SEEN_PARTS, meet, remembered_parts

PREVIEW = "notices_notice_preview"
PREVIEW_NEW = f"{PREVIEW}_new"


class UnsavedWork:
    """A ModelAdmin of notices with a preview, comparison of late saves, kept drafts and errors."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("preview/", view, name=PREVIEW_NEW),
            path("<int:pk>/preview/", view, name=PREVIEW),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk=None):
        return preview_view(self, request, pk)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        if object_id is None:
            return self._made_once(request, form_url, extra_context)
        with transaction.atomic():
            notice, comparison = self.get_object(request, object_id), None
            if notice and self.has_change_permission(request, notice):
                comparison = meet(self, request, notice)
            context = {"comparison": comparison} | (extra_context or {})
            return super().changeform_view(request, object_id, form_url, context)

    def _made_once(self, request, form_url, extra_context):
        with transaction.atomic():
            answer = answered_before(request) if self.has_add_permission(request) else None
            return answer or super().changeform_view(request, None, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        return tell_saved(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return tell_saved(request, super().response_change(request, obj))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        parts = {"args": [obj.pk]} if obj else {}
        context["preview"] = reverse(f"admin:{PREVIEW if obj else PREVIEW_NEW}", **parts)
        context["typing"] = obj is None or self.has_change_permission(request, obj)
        if context["typing"]:
            self._prepare_typing(request, context, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @staticmethod
    def _prepare_typing(request, context, obj) -> None:
        """What the form carries along, and what is wrong with it."""
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["draft"] = request.POST.get("draft", "")
        if context["errors"]:
            context["field_errors"] = field_errors(form, formsets)
            focus_first_error(form, formsets)
        if obj is None:
            context[ONCE] = request.POST.get(ONCE) or new_token()
        if obj and not context.get("comparison"):
            context[SEEN_PARTS] = remembered_parts(obj, formsets)
