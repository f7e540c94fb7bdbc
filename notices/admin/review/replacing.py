"""用新文件替换: the author's next file takes the place of a working copy's text, differences first."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from ... import file_types, importing
from ...importing import Choices
from ...models import Notice, Original, StoredFile
from ...models.payload import payload_of
from ...refusal import Refused, StaleVersion
from ..kept_files import Kept, read_token
from .differences import Change, agreement, changes

PART = "originals"  # what a kept file was signed for
MOST_SHOWN = 60  # changes; more are counted
NO_FILE = "请选择文件。"
SAME = "与现在的内容相同，没有什么要改的。"
CHANGED = "您打开这一页之后，别人保存过这份通知，所以这次没有替换。请再看一遍下面的变化。"


class ReplaceForm(forms.Form):
    """A file, or the one that was sent before and the changes agreed to; nothing else is typed."""

    file = forms.FileField(label="新文件", required=False, allow_empty_file=True)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = importing.accepted(settings.SOFFICE)


def replace_view(model_admin, request, pk: int, after_import: Callable):
    """Shows what the file would change; agreed to, it is laid over the working copy."""
    notice = get_object_or_404(Notice, pk=pk)
    may = request.user.has_perm("notices.import_notice")
    if not (may and model_admin.has_change_permission(request, notice)):
        raise PermissionDenied
    form = ReplaceForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    page = _Page(request, notice, form)
    if form.is_bound and form.is_valid() and page.answer():
        if page.read is None:
            messages.info(request, SAME)
            return redirect("admin:notices_notice_change", notice.pk)
        return after_import(request, notice, page.read)
    context = model_admin.admin_site.each_context(request) | page.context()
    return TemplateResponse(request, "admin/notices/notice/replace.html", context)


class _Page:
    """One answer of the page: the file that was sent, what it changes, what is to be said."""

    def __init__(self, request, notice: Notice, form: ReplaceForm):
        self.request, self.notice, self.form = request, notice, form
        self.original: Original | None = None
        self.read: importing.ImportedNotice | None = None
        self.differing: list[Change] = []
        self.refused = ""

    def answer(self) -> bool:
        """Whether the working copy says what the file says, now or before (`read` is None)."""
        try:
            with transaction.atomic():
                return self._replaced()
        except StaleVersion:
            self.notice.refresh_from_db()
            self.refused = CHANGED
        except (Refused, importing.Unreadable) as refusal:
            self.refused, self.differing = str(refusal), []
        return False

    def _replaced(self) -> bool:
        self.original = self._sent()
        plan = self.notice.plan_reread(self.original, Choices())
        self.differing = changes(payload_of(self.notice), plan.payload)
        if not self.differing:
            return True
        if agreed := self.form.cleaned_data["agreed"]:
            if agreed != self._agreement():
                self.refused = CHANGED
                return False
            self.read = self.notice.reread(
                self.request.user, self.original, Choices(), version=self.notice.version
            )
        return self.read is not None

    def _sent(self) -> Original:
        """The file of this request, or of the one before; raises Refused where there is none."""
        upload = self.form.cleaned_data["file"]
        if upload:
            data = upload.read()
            stored = StoredFile.objects.keep(data, importing.media_type_of(data))
            return self._original(stored, file_types.safe_name(upload.name))
        kept = read_token(PART, self.form.cleaned_data["kept"])
        stored = kept and StoredFile.objects.filter(pk=kept.sha256).first()
        if not stored:
            raise Refused(NO_FILE)
        return self._original(stored, kept.name)

    def _original(self, stored: StoredFile, name: str) -> Original:
        return self.notice.new_original(self.request.user, stored, name)

    def _agreement(self) -> str:
        return agreement(self.notice.version, self.differing)

    def context(self) -> dict:
        kept = self.differing and Kept(PART, self.original.file_id, self.original.file_name)
        return {
            "title": "用新文件替换",
            "opts": Notice._meta,
            "notice": self.notice,
            "form": self.form,
            "original": self.original,
            "refused": self.refused,
            "kept": kept.token if kept else "",
            "agreed": self._agreement() if kept else "",
            "changes": self.differing[:MOST_SHOWN],
            "more_changes": max(len(self.differing) - MOST_SHOWN, 0),
        }
