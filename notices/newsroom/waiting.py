"""待办: what waits for a person, as links with counts in the sidebar."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from ..models import Delegation, Notice, Release, Shelf, Topic
from ..models.desk.queues import awaiting, ending, owing_review, returned_to
from ..querysets import in_state

MOST = 99  # what is counted; there may be more
SOON, LONG = timedelta(days=30), timedelta(days=180)
STALE = "stale"  # where 工作台 shows the topics


@dataclass(frozen=True)
class Waiting:
    """One queue: how many wait, and the query of the list of notices that shows them."""

    title: str
    count: int
    query: str

    @property
    def shown(self) -> str:
        return f"{MOST}+" if self.count > MOST else str(self.count)

    @property
    def address(self) -> str:
        """Below the newsroom's own."""
        return f"notices/notice/?{self.query}" if self.query else f"#{STALE}"


def may_approve(user) -> bool:
    """Whether anything can wait for this person's opinion: of his own right, or in a place."""
    own = user.has_perm("notices.approve_notice")
    return own or Delegation.objects.standing().filter(to=user).exists()


def drafts_of(user, now: datetime) -> QuerySet:
    return Notice.objects.filter(in_state("draft", now), made_by=user)


def stale_topics(now: datetime) -> QuerySet:
    """长期未更新的栏目: topics whose newest notice is old, with `newest`; the oldest first."""
    own = Shelf.objects.filter(sort="topic", value=Cast(OuterRef("pk"), CharField()))
    newest = own.filter(first_live_at__lte=now).order_by("-first_live_at")
    topics = Topic.objects.annotate(newest=Subquery(newest.values("first_live_at")[:1]))
    return topics.filter(newest__lt=now - LONG).order_by("newest", "pk")


def waiting(user) -> list[Waiting]:
    """The queues of a person's posts; each is counted by as many queries however long it is."""
    now, found = timezone.now(), []

    def add(title: str, rows: QuerySet, query: str) -> None:
        found.append(Waiting(title, len(rows.values_list("pk")[: MOST + 1]), query))

    if may_approve(user):
        add("待我审核", awaiting(user), "desk=mine")
    if user.has_perm("notices.submit_notice"):
        add("退回给我", returned_to(user), "desk=back")
        add("我的草稿", drafts_of(user, now), f"state=draft&person={user.pk}")
    add("预约发布", Release.objects.pending(now), "state=pending")
    if user.has_perm("notices.approve_notice") or user.has_perm("notices.urgent_publish_notice"):
        add("待补审", owing_review(), "desk=owing")
    add("即将失效", ending(now, now + SOON), "desk=ending")
    add("长期未更新的栏目", stale_topics(now), "")
    return found
