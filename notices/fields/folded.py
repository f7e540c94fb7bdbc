"""Folded text with an index of its characters and pairs: FTS5 on SQLite, GIN on PostgreSQL.

The index is a table beside the rows, (row key, grams), made by the migration of the model; it is
kept by `index_rows` and `unindex_rows`, asked by the lookup `holds`.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models import Lookup

from ..searching import pairs as rules

TABLE = "notices_gram"
# A FTS5 table without content holds no text; the ascii tokenizer takes every gram for one token.
CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5"
        "(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
    ],
    "postgresql": [
        f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, grams text[] NOT NULL)",
        f"CREATE INDEX {TABLE}_grams ON {TABLE} USING gin (grams)",
    ],
}
DROP = f"DROP TABLE {TABLE}"
INSERT = {
    "sqlite": f"INSERT INTO {TABLE} (rowid, grams) VALUES (%s, %s)",
    "postgresql": f"INSERT INTO {TABLE} (id, grams) VALUES (%s, %s)"
    " ON CONFLICT (id) DO UPDATE SET grams = excluded.grams",
}
DELETE = {
    # FTS5 has to be told what it forgets.
    "sqlite": f"INSERT INTO {TABLE} ({TABLE}, rowid, grams) VALUES ('delete', %s, %s)",
    "postgresql": f"DELETE FROM {TABLE} WHERE id = %s AND grams = %s::text[]",
}
KEYS = {
    "sqlite": f"SELECT rowid AS id FROM {TABLE} WHERE {TABLE} MATCH %s",
    "postgresql": f"SELECT id FROM {TABLE} WHERE grams @> %s::text[]",
}
PLACE = {"sqlite": "instr", "postgresql": "strpos"}


class FoldedField(models.TextField):
    """Text as `notices.searching.fold` leaves it; parts are kept apart by line ends."""


@FoldedField.register_lookup
class Holds(Lookup):
    """`folded__holds=("防汛", "值班")`: the rows whose text holds each folded term.

    Exactly those that a scan finds: the index names the rows that have all pairs, and longer
    terms are looked for in the text of these. Raises ValueError without a term.
    """

    lookup_name = "holds"
    prepare_rhs = False

    def __init__(self, lhs, rhs):
        super().__init__(lhs, tuple(rhs))
        if not all(self.rhs) or not self.rhs:
            raise ValueError("nothing to look for")

    def as_sql(self, compiler, connection):
        text, params = self.process_lhs(compiler, connection)
        keys, values = keys_with(gram for term in self.rhs for gram in rules.asked(term))
        conditions = [f"{_key(self, compiler)} IN ({keys})"]
        for term in self.rhs:
            if not rules.is_exact(term):
                conditions.append(holding(text))
                values += [*params, term]
        return f"({' AND '.join(conditions)})", values


def _key(lookup: Lookup, compiler) -> str:
    """The key of the row whose text is asked for."""
    column, quote = lookup.lhs, compiler.quote_name_unless_alias
    return f"{quote(column.alias)}.{quote(column.target.model._meta.pk.column)}"


def keys_with(grams: Iterable[str]) -> tuple[str, list]:
    """The query for the keys of all rows that have these grams, and its values; of one column."""
    wanted, vendor = sorted(set(grams)), connection.vendor
    asked = " AND ".join(f'"{gram}"' for gram in wanted) if vendor == "sqlite" else wanted
    return KEYS[vendor], [asked]


def holding(text: str) -> str:
    """The condition that a folded text, an SQL expression, holds the term that is its value."""
    return f"{PLACE[connection.vendor]}({text}, %s) > 0"


def index_rows(rows: Iterable[Sequence]) -> None:
    """Adds rows, (key, folded text, folded heading or nothing), to the index."""
    _run(INSERT, rows)


def unindex_rows(rows: Iterable[Sequence]) -> None:
    """Takes rows out of the index; their texts must be those they were added with."""
    _run(DELETE, rows)


def _run(statements: dict[str, str], rows: Iterable[Sequence]) -> None:
    vendor = connection.vendor
    values = [(key, _stored(rules.grams(*texts), vendor)) for key, *texts in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statements[vendor], values)


def _stored(found: list[str], vendor: str):
    return " ".join(found) if vendor == "sqlite" else found
