"""The parts of a working copy under the notice's form."""

from django.contrib import admin

from ..models import Attachment, NoticeIssuer, Relation, Section
from .forms import AttachmentForm
from .outline import OutlineFormSet, SectionForm


class IssuerInline(admin.TabularInline):
    model = NoticeIssuer
    fields = ["issuer", "order"]
    extra = 0
    min_num = 1
    verbose_name_plural = "发文机关（联合行文按顺序填写）"


class SectionInline(admin.StackedInline):
    """The outline editor; without script its rows are plain forms, one more each time."""

    model = Section
    form = SectionForm
    formset = OutlineFormSet
    template = "admin/notices/notice/sections.html"
    extra = 1

    class Media:
        css = {"all": ["notices/outline.css"]}
        js = [
            "notices/outline_rows.js",
            "notices/outline_text.js",
            "notices/outline_labels.js",
            "notices/outline_acts.js",
            "notices/outline_menu.js",
            "notices/outline_drag.js",
            "notices/outline.js",
            "notices/leaving.js",
        ]


class AttachmentInline(admin.TabularInline):
    model = Attachment
    form = AttachmentForm
    fields = ["order", "name", "upload", "kept"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")


class RelationInline(admin.TabularInline):
    model = Relation
    fk_name = "notice"
    fields = ["type", "other", "name"]
    autocomplete_fields = ["other"]
    extra = 0
