"""Which spans of time a list reaches into, found along its index."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from ...querysets import ReleaseQuerySet

# A scalar, of which PostgreSQL makes no join: each span costs as much as the one row it looks for.
_REACHED = """
    WITH span (place, begins, ends) AS (VALUES {rows})
    SELECT place FROM span WHERE ({newest}) IS NOT NULL ORDER BY place
"""


def reached(releases: ReleaseQuerySet, spans: Sequence[tuple[datetime, datetime]]) -> list[int]:
    """The indexes of those `spans`, [begin, end), in which one of the releases first went live.

    One query, whose cost grows with the spans and not with the releases.
    """
    if not spans:
        return []
    begins, ends = RawSQL("span.begins", ()), RawSQL("span.ends", ())
    within = releases.filter(first_live_at__gte=begins, first_live_at__lt=ends)
    newest, values = within.newest_first().values("pk")[:1].query.sql_with_params()
    adapted = connection.ops.adapt_datetimefield_value
    rows = [value for place, span in enumerate(spans) for value in (place, *map(adapted, span))]
    statement = _REACHED.format(rows=", ".join(["(%s, %s, %s)"] * len(spans)), newest=newest)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*rows, *values])
        return [place for (place,) in cursor.fetchall()]
