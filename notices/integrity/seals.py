"""Triggers that keep append-only rows as they were written, whoever holds the database.

They are a guard rail: who may run DDL can drop or rewrite them, so `verify` and a system check
compare each with what it should say.
"""

from django.apps import apps
from django.db import connection

from ..models import AppendOnly, Erasure

PREFIX = "sealed"
# pg_trigger.tgtype, by what the trigger guards: row and before, or statement and before.
ROW_UPDATE, ROW_DELETE, TRUNCATE = 1 + 2 + 16, 1 + 2 + 8, 2 + 32


def sealed_models() -> list[type[AppendOnly]]:
    """Every append-only table of the house."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def seal_tables() -> None:
    """Installs every trigger that is missing or says something else; safe to run at any time.

    After a table rebuild on SQLite all triggers of that table are gone, so this runs after every
    migrate. Tables that are not there yet are passed over.
    """
    there = set(connection.introspection.table_names())
    present = present_triggers()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS)
        for model in sealed_models():
            table = model._meta.db_table
            if table in there and Erasure._meta.db_table in there:
                for name, trigger in expected_triggers(model).items():
                    if present.get(name) != trigger:
                        _drop(cursor, name, present)
                        cursor.execute(_statement(name, trigger))


def unseal_tables() -> None:
    """Drops every trigger; only the tests' flush needs it."""
    present = present_triggers()
    with connection.cursor() as cursor:
        for name in present:
            _drop(cursor, name, present)


def unseal_for_rebuild() -> None:
    """Before a migrate: SQLite renames no table while a trigger of another one asks for it."""
    if connection.vendor == "sqlite":
        present = present_triggers()
        with connection.cursor() as cursor:
            for model in sealed_models():
                if model.erasable:
                    _drop(cursor, f"{PREFIX}_{model._meta.db_table}_delete", present)


def missing_triggers() -> list[str]:
    """Names of the triggers that are not there, or do not say what they should."""
    present = present_triggers()
    return sorted(
        name
        for model in sealed_models()
        for name, trigger in expected_triggers(model).items()
        if present.get(name) != trigger
    )


def present_triggers() -> dict[str, tuple]:
    """What each trigger of ours is on this database, by its name, as `expected_triggers` says."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor], [f"{PREFIX}%"])
        return {name: tuple(trigger) for name, *trigger in cursor.fetchall()}


def expected_triggers(model) -> dict[str, tuple]:
    """SQLite: (table, the whole statement). PostgreSQL: (table, type, function, its body)."""
    table = model._meta.db_table
    of_vendor = _postgresql if connection.vendor == "postgresql" else _sqlite
    return {f"{PREFIX}_{table}_{act}": trigger for act, trigger in of_vendor(model, table).items()}


def _statement(name: str, trigger: tuple) -> str:
    if connection.vendor == "sqlite":
        return trigger[1]
    table, kind, function, _ = trigger
    return f"CREATE TRIGGER {name} {WHEN[kind].format(table)} EXECUTE FUNCTION {function}()"


def _drop(cursor, name: str, present: dict) -> None:
    if name in present:
        on = f" ON {present[name][0]}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")


PRESENT = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND name LIKE %s",
    # A trigger that is disabled, or fires on replicas only, or has a condition guards nothing.
    "postgresql": "SELECT tgname, tgrelid::regclass::text, tgtype, proname, btrim(prosrc) "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgname LIKE %s",
}


def _sqlite(model, table: str) -> dict[str, tuple]:
    refuse = f"SELECT RAISE(ABORT, 'append-only: {table}')"
    erased = f"EXISTS (SELECT 1 FROM {Erasure._meta.db_table} WHERE edition_id = OLD.edition_id)"
    conditions = {
        "update": "",
        "delete": f"WHEN NOT {erased}" if model.erasable else "",
        # OR REPLACE removes the old row without a delete trigger, so the insert is refused.
        "insert": "WHEN " + " OR ".join(_clashes(model, table)),
    }
    return {
        act: (
            table,
            f"CREATE TRIGGER {PREFIX}_{table}_{act} BEFORE {act.upper()} ON {table} "
            f"{condition} BEGIN {refuse}; END",
        )
        for act, condition in conditions.items()
    }


def _clashes(model, table: str) -> list[str]:
    """Conditions that say a new row would take the place of one that is there."""
    meta = model._meta
    keys = [(field.column,) for field in meta.fields if field.unique] + [("rowid",)]
    for constraint in meta.total_unique_constraints:
        keys.append(tuple(meta.get_field(name).column for name in constraint.fields))
    return [
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in key)
        + ")"
        for key in keys
    ]


REFUSE = "RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;"
# A row trigger's WHEN may not ask another table on PostgreSQL, so the function does.
BODIES = {
    f"{PREFIX}_refuse": f"BEGIN {REFUSE} END",
    f"{PREFIX}_refuse_unless_erased": f"BEGIN IF EXISTS (SELECT 1 FROM {Erasure._meta.db_table} "
    f"WHERE edition_id = OLD.edition_id) THEN RETURN OLD; END IF; {REFUSE} END",
}
POSTGRESQL_FUNCTIONS = ";".join(
    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    for name, body in BODIES.items()
)
WHEN = {
    ROW_UPDATE: "BEFORE UPDATE ON {} FOR EACH ROW",
    ROW_DELETE: "BEFORE DELETE ON {} FOR EACH ROW",
    TRUNCATE: "BEFORE TRUNCATE ON {} FOR EACH STATEMENT",
}


def _postgresql(model, table: str) -> dict[str, tuple]:
    refuse = f"{PREFIX}_refuse"
    deleting = f"{PREFIX}_refuse_unless_erased" if model.erasable else refuse
    return {
        "update": (table, ROW_UPDATE, refuse, BODIES[refuse]),
        "delete": (table, ROW_DELETE, deleting, BODIES[deleting]),
        "truncate": (table, TRUNCATE, refuse, BODIES[refuse]),
    }
