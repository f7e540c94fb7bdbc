"""The outline in the newsroom's form: its sections as rows, checked and numbered as a whole."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.functional import cached_property

from ... import numbering, rich_text
from ...models import Figure, Section
from ...models.payload import entries_of, label
from .quick_inputs import QuickCheckbox, QuickHidden, QuickNumber, QuickText

MAX_HEADING = Section._meta.get_field("heading").max_length
TOO_LONG = (
    f"标题最多 {MAX_HEADING} 字，现在有 %(show_value)d 字。您写的都还在，请把多出的文字移到正文里。"
)
FIRST_WORDS = 60


class SectionForm(forms.ModelForm):
    """One section; its label is computed from the outline and shown beside it."""

    # The number of the saved section that took over this one's text (与下一个合并).
    joined_to = forms.IntegerField(widget=QuickHidden, required=False)

    class Meta:
        model = Section
        fields = [
            "order",
            "depth",
            "unnumbered",
            "start",
            "typed_label",
            "heading",
            "run_in",
            "body",
        ]
        widgets = {
            "order": QuickNumber(attrs={"autocomplete": "off"}),
            "depth": QuickNumber(attrs={"max": 6, "autocomplete": "off"}),
            "unnumbered": QuickCheckbox,
            "run_in": QuickCheckbox,
            "typed_label": QuickText,
            "heading": QuickText(attrs={"class": "vLargeTextField"}),
            "start": QuickNumber(attrs={"max": numbering.NUMBERS[-1]}),
        }
        error_messages = {"heading": {"max_length": TOO_LONG}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The row says these things once, in its own words.
            field.help_text = ""
        for name in ("depth", "start"):
            self.fields[name].widget.attrs["min"] = 1
        self.fields["start"].validators.append(MaxValueValidator(numbering.NUMBERS[-1]))

    @cached_property
    def first_words(self) -> str:
        """How the text begins, for the section's row."""
        # Cut before reading, but not within a tag: a long text must not cost its row more.
        html = re.sub(r"<[^>]*$", "", (self["body"].value() or "")[: 20 * FIRST_WORDS])
        return rich_text.plain(html).replace("\n", " ")[:FIRST_WORDS]


class OutlineFormSet(forms.BaseInlineFormSet):
    """Sections that know the label their scheme gives them, so that each row begins with it."""

    max_heading = MAX_HEADING

    @cached_property
    def _sections(self) -> list[Section]:
        """The sections with their labels, once a request, as Django asks again for every form.

        A bound form keeps its row even where somebody deleted the section meanwhile: what was
        typed into it must be shown again.
        """
        sections = list(super().get_queryset())
        # Sections of before under a scheme just chosen may count too far; `clean` says so.
        label(self.instance.scheme, sections)
        return self._as_posted(sections) if self.is_bound else sections

    def get_queryset(self):
        return self._sections

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

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self.model._meta.pk.name].widget = QuickHidden()
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget = QuickCheckbox()

    def clean(self):
        """Refuses an outline that cannot be numbered; each row alone may well be right."""
        super().clean()
        if any(self.errors):
            return
        try:
            numbering.labels(self.instance.scheme, entries_of(self._as_they_will_stand()))
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def _as_they_will_stand(self) -> list[Section]:
        """The sections that are left, in the order the save gives them."""
        kept = [
            form.instance
            for form in self.forms
            if not self._should_delete_form(form) and (form.instance.pk or form.has_changed())
        ]
        last = float("inf")
        return sorted(
            kept, key=lambda one: (last if one.order is None else one.order, one.pk or last)
        )

    def save_existing_objects(self, commit=True):
        self._heirs = {}
        # Before the joined sections go, and their pictures with them.
        for form in self.initial_forms:
            heir = form.cleaned_data.get("joined_to") if commit else None
            if heir and form in self.deleted_forms:
                survivor = Section.objects.filter(notice=self.instance, number=heir).first()
                if survivor:
                    self._heirs[form.instance.number] = heir
                    Figure.objects.filter(section=form.instance).update(section=survivor)
        return super().save_existing_objects(commit)

    def save(self, commit=True):
        saved = super().save(commit)
        if commit and self._heirs:
            self.instance.joined(self._heirs)
        return saved
