"""The parts of a working copy under the notice's form."""

from django.contrib import admin

from .. import file_types, pictures
from ..models import Attachment, Figure, NoticeIssuer, Relation, Section
from .base import Worded
from .file_forms import AttachmentForm, FigureForm, FigureFormSet
from .outline import OutlineFormSet, SectionForm
from .widgets import NoticeSelect, RelationForm


class IssuerInline(Worded, admin.TabularInline):
    model = NoticeIssuer
    fields = ["issuer", "order"]
    verbose_name_plural = "发文机关（联合行文按顺序填写）"

    def get_extra(self, request, obj=None, **kwargs):
        """A row to fill in where there is none; a draft may do without, publishing may not."""
        return 0 if obj and obj.notice_issuers.exists() else 1

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("issuer")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        # Read once, not once a row; a list made of the choices themselves would count them first.
        field.choices = list(iter(field.choices))
        return field


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
            "notices/reference_dialog.js",
            "notices/leaving.js",
        ]


class FileInline(admin.StackedInline):
    """Files that are dropped in, put in order and named; without script, plain inputs."""

    template = "admin/notices/notice/files.html"
    # An empty row for who has no script; the script takes it away.
    extra = 1
    accepted = ""

    class Media:
        js = ["notices/files.js"]
        css = {"all": ["notices/files.css"]}


class FigureInline(FileInline):
    model = Figure
    form = FigureForm
    formset = FigureFormSet
    fields = ["order", "upload", "kept", "alt", "caption", "where"]
    verbose_name_plural = "图（放在正文里的图片）"
    accepted = (
        f"{'、'.join(pictures.FORMATS)}，每张不超过 {pictures.MAX_BYTES // 2**20} MB；"
        "拍摄地点等信息会自动去掉。"
    )

    def get_queryset(self, request):
        figures = super().get_queryset(request).select_related("section", "file")
        return figures.prefetch_related("file__variants")


class AttachmentInline(FileInline):
    model = Attachment
    form = AttachmentForm
    fields = ["order", "name", "upload", "kept"]
    accepted = (
        f"{'、'.join(file_types.FILE_TYPES).upper()}，"
        f"每个不超过 {file_types.MAX_BYTES // 2**20} MB。"
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")


class RelationInline(Worded, admin.TabularInline):
    model = Relation
    form = RelationForm
    fk_name = "notice"
    fields = ["type", "other", "name"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("other")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "other":
            kwargs["widget"] = NoticeSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
