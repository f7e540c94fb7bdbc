"""Attachments and figures under the notice's form: a file that came once is never asked again."""

import re
from pathlib import PurePath

from django import forms

from .. import file_types, pictures
from ..fields.widgets import NamedFileInput
from ..models import Attachment, Figure, StoredFile
from ..models.payload import label
from . import kept_files
from .kept_files import Kept

_DELETED = re.compile(r"sections-[0-9]+-DELETE")
_KEY = re.compile(r"[0-9]{1,18}")


class FileForm(forms.ModelForm):
    """One file of a notice; an uploaded file is kept even when the form has errors elsewhere."""

    part = ""
    accept: tuple[str, ...] = ()

    upload = forms.FileField(label="文件", required=False, widget=NamedFileInput)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ",".join(self.accept)
        if self.instance.file_id:
            kept = Kept(self.part, self.instance.file_id, self.name_now())
            self._show("现有", kept, self.instance.file)

    def clean_upload(self) -> Kept | None:
        upload = self.cleaned_data["upload"]
        try:
            return kept_files.KEEPERS[self.part](upload) if upload else None
        except file_types.NotAccepted as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self):
        cleaned = super().clean()
        kept = cleaned.get("upload") or kept_files.read_token(self.part, cleaned.get("kept"))
        if kept:
            self.take(kept, cleaned)
            self._remember(kept)
        elif not self.instance.file_id and "upload" not in self.errors:
            self.lacks_file(cleaned)
        return cleaned

    def name_now(self) -> str:
        """Of the row's file; a picture, written anew, has none."""
        return ""

    def take(self, kept: Kept, cleaned: dict) -> None:
        """Lays a file that has just come into the row."""
        self.instance.file_id = kept.sha256

    def lacks_file(self, cleaned: dict) -> None:
        """Says what a row without a file needs."""
        raise NotImplementedError

    def _remember(self, kept: Kept) -> None:
        """Signs the kept file into the form, in case it has to be shown again."""
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = kept.token
        self._show("已收到", kept, kept.stored())

    def _show(self, how: str, kept: Kept, stored: StoredFile) -> None:
        widget = self.fields["upload"].widget
        widget.words = f"{how}：{kept_files.words(kept, stored)}"
        widget.address, widget.thumbnail = kept.address, kept_files.thumbnail(kept, stored)


class AttachmentForm(FileForm):
    """A file and its name; a name may come first."""

    part = "attachments"
    accept = tuple(f".{extension}" for extension in file_types.FILE_TYPES)

    class Meta:
        model = Attachment
        fields = ["order", "name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = "不写序号和扩展名；留空则用文件名。"

    def name_now(self) -> str:
        return self.instance.file_name

    def take(self, kept: Kept, cleaned: dict) -> None:
        super().take(kept, cleaned)
        self.instance.file_name = kept.name
        cleaned["name"] = cleaned.get("name") or PurePath(kept.name).stem

    def lacks_file(self, cleaned: dict) -> None:
        if not cleaned.get("name"):
            self.add_error("upload", "请选择文件，或者先写附件名称。")


class FigureForm(FileForm):
    """A picture, where it stands and what it says; `places` is value → (words, section)."""

    part = "figures"
    accept = tuple(pictures.FORMATS.values())

    where = forms.ChoiceField(label="位置", help_text="新加的层次保存以后可以选。")

    class Meta:
        model = Figure
        fields = ["order", "alt", "caption"]

    def __init__(self, *args, places: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["upload"].label = "图片"
        self.fields["alt"].widget.attrs["placeholder"] = "例如：河岸边，二十多人正在栽树"
        self.fields["where"].choices = [(value, told) for value, (told, _) in places.items()]
        self.initial["where"] = Figure.Place.CLOSING.value
        if self.instance.place:
            section = self.instance.section
            self.initial["where"] = address_of(section) if section else self.instance.place

    def clean(self):
        cleaned = super().clean()
        if where := cleaned.get("where"):
            section = self.places[where][1]
            self.instance.section = section
            self.instance.place = Figure.Place.SECTION if section else where
        return cleaned

    def lacks_file(self, cleaned: dict) -> None:
        self.add_error("upload", "请选择图片。")


def address_of(section) -> str:
    return f"s{section.number}"


class FigureFormSet(forms.BaseInlineFormSet):
    """Figures that can be put after any saved section of the notice, known by its label."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = self._places()

    def _places(self) -> dict:
        sections = list(self.instance.sections.all()) if self.instance.pk else []
        label(self.instance.scheme, sections)
        places = {Figure.Place.PREAMBLE.value: ("引言之后", None)}
        for section in sections:
            indent = "　" * (section.depth - 1)
            places[address_of(section)] = (f"{indent}“{section}”之后", section)
        return places | {Figure.Place.CLOSING.value: ("结尾之后", None)}

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"places": self.places}

    def clean(self):
        super().clean()
        going = self._sections_going()
        for form in set(self.forms) - set(self.deleted_forms):
            heir = going.get(form.instance.section_id)
            if heir in self.places:
                form.instance.section = self.places[heir][1]
            elif form.instance.section_id in going:
                form.add_error("where", "这个层次这次要删去，请给图另选位置，或者把图也删去。")

    def _sections_going(self) -> dict[int, str]:
        """The sections that the same form deletes → where their text and pictures go, if anywhere."""
        going = {}
        for row in [key.removesuffix("-DELETE") for key in self.data if _DELETED.fullmatch(key)]:
            key = self.data.get(f"{row}-id") or ""
            if _KEY.fullmatch(key):
                going[int(key)] = f"s{self.data.get(f'{row}-joined_to') or ''}"
        return going
