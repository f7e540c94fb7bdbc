"""The forms of the newsroom: the working copy, and the import."""

from django import forms
from django.conf import settings

from .. import file_types, importing, rich_text
from ..fields.widgets import RichTextWidget
from ..models import Kind, Notice
from ..models.vocabulary import DEFAULT_KIND

STALE = (
    "您打开这份通知之后，它已被别人保存过，所以这次没有保存。您填写的内容都还在；"
    "请在下面逐处选定用哪一方的文字，再保存。"
)
RESTORED = "已恢复上次没有保存的内容，还没有保存。请看过以后点“保存”；附件文件要重新选择。"


NULL = "文字里有空字符（U+0000），没有读入。请存成文本文件，再选这个文件导入。"
NO_DATE = "没有看懂这个日期，请写成 2026-05-12 或 2026年5月12日。"

# Beside a form that has made its notice and comes again with other words: the title of that one.
ALREADY = "_already"

# Sent beside a restored form, which is to be shown and not yet saved.
RESTORING = "_restored"


class NoticeForm(forms.ModelForm):
    """The title block and the texts around the outline; refuses a save over somebody else's."""

    source_address = forms.URLField(
        label="转载网址",
        required=False,
        assume_scheme="https",
        help_text="转载时填写原文的完整网址。",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Notice
        exclude = ["issuers", "made_by"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "addressee": forms.Textarea(attrs={"rows": 2}),
            "signature": forms.Textarea(attrs={"rows": 2}),
            "cc": forms.Textarea(attrs={"rows": 2}),
            "correction_note": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = dict.fromkeys(
            ["signed_on", "effective_on", "imprint_on", "source_date"], {"invalid": NO_DATE}
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "kind" in self.fields:
            self.initial.setdefault("kind", Kind.objects.filter(code=DEFAULT_KIND).first())
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("seen_version") != self.instance.version:
            raise forms.ValidationError(STALE, code="stale")
        if self.instance.pk and (why_not := self.instance.why_not_change()):
            # What was typed stays in the form; the text before reviewers stays as it is.
            raise forms.ValidationError(why_not)
        if self.data.get(RESTORING):
            raise forms.ValidationError(RESTORED, code="restored")
        if made := self.data.get(ALREADY):
            told = f"刚才已经存成《{made}》。您现在写的都在下面；确实要另建一份，请再保存一次。"
            raise forms.ValidationError(told, code="already")
        return cleaned


class ImportForm(forms.Form):
    """A file, or its text pasted."""

    file = forms.FileField(label="文件", required=False)
    text = forms.CharField(
        label="或者粘贴全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
        error_messages={"null_characters_not_allowed": NULL},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = importing.accepted(settings.SOFFICE)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError("请选择文件，或者粘贴全文。")
        return cleaned

    def source(self) -> tuple[bytes, str]:
        """The bytes to import and their name."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file_types.safe_name(file.name)
        return self.cleaned_data["text"].encode(), "粘贴的文字.txt"


def losses(form: forms.BaseForm) -> list[str]:
    """What cleaning takes away from the rich texts of a bound form, as sentences."""
    found = []
    for name, field in form.fields.items():
        if isinstance(field.widget, RichTextWidget):
            raw = form.data.get(form.add_prefix(name)) or ""
            found += [f"{field.label}：{sentence}" for sentence in rich_text.removed(raw)]
    return found
