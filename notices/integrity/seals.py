"""Triggers that keep append-only rows as they were written, whoever holds the database.

They are a guard rail: who may run DDL can drop them, so `verify` and a system check look for them.
"""

from django.apps import apps
from django.db import connection

from ..models import AppendOnly, Erasure

PREFIX = "sealed"


def sealed_models() -> list[type[AppendOnly]]:
    """Every append-only table of the house."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def seal_tables() -> None:
    """Installs every trigger that is missing; safe to run at any time.

    After a table rebuild on SQLite all triggers of that table are gone, so this runs after every
    migrate.
    """
    present = present_triggers()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS)
        for model in sealed_models():
            for name, statement in _triggers(model).items():
                if name not in present:
                    cursor.execute(statement)


def unseal_tables() -> None:
    """Drops every trigger; only the tests' flush needs it."""
    for model in sealed_models():
        _drop(model, _triggers(model))


def unseal_for_rebuild() -> None:
    """Before a migrate: SQLite renames no table while a trigger of another one asks for it."""
    if connection.vendor == "sqlite":
        for model in sealed_models():
            if model.erasable:
                _drop(model, [f"{PREFIX}_{model._meta.db_table}_delete"])


def _drop(model, names) -> None:
    on = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in set(names) & present_triggers():
            cursor.execute(f"DROP TRIGGER {name}{on}")


def missing_triggers() -> list[str]:
    """Names of the triggers that should be there and are not."""
    expected = {name for model in sealed_models() for name in _triggers(model)}
    return sorted(expected - present_triggers())


def present_triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor], [f"{PREFIX}%"])
        return {name for (name,) in cursor.fetchall()}


PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    # A disabled trigger (tgenabled D) guards nothing.
    "postgresql": "SELECT tgname FROM pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE %s",
}

# A row trigger's WHEN may not ask another table on PostgreSQL, so the function does.
POSTGRESQL_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION {PREFIX}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE OR REPLACE FUNCTION {PREFIX}_refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {Erasure._meta.db_table} WHERE edition_id = OLD.edition_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$
"""


def _triggers(model) -> dict[str, str]:
    """Trigger names and the statements that make them, for one table on this database."""
    if connection.vendor == "postgresql":
        return _postgresql(model)
    return _sqlite(model)


def _sqlite(model) -> dict[str, str]:
    table = model._meta.db_table
    refuse = f"SELECT RAISE(ABORT, 'append-only: {table}')"
    erased = f"EXISTS (SELECT 1 FROM {Erasure._meta.db_table} WHERE edition_id = OLD.edition_id)"
    conditions = {
        "update": "",
        "delete": f"WHEN NOT {erased}" if model.erasable else "",
        # OR REPLACE removes the old row without a delete trigger, so the insert is refused.
        "insert": "WHEN " + " OR ".join(_clashes(model)),
    }
    return {
        f"{PREFIX}_{table}_{act}": (
            f"CREATE TRIGGER {PREFIX}_{table}_{act} BEFORE {act.upper()} ON {table} "
            f"{condition} BEGIN {refuse}; END"
        )
        for act, condition in conditions.items()
    }


def _clashes(model) -> list[str]:
    """Conditions that say a new row would take the place of one that is there."""
    meta = model._meta
    keys = [(field,) for field in meta.fields if field.unique]
    for constraint in meta.total_unique_constraints:
        keys.append(tuple(meta.get_field(name) for name in constraint.fields))
    return [
        f"EXISTS (SELECT 1 FROM {meta.db_table} WHERE "
        + " AND ".join(f"{field.column} = NEW.{field.column}" for field in key)
        + ")"
        for key in keys
    ]


def _postgresql(model) -> dict[str, str]:
    table = model._meta.db_table
    unless_erased = "_unless_erased" if model.erasable else ""
    triggers = {
        "update": f"BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {PREFIX}_refuse()",
        "delete": f"BEFORE DELETE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION {PREFIX}_refuse{unless_erased}()",
        "truncate": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {PREFIX}_refuse()",
    }
    return {
        f"{PREFIX}_{table}_{act}": f"CREATE TRIGGER {PREFIX}_{table}_{act} {trigger}"
        for act, trigger in triggers.items()
    }
