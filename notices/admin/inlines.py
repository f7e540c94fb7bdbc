"""The parts of a working copy under the notice's form."""

from django import forms
from django.contrib import admin

from .. import numbering
from ..models import Attachment, NoticeIssuer, Relation, Section
from ..models.payload import entries_of
from .forms import AttachmentForm, SectionForm


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
