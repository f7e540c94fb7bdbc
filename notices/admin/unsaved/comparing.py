"""A save that comes too late: what I typed beside what somebody else saved, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import models

from ... import rich_text
from ...diff import Run, runs
from ...fields import RichTextField
from ...models import Section
from ...models.payload import label
from .snapshot import Snapshot, compared_fields, fingerprint, order_key, values_of

MINE, THEIRS, BOTH = "mine", "theirs", "both"
EMPTY = "（空）"
DELETED = {MINE: "（您删除了）", THEIRS: "（对方删除了）"}
SAME_WORDS = "文字相同，只有格式不同"


@dataclass(frozen=True)
class Pair:
    """One field of a part on both sides."""

    label: str
    mine: list[Run]
    theirs: list[Run]
    note: str = ""


@dataclass(frozen=True)
class Difference:
    """A part that differs; `changed_by` says whose it is since the form was opened."""

    key: str  # title, sections-12, sections-order
    name: str
    pairs: list[Pair]
    changed_by: str
    choice: str = ""  # MINE, THEIRS or "" while nobody chose

    @property
    def told(self) -> str:
        return {MINE: "只有您改过", THEIRS: "只有对方改过", BOTH: "两边都改过"}[self.changed_by]


def differences(mine: Snapshot, theirs: Snapshot, seen: Mapping) -> Iterator[Difference]:
    """What differs, in the order of the document; `seen` is what the form was opened on."""
    for side in (mine, theirs):
        label(side.notice.scheme, [row for row in side.rows.get("sections", {}).values() if row])
    ours, others = values_of(mine.notice), values_of(theirs.notice)
    for field in compared_fields(type(mine.notice)):
        name = field.name
        if ours[name] != others[name]:
            pair = _pair("", field, mine.notice, theirs.notice)
            whose = _whose(seen.get(name), {name: ours[name]}, {name: others[name]})
            yield Difference(name, str(field.verbose_name), [pair], whose)
    for prefix in mine.rows:
        yield from _rows(prefix, mine.rows[prefix], theirs.rows[prefix], seen)
        yield from _order(prefix, mine, theirs, seen)


def _rows(prefix: str, ours: Mapping, others: Mapping, seen: Mapping) -> Iterator[Difference]:
    for pk, mine in ours.items():
        theirs = others.get(pk)
        sides = [values_of(row) if row else {} for row in (mine, theirs)]
        if sides[0] != sides[1]:
            key = f"{prefix}-{pk}"
            whose = _whose(seen.get(key), *sides)
            yield Difference(key, name_of(theirs or mine), _pairs(mine, theirs), whose)


def _order(prefix: str, mine: Snapshot, theirs: Snapshot, seen: Mapping) -> Iterator[Difference]:
    """The order of the rows that both sides still have."""
    orders = mine.order(prefix), theirs.order(prefix), seen.get(order_key(prefix))
    both = set(orders[0]) & set(orders[1])
    ours, others = ([pk for pk in order if pk in both] for order in orders[:2])
    before = [pk for pk in orders[2] or () if pk in both]
    if ours != others:
        names = {pk: str(row) for pk, row in theirs.rows[prefix].items()}
        model = type(next(iter(theirs.rows[prefix].values())))
        sides = ["\n".join(names[pk] for pk in order) for order in (ours, others)]
        whose = _whose(fingerprint(before) if before else None, ours, others)
        name = f"{model._meta.verbose_name}的先后"
        yield Difference(order_key(prefix), name, [Pair("", *runs(*sides))], whose)


def _whose(seen: str | None, mine, theirs) -> str:
    """Who changed a part since the form was opened; BOTH where that is not known."""
    mine_is_old, theirs_is_old = fingerprint(mine) == seen, fingerprint(theirs) == seen
    if mine_is_old == theirs_is_old:
        return BOTH
    return THEIRS if mine_is_old else MINE


def name_of(row: models.Model) -> str:
    kind = "" if isinstance(row, Section) else f"{row._meta.verbose_name}："
    return f"{kind}{row}"


def _pairs(mine: models.Model | None, theirs: models.Model | None) -> list[Pair]:
    """The fields that differ; the whole row where one side deleted it."""
    if mine and theirs:
        ours, others = values_of(mine), values_of(theirs)
        return [
            _pair(str(field.verbose_name), field, mine, theirs)
            for field in compared_fields(type(mine))
            if ours[field.name] != others[field.name]
        ]
    whole = [Run(_whole(mine or theirs), False)]
    sides = [whole if row else [Run(DELETED[who], False)] for row, who in _sides(mine, theirs)]
    return [Pair("", *sides)]


def _sides(mine, theirs):
    return (mine, MINE), (theirs, THEIRS)


def _whole(row: models.Model) -> str:
    """The words of a row, a line each field."""
    words = [
        shown(row, field)
        for field in compared_fields(type(row))
        if isinstance(field, models.CharField | models.TextField)
    ]
    return "\n".join(word for word in words if word != EMPTY) or str(row)


def _pair(label: str, field: models.Field, mine: models.Model, theirs: models.Model) -> Pair:
    ours, others = shown(mine, field), shown(theirs, field)
    note = SAME_WORDS if ours == others else ""
    return Pair(label, *runs(ours, others), note)


def shown(row: models.Model, field: models.Field) -> str:
    """A field's value as a person reads it."""
    value = getattr(row, field.name)
    if isinstance(field, RichTextField):
        value = rich_text.plain(value)
    elif field.choices:
        value = getattr(row, f"get_{field.name}_display")()
    elif isinstance(value, bool):
        value = "是" if value else "否"
    return EMPTY if value in (None, "") else str(value)
