"""The newsroom's main table: the working copy in the order of the document."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from .. import importing, querysets, reading
from ..models import Notice, Release
from ..models.payload import payload_of
from ..refusal import Refused
from .forms import ImportForm, NoticeForm, losses
from .inlines import AttachmentInline, IssuerInline, RelationInline, SectionInline
from .timeline import timeline
from .unsaved.desk import UnsavedWork
from .verbs import offered, verb_view

ENDED = {"repealed": "已废止", "revoked": "已撤销", "expired": "已失效", "taken_down": "页面撤下"}


@admin.register(Notice)
class NoticeAdmin(UnsavedWork, admin.ModelAdmin):
    form = NoticeForm
    inlines = [IssuerInline, SectionInline, AttachmentInline, RelationInline]
    change_form_template = "admin/notices/notice/change_form.html"
    change_list_template = "admin/notices/notice/change_list.html"
    list_display = ["__str__", "state", "kind", "doc_number", "signed_on", "saved_at"]
    list_filter = ["kind", "topic", "signed_on"]
    list_select_related = ["kind"]
    search_fields = ["title", "doc_number"]
    show_full_result_count = False
    view_on_site = False
    # Each stands where it stands in the document; `change_form.html` puts the parts between.
    fieldsets = [
        (
            "文头",
            {
                "fields": [
                    "seen_version",
                    "kind",
                    ("doc_number", "lacks_number"),
                    "title",
                    ("addressee", "lacks_addressee"),
                ]
            },
        ),
        ("引言", {"fields": ["preamble"]}),
        ("正文层次", {"fields": ["scheme"]}),
        ("结尾", {"fields": ["closing"]}),
        (
            "落款和版记",
            {
                "fields": [
                    "signature",
                    ("signed_on", "effective_on"),
                    "annotation",
                    "cc",
                    ("imprint_issuer", "imprint_on"),
                ]
            },
        ),
        (
            "归类和来源",
            {
                "fields": [
                    ("topic", "index_number"),
                    ("source", "source_name"),
                    ("source_address", "source_date"),
                ]
            },
        ),
    ]
    # Who may only look reads the text as readers will, not its fields.
    reading_fieldsets = [
        (
            None,
            {
                "fields": [
                    "kind",
                    "doc_number",
                    "title",
                    "issuer_names",
                    "addressee",
                    "whole_text",
                    "attachment_names",
                    "signature",
                    "signed_on",
                    "effective_on",
                    "annotation",
                    "cc",
                    "topic",
                    "index_number",
                ]
            },
        )
    ]
    # After which fieldset each part stands.
    part_after = {"notice_issuers": 0, "sections": 2, "attachments": 3, "relations": 5}

    def get_queryset(self, request):
        now = timezone.now()
        own = {"notice": OuterRef("pk")}
        return (
            super()
            .get_queryset(request)
            .annotate(
                released=Exists(Release.objects.effective(now).filter(**own)),
                pending_at=Subquery(
                    Release.objects.pending(now).filter(**own).values("goes_live_at")[:1]
                ),
                ended_as=Subquery(querysets.in_effect(now).filter(**own).values("kind")[:1]),
            )
        )

    @admin.display(description="状态")
    def state(self, notice):
        words = [ENDED[notice.ended_as]] if notice.ended_as else []
        if notice.released and not words:
            words.append("已发布")
        if notice.pending_at:
            words.append(f"{timezone.localtime(notice.pending_at):%Y-%m-%d %H:%M} 发布")
        return "，".join(words) or "草稿"

    def get_fieldsets(self, request, obj=None):
        if obj is not None and not self.has_change_permission(request, obj):
            return self.reading_fieldsets
        return super().get_fieldsets(request, obj)

    def get_inlines(self, request, obj):
        if obj is not None and not self.has_change_permission(request, obj):
            return []
        return super().get_inlines(request, obj)

    @admin.display(description="发文机关")
    def issuer_names(self, notice):
        return "、".join(payload_of(notice)["issuers"]) or "—"

    @admin.display(description="附件")
    def attachment_names(self, notice):
        names = [f"{place}.{row.name}" for place, row in enumerate(notice.attachments.all(), 1)]
        return "；".join(names) or "—"

    @admin.display(description="正文")
    def whole_text(self, notice):
        document = reading.document(payload_of(notice))
        return render_to_string("admin/notices/notice/whole_text.html", {"document": document})

    def get_object(self, request, object_id, from_field=None):
        notice = super().get_object(request, object_id, from_field)
        if notice is not None and request.method == "POST":
            # Locked before the form compares versions, so that nobody saves in between.
            notice.lock()
            notice.refresh_from_db(fields=["version"])
        return notice

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="notices_notice_import"),
            path("<int:pk>/do/<slug:name>/", wrap(self.verb_view), name="notices_notice_verb"),
            *super().get_urls(),
        ]

    def verb_view(self, request, pk, name):
        return verb_view(self, request, pk, name)

    def import_view(self, request):
        """A file or pasted text becomes a working copy; what could not be read is said."""
        if not request.user.has_perm("notices.import_notice"):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                notice, read = Notice.objects.import_file(request.user, *form.source())
            except importing.Unreadable as refusal:
                form.add_error("file" if form.cleaned_data.get("file") else "text", str(refusal))
            else:
                self._tell_import(request, read)
                return redirect("admin:notices_notice_change", notice.pk)
        context = self.admin_site.each_context(request) | {
            "title": "导入通知",
            "opts": Notice._meta,
            "form": form,
        }
        return TemplateResponse(request, "admin/notices/notice/import.html", context)

    @staticmethod
    def _tell_import(request, read) -> None:
        names = {
            "pinyin": "拼音",
            "traditional": "繁体字",
            "punctuation": "标点",
            "chrome": "网页杂行",
        }
        repairs = [
            f"{names.get(kind, kind)}{count}处" for kind, count in read.repairs.items() if count
        ]
        told = f"已导入“{read.file}”" + (f"，修复{'、'.join(repairs)}。" if repairs else "。")
        messages.success(request, told)
        for doubt in read.doubts:
            messages.warning(request, doubt)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.record_saved(request.user)
        rows = [row for formset in formsets for row in formset.forms]
        for sentence in dict.fromkeys(
            sentence for row in [form, *rows] for sentence in losses(row)
        ):
            messages.warning(request, sentence)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.why_not_delete(request.user))

    def delete_model(self, request, obj):
        obj.discard(request.user)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for notice in queryset:
                notice.discard(request.user)

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["document_parts"] = self._in_order(context)
        if obj is not None:
            context["verbs"] = offered(obj, request.user)
            context["timeline"] = timeline(obj)
            context["live"] = obj.live_release()
            context["problems"] = obj.problems()
            context["state"] = self.state(self.get_queryset(request).get(pk=obj.pk))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _in_order(self, context) -> list[dict]:
        """Fieldsets and inlines in the order of the document."""
        parts = [{"fieldset": fieldset} for fieldset in context["adminform"]]
        inlines = {part.formset.prefix: part for part in context["inline_admin_formsets"]}
        for prefix, after in sorted(self.part_after.items(), key=lambda item: -item[1]):
            if prefix in inlines:
                parts.insert(after + 1, {"inline": inlines[prefix]})
        return parts
