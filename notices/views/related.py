"""关联, both ways: what a notice does to others and others to it, as readers may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Value

from ..models import Release
from ..models.parts import RelationType
from ..querysets import in_effect

NAMED, NAMING, SUCCEEDING, SUCCEEDED = "named", "naming", "succeeding", "succeeded"
WAYS = (NAMED, NAMING, SUCCEEDING, SUCCEEDED)
# What the other notice did to this one.
BACKWARDS = {
    "amends": "被修改",
    "supplements": "被补充",
    "repeals": "被废止",
    "forwards": "被转发",
    "explains": "解读文件",
}


@dataclass(frozen=True)
class Related:
    """Another document; `number` is that of a notice of this site, None elsewhere."""

    way: str
    type: str
    title: str
    doc_number: str = ""
    number: int | None = None

    @property
    def word(self) -> str:
        if self.way == SUCCEEDED:
            return "替代"
        return BACKWARDS[self.type] if self.way == NAMING else RelationType(self.type).label


@dataclass(frozen=True)
class Relations:
    named: tuple[Related, ...]
    naming: tuple[Related, ...]
    successor: Related | None
    # What this one took the place of, where it does not say 废止 of it itself.
    succeeded: tuple[Related, ...]

    @property
    def all(self) -> tuple[Related, ...]:
        """Those that stand in the list; the successor is told with the ending."""
        return (*self.named, *self.naming, *self.succeeded)

    @property
    def amending(self) -> tuple[Related, ...]:
        """The public notices that name this one as 修改."""
        return tuple(other for other in self.naming if other.type == RelationType.AMENDS)


def relations(
    release: Release, named: Sequence[dict], successor: int | None, at: datetime
) -> Relations:
    """The relations of the release that is drawn, in one query.

    `named` are those of its payload, `successor` the number of the notice that took its place.
    Another notice of this site is told only while it is public: the name an edition gives it
    could be that of a draft or of a page taken down.
    """
    rows = [Related(**row) for row in _public_rows(release, successor, at)]
    elsewhere = [Related(NAMED, row["type"], row["name"]) for row in named if row["notice"] is None]
    by_way = {way: tuple(row for row in rows if row.way == way) for way in WAYS}
    repealed = {row.number for row in by_way[NAMED] if row.type == RelationType.REPEALS}
    return Relations(
        (*by_way[NAMED], *elsewhere),
        by_way[NAMING],
        next(iter(by_way[SUCCEEDING]), None),
        tuple(row for row in by_way[SUCCEEDED] if row.number not in repealed),
    )


def _public_rows(release: Release, successor: int | None, at: datetime):
    public = Release.objects.public(at)
    named = public.filter(notice__named_by__edition=release.edition_id)
    naming = public.filter(edition__relations__other=release.notice_id)
    succeeding = public.filter(notice=successor)
    ended = in_effect(at).exclude(kind="taken_down").filter(successor=release.notice_id)
    succeeded = public.filter(notice__in=ended.order_by().values("notice"))
    rows = _columns(named, NAMED, F("notice__named_by__type")).union(
        _columns(naming, NAMING, F("edition__relations__type")),
        _columns(succeeding, SUCCEEDING, Value("succeeds", CharField())),
        _columns(succeeded, SUCCEEDED, Value("succeeds", CharField())),
    )
    return rows.order_by("way", "number")


def _columns(releases, way: str, type_):
    return releases.order_by().values(
        number=F("notice_id"),
        title=F("edition__payload__title"),
        doc_number=F("edition__payload__doc_number"),
        type=type_,
        way=Value(way, CharField()),
    )
