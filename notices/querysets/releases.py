"""What readers see: the one definition of public, as querysets."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ..validity import AMENDED, ENDED, NOT_YET


class NoRow(Func):
    """That no row of a model of ours names the row that is asked about, by `key` of that one.

    Not a join in which the other row is NULL: PostgreSQL would think that nearly always rare, and
    begin a statement at its wrong end. Nor an Exists, which Django takes long to write.
    """

    template = "NOT EXISTS (SELECT 1 FROM %(table)s AS one WHERE one.%(column)s = %(expressions)s)"
    output_field = models.BooleanField()

    def __init__(self, model: str, by: str, key: str = "pk"):
        super().__init__(key)
        self.model, self.by = model, by

    def as_sql(self, compiler, connection, **context):
        meta = apps.get_model("notices", self.model)._meta
        quote = connection.ops.quote_name
        context |= {"table": quote(meta.db_table), "column": quote(meta.get_field(self.by).column)}
        return super().as_sql(compiler, connection, **context)


def in_effect(at: datetime) -> models.QuerySet:
    """Withdrawals that have taken effect and were not undone, newest first."""
    return (
        apps.get_model("notices.Withdrawal")
        .objects.filter(NoRow("WithdrawalUndoing", by="withdrawal"), takes_effect_at__lte=at)
        .order_by("-takes_effect_at", "-pk")
    )


# What the desk calls the states of a working copy; code: name.
NOTICE_STATES = {
    "draft": "草稿",
    "pending": "等待发布（预约）",
    "live": "已发布",
    "ended": "已废止、撤销、失效",
    "gone": "页面撤下或封存",
    "binned": "回收站",
}


FEW = 1000  # notices that are sooner put in order than looked for


def in_state(state: str, at: datetime) -> Q:
    """The notices in one of NOTICE_STATES, as a condition on Notice.

    A published notice whose next edition waits is both live and pending.
    """
    releases = apps.get_model("notices.Release").objects
    own = {"notice": OuterRef("pk")}
    released = Exists(releases.effective(at).filter(**own))
    withdrawn = Exists(in_effect(at).filter(**own))
    sealed = Exists(releases.live(at).filter(edition__sealing__isnull=False, **own))
    sealings = apps.get_model("notices.Sealing").objects.values("edition__notice")
    # What few notices are is found from the few; a list would look for them among all.
    return {
        "draft": Q(has_release=False, binned_at=None),
        "pending": _named_by(releases.pending(at)),
        "live": Q(released, ~withdrawn, ~sealed, has_release=True),
        "ended": _named_by(in_effect(at).exclude(kind="taken_down")),
        "gone": _named_by(in_effect(at).filter(kind="taken_down")) | Q(sealed, pk__in=sealings),
        "binned": Q(binned_at__isnull=False),
    }[state]


def _named_by(rows: models.QuerySet) -> Q:
    return Q(pk__in=rows.order_by().values("notice"))


class AppendOnlyError(TypeError):
    """Code tried to change what was written once."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are written once: no update, no delete, no upsert."""

    def _refuse(self, *args, **kwargs):
        raise AppendOnlyError(f"{self.model.__name__}: rows are only ever added")

    update = delete = bulk_update = update_or_create = _refuse

    def bulk_create(self, objs, *, by_verb: bool = False, **kwargs):
        """Refused but where the caller is what acts and records it (make_notices)."""
        if not by_verb or kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            self._refuse()
        return super().bulk_create(objs, **kwargs)


