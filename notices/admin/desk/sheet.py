"""审批单 on A4: what was submitted, what was said of it, and room for signatures in ink."""

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from ... import reading, sending
from ...models import Notice, SignedSheet, Submission
from ...models.desk.approving import name_of_step

QUIET_ZONE = 2  # modules; the sheet itself is light all round
GROUP = 8  # characters of a digest that are read together
SIGNED_BY_HAND = ["拟稿", "核稿", "会签", "签发"]
NO_SHEET = "还没有送审，没有审批单。"
NO_WORDS = "这一稿后来有改动，没有发布过，已经打不出审批单；请打印现在这一稿的。"


def sheet_view(model_admin, request, pk: int, submission_pk: int | None = None):
    """The newest submission's sheet, or that of an earlier one whose words are still there."""
    notice = _notice(request, pk)
    submission = _submission(notice, submission_pk)
    payload = submission and notice.payload_submitted(submission)
    if not payload:
        messages.warning(request, NO_WORDS if submission else NO_SHEET)
        return redirect("admin:notices_notice_change", notice.pk)
    context = model_admin.admin_site.each_context(request) | {
        "title": "审批单",
        "notice": notice,
        "opts": Notice._meta,
        "payload": payload,
        "period": reading.period(payload["period"]) if "period" in payload else "",
        "correction": payload.get("correction"),
        "submission": submission,
        "secrecy": _secrecy(notice, submission.digest),
        "opinions": _opinions(notice, submission),
        "digest": _grouped(submission.digest),
        "code": _code(submission.digest),
        "sheets": notice.signed_sheets.filter(digest=submission.digest).order_by("pk"),
        "blanks": SIGNED_BY_HAND,
    }
    return TemplateResponse(request, "admin/notices/notice/sheet.html", context)


@require_safe
def scan_view(request, pk: int, sheet_pk: int):
    """A signed scan, to keep, for whoever may see the notice."""
    sheet = get_object_or_404(
        SignedSheet.objects.select_related("file"), pk=sheet_pk, notice=_notice(request, pk)
    )
    return sending.attachment(sheet.file_id, sheet.file.media_type, sheet.file_name)


def _notice(request, pk: int) -> Notice:
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied
    return get_object_or_404(Notice, pk=pk)


def _submission(notice: Notice, pk: int | None) -> Submission | None:
    rows = notice.submissions.select_related("made_by")
    return rows.order_by("-pk").first() if pk is None else get_object_or_404(rows, pk=pk)


def _secrecy(notice: Notice, digest: str):
    rows = notice.secrecy_reviews.filter(digest=digest).select_related("made_by")
    return rows.order_by("-pk").first()


def _opinions(notice: Notice, submission: Submission) -> list[dict]:
    """Every approval this text was given, with its step; steps still to come are blank."""
    given = submission.approvals.filter(digest=submission.digest).order_by("step")
    rows = [
        {"step": name_of_step(one.step, notice.steps()), "approval": one}
        for one in given.select_related("made_by", "delegation__made_by")
    ]
    return rows + [{"step": step} for step in notice.steps()[len(rows) :]]


def _grouped(digest: str) -> list[str]:
    return [digest[at : at + GROUP] for at in range(0, len(digest), GROUP)]


def _code(digest: str) -> str:
    """The digest as a QR code: SVG to stand in the page, without style or script."""
    made = segno.make(digest, error="m", micro=False)
    drawn = made.svg_inline(
        border=QUIET_ZONE,
        omitsize=True,
        svgclass="code",
        lineclass=None,
        title="文本摘要的二维码",
    )
    return mark_safe(drawn)
