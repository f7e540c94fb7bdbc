"""No row of an append-only table changes: not by its model, nor round it, nor by raw SQL."""

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from notices.models import AppendOnly, Erasure
from notices.querysets import AppendOnlyError

from .making import editor, make_notice, published, publisher
from .reviewing import every_act
from .sealed import TABLES, refused, rewritten

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("model", sorted(TABLES, key=lambda model: model.__name__))


@pytest.fixture(scope="module", autouse=True)
def one_row_in_each_table(standing) -> None:
    every_act()
    old = published()
    new = make_notice(title="中共示例省委关于修改植树工作安排的通知", attachments=1)
    new.relations.create(type="amends", other=old)
    new.refresh_from_db()
    new.period_days, new.period_ending = 5, "expired"
    new.save()
    new.publish(publisher())
    withdrawal = new.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    new.undo_withdrawal(publisher(), withdrawal, reason="核对完毕。")
    old.pin(publisher(), timezone.localdate())
    old.seal(publisher(), old.editions.get(), reason="含不宜公开的内容。")
    # Erasing is a later verb; its row is what the triggers ask for.
    Erasure.objects.create(
        edition=old.editions.get(),
        reason="含个人信息。",
        made_at=timezone.now(),
        made_by=publisher(),
        second_by=editor(),
    )


def kept_row(model) -> AppendOnly:
    """A row that no erasure names."""
    erased = Erasure.objects.values("edition")
    rows = model.objects.exclude(edition__in=erased) if model.erasable else model.objects
    return rows.first()


@EACH
def test_raw_sql_cannot_change_a_row(model):
    row, table = kept_row(model), model._meta.db_table
    key, column = model._meta.pk.column, model._meta.fields[-1].column
    assert refused(f"UPDATE {table} SET {column} = {column}")
    assert refused(f"DELETE FROM {table} WHERE {key} = %s", [row.pk])
    upsert = f"ON CONFLICT ({key}) DO UPDATE SET {column} = excluded.{column}"
    assert refused(*rewritten(model, row, "INSERT", upsert))
    if connection.vendor == "sqlite":
        assert refused(*rewritten(model, row, "INSERT OR REPLACE"))
        assert refused(*rewritten(model, row, "REPLACE"))
    else:
        # Checks that wait for the end of the transaction would refuse it first.
        assert refused(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE")
    assert model.objects.get(pk=row.pk).row_digest() == row.row_digest()


@EACH
def test_the_model_cannot_change_a_row(model):
    row = kept_row(model)
    acts = [
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(pk=1),
        lambda: model.objects.bulk_update([row], ["pk"]),
        lambda: model.objects.update_or_create(pk=row.pk),
        lambda: model.objects.bulk_create([row]),
        lambda: model.objects.bulk_create([row], by_verb=True, ignore_conflicts=True),
        lambda: model.objects.bulk_create(
            [row], by_verb=True, update_conflicts=True, update_fields=["pk"], unique_fields=["pk"]
        ),
        lambda: async_to_sync(model.objects.all().aupdate)(pk=1),
        lambda: async_to_sync(model.objects.all().adelete)(),
        lambda: async_to_sync(model.objects.all().abulk_create)([row]),
    ]
    for act in acts:
        with pytest.raises(AppendOnlyError):
            act()


@EACH
def test_who_goes_round_the_manager_is_stopped_by_the_database(model):
    row = kept_row(model)
    there = model._base_manager.filter(pk=row.pk)
    last = model._meta.fields[-1].name
    acts = [
        lambda: there.update(**{last: getattr(row, last)}),
        lambda: there._raw_delete(there.db),
        lambda: models.Model.save(row, force_update=True),
    ]
    for act in acts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert model.objects.get(pk=row.pk).row_digest() == row.row_digest()
