"""整篇编辑: the whole outline on one page, as one plain text."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from .. import whole_text
from ..canonical import digest_of
from ..fields import SeenText
from ..models import Notice
from ..models.payload import payload_of
from ..refusal import Refused, StaleVersion

STALE = (
    "您打开这一页之后，别人保存过这份通知，所以这次没有保存。您写的文字还在下面，最新的内容在它后面；"
    "请对照后决定用哪一份。"
)
OUTLINE = "正文层次"
OFFER = (
    '改动多的时候，可以把所有层次当作一篇文字来改：<a href="../whole/">整篇编辑</a>'
    "（请先保存本页的改动）。"
)


def described(fieldsets) -> list:
    """The fieldsets of the change form, with the way here above the outline."""
    return [
        (title, options | {"description": OFFER} if title == OUTLINE else options)
        for title, options in fieldsets
    ]


class WholeForm(forms.Form):
    """The text, the version it was read at, and what the editor agreed to lose."""

    text = SeenText(
        label="文字",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false"}),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.CharField(widget=forms.HiddenInput, required=False)
    numbering = forms.ChoiceField(
        label="文中的序号没有接上",
        choices=[("counted", "按顺序重新编号"), ("typed", "照文中写的保留")],
        widget=forms.RadioSelect,
        required=False,
    )

    def put(self, **values) -> None:
        """Writes values into the bound form, for when it is shown again."""
        self.data = self.data.copy()
        self.data.update(values)


def whole_view(model_admin, request, pk: int):
    """GET shows the outline; POST saves it, after asking where something would be lost."""
    notice = get_object_or_404(Notice, pk=pk)
    if not model_admin.has_change_permission(request, notice):
        raise PermissionDenied
    now = payload_of(notice)
    form = WholeForm(request.POST if request.method == "POST" else None)
    context = {"written": whole_text.write(now), "notice": notice}
    if request.method == "POST" and form.is_valid():
        if _save(request, form, notice, now, context):
            return redirect("admin:notices_notice_change", notice.pk)
    elif request.method != "POST":
        form = WholeForm(initial={"text": context["written"], "seen_version": notice.version})
    context |= {"title": "整篇编辑", "opts": Notice._meta, "form": form}
    context = model_admin.admin_site.each_context(request) | context
    return TemplateResponse(request, "admin/notices/notice/whole.html", context)


def _save(request, form: WholeForm, notice: Notice, now: dict, context: dict) -> bool:
    """Whether the text is saved, or says what is saved already."""
    data = form.cleaned_data
    text, seen = data["text"], data["seen_version"]
    if seen == notice.version and text.split() == context["written"].split():
        messages.info(request, "文字没有改动，不必保存。")
        return True
    try:
        if seen != notice.version:
            raise StaleVersion(str(notice))
        read = whole_text.rewrite(now, text)
        if _asks(form, read, context):
            return False
        if data["numbering"] == "counted":
            read = whole_text.rewrite(now, text, recount=True)
        notice.rewrite_outline(request.user, read.scheme, read.sections, version=seen)
    except StaleVersion:
        _keep_both(form, notice, context)
        return False
    except (ValueError, Refused) as refusal:
        form.add_error("text", str(refusal))
        return False
    told = f"已保存：改动 {read.changed} 节，新增 {read.added} 节，删除 {len(read.removed)} 节。"
    messages.success(request, told)
    return True


def _asks(form: WholeForm, read: whole_text.Rewriting, context: dict) -> bool:
    """Whether the editor has yet to be asked about exactly these losses."""
    pairs = [list(pair) for pair in read.recounted]
    asked = digest_of({"losses": read.losses, "recounted": pairs})
    answered = bool(form.cleaned_data["numbering"]) or not pairs
    if not (read.losses or pairs) or (form.cleaned_data["agreed"] == asked and answered):
        return False
    # Words already there were counted on by the scheme; a text pasted whole is a source.
    usual = "counted" if context["written"] else "typed"
    form.put(agreed=asked, numbering=form.cleaned_data["numbering"] or usual)
    context |= {"losses": read.losses, "recounted": read.recounted}
    return True


def _keep_both(form: WholeForm, notice: Notice, context: dict) -> None:
    """Shows the latest text under the editor's own; the next save is a choice between the two."""
    notice.refresh_from_db()
    form.add_error(None, STALE)
    form.put(seen_version=notice.version, agreed="")
    context["latest"] = whole_text.write(payload_of(notice))
