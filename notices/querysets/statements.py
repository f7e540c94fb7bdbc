"""Statements that Django writes once: it takes milliseconds to write what a database answers sooner.

Only for what a reader's page always asks; a queryset is the rule everywhere else.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import UTC, datetime
from inspect import signature
from types import SimpleNamespace

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

NO_ROW = 0  # no key of ours


class Statement:
    """The rows of a queryset as a function of values; `of` makes it of them.

    Each value is compared with columns and nothing else, so that it stands among the parameters
    as it is: `of` is called with stand-ins, and the SQL kept with their places. The annotations of
    `of` tell what they stand in for: int, str, datetime, or list (of keys, each in one `__in`).
    """

    def __init__(self, of: Callable[..., QuerySet]):
        self.of = of
        self._kinds = [value.annotation for value in signature(of).parameters.values()]
        if unknown := set(self._kinds) - _STAND_INS.keys():
            raise TypeError(f"{of.__name__}: nothing stands in for {unknown}")
        self._written: dict[tuple, _Written] = {}

    def __call__(self, *values) -> Sequence:
        """Rows of the model, or tuples where the queryset is of values_list."""
        connection = connections[DEFAULT_DB_ALIAS]
        values = [_filled(value) if isinstance(value, list) else [value] for value in values]
        lengths = tuple(map(len, values))
        key = (connection.vendor, lengths)
        if key not in self._written:
            self._written[key] = self._write(lengths, connection)
        told = [_told(value, connection) for together in values for value in together]
        return self._written[key].rows(told, connection)

    def first(self, *values):
        """The first of the rows, None where there is none."""
        return next(iter(self(*values)), None)

    def _write(self, lengths: tuple[int, ...], connection) -> "_Written":
        values, stand_ins = [], []
        for kind, length in zip(self._kinds, lengths, strict=True):
            own = [_STAND_INS[kind](len(stand_ins) + one) for one in range(length)]
            stand_ins += own
            values.append(own if kind is list else own[0])
        return _Written(self.of(*values), stand_ins, connection)


class _Written:
    """One statement, for one sort of database and one number of keys in each list."""

    def __init__(self, queryset: QuerySet, stand_ins: list, connection):
        self._is_of_models = issubclass(queryset._iterable_class, ModelIterable)
        self._compiler = queryset.query.get_compiler(connection=connection)
        self._sql, self._params = self._compiler.as_sql()
        self._compiler.connection = None  # that of one thread, which ends before the statement
        which = {_told(stand_in, connection): one for one, stand_in in enumerate(stand_ins)}
        # (place among the parameters, which of the values)
        self._places = [
            (at, which[param]) for at, param in enumerate(self._params) if param in which
        ]
        if len({which for _, which in self._places}) < len(stand_ins):
            raise ValueError(f"a value is not compared as it is: {self._sql}")

    def rows(self, told: list, connection) -> Sequence:
        params = list(self._params)
        for place, which in self._places:
            params[place] = told[which]
        compiler = copy(self._compiler)
        compiler.connection, compiler.as_sql = connection, lambda: (self._sql, tuple(params))
        if not self._is_of_models:
            return list(compiler.results_iter(tuple_expected=True))
        # What ModelIterable asks of a queryset.
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        asking = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})
        return list(ModelIterable(asking))


# Values that nothing of ours has, whatever it is compared with.
_STAND_INS = {
    int: lambda one: 2_147_000_000 + one,
    list: lambda one: 2_147_000_000 + one,
    str: lambda one: f"\ue000{one}\ue000",
    datetime: lambda one: datetime(1, 2, 3, 4, 5, 6, 789 + one, tzinfo=UTC),
}


def _filled(keys: list[int]) -> list[int]:
    """As many as a power of two, so that few statements are written for lists of any length."""
    length = 1 << max(len(keys) - 1, 0).bit_length()
    return keys + [NO_ROW] * (length - len(keys))


def _told(value, connection):
    """As the database is told it: a moment is text on SQLite."""
    is_moment = isinstance(value, datetime)
    return connection.ops.adapt_datetimefield_value(value) if is_moment else value
