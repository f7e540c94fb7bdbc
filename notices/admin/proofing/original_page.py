"""比对原件: what is to be published beside the file it was imported from, difference by difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from ... import importing
from ...comparing import Comparison, Difference
from ...file_types import FILE_TYPES
from ...models import AcceptedDifference, Notice
from ...refusal import Refused
from ..review import REPAIRS

UNREADABLE = "原件读不出来了：{}"
# Such originals are compared while the form is made, others on their own page.
QUICK = 100 * 1024
QUICKLY_READ = {"text/plain", "text/html", FILE_TYPES["docx"].media_type}
MOST_SHOWN = 300  # repairs of one kind


@dataclass(frozen=True)
class Row:
    """A difference, and who accepted it."""

    difference: Difference
    accepted: AcceptedDifference | None
    reason: str = ""  # typed, and refused
    error: str = ""


@dataclass(frozen=True)
class OriginalLink:
    """比对原件 on the form of a notice: whether it has an original, and how it compares."""

    notice: Notice

    @cached_property
    def original(self):
        """The file; None where the notice was not imported."""
        return self.notice.original()

    @property
    def sentence(self) -> str:
        """与原件一致 or how many differences; "" where to compare would take long or fails."""
        file = self.original.file
        if file.size > QUICK or file.media_type not in QUICKLY_READ:
            return ""
        try:
            return sentence(self.notice.compared(), accepted_of(self.notice))
        except (importing.Unreadable, Refused):
            return ""


def accepted_of(notice: Notice) -> dict[str, AcceptedDifference]:
    rows = notice.accepted_differences.select_related("accepted_by")
    return {row.digest: row for row in rows}


def sentence(comparison: Comparison, accepted: dict) -> str:
    """How the two compare, in one line."""
    if comparison.is_same:
        return "与原件一致"
    count = len(comparison.differences)
    still = sum(one.digest not in accepted for one in comparison.differences)
    return f"有 {count} 处差异，" + (f"{still} 处还没有人接受" if still else "都已有人接受")


def compare_view(model_admin, request, pk: int):
    """GET shows the differences, POST accepts one of them in the user's own name."""
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied
    notice = get_object_or_404(Notice, pk=pk)
    if notice.original() is None:
        messages.warning(request, f"《{notice}》没有原件，不能比对。")
        return redirect("admin:notices_notice_change", notice.pk)
    refused = {}
    if request.method == "POST":
        digest, reason = request.POST.get("digest", ""), request.POST.get("reason", "")
        try:
            notice.accept_difference(request.user, digest, reason)
        except Refused as refusal:
            refused = {digest: (reason, str(refusal))}
        except importing.Unreadable:
            pass  # said below
        else:
            messages.success(request, "已记下：这处差异由您接受。")
            return redirect("admin:notices_notice_compare_original", notice.pk)
    context = model_admin.admin_site.each_context(request) | _context(notice, refused)
    context["may_accept"] = request.user.has_perm("notices.accept_difference")
    return TemplateResponse(request, "admin/notices/notice/compare_original.html", context)


def _context(notice: Notice, refused: dict) -> dict:
    context = {
        "title": "比对原件",
        "opts": Notice._meta,
        "notice": notice,
        "original": notice.original(),
    }
    try:
        comparison = notice.compared()
    except importing.Unreadable as reason:
        return context | {"failure": UNREADABLE.format(reason)}
    except Refused as refusal:
        return context | {"failure": str(refusal)}
    accepted = accepted_of(notice)
    rows = list(_rows(comparison, accepted, refused))
    shown = {row.difference.digest for row in rows}
    return context | {
        "comparison": comparison,
        "sentence": sentence(comparison, accepted),
        "rows": rows,
        "repairs": _repairs(comparison),
        # Of a difference that is gone; of one that is still there it stands beside it.
        "refusals": [said for digest, (_, said) in refused.items() if digest not in shown],
    }


def _rows(comparison: Comparison, accepted: dict, refused: dict) -> Iterator[Row]:
    for one in comparison.differences:
        reason, error = refused.get(one.digest, ("", ""))
        yield Row(one, accepted.get(one.digest), reason, error)


def _repairs(comparison: Comparison) -> list[dict]:
    return [
        {
            "name": REPAIRS[kind],
            "count": len(repairs),
            "shown": repairs[:MOST_SHOWN],
            "left": max(len(repairs) - MOST_SHOWN, 0),
        }
        for kind, repairs in comparison.repairs.items()
    ]
