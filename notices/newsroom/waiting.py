"""待办: what waits for a person, as links with counts in the sidebar."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from ..models import Delegation, Notice, Release, Shelf, Topic, User
from ..models.desk.queues import awaiting, ending, owing_review, returned_to

MOST = 99  # what is counted; there may be more
SOON, LONG, LATELY = timedelta(days=30), timedelta(days=180), timedelta(days=30)
STALE = "stale"  # where 工作台 shows the topics


class Counted(Subquery):
    """How many rows a query finds, up to one more than MOST; its order is that of an index."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet):
        super().__init__(rows.values("pk")[: MOST + 1])


def shown(count: int) -> str:
    return f"{MOST}+" if count > MOST else str(count)


@dataclass(frozen=True)
class Waiting:
    """One queue: how many wait, and the query of the list of notices that shows them."""

    title: str
    count: int
    query: str

    @property
    def shown(self) -> str:
        return shown(self.count)

    @property
    def address(self) -> str:
        """Below the newsroom's own."""
        return f"notices/notice/?{self.query}" if self.query else f"#{STALE}"


def drafts_of(user) -> QuerySet:
    return Notice.objects.filter(has_release=False, binned_at=None, made_by=user)


def lately(now: datetime) -> QuerySet:
    """What readers have been given in the last 30 days, the newest first."""
    return Release.objects.public(now).filter(first_live_at__gte=now - LATELY).newest_first()


def stale_topics(now: datetime) -> QuerySet:
    """长期未更新的栏目: topics whose newest notice is old, with `newest`; the oldest first."""
    own = Shelf.objects.filter(sort="topic", value=Cast(OuterRef("pk"), CharField()))
    newest = own.filter(first_live_at__lte=now).order_by("-first_live_at")
    topics = Topic.objects.annotate(newest=Subquery(newest.values("first_live_at")[:1]))
    return topics.filter(newest__lt=now - LONG).order_by("newest", "pk")


class Desk:
    """What waits for one person: one query, asked when it is needed and once a request."""

    def __init__(self, user):
        now = timezone.now()
        given = Delegation.objects.filter(to=user)
        self.user = user
        self.found = (
            User.objects.filter(pk=user.pk)
            .values(
                was_given_one=Exists(given),
                stands_in=Exists(Delegation.objects.standing().filter(to=user)),
                mine=Counted(awaiting(user)),
                back=Counted(returned_to(user)),
                drafts=Counted(drafts_of(user)),
                pending=Counted(Release.objects.pending(now)),
                owing=Counted(owing_review()),
                ending=Counted(ending(now, now + SOON)),
                stale=Counted(stale_topics(now)),
                lately=Counted(lately(now)),
            )
            .get()
        )

    @classmethod
    def of(cls, user) -> "Desk":
        """Kept with the user a request has read, and gone with it."""
        if "desk" not in vars(user):
            vars(user)["desk"] = cls(user)
        return vars(user)["desk"]

    @property
    def may_approve(self) -> bool:
        """Whether anything can wait for this person's opinion: of his own right, or in a place."""
        return self.user.has_perm("notices.approve_notice") or self.found["stands_in"]

    @property
    def reviews_late(self) -> bool:
        rights = ("notices.approve_notice", "notices.urgent_publish_notice")
        return any(self.user.has_perm(right) for right in rights)


def waiting(user) -> list[Waiting]:
    """The queues of a person's posts."""
    desk, found = Desk.of(user), []

    def add(title: str, name: str, query: str) -> None:
        found.append(Waiting(title, desk.found[name], query))

    if desk.may_approve:
        add("待我审核", "mine", "desk=mine")
    if user.has_perm("notices.submit_notice"):
        add("退回给我", "back", "desk=back")
        add("我的草稿", "drafts", f"state=draft&person={user.pk}")
    add("预约发布", "pending", "state=pending")
    if desk.reviews_late:
        add("待补审", "owing", "desk=owing")
    add("即将失效", "ending", "desk=ending")
    add("长期未更新的栏目", "stale", "")
    return found
