"""What readers may see and a query asks for, in its order: one statement, whatever was found.

It walks the keys the index names once, counts them by edition and then asks for each edition
found whether readers see it. Passages are read only for terms longer than the index is exact for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from ...fields.folded import holding, keys_with
from ...querysets import ReleaseQuerySet
from ...searching import ATTACHED, TITLE
from ...searching.pairs import asked, asked_of_heading, is_exact
from .passage import PLACES, Passage

MOST_HITS = 1000  # of one notice that count for its place among the others
# What a hit weighs, more than any number of hits that weigh less; in an attachment nothing.
IN_TITLE, IN_HEADING, IN_TEXT = 3, 2, 1
_COLUMNS = ("id", "notice_id", "first_live_at", "edition_id")
# Whether readers see it is asked of each edition found: both databases would else guess that few
# are public, and begin there. CROSS says so to SQLite, OFFSET to PostgreSQL.
_SHOWN = {
    "sqlite": "CROSS JOIN ({shown}) AS shown WHERE shown.edition_id = found.edition",
    "postgresql": "CROSS JOIN LATERAL (SELECT * FROM ({shown}) AS live"
    " WHERE live.edition_id = found.edition OFFSET 0) AS shown",
}
_RANKED = f"""
    SELECT id, notice_id, edition_id, first_live_at, hits, score, notices, places FROM (
        SELECT shown.*, hits, COUNT(*) OVER () AS notices,
            CAST(SUM(hits) OVER () AS bigint) AS places, weight * {MOST_HITS}
            + CASE WHEN hits < {MOST_HITS} THEN hits ELSE {MOST_HITS - 1} END AS score
        FROM (
            SELECT id >> {PLACES} AS edition, CAST(SUM(hit) AS bigint) AS hits,
                MAX(weight) AS weight
            FROM ({{hits}}) AS hit GROUP BY id >> {PLACES}
        ) AS found {{shown}}
    ) AS ranked WHERE {{behind}} ORDER BY {{order}} LIMIT %s
"""
_PLACE = f"(id & {(1 << PLACES) - 1})"
_WEIGHT = f"CASE WHEN {_PLACE} = {TITLE} THEN {IN_TITLE} ELSE {IN_HEADING} END"
_PLAIN = f"CASE WHEN {_PLACE} < {ATTACHED} THEN {IN_TEXT} ELSE 0 END"


@dataclass(frozen=True)
class Rank:
    """Where one release stands in what was found."""

    score: int
    moment: datetime
    release: int


def ranked(
    releases: ReleaseQuerySet,
    terms: Sequence[str],
    many: int,
    *,
    newest_first: bool = False,
    after: Rank | None = None,
) -> list:
    """At most so many of the releases one of whose passages holds every folded term.

    The best first: a hit in title or number weighs more than any number of others, then one in a
    heading, then one in the text; one in an attachment weighs least. Each Release has `hits` (passages of it), `score`, and of all that were found
    `notices` and `places`.
    """
    hits, hit_values = _hits(terms)
    shown, shown_values = releases.order_by().values(*_COLUMNS).query.sql_with_params()
    order = ["score"][newest_first:] + ["first_live_at", "id"]
    behind, place = _behind(order, after)
    statement = _RANKED.format(
        hits=hits,
        shown=_SHOWN[connection.vendor].format(shown=shown),
        behind=behind,
        order=", ".join(f"{name} DESC" for name in order),
    )
    values = [*hit_values, *shown_values, *place, many]
    return list(releases.model.objects.raw(statement, values))


def with_words(releases: ReleaseQuerySet, words: Sequence[str]) -> ReleaseQuerySet:
    """The releases each of whose words, folded, of two characters at most, stands somewhere."""
    for word in words:
        keys, values = keys_with(asked(word))
        editions = RawSQL(f"SELECT id >> {PLACES} FROM ({keys}) AS held", values)
        releases = releases.filter(edition__in=editions)
    return releases


def _hits(terms: Sequence[str]) -> tuple[str, list]:
    """A query for (id, hit, weight) of the passages that hold every term, or a heading's weight."""
    keys, values = keys_with(gram for term in terms for gram in asked(term))
    longer = [term for term in terms if not is_exact(term)]
    if longer:
        return _read(keys, values, terms, longer)
    headed, more = keys_with(gram for term in terms for gram in asked_of_heading(term))
    return (
        f"SELECT id, 1 AS hit, {_PLAIN} AS weight FROM ({keys}) AS held"
        f" UNION ALL SELECT id, 0, {_WEIGHT} FROM ({headed}) AS headed",
        [*values, *more],
    )


def _read(keys: str, values: list, terms: Sequence[str], longer: list) -> tuple[str, list]:
    in_heading = " AND ".join(holding("head") for _ in terms)
    held = " AND ".join(holding("folded") for _ in longer)
    return (
        f"SELECT id, 1 AS hit, CASE WHEN {in_heading} THEN {_WEIGHT} ELSE {_PLAIN} END AS weight"
        f" FROM {Passage._meta.db_table} WHERE id IN ({keys}) AND {held}",
        [*terms, *values, *longer],
    )


def _behind(order: Sequence[str], after: Rank | None) -> tuple[str, list]:
    """The condition on what stands behind a place in the order, and its values."""
    if after is None:
        return "1 = 1", []
    moment = connection.ops.adapt_datetimefield_value(after.moment)
    known = {"score": after.score, "first_live_at": moment, "id": after.release}
    names, marks = ", ".join(order), ", ".join(["%s"] * len(order))
    return f"({names}) < ({marks})", [known[name] for name in order]
