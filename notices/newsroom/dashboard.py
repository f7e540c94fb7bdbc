"""工作台: what waits for a person, in as many queries and as fast however much there is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..models import LiveFinding, Notice, Release
from ..models.desk.queues import awaiting, ending, owing_review, returned_to
from ..models.desk.state import releases_of_month
from .waiting import SOON, STALE, Desk, drafts_of, lately, shown, stale_topics

SHOWN = 6
# True also where no night has come yet.
NO_FINDINGS = "没有待处理的问题；已发布的网页每夜检查一次。"
LIVE = "live-findings"


@dataclass(frozen=True)
class Row:
    """One notice on a panel, or a topic; `at` is the moment the panel is about."""

    address: str  # below the newsroom's own
    title: str
    at: datetime


@dataclass(frozen=True)
class Panel:
    """The first of some notices, how many there are as far as they are counted, and the query of
    their list."""

    title: str
    count: int
    rows: list[Row]
    query: str
    none: str
    mark: str = ""  # its own address on the page

    @property
    def shown(self) -> str:
        return shown(self.count)


def panels(user) -> list[Panel]:
    """What has something to show comes first; long panels before short ones, which fill up."""
    now, desk = timezone.now(), Desk.of(user)
    found = [
        *_desk(desk, now),
        *_drafts(desk),
        _published(desk, now),
        _pending(desk, now),
        _ending(desk, now),
        _live(desk),
        _stale(desk, now),
    ]
    return sorted(found, key=lambda panel: not panel.rows)


def _desk(desk: Desk, now: datetime) -> list[Panel]:
    """What waits at the desk for who may deal with it; nothing where nothing ever does."""
    found, counts, user = [], desk.found, desk.user
    if desk.may_approve:
        waiting = [_noticed(one.notice, one.made_at) for one in awaiting(user)[:SHOWN]]
        none = "没有等您审核的通知。"
        found.append(Panel("待我审核", counts["mine"], waiting, "desk=mine", none))
    if user.has_perm("notices.submit_notice"):
        ends = returned_to(user)[:SHOWN]
        back = [_noticed(one.submission.notice, one.made_at) for one in ends]
        none = "没有退回给您的通知。"
        found.append(Panel("退回给我", counts["back"], back, "desk=back", none))
    if desk.reviews_late:
        urgent = owing_review()[:SHOWN]
        owing = [_noticed(one.release.notice, one.release.made_at) for one in urgent]
        title, none = f"待补审{_share(now)}", "没有待补审的紧急发布。"
        found.append(Panel(title, counts["owing"], owing, "desk=owing", none))
    return found


def _noticed(notice: Notice, at: datetime) -> Row:
    return Row(_form_of(notice.pk), str(notice), at)


def _form_of(number: int) -> str:
    return f"notices/notice/{number}/change/"


def _share(now: datetime) -> str:
    """How many of this month's releases were urgent; nothing in a month without any."""
    first = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    urgent, made = releases_of_month(first, now)
    return f"（本月紧急发布 {urgent}/{made}）" if urgent else ""


def _drafts(desk: Desk) -> list[Panel]:
    """Nothing for who writes none."""
    if not desk.user.has_perm("notices.add_notice"):
        return []
    drafts = drafts_of(desk.user).only("title", "saved_at")[:SHOWN]
    rows = [_noticed(notice, notice.saved_at) for notice in drafts]
    query = f"state=draft&person={desk.user.pk}"
    return [Panel("我的草稿", desk.found["drafts"], rows, query, "没有写到一半的通知。")]


def _pending(desk: Desk, now: datetime) -> Panel:
    pending = Release.objects.pending(now).order_by("goes_live_at", "pk")
    rows = [_released(release, release.goes_live_at) for release in _with_titles(pending)]
    none = "没有预约发布的通知。"
    return Panel("预约发布", desk.found["pending"], rows, "state=pending", none)


def _ending(desk: Desk, now: datetime) -> Panel:
    coming = ending(now, now + SOON)[:SHOWN]
    rows = [_noticed(one.notice, one.takes_effect_at) for one in coming]
    none = "30 天以内没有到期失效或撤下的通知。"
    return Panel("即将失效", desk.found["ending"], rows, "desk=ending", none)


def _live(desk: Desk) -> Panel:
    """What the last look at everything readers see has found; what must be changed first."""
    found = LiveFinding.objects.select_related("notice")
    rows = [
        Row(_form_of(one.notice_id), f"{one.notice}：{one.message}", one.found_at)
        if one.notice
        else Row("notices/livefinding/", f"{one.address}：{one.message}", one.found_at)
        for one in found[:SHOWN]
    ]
    return Panel("网上的问题", desk.found["findings"], rows, "", NO_FINDINGS, LIVE)


def _stale(desk: Desk, now: datetime) -> Panel:
    rows = [
        Row(f"notices/notice/?topic={topic.pk}&state=live", str(topic), topic.newest)
        for topic in stale_topics(now)[:SHOWN]
    ]
    none = "每个栏目半年以内都发布过通知。"
    return Panel("长期未更新的栏目", desk.found["stale"], rows, "", none, STALE)


def _published(desk: Desk, now: datetime) -> Panel:
    newest = _with_titles(lately(now))
    rows = [_released(release, release.first_live_at) for release in newest]
    none = "最近 30 天没有发布通知。"
    return Panel("最近 30 天发布", desk.found["lately"], rows, "state=live", none)


def _with_titles(releases):
    return releases.select_related("edition__payload").defer("edition__payload__text")[:SHOWN]


def _released(release: Release, at: datetime) -> Row:
    return Row(_form_of(release.notice_id), release.edition.payload.title, at)
