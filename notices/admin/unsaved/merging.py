"""What the form sent and what the database holds, put together as the form would send it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.forms import BaseInlineFormSet, FileField
from django.utils.datastructures import MultiValueDict

from .snapshot import Snapshot, order_key
from .submitted import Row, Submitted

STEP = 10


@dataclass(frozen=True)
class Planned:
    """A row to be sent again: as it was sent at `source`, or as `row` is saved."""

    source: str | None
    row: models.Model | None
    empty: bool = False


class Merging:
    """Rewrites the data of a form so that its rows are those of the database, in its order.

    `takes_theirs(key)` says for each part whose words stand; what only one side has stays.
    A row the other side deleted keeps its number in the form until `settles`.
    """

    def __init__(
        self,
        sent: Submitted,
        theirs: Snapshot,
        takes_theirs: Callable[[str], bool],
        *,
        settles: bool,
    ):
        self.sent, self.theirs, self.takes_theirs = sent, theirs, takes_theirs
        self.settles = settles

    def rewrite(self, data: MultiValueDict, files: MultiValueDict) -> None:
        """Changes both in place."""
        saved = type(self.sent.form)(instance=self.theirs.notice)
        for bound in saved:
            if self.takes_theirs(bound.name):
                _write(data, bound.name, bound.value())
        for formset in self.sent.formsets.values():
            self._rewrite_rows(formset, data, files)

    def _rewrite_rows(self, formset: BaseInlineFormSet, data, files) -> None:
        prefix = formset.prefix
        plan = self._plan(prefix)
        saved = [pk for pk in self.theirs.rows[prefix] if pk in plan]
        rows = saved + [key for key in plan if key not in saved]
        taken = {id(store): _take(store, prefix) for store in (data, files)}
        for at, key in enumerate(rows):
            planned, target = plan[key], f"{prefix}-{at}"
            for store in (data, files):
                _put(store, target, taken[id(store)].get(planned.source, {}))
            if planned.row:
                self._write_saved(formset, data, target, planned.row)
            elif self.settles and key not in self.theirs.rows[prefix]:
                data[f"{target}-id"] = ""
        self._write_order(formset, data, plan, rows)
        data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        data[f"{prefix}-INITIAL_FORMS"] = str(len(saved))

    def _plan(self, prefix: str) -> dict[int | str, Planned]:
        """Every row by its number, a new one by its prefix, in the order of the document."""
        saved = self.theirs.rows[prefix]
        sent = {row.pk or row.prefix: row for row in self.sent.rows(prefix)}
        ours = [key for key, row in sent.items() if key in saved or self._keeps(prefix, row)]
        first, second = ours, list(saved)
        if self.takes_theirs(order_key(prefix)):
            first, second = second, first
        return {
            key: self._planned(prefix, key, sent.get(key)) for key in in_one_order(first, second)
        }

    def _keeps(self, prefix: str, row: Row) -> bool:
        """Whether a row that is not in the database stays in the form."""
        dropped = self.settles and self.takes_theirs(f"{prefix}-{row.pk}")
        return not (row.deleted or dropped)

    def _planned(self, prefix: str, key: int | str, row: Row | None) -> Planned:
        saved = self.theirs.rows[prefix].get(key)
        if row is None or (saved and self.settles and self.takes_theirs(f"{prefix}-{key}")):
            return Planned(None, saved)
        return Planned(row.prefix, None, row.empty)

    def _write_saved(self, formset, data, target: str, row: models.Model) -> None:
        for bound in formset.form(instance=row, **formset.get_form_kwargs(None)):
            if not isinstance(bound.field, FileField):
                _write(data, f"{target}-{bound.name}", bound.value())
        data[f"{target}-id"] = str(row.pk)
        data[f"{target}-{formset.fk.name}"] = str(self.theirs.notice.pk)

    @staticmethod
    def _write_order(formset, data, plan, rows) -> None:
        if "order" in formset.form.base_fields:
            places = {key: place for place, key in enumerate(plan, 1)}
            # A place would make a row of one that nobody wrote in.
            for at, key in enumerate(rows):
                if plan[key].empty:
                    continue
                data[f"{formset.prefix}-{at}-order"] = str(places[key] * STEP)


def in_one_order(first: list, second: list) -> list:
    """All of both: the order of `first`, each other one after its neighbour in `second`."""
    merged, after = list(first), None
    for item in second:
        if item not in first:
            merged.insert(merged.index(after) + 1 if after is not None else 0, item)
        after = item
    return merged


def _take(store: MultiValueDict, prefix: str) -> dict[str, dict[str, list]]:
    """Removes the fields of every row and returns them by row and name."""
    field = re.compile(rf"({re.escape(prefix)}-\d+)-(.+)")
    taken: dict[str, dict[str, list]] = {}
    for name in list(store):
        if found := field.fullmatch(name):
            taken.setdefault(found[1], {})[found[2]] = store.getlist(name)
            del store[name]
    return taken


def _put(store: MultiValueDict, target: str, fields: dict[str, list]) -> None:
    for name, values in fields.items():
        store.setlist(f"{target}-{name}", values)


def _write(data: MultiValueDict, name: str, value) -> None:
    """A value as a browser sends it: an unticked box sends nothing."""
    data.pop(name, None)
    if value is True:
        data[name] = "on"
    elif value is not False:
        data[name] = "" if value is None else str(value)
