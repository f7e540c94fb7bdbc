"""与已发布版本的差异: the working copy beside the edition readers see now."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe

from ...diff import Differences, differences
from ...models import Notice
from ...models.payload import payload_of
from ...refusal import Refused
from ...views.answers import closing
from ...views.history.comparing import told

NONE_LIVE = "这份通知还没有发布过，没有可以对比的版本。"
CLOSED = "已发布的{}已经封存或抹除，不能对比。"
NOT_TO_BE_COMPARED = "现在不能对比：{}"


def differences_view(model_admin, request, pk: int):
    """For whoever may see the notice; what cannot be compared is said in a sentence."""
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied
    notice = get_object_or_404(Notice, pk=pk)
    live = notice.live_release()
    if live is None:
        messages.warning(request, NONE_LIVE)
        return redirect("admin:notices_notice_change", notice.pk)
    context = model_admin.admin_site.each_context(request) | {
        "title": "与已发布版本的差异",
        "opts": Notice._meta,
        "notice": notice,
        "older": f"已发布的{live.edition}",
        "newer": "草稿",
    }
    try:
        found = context["found"] = differences_from_live(notice, live)
        context["drawn"] = drawn(found, context["older"], context["newer"])
    except (Refused, ValueError) as refusal:
        context["failure"] = NOT_TO_BE_COMPARED.format(refusal)
    return TemplateResponse(request, "admin/notices/notice/differences.html", context)


def drawn(found: Differences, older: str, newer: str) -> SafeString:
    """The differences as readers see those of two editions."""
    context = {"found": found, "older": older, "newer": newer, "address": ""}
    return mark_safe(render_to_string("notices/differences.html", context))


def differences_from_live(notice: Notice, live) -> Differences:
    """Raises Refused where the live edition is closed, ValueError where one cannot be read."""
    if closing(live.edition):
        raise Refused(CLOSED.format(live.edition))
    old, new = json.loads(live.edition.payload.text), payload_of(notice)
    numbers = {row["notice"] for row in old["relations"] + new["relations"]} - {None}
    titles = {other.pk: str(other) for other in Notice.objects.filter(pk__in=numbers)}
    return differences(old, new, lambda relation: told(relation, titles))
