"""工作台: what waits for a person of the desk, in six queries however much there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from .models import Notice, Release
from .querysets import in_state

SHOWN = 6
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """One notice on a panel; `at` is the moment the panel is about."""

    number: int
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


def panels(user) -> list[Panel]:
    now = timezone.now()
    return [_drafts(user, now), _pending(now), _published(now)]


def _drafts(user, now: datetime) -> Panel:
    drafts = Notice.objects.filter(in_state("draft", now), made_by=user)
    rows = [
        Row(notice.pk, str(notice), notice.saved_at)
        for notice in drafts.only("title", "saved_at")[:SHOWN]
    ]
    query = f"state=draft&person={user.pk}"
    return Panel("我的草稿", drafts.count(), rows, query, "没有写到一半的通知。")


def _pending(now: datetime) -> Panel:
    pending = Release.objects.pending(now).order_by("goes_live_at", "pk")
    rows = [_released(release, release.goes_live_at) for release in _with_titles(pending)]
    query = "state=pending"
    return Panel("等待发布（预约）", pending.count(), rows, query, "没有预约发布的通知。")


def _published(now: datetime) -> Panel:
    lately = Release.objects.public(now).filter(first_live_at__gte=now - LATELY).newest_first()
    rows = [_released(release, release.first_live_at) for release in _with_titles(lately)]
    return Panel("最近 30 天发布", lately.count(), rows, "state=live", "最近 30 天没有发布通知。")


def _with_titles(releases):
    return releases.select_related("edition__payload").defer("edition__payload__text")[:SHOWN]


def _released(release: Release, at: datetime) -> Row:
    return Row(release.notice_id, release.edition.payload.title, at)
