"""The columns of the list, and the states they tell."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.html import format_html

from ... import querysets
from ...models import NoticeIssuer, Release
from ...models.desk.queues import desk_word, with_desk
from ...validity import ENDED
from . import kept
from .filters import FILTERS
from .pages import NoticeChangeList

TEXTS = ("preamble", "closing", "signature", "annotation", "cc", "addressee")


def with_state(notices: QuerySet) -> QuerySet:
    """Adds what `NoticeList.state` tells."""
    now = timezone.now()
    ended = querysets.in_effect(now)
    own = {"notice": OuterRef("pk")}
    return notices.annotate(
        released=Exists(Release.objects.effective(now).filter(**own)),
        pending_at=Subquery(Release.objects.pending(now).filter(**own).values("goes_live_at")[:1]),
        ended_as=Subquery(ended.exclude(kind="taken_down").filter(**own).values("kind")[:1]),
        taken_down=Exists(ended.filter(kind="taken_down", **own)),
        sealed=Exists(Release.objects.live(now).filter(edition__sealing__isnull=False, **own)),
    )


class NoticeList:
    """The change list of notices, for NoticeAdmin."""

    change_list_template = "admin/notices/notice/change_list.html"
    list_display = [
        "titled",
        "state_shown",
        "issuers_named",
        "signed_on",
        "made_by_name",
        "saved",
    ]
    sortable_by = ["titled", "signed_on", "saved"]
    list_filter = FILTERS
    list_per_page = 50
    search_fields = ["title", "doc_number"]
    show_full_result_count = False

    def get_changelist(self, request, **kwargs):
        return NoticeChangeList

    def rows(self, request, keys: list[int]) -> QuerySet:
        """The notices of one page, with all that the columns show."""
        named = NoticeIssuer.objects.select_related("issuer")
        rows = self.get_queryset(request).filter(pk__in=keys).order_by()
        return (
            with_desk(with_state(rows))
            .select_related("kind", "made_by")
            .defer(*TEXTS)
            .prefetch_related(Prefetch("notice_issuers", named))
        )

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, kept.context(request) | (extra_context or {}))

    def list_urls(self) -> list:
        return kept.urls(self.admin_site.admin_view)

    @admin.display(description="状态")
    def state(self, notice):
        if notice.binned_at:
            return f"回收站，{timezone.localtime(notice.goes_on()):%Y-%m-%d} 清空"
        words = [ENDED[notice.ended_as]] if notice.ended_as else []
        words += ["页面撤下"] if notice.taken_down else []
        words += ["已封存"] if notice.sealed else []
        if notice.released and not words:
            words.append("已发布")
        if notice.pending_at:
            words.append(f"{timezone.localtime(notice.pending_at):%Y-%m-%d %H:%M} 发布")
        # Told where the list has asked for it; the form shows the steps themselves.
        words += filter(None, [desk_word(notice) if hasattr(notice, "is_back") else ""])
        return "，".join(words) or "草稿"

    @admin.display(description="状态")
    def state_shown(self, notice):
        ended = "ended" if notice.ended_as or notice.taken_down or notice.sealed else ""
        look = ended or ("live" if notice.released else "draft")
        return format_html('<span class="state {}">{}</span>', look, self.state(notice))

    @admin.display(description="标题、文种和文号", ordering="title")
    def titled(self, notice):
        number = f"　{notice.doc_number}" if notice.doc_number else ""
        return format_html('{}<span class="number">{}{}</span>', notice, notice.kind, number)

    @admin.display(description="发文机关")
    def issuers_named(self, notice):
        return "、".join(row.issuer.name for row in notice.notice_issuers.all()) or "—"

    @admin.display(description="建立人")
    def made_by_name(self, notice):
        return str(notice.made_by)

    @admin.display(description="最后保存", ordering="saved_at")
    def saved(self, notice):
        return f"{timezone.localtime(notice.saved_at):%Y-%m-%d %H:%M}"
