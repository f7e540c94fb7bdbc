"""The editor behind one class: replace it here and nothing else changes."""

from ckeditor.widgets import CKEditorWidget
from django.forms import Media
from django.templatetags.static import static
from django.utils.functional import lazy

from . import rich_text

CONTENT_STYLE = lazy(static, str)("notices/editor.css")


class RichTextWidget(CKEditorWidget):
    """CKEditor 4 with exactly the buttons and tags that `rich_text` accepts.

    The text shows as readers will see it; the editor starts when its box is opened, so that a
    form of many sections opens at once.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, template_name="notices/widgets/rich_text.html", **kwargs)
        self.config = rich_text.ckeditor_config() | {"contentsCss": CONTENT_STYLE}

    @property
    def media(self):
        return super().media + Media(
            css={"all": ["notices/newsroom.css"]}, js=["notices/rich_text.js"]
        )
