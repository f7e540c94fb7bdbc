"""Words that stand nearly everywhere: by date, neither counted nor weighed.

To weigh every hit of 党 at 100,000 notices is to read half a million keys for twenty lines. Who
asks for it gets the list of all notices, the newest first, without those that do not hold it: all
that a scan finds is in it, and it costs what its page holds.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from ...fields.folded import keys_with
from ...querysets import ReleaseQuerySet
from ...searching.pairs import asked
from .passage import Passage
from .ranking import Rank

# Passages the index names for a query: to weigh more of them takes over a fifth of a second.
MOST_WEIGHED = 50_000


def is_common(terms: Sequence[str]) -> bool:
    """Whether more than MOST_WEIGHED passages, public or not, may hold every folded term."""
    keys, values = keys_with(gram for term in terms for gram in asked(term))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT id FROM ({keys}) AS held LIMIT %s) AS few",
            [*values, MOST_WEIGHED + 1],
        )
        return cursor.fetchone()[0] > MOST_WEIGHED


def newest_with(
    listed: ReleaseQuerySet, terms: Sequence[str], many: int, after: Rank | None = None
) -> list:
    """At most so many releases of a list (`ReleaseQuerySet.listed`) that hold every term in one
    place, the newest first. Each has `hits` as `ranked` gives them, and a `score` of 0.
    """
    own = Passage.objects.filter(payload=OuterRef("edition")).saying(terms)
    if after:
        listed = listed.after(after.moment, after.release)
    found = listed.filter(Exists(own)).annotate(hits=_count(own), score=Value(0))
    return list(found.only("id", "notice_id", "first_live_at", "edition_id").in_order()[:many])


def _count(rows) -> Coalesce:
    counted = rows.order_by().values("payload").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
