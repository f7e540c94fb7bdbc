"""The outline editor's server side: rows as forms, and the labels they ask for as they move."""

from .formset import OutlineFormSet, SectionForm
from .labels import labels_view

__all__ = ["OutlineFormSet", "SectionForm", "labels_view"]
