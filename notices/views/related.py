"""关联, both ways: what a notice does to others and others to it, as readers may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Value

from ..models import Release
from ..models.parts import RelationType

NAMED, NAMING, SUCCEEDING = "named", "naming", "succeeding"
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
        return BACKWARDS[self.type] if self.way == NAMING else RelationType(self.type).label


@dataclass(frozen=True)
class Relations:
    named: tuple[Related, ...]
    naming: tuple[Related, ...]
    successor: Related | None

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
    by_way = {
        way: tuple(row for row in rows if row.way == way) for way in (NAMED, NAMING, SUCCEEDING)
    }
    return Relations(
        (*by_way[NAMED], *elsewhere), by_way[NAMING], next(iter(by_way[SUCCEEDING]), None)
    )


def _public_rows(release: Release, successor: int | None, at: datetime):
    public = Release.objects.public(at)
    named = public.filter(notice__named_by__edition=release.edition_id)
    naming = public.filter(edition__relations__other=release.notice_id)
    succeeding = public.filter(notice=successor)
    rows = _columns(named, NAMED, F("notice__named_by__type")).union(
        _columns(naming, NAMING, F("edition__relations__type")),
        _columns(succeeding, SUCCEEDING, Value("succeeds", CharField())),
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
