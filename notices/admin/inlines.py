"""The parts of a working copy under the notice's form."""

from django import forms
from django.contrib import admin

from .. import numbering
from ..models import Attachment, NoticeIssuer, Relation, Section
from ..models.payload import entries_of
from .forms import AttachmentForm, SectionForm
from .widgets import NoticeSelect


class IssuerInline(admin.TabularInline):
    model = NoticeIssuer
    fields = ["issuer", "order"]
    extra = 0
    min_num = 1
    verbose_name_plural = "发文机关（联合行文按顺序填写）"


class OutlineFormSet(forms.BaseInlineFormSet):
    """Sections that know the label their scheme gives them, so that each row begins with it."""

    def get_queryset(self):
        """The sections, read and labelled once, before the forms write into them.

        A bound form keeps its row even where somebody deleted the section meanwhile: what was
        typed into it must be shown again.
        """
        if not hasattr(self, "_sections"):
            self._sections = self._labelled(list(super().get_queryset()))
            if self.is_bound:
                self._sections = self._as_posted(self._sections)
        return self._sections

    def _labelled(self, sections: list[Section]) -> list[Section]:
        try:
            labels = numbering.labels(self.instance.scheme, entries_of(sections))
        except ValueError:
            # More siblings than numbers: the form opens all the same, and `clean` says so.
            labels = [""] * len(sections)
        for section, label in zip(sections, labels, strict=True):
            section.shown_label = label
        return sections

    def _as_posted(self, sections: list[Section]) -> list[Section]:
        there = {section.pk: section for section in sections}
        posted = [self._posted_key(place) for place in range(self.initial_form_count())]
        rows = [there.pop(key, None) or self._lost(key) for key in posted if key]
        return rows + list(there.values())

    def _posted_key(self, place: int) -> int | None:
        text = self.data.get(f"{self.add_prefix(place)}-{self.model._meta.pk.name}", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None

    def _lost(self, key: int) -> Section:
        section = self.model(pk=key, notice=self.instance)
        section.shown_label = "（已被别人删去）"
        return section

    def clean(self):
        super().clean()
        kept = [f for f in self.forms if f.is_valid() and not self._should_delete_form(f)]
        rows = [form.instance for form in kept if form.has_changed() or form.instance.pk]
        last = len(rows) * self.model.STEP + max((row.order or 0 for row in rows), default=0)
        rows.sort(key=lambda row: last if row.order is None else row.order)
        try:
            numbering.labels(self.instance.scheme, entries_of(rows))
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from None


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
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "other":
            kwargs["widget"] = NoticeSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
