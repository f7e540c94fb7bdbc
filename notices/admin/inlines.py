"""The parts of a working copy under the notice's form."""

from django import forms
from django.contrib import admin

from .. import file_types, numbering, pictures
from ..models import Attachment, Figure, NoticeIssuer, Relation, Section
from ..models.payload import entries_of
from .file_forms import AttachmentForm, FigureForm, FigureFormSet
from .forms import SectionForm


class IssuerInline(admin.TabularInline):
    model = NoticeIssuer
    fields = ["issuer", "order"]
    extra = 0
    min_num = 1
    verbose_name_plural = "发文机关（联合行文按顺序填写）"


class OutlineFormSet(forms.BaseInlineFormSet):
    """Sections that know the label their scheme gives them, so that each row begins with it."""

    def get_queryset(self):
        sections = super().get_queryset()
        if self.instance.pk:
            labels = numbering.labels(self.instance.scheme, entries_of(sections))
            for section, label in zip(sections, labels, strict=True):
                section.shown_label = label
        return sections


class SectionInline(admin.StackedInline):
    model = Section
    form = SectionForm
    formset = OutlineFormSet
    template = "admin/notices/notice/sections.html"
    extra = 0
    fieldsets = [
        (None, {"fields": [("order", "depth", "unnumbered"), ("heading", "run_in"), "body"]}),
        ("特别的序号", {"classes": ["collapse"], "fields": [("start", "typed_label")]}),
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
        return super().get_queryset(request).select_related("section")


class AttachmentInline(FileInline):
    model = Attachment
    form = AttachmentForm
    fields = ["order", "name", "upload", "kept"]
    accepted = (
        f"{'、'.join(file_types.FILE_TYPES).upper()}，"
        f"每个不超过 {file_types.MAX_BYTES // 2**20} MB。"
    )


class RelationInline(admin.TabularInline):
    model = Relation
    fk_name = "notice"
    fields = ["type", "other", "name"]
    autocomplete_fields = ["other"]
    extra = 0
