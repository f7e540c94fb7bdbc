"""The editor behind one class: replace it here and nothing else changes."""

from ckeditor.widgets import CKEditorWidget
from django.forms import FileInput, Media
from django.templatetags.static import static
from django.utils.functional import lazy
from js_asset import JSON

from .. import rich_text

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
        """The editor's files, and its configuration once a page, however many boxes there are."""
        configuration = JSON(self.config, id="rich-text-config")
        return super().media + Media(
            js=[
                configuration,
                "notices/references.js",
                "notices/long_paste.js",
                "notices/rich_text.js",
            ]
        )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | {"max_chars": rich_text.MAX_CHARS}


class NamedFileInput(FileInput):
    """A file input that says which file is there already.

    `words` name it, `address` opens it, `thumbnail` is the address of its picture; "" where none.
    """

    template_name = "notices/widgets/named_file.html"
    words = "还没有文件"
    address = thumbnail = ""

    def get_context(self, name, value, attrs):
        there = {"words": self.words, "address": self.address, "thumbnail": self.thumbnail}
        return super().get_context(name, value, attrs) | there
