"""The forms of the newsroom: the working copy, its parts, and the import."""

from pathlib import PurePath

from django import forms
from django.core import signing

from .. import file_types, numbering, reading, rich_text
from ..fields.widgets import NamedFileInput, RichTextWidget
from ..models import Attachment, Kind, Notice, Section, StoredFile
from ..models.vocabulary import DEFAULT_KIND

STALE = (
    "您打开这份通知之后，它已被别人保存过，所以这次没有保存。您填写的内容都还在；"
    "请在下面逐处选定用哪一方的文字，再保存。"
)
RESTORED = "已恢复上次没有保存的内容，还没有保存。请看过以后点“保存”；附件文件要重新选择。"


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
            "title": forms.TextInput(attrs={"class": "vLargeTextField", "autofocus": True}),
            "addressee": forms.Textarea(attrs={"rows": 2}),
            "signature": forms.Textarea(attrs={"rows": 2}),
            "cc": forms.Textarea(attrs={"rows": 2}),
        }

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
        if self.data.get(RESTORING):
            raise forms.ValidationError(RESTORED, code="restored")
        return cleaned


class SectionForm(forms.ModelForm):
    """One section; its label is computed from the outline and shown beside it."""

    depth = forms.TypedChoiceField(
        label="层次",
        help_text="第1层在最外，数字越大越靠里。",
        choices=[(depth, f"第{depth}层") for depth in numbering.DEPTHS],
        coerce=int,
        initial=1,
    )

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
            "heading": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }


class AttachmentForm(forms.ModelForm):
    """A file and its name; an uploaded file is kept even when the form has errors elsewhere."""

    upload = forms.FileField(label="文件", required=False, widget=NamedFileInput)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Attachment
        fields = ["order", "name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = "不写序号和扩展名；留空则用文件名。"
        if self.instance.file:
            self._show(
                f"现有：{self.instance.file_name}（{reading.size(self.instance.file.size)}）"
            )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if not upload:
            return None
        try:
            data = upload.read(file_types.MAX_BYTES + 1)
            media_type = file_types.media_type(upload.name, data)
        except file_types.NotAccepted as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        stored = StoredFile.objects.keep(data, media_type)
        return {"sha256": stored.pk, "name": file_types.safe_name(upload.name)}

    def clean(self):
        cleaned = super().clean()
        kept = cleaned.get("upload") or self._unsigned(cleaned.get("kept"))
        if kept:
            self.instance.file_id, self.instance.file_name = kept["sha256"], kept["name"]
            self._remember(kept)
            cleaned["name"] = cleaned.get("name") or PurePath(kept["name"]).stem
        elif not cleaned.get("name") and "upload" not in self.errors:
            self.add_error("upload", "请选择文件，或者先写附件名称。")
        return cleaned

    def _remember(self, kept: dict) -> None:
        """Signs the kept file into the form, in case it has to be shown again."""
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = signing.dumps(kept, salt="kept-upload")
        self._show(f"已收到：{kept['name']}")

    def _show(self, words: str) -> None:
        self.fields["upload"].widget.words = words

    def _unsigned(self, kept: str | None) -> dict | None:
        try:
            return signing.loads(kept, salt="kept-upload") if kept else None
        except signing.BadSignature:
            return None


class ImportForm(forms.Form):
    """A text file, or its text pasted."""

    file = forms.FileField(label="文件", required=False, help_text="纯文本（.txt），不超过 2 MB。")
    text = forms.CharField(
        label="或者粘贴全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
    )

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