class ReleaseQuerySet(AppendOnlyQuerySet):
    """Releases, and which of them readers see.

    A cancellation has no moment, so a comparison of moments leaves it out. To ask for `cancels`
    as well would send SQLite to that column's unique index, where every release stands.
    """

    def effective(self, at: datetime) -> "ReleaseQuerySet":
        """Releases whose moment has come and that were not cancelled before it."""
        return self.standing().filter(goes_live_at__lte=at)

    def pending(self, at: datetime) -> "ReleaseQuerySet":
        """Releases still to come."""
        return self.standing().filter(goes_live_at__gt=at)

    def standing(self) -> "ReleaseQuerySet":
        """Rows that were not cancelled; a cancellation is one, too, and has no moment."""
        return self.filter(NoRow("Release", by="cancels"))

    def live(self, at: datetime) -> "ReleaseQuerySet":
        """The newest effective release of each notice, whether readers may see it or not."""
        newer = self.model.objects.effective(at).filter(
            Q(goes_live_at__gt=OuterRef("goes_live_at"))
            | Q(goes_live_at=OuterRef("goes_live_at"), pk__gt=OuterRef("pk")),
            notice=OuterRef("notice"),
        )
        return self.effective(at).exclude(Exists(newer))

    def public(self, at: datetime | None = None) -> "ReleaseQuerySet":
        """The releases readers see now: live, their edition not sealed, their page not taken down.

        Every list, page, file, feed and site map starts here.
        """
        at = at or timezone.now()
        taken_down = in_effect(at).filter(kind="taken_down", notice=OuterRef("notice"))
        return self.live(at).filter(
            NoRow("Sealing", by="edition", key="edition"),
            NoRow("Erasure", by="edition", key="edition"),
            ~Exists(taken_down),
        )

    def with_endings(self, at: datetime | None = None) -> "ReleaseQuerySet":
        """Adds `ended_as` and `ended_at` of the withdrawal in effect, or None."""
        ended = in_effect(at or timezone.now()).exclude(kind="taken_down")
        own = ended.filter(notice=OuterRef("notice"))
        return self.annotate(
            ended_as=Subquery(own.values("kind")[:1]),
            ended_at=Subquery(own.values("takes_effect_at")[:1]),
        )

    def with_validity(self, at: datetime | None = None) -> "ReleaseQuerySet":
        """Adds what `with_endings` does, and `amended`: another public notice names it as 修改."""
        at = at or timezone.now()
        amending = self.model.objects.public(at).filter(
            edition__relations__type="amends", edition__relations__other=OuterRef("notice")
        )
        return self.with_endings(at).annotate(amended=Exists(amending))

    def with_turns(self, at: datetime | None = None) -> "ReleaseQuerySet":
        """Adds `turned_at`: when an ending, or the undoing of one, last changed the page, or None.

        An ending that is dated back changed it when it was told.
        """
        at = at or timezone.now()
        own = in_effect(at).exclude(kind="taken_down").filter(notice=OuterRef("notice"))
        told = own.annotate(told_at=Greatest("takes_effect_at", "made_at")).order_by("-told_at")
        undone = apps.get_model("notices.WithdrawalUndoing").objects.filter(
            withdrawal__notice=OuterRef("notice"), withdrawal__takes_effect_at__lte=F("made_at")
        )
        ended = Subquery(told.values("told_at")[:1])
        begun = Subquery(undone.order_by("-made_at").values("made_at")[:1])
        # SQLite gives NULL where one of both is NULL, PostgreSQL the other.
        return self.annotate(turned_at=Greatest(Coalesce(ended, begun), Coalesce(begun, ended)))

    def with_period(self) -> "ReleaseQuerySet":
        """Adds `period_from`, `period_until` and `period_days` of the 公示期 that stands, or None."""
        periods = apps.get_model("notices.PublicityPeriod").objects.filter(
            notice=OuterRef("notice"), withdrawal__undoing=None
        )
        newest = periods.order_by("-pk")
        return self.annotate(
            period_from=Subquery(newest.values("first_day")[:1]),
            period_until=Subquery(newest.values("last_day")[:1]),
            period_days=Subquery(newest.values("days")[:1]),
        )

    def with_origin(self) -> "ReleaseQuerySet":
        """Adds `moved_in`: an old site had published the notice before (历史迁移)."""
        return self.annotate(moved_in=Exists(self._moves()))

    def announced(self) -> "ReleaseQuerySet":
        """Without what was moved in: it was news once, elsewhere."""
        return self.exclude(Exists(self._moves()))

    def _moves(self) -> "ReleaseQuerySet":
        """First releases that stand in the lists since before they were made."""
        return self.model.objects.filter(
            notice=OuterRef("notice"), edition__correction="", first_live_at__lt=F("made_at")
        )

    def on_shelf(self, sort: str, value: str) -> "ReleaseQuerySet":
        """Those of one topic, kind or issuer (`Shelf.Sort`), in whatever order."""
        shelves = apps.get_model("notices.Shelf").objects.filter(sort=sort, value=value)
        return self.filter(Exists(shelves.filter(release=OuterRef("pk"))))

    def listed(self, shelf: tuple[str, str] | None = None) -> "ReleaseQuerySet":
        """Adds `listed_at` and `listed_as`, the place in a list: of all, or of one shelf.

        They are columns of the one index that the list follows from any place on, however many
        stand before it and beside it.
        """
        if shelf is None:
            return self.alias(listed_at=F("first_live_at"), listed_as=F("pk"))
        sort, value = shelf
        return self.filter(shelves__sort=sort, shelves__value=value).alias(
            listed_at=F("shelves__first_live_at"), listed_as=F("shelves__release")
        )

    def after(self, moment: datetime, release: int) -> "ReleaseQuerySet":
        """Those behind a place of `listed`, the newest first; nothing before it is looked at."""
        # The first comparison alone can use the index.
        behind = Q(listed_at__lt=moment) | Q(listed_as__lt=release)
        return self.filter(listed_at__lte=moment).filter(behind)

    def before(self, moment: datetime, release: int) -> "ReleaseQuerySet":
        """Those that stand before a place of `listed`."""
        ahead = Q(listed_at__gt=moment) | Q(listed_as__gt=release)
        return self.filter(listed_at__gte=moment).filter(ahead)

    def in_order(self, *, oldest_first: bool = False) -> "ReleaseQuerySet":
        """As the list of `listed` is read, or backwards."""
        sign = "" if oldest_first else "-"
        return self.order_by(f"{sign}listed_at", f"{sign}listed_as")

    def pinned(self, at: datetime) -> "ReleaseQuerySet":
        """Those of notices that stand at the head of the list at a moment (置顶)."""
        pins = apps.get_model("notices.Pin").objects.in_force(at)
        return self.filter(notice__in=pins.values("notice"))

    def newest_first(self) -> "ReleaseQuerySet":
        """By when a notice first went live, here or on an old site: a correction moves nothing."""
        return self.order_by("-first_live_at", "-pk")

    def of_validity(self, word: str, at: datetime) -> "ReleaseQuerySet":
        """Those that are worth one of the words of `notices.validity`.

        Asks for `with_validity` first. A word that few notices are worth costs a query more, which
        finds those few: a list would look for them among all.
        """
        if word in ENDED.values():
            (kind,) = [kind for kind, ended in ENDED.items() if ended == word]
            return self._among(in_effect(at).filter(kind=kind), "notice").filter(ended_as=kind)
        standing, today = self.filter(ended_as=None), timezone.localdate(at)
        if word == NOT_YET:
            payloads = apps.get_model("notices.EditionPayload").objects
            later = payloads.filter(effective_on__gt=today)
            standing = standing._among(later, "edition__notice")
            return standing.filter(edition__payload__effective_on__gt=today)
        if word == AMENDED:
            relations = apps.get_model("notices.EditionRelation").objects
            standing = standing._among(relations.filter(type="amends"), "other")
        # Not <=: most have no such day.
        standing = standing.exclude(edition__payload__effective_on__gt=today)
        return standing.filter(amended=word == AMENDED)

    def _among(self, rows: models.QuerySet, notice: str) -> "ReleaseQuerySet":
        """Of the notices that some rows name, where they are few; else as it is, since a list
        then soon comes upon them."""
        few = list(rows.order_by().values_list(notice, flat=True).distinct()[: FEW + 1])
        return self.filter(notice__in=few) if len(few) <= FEW else self
