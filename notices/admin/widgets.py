"""Widgets of the newsroom's forms."""

from django.contrib.admin.widgets import AutocompleteSelect

LONGEST_NUMBER = 18


class NoticeSelect(AutocompleteSelect):
    """Finds a notice as one types; what cannot be a notice's number chooses nothing."""

    def optgroups(self, name, value, attrs=None):
        numbers = [text for text in value if text.isascii() and text.isdigit()]
        return super().optgroups(
            name, [text for text in numbers if len(text) <= LONGEST_NUMBER], attrs
        )
