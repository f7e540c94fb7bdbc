"""Append-only tables: refused in the model and by triggers, on both databases."""

import datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from notices.integrity import seals
from notices.models import (
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Erasure,
    Event,
    Passage,
    Release,
    Shelf,
)
from notices.set_up import check_seals

from .making import editor, published, publisher
from .sealed import TABLES, refused, rewritten


@pytest.mark.django_db
def test_the_append_only_tables_are_these():
    assert set(seals.sealed_models()) == TABLES


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
