"""关联, both ways: what a notice does to others and others to it, as readers may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Q, QuerySet, Value

from ..arriving import number_digest
from ..models import EditionRelation, Fingerprint, Release
from ..models.parts import RelationType
from ..querysets import Statement, in_effect

NAMED, NAMING, SUCCEEDING, SUCCEEDED = "named", "naming", "succeeding", "succeeded"
BASIS = "basis"
NO_NUMBER = "-"  # the digest of no number
WAYS = (NAMED, NAMING, SUCCEEDING, SUCCEEDED, BASIS)
# The ties whose key is an edition's.
OF_EDITIONS = {NAMING, BASIS}
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
    # The one document of this site that bears the number by which this one was ended (依据文号).
    basis: Related | None = None

    @property
    def all(self) -> tuple[Related, ...]:
        """Those that stand in the list; the successor is told with the ending."""
        return (*self.named, *self.naming, *self.succeeded)

    @property
    def amending(self) -> tuple[Related, ...]:
        """The public notices that name this one as 修改."""
        return tuple(other for other in self.naming if other.type == RelationType.AMENDS)


def relations(
    release: Release,
    named: Sequence[dict],
    successor: int | None,
    at: datetime,
    basis_number: str = "",
) -> Relations:
    """The relations of the release that is drawn, in one query, or two where there are any.

    `named` are those of its payload, `successor` the number of the notice that took its place,
    `basis_number` the document number by which it was ended.
    Another notice of this site is told only while it is public: the name an edition gives it
    could be that of a draft or of a page taken down.
    """
    rows = _public(_ties(release, named, successor, at, basis_number), at)
    elsewhere = [Related(NAMED, row["type"], row["name"]) for row in named if row["notice"] is None]
    by_way = {way: tuple(row for row in rows if row.way == way) for way in WAYS}
    repealed = {row.number for row in by_way[NAMED] if row.type == RelationType.REPEALS}
    return Relations(
        (*by_way[NAMED], *elsewhere),
        by_way[NAMING],
        next(iter(by_way[SUCCEEDING]), None),
        tuple(row for row in by_way[SUCCEEDED] if row.number not in repealed),
        # Of two with one number nobody can say which is meant.
        by_way[BASIS][0] if len({row.number for row in by_way[BASIS]}) == 1 else None,
    )


def _ties(
    release: Release, named: Sequence[dict], successor: int | None, at: datetime, basis_number: str
) -> set:
    """(way, type, key) of each relation there is; `key` is a notice's, or an edition's."""
    ties = {(NAMED, row["type"], row["notice"]) for row in named if row["notice"] is not None}
    if successor is not None:
        ties.add((SUCCEEDING, "succeeds", successor))
    return ties.union(_told(release.notice_id, number_digest(basis_number) or NO_NUMBER, at))


@Statement
def _told(number: int, basis: str, at: datetime) -> QuerySet:
    """What others say of a notice, and which editions bear the number with the digest `basis`."""
    naming = EditionRelation.objects.filter(other=number)
    ended = in_effect(at).exclude(kind="taken_down").filter(successor=number)
    # Whatever brackets and blanks the number was typed with.
    bearing = Fingerprint.objects.filter(number=basis, edition__isnull=False)
    return _columns(naming, NAMING, F("type"), F("edition")).union(
        _columns(ended.order_by(), SUCCEEDED, Value("succeeds", CharField()), F("notice")),
        _columns(bearing.exclude(notice=number), BASIS, Value("", CharField()), F("edition")),
    )


def _columns(rows: QuerySet, way: str, type_, key) -> QuerySet:
    return rows.values_list(Value(way, CharField()), type_, key)


def _public(ties: set, at: datetime) -> list[Related]:
    """Those of ties with notices that readers may see, by the number of these."""
    if not ties:
        return []
    editions = [key for way, _, key in ties if way in OF_EDITIONS]
    notices = [key for way, _, key in ties if way not in OF_EDITIONS]
    found = [
        Related(way, type_, title, doc_number, notice)
        for notice, edition, title, doc_number in _among(notices, editions, at)
        for way, type_, key in ties
        if key == (edition if way in OF_EDITIONS else notice)
    ]
    return sorted(found, key=lambda row: (row.number, row.type))


@Statement
def _among(notices: list, editions: list, at: datetime) -> QuerySet:
    """(notice, edition, title, document number) of those that readers may see."""
    among = Release.objects.public(at).filter(Q(notice__in=notices) | Q(edition__in=editions))
    return among.values_list(
        "notice", "edition", "edition__payload__title", "edition__payload__doc_number"
    )
