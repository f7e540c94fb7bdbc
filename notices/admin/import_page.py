"""导入: files, a pasted or a dropped text become working copies."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ..importing import ImportedNotice
from ..models import Notice
from ..models.arriving.batch import State
from .arriving import BatchForm, keep, may_arrive, row, take_all, take_one
from .review import REPAIRS, latest_original, review_address

COUNTED = REPAIRS | {"revisions": "修订", "comments": "批注"}


def import_view(model_admin, request):
    """One text becomes a working copy and is opened; of many files a table says what became."""
    if not may_arrive(request.user):
        raise PermissionDenied
    form = BatchForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        sources, moves = form.sources(), form.cleaned_data.get("moves")
        if moves or len(sources) > 1:
            return _landing(request, take_all(request.user, sources, moves or []))
        outcome = take_one(request.user, *sources[0])
        if outcome.state == State.IMPORTED:
            return after_import(request, outcome.notice, outcome.read)
        if outcome.state == State.SAME:
            return _landing(request, [row(outcome, None, sources[0][1])])
        form.add_error("file" if form.cleaned_data.get("file") else "text", outcome.reason)
    context = model_admin.admin_site.each_context(request) | {
        "title": "导入通知" if form.may_import else "历史迁移",
        "opts": Notice._meta,
        "form": form,
    }
    return TemplateResponse(request, "admin/notices/notice/import.html", context)


def after_import(request, notice: Notice, read: ImportedNotice):
    """Leads to the form, or first to the review page where there are lines to look at."""
    _tell(request, read)
    if any(doubt.at is not None for doubt in read.doubts):
        return redirect(review_address(latest_original(notice)))
    for doubt in read.doubts:
        messages.warning(request, doubt.sentence)
    return redirect("admin:notices_notice_change", notice.pk)


def _landing(request, rows: list[dict]):
    keep(request, rows)
    return redirect("admin:notices_notice_batch")


def _tell(request, read) -> None:
    repairs = [f"{COUNTED.get(kind, kind)}{n}处" for kind, n in read.repairs.items() if n]
    told = f"已导入“{read.file}”" + (f"，修复{'、'.join(repairs)}。" if repairs else "。")
    messages.success(request, told)
