"""Append-only tables: refused in the model and by triggers, on both databases."""

import datetime

import pytest
from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from notices.integrity import seals
from notices.models import (
    AppendOnly,
    Approval,
    Delegation,
    DelegationEnd,
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Erasure,
    Event,
    LateReview,
    Passage,
    Pin,
    PublicityPeriod,
    Receipt,
    Release,
    ReleaseBasis,
    Sealing,
    SecrecyReview,
    Shelf,
    SignedSheet,
    Submission,
    SubmissionEnd,
    Withdrawal,
    WithdrawalUndoing,
)
from notices.querysets import AppendOnlyError
from notices.set_up import check_seals

from .making import editor, make_notice, published, publisher
from .reviewing import every_act

TABLES = {
    Approval,
    Delegation,
    DelegationEnd,
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Erasure,
    Event,
    LateReview,
    Pin,
    PublicityPeriod,
    Receipt,
    Release,
    ReleaseBasis,
    Sealing,
    SecrecyReview,
    SignedSheet,
    Submission,
    SubmissionEnd,
    Withdrawal,
    WithdrawalUndoing,
}


def one_row_in_each_table() -> None:
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


def refused(statement: str, params=()) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def kept_row(model) -> AppendOnly:
    """A row that no erasure names."""
    erased = Erasure.objects.values("edition")
    rows = model.objects.exclude(edition__in=erased) if model.erasable else model.objects
    return rows.first()


def rewritten(model, row, verb: str, end: str = "") -> tuple[str, list]:
    """An INSERT of the row as it is, with its own key."""
    fields = model._meta.fields
    columns = ", ".join(field.column for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return f"{verb} INTO {model._meta.db_table} ({columns}) VALUES ({marks}) {end}", values


@pytest.mark.django_db
def test_the_append_only_tables_are_these():
    assert set(seals.sealed_models()) == TABLES


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(TABLES, key=lambda model: model.__name__))
def test_raw_sql_cannot_change_a_row(model):
    one_row_in_each_table()
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


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(TABLES, key=lambda model: model.__name__))
def test_the_model_cannot_change_a_row(model):
    one_row_in_each_table()
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


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(TABLES, key=lambda model: model.__name__))
def test_who_goes_round_the_manager_is_stopped_by_the_database(model):
    one_row_in_each_table()
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


@pytest.mark.django_db
def test_replacing_by_another_unique_key_is_refused_too():
    published()
    edition = Edition.objects.get()
    edition.pk = edition.pk + 1
    verb, end = (
        ("INSERT OR REPLACE", "")
        if connection.vendor == "sqlite"
        else (
            "INSERT",
            "ON CONFLICT (notice_id, number) DO UPDATE SET digest = ''",
        )
    )
    assert refused(*rewritten(Edition, edition, verb, end))


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Event, EditionPayload])
def test_replacing_by_the_hidden_row_number_is_refused_too(model):
    if connection.vendor != "sqlite":
        return
    published()
    row = model.objects.first()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(rowid) FROM {model._meta.db_table}")
        (rowid,) = cursor.fetchone()
    row.pk += 1000
    statement, values = rewritten(model, row, "INSERT OR REPLACE")
    statement = statement.replace(" (", " (rowid, ", 1).replace("VALUES (", "VALUES (%s, ", 1)
    assert refused(statement, [rowid, *values])


@pytest.mark.django_db
def test_a_trigger_that_says_something_else_counts_as_missing_and_is_laid_again():
    name = "sealed_notices_release_update"
    blunt = {
        "sqlite": [
            f"DROP TRIGGER {name}",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON notices_release WHEN 0 BEGIN SELECT 1; END",
        ],
        "postgresql": [
            "CREATE OR REPLACE FUNCTION sealed_refuse() RETURNS trigger "
            "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        ],
    }[connection.vendor]
    with connection.cursor() as cursor:
        for statement in blunt:
            cursor.execute(statement)
    assert name in seals.missing_triggers()
    seals.seal_tables()
    assert seals.missing_triggers() == []


@pytest.mark.django_db
def test_an_erasure_lets_the_payload_and_the_files_of_its_edition_go_and_no_others():
    erased, kept = published(attachments=1), published(title="关于秋季植树的通知", attachments=1)
    edition = erased.editions.get()
    Erasure.objects.create(
        edition=edition,
        reason="含个人信息。",
        made_at=timezone.now(),
        made_by=publisher(),
        second_by=editor(),
    )
    Passage.objects.forget(edition)
    Shelf.objects.forget(edition)
    for table in ("notices_editionpayload", "notices_editionfile"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE edition_id = %s", [edition.pk])
        assert refused(f"DELETE FROM {table}")
    assert list(EditionPayload.objects.values_list("edition__notice", flat=True)) == [kept.pk]
    assert list(EditionFile.objects.values_list("edition__notice", flat=True)) == [kept.pk]


@pytest.mark.django_db
def test_one_person_cannot_erase():
    edition = published().editions.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.create(
            edition=edition,
            reason="含个人信息。",
            made_at=timezone.now(),
            made_by=publisher(),
            second_by=publisher(),
        )


def test_a_table_rebuild_loses_triggers_only_until_the_migrate_ends(committed):
    published()
    seals.unseal_for_rebuild()
    for model in TABLES - {EditionRelation, EditionFile}:
        with connection.schema_editor() as editor_of_schema:
            field = next(f for f in model._meta.fields if not f.primary_key and not f.is_relation)
            wider = field.clone()
            wider.set_attributes_from_name(field.name)
            wider.model, wider.null = model, not field.null
            editor_of_schema.alter_field(model, field, wider)
            editor_of_schema.alter_field(model, wider, field)
    if connection.vendor == "sqlite":
        missing = seals.missing_triggers()
        assert "sealed_notices_edition_update" in missing
        assert [error.id for error in check_seals(None, ["default"])] == ["notices.E001"] * len(
            missing
        )
    call_command("migrate", verbosity=0)
    assert seals.missing_triggers() == []
    assert check_seals(None, ["default"]) == []
    assert refused("UPDATE notices_edition SET number = 2")


@pytest.mark.django_db
def test_release_times_are_bounded_by_the_table_itself():
    notice = published()
    live = notice.live_release()
    with pytest.raises(DatabaseError), transaction.atomic():
        Release(
            notice=notice,
            edition=live.edition,
            goes_live_at=timezone.now() + datetime.timedelta(days=1),
            cancels=live,
            made_at=timezone.now(),
            made_by=publisher(),
        ).save(by_verb=True)
