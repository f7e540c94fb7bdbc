"""Widgets of the newsroom's forms."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect

LONGEST_NUMBER = 18


class NoticeSelect(AutocompleteSelect):
    """Finds a notice as one types; what cannot be a notice's number chooses nothing."""

    # The notice of a saved row, which the form has read with it.
    known = None

    def optgroups(self, name, value, attrs=None):
        numbers = [text for text in value if text.isascii() and text.isdigit()]
        if self.known and numbers == [str(self.known.pk)]:
            nothing = self.create_option(name, "", "", False, 0)
            chosen = self.create_option(name, self.known.pk, str(self.known), True, 0)
            return [(None, [nothing, chosen], 0)]
        return super().optgroups(
            name, [text for text in numbers if len(text) <= LONGEST_NUMBER], attrs
        )


class RelationForm(forms.ModelForm):
    """One relation, which need not look up the notice it came with."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.other_id and "other" in self.fields:
            widget = self.fields["other"].widget
            getattr(widget, "widget", widget).known = self.instance.other
