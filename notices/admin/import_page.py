"""导入: a file, a pasted or a dropped text becomes a working copy."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from .. import importing
from ..models import Notice
from .forms import ImportForm
from .review import latest_original, review_address

REPAIRS = {
    "pinyin": "拼音",
    "traditional": "繁体字",
    "mojibake": "乱码",
    "punctuation": "标点",
    "rules": "表格线",
    "labels": "序号字形",
    "wraps": "断行",
    "revisions": "修订",
    "comments": "批注",
    "chrome": "网页杂行",
}


def import_view(model_admin, request):
    """A new working copy with every field that was recognised; what could not be read is said."""
    if not request.user.has_perm("notices.import_notice"):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            notice, read = Notice.objects.import_file(request.user, *form.source())
        except importing.Unreadable as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(refusal))
        else:
            return after_import(request, notice, read)
    context = model_admin.admin_site.each_context(request) | {
        "title": "导入通知",
        "opts": Notice._meta,
        "form": form,
    }
    return TemplateResponse(request, "admin/notices/notice/import.html", context)


def after_import(request, notice: Notice, read: importing.ImportedNotice):
    """Leads to the form, or first to the review page where there are lines to look at."""
    _tell(request, read)
    if any(doubt.at is not None for doubt in read.doubts):
        return redirect(review_address(latest_original(notice)))
    for doubt in read.doubts:
        messages.warning(request, doubt.sentence)
    return redirect("admin:notices_notice_change", notice.pk)


def _tell(request, read) -> None:
    repairs = [f"{REPAIRS.get(kind, kind)}{n}处" for kind, n in read.repairs.items() if n]
    told = f"已导入“{read.file}”" + (f"，修复{'、'.join(repairs)}。" if repairs else "。")
    messages.success(request, told)
