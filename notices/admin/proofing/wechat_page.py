"""复制到公众号: the live edition as WeChat's editor takes it, to look at and to copy.

The article stands in a frame of its own, since inline styles are what it is made of and no other
page of ours may have them.
"""

import json

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from ...models import Notice, Release
from ...printing.wechat import article
from ...views.pages import validity_of

NOT_LIVE = "读者现在看不到这份通知，不能复制到公众号；发布以后再来。"
# Pictures come from SITE_URL, which the newsroom may be reached beside.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' {}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


def wechat_view(model_admin, request, pk: int):
    """The page with the preview and the button; back to the form while readers see no edition."""
    notice = _notice(request, pk)
    live = _live(notice)
    if live is None:
        messages.warning(request, NOT_LIVE)
        return redirect("admin:notices_notice_change", notice.pk)
    context = model_admin.admin_site.each_context(request) | {
        "title": "复制到公众号",
        "notice": notice,
        "edition": live.edition,
        "opts": Notice._meta,
    }
    return TemplateResponse(request, "admin/notices/notice/wechat.html", context)


@require_safe
@xframe_options_sameorigin
def wechat_article_view(request, pk: int):
    """The article alone, for the frame; 404 where readers see no edition."""
    live = _live(_notice(request, pk))
    if live is None:
        raise Http404
    at = timezone.now()
    payload = json.loads(live.edition.payload.text)
    html = article(payload, settings.SITE_URL, validity_of(live, at))
    context = {"article": mark_safe(html), "title": payload["title"]}
    response = render(request, "admin/notices/notice/wechat_article.html", context)
    response.headers["Content-Security-Policy"] = POLICY.format(settings.SITE_URL)
    return response


def _notice(request, pk: int) -> Notice:
    if not request.user.has_perm("notices.view_notice"):
        raise PermissionDenied
    return get_object_or_404(Notice, pk=pk)


def _live(notice: Notice) -> Release | None:
    """The release readers see, with what its document is worth."""
    at = timezone.now()
    public = Release.objects.public(at).with_validity(at).filter(notice=notice)
    return public.select_related("edition__payload").first()
