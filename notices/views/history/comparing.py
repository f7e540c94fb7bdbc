"""前后对比: an edition beside the one before it that is not closed."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ...diff import Differences, differences
from ...models import EditionPayload, Release
from ...models.parts import RelationType
from .past import Past, Shown


@dataclass(frozen=True)
class Comparison:
    """`skipped` are the editions between the two, which are closed."""

    older: Shown
    newer: Shown
    skipped: tuple[Shown, ...]
    found: Differences
    is_newest: bool


def comparable(past: Past) -> list[tuple[Shown, Shown]]:
    """Each edition that is not closed with the one before it that is not, the oldest first."""
    seen = [one for one in past.shown if not one.closed]
    return list(zip(seen, seen[1:]))


def compared(past: Past, asked: str, at: datetime) -> Comparison | None:
    """The edition of the number asked for, the newest where there is no such; None of only one."""
    pairs = comparable(past)
    if not pairs:
        return None
    chosen = [pair for pair in pairs if str(pair[1].edition.number) == asked]
    older, newer = (chosen or pairs)[-1]
    first, last = past.shown.index(older), past.shown.index(newer)
    texts = EditionPayload.objects.filter(edition__in=[older.edition, newer.edition])
    payloads = {row.pk: json.loads(row.text) for row in texts}
    old, new = payloads[older.edition.pk], payloads[newer.edition.pk]
    titles = _titles({row["notice"] for row in old["relations"] + new["relations"]}, at)
    found = differences(old, new, lambda relation: told(relation, titles))
    return Comparison(
        older, newer, tuple(past.shown[first + 1 : last]), found, (older, newer) == pairs[-1]
    )


def _titles(notices: Collection[int | None], at: datetime) -> dict[int, str]:
    """The titles of those readers may see."""
    if not notices - {None}:
        return {}
    public = Release.objects.public(at).filter(notice__in=notices - {None})
    return dict(public.values_list("notice", "edition__payload__title"))


def told(relation: dict, titles: dict[int, str]) -> str:
    """修改：《…》; "" of a notice of this site that is not among the titles."""
    name = titles.get(relation["notice"], "") if relation["notice"] else relation["name"]
    return f"{RelationType(relation['type']).label}：{name}" if name else ""
