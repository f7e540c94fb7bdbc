"""工作台: what waits for a person, in as many queries however much there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ..models import LiveFinding, Notice, Release
from ..models.desk.queues import awaiting, ending, owing_review, returned_to
from ..models.desk.state import releases_of_month
from .waiting import SOON, STALE, drafts_of, may_approve, stale_topics

SHOWN = 6
LIVE = "live-findings"
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """One notice on a panel, or a topic; `at` is the moment the panel is about."""

    address: str  # below the newsroom's own
    title: str
    at: datetime


@dataclass(frozen=True)
class Panel:
    """Some notices, how many there are in all, and the query of their list."""

    title: str
    count: int
    rows: list[Row]
    query: str
    none: str
    mark: str = ""  # its own address on the page


def panels(user) -> list[Panel]:
    now = timezone.now()
    return [
        *_desk(user, now),
        _drafts(user, now),
        _pending(now),
        _ending(now),
        _live(),
        _stale(now),
        _published(now),
    ]


def _desk(user, now: datetime) -> list[Panel]:
    """What waits at the desk for who may deal with it; nothing where nothing ever does."""
    found = []
    if may_approve(user):
        waiting = [_noticed(one.notice, one.made_at) for one in awaiting(user)]
        found.append(_panel("待我审核", waiting, "desk=mine", "没有等您审核的通知。"))
    if user.has_perm("notices.submit_notice"):
        back = [_noticed(one.submission.notice, one.made_at) for one in returned_to(user)]
        found.append(_panel("退回给我", back, "desk=back", "没有退回给您的通知。"))
    if user.has_perm("notices.approve_notice") or user.has_perm("notices.urgent_publish_notice"):
        owing = [_noticed(one.release.notice, one.release.made_at) for one in owing_review()]
        title = f"待补审{_share(now)}"
        found.append(_panel(title, owing, "desk=owing", "没有待补审的紧急发布。"))
    return found


def _panel(title: str, rows: list[Row], query: str, none: str, mark: str = "") -> Panel:
    return Panel(title, len(rows), rows[:SHOWN], query, none, mark)


def _noticed(notice: Notice, at: datetime) -> Row:
    return Row(_form_of(notice.pk), str(notice), at)


def _form_of(number: int) -> str:
    return f"notices/notice/{number}/change/"


def _share(now: datetime) -> str:
    """How many of this month's releases were urgent; nothing in a month without any."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    urgent, made = releases_of_month(first, now)
    return f"（本月紧急发布 {urgent}/{made}）" if urgent else ""


def _drafts(user, now: datetime) -> Panel:
    drafts = drafts_of(user, now)
    rows = [
        _noticed(notice, notice.saved_at) for notice in drafts.only("title", "saved_at")[:SHOWN]
    ]
    query = f"state=draft&person={user.pk}"
    return Panel("我的草稿", drafts.count(), rows, query, "没有写到一半的通知。")


def _pending(now: datetime) -> Panel:
    pending = Release.objects.pending(now).order_by("goes_live_at", "pk")
    rows = [_released(release, release.goes_live_at) for release in _with_titles(pending)]
    return Panel("预约发布", pending.count(), rows, "state=pending", "没有预约发布的通知。")


def _ending(now: datetime) -> Panel:
    rows = [_noticed(one.notice, one.takes_effect_at) for one in ending(now, now + SOON)]
    return _panel("即将失效", rows, "desk=ending", "30 天以内没有到期失效或撤下的通知。")


def _live() -> Panel:
    """What the last look at everything readers see has found; what must be changed first."""
    found = LiveFinding.objects.select_related("notice")
    rows = [
        Row(_form_of(one.notice_id), f"{one.notice}：{one.message}", one.found_at)
        if one.notice
        else Row("notices/livefinding/", f"{one.address}：{one.message}", one.found_at)
        for one in found[:SHOWN]
    ]
    return Panel("网上的问题", found.count(), rows, "", "最近一次检查没有发现问题。", LIVE)


def _stale(now: datetime) -> Panel:
    rows = [
        Row(f"notices/notice/?topic={topic.pk}&state=live", str(topic), topic.newest)
        for topic in stale_topics(now)
    ]
    return _panel("长期未更新的栏目", rows, "", "每个栏目半年以内都发布过通知。", STALE)


def _published(now: datetime) -> Panel:
    lately = Release.objects.public(now).filter(first_live_at__gte=now - LATELY).newest_first()
    rows = [_released(release, release.first_live_at) for release in _with_titles(lately)]
    return Panel("最近 30 天发布", lately.count(), rows, "state=live", "最近 30 天没有发布通知。")


def _with_titles(releases):
    return releases.select_related("edition__payload").defer("edition__payload__text")[:SHOWN]


def _released(release: Release, at: datetime) -> Row:
    return Row(_form_of(release.notice_id), release.edition.payload.title, at)
