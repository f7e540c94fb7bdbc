"""What is asked for: many files and the list of a move; of one draft, when and where it stood."""

from collections.abc import Callable
from functools import partial

from django import forms

from ... import arriving, file_types
from ..forms import ImportForm
from ..verb_forms import VerbForm

MOST_FILES = 200
NO_RIGHT = "您没有导入通知的权限；历史迁移请同时选清单。"


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Some uploads, as a list; an empty one is left to the import, which goes on to the next."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list) else [data]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(
                f"一次最多 {MOST_FILES} 个文件，您选了 {len(uploads)} 个；"
                "更多的请分几次，或者请管理员用命令导入。"
            )
        clean = super().clean
        return [upload for upload in (clean(one) for one in uploads) if upload]


class BatchForm(ImportForm):
    """One text or many files; with a list of 历史迁移, the files it names."""

    moves = forms.FileField(
        label="清单（CSV）",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="第一行写“文件,发布时间,原地址”，以后每行一个文件；"
        "一个文件有几个原地址的写几行。UTF-8 和 GB18030 都可以。",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_import = user.has_perm("notices.import_notice")
        single = self.fields["file"]
        self.fields["file"] = ManyFilesField(
            label=single.label,
            required=False,
            allow_empty_file=True,
            help_text=f"{single.help_text}可以一次选多个，也可以拖到这里，最多 {MOST_FILES} 个。",
        )
        if not user.has_perm("notices.move_in_notice"):
            del self.fields["moves"]
        if not self.may_import:
            del self.fields["text"]

    def clean_moves(self) -> list[arriving.Move]:
        upload = self.cleaned_data.get("moves")
        if not upload:
            return []
        try:
            return arriving.read_moves(upload.read(arriving.LIMIT + 1))
        except arriving.UnreadableList as refusal:
            raise forms.ValidationError(refusal.sentences) from None

    def clean(self):
        given = self.cleaned_data
        if self.errors:
            return given
        if not given.get("moves") and not self.may_import:
            raise forms.ValidationError(NO_RIGHT)
        if given.get("moves") and not given.get("file"):
            raise forms.ValidationError("请选清单里写的文件，可以一次选多个。")
        return super().clean()

    def sources(self) -> list[tuple[str, Callable[[], bytes]]]:
        """The names to import and what reads their bytes: many files need not be in memory."""
        if uploads := self.cleaned_data.get("file"):
            return [(file_types.safe_name(one.name), partial(_whole, one)) for one in uploads]
        data, name = super().source()
        return [(name, lambda: data)]


def _whole(upload) -> bytes:
    upload.seek(0)
    return upload.read()


class MoveInForm(VerbForm):
    """历史迁移 of one draft."""

    digest = forms.CharField(widget=forms.HiddenInput)
    published_on = forms.CharField(
        label="原发布时间", help_text="例如 2019-05-12，知道钟点的写 2019-05-12 09:30。"
    )
    old_addresses = forms.CharField(
        label="原地址",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="旧网站的网址，一行一个，例如 /art/2019/5/12/art_1_2345.html；"
        "以后从那里来的读者会转到这份通知。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is published is the very text this page was opened on.
        self.initial["digest"] = self.notice.working_digest()

    def clean_published_on(self):
        try:
            return arriving.read_moment(self.cleaned_data["published_on"])
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from None

    def clean_old_addresses(self) -> list[str]:
        found, wrong = [], []
        for typed in self.cleaned_data["old_addresses"].split():
            try:
                found.append(arriving.tidy(typed))
            except ValueError as reason:
                wrong.append(str(reason))
        if wrong:
            raise forms.ValidationError(wrong)
        return found
