"""Rows as they lie in the database, before anything is read out of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Model


@contextmanager
def one_snapshot():
    """All reads inside see the database at one moment; nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    else:
        # Not `atomic`: that would take the write lock at once.
        _run("BEGIN DEFERRED")
        try:
            yield
        finally:
            _run("ROLLBACK")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def respelled(model: type[Model]) -> Iterator[str]:
    """Keys of rows whose columns hold something Django would have written otherwise.

    SQLite keeps whatever it is given: a moment in another spelling reads the same and sorts
    elsewhere. Databases with real types have nothing to say here.
    """
    if connection.vendor != "sqlite":
        return
    fields = model._meta.concrete_fields
    # The plus keeps the value as it lies there: a bare column would be parsed by its type.
    columns = ", ".join(f'+"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {model._meta.db_table}")
        stored = cursor.fetchall()
    read = {row.pk: row for row in model._base_manager.iterator()}
    key = fields.index(model._meta.pk)
    for cells in stored:
        row = read.get(cells[key])
        written = row and tuple(
            field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
        )
        if written != cells:
            yield str(cells[key])
