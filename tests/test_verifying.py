"""`manage.py verify`: what was changed behind the desk's back is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from notices.integrity import seals
from notices.integrity.verifying import current_head, first_lie
from notices.models import ChainHead, Event, Notice, Release, StoredFile

from .making import TOMORROW, attach, editor, make_notice, picture, published, publisher
from .reviewing import site_asks, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def intruder():
    """Raw SQL by somebody who can drop triggers and puts them back."""

    def run(statement: str, *params) -> None:
        seals.unseal_tables()
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
        seals.seal_tables()

    return run


def busy_notice():
    notice = published(attachments=1)
    withdrawal = notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    notice.undo_withdrawal(publisher(), withdrawal, reason="核对完毕。")
    return notice


def test_an_honest_site_verifies():
    busy_notice()
    out = StringIO()
    call_command("verify", "--head", current_head(), stdout=out)
    assert out.getvalue().strip() == f"核对无误。链头 {current_head()}"


def test_an_empty_site_verifies():
    assert first_lie() is None


def test_the_command_exits_with_the_first_lie(intruder):
    busy_notice()
    intruder("UPDATE notices_event SET actor_name = 'nobody' WHERE seq = 1")
    with pytest.raises(CommandError, match="记录第 1 条与校验值不符。"):
        call_command("verify")


@pytest.mark.parametrize(
    ("statement", "lie"),
    [
        ("UPDATE notices_edition SET note = 'x'", "版本（edition 第 "),
        ("UPDATE notices_editionpayload SET text = '{}'", "edition payload（editionpayload 第 "),
        ("UPDATE notices_editionpayload SET title = 'x'", "edition payload（editionpayload 第 "),
        ("DELETE FROM notices_editionfile", "editionfile 的第 "),
        (
            "UPDATE notices_release SET first_live_at = '2020-01-01 00:00:00+00'",
            "发布（release 第 ",
        ),
        ("UPDATE notices_withdrawal SET reason = 'x'", "废止、撤销、失效和撤下（withdrawal 第 "),
        ("UPDATE notices_withdrawalundoing SET reason = 'x'", "withdrawal undoing"),
        ("DELETE FROM notices_withdrawalundoing", "withdrawalundoing 的第 "),
    ],
)
def test_a_changed_or_removed_row_is_found(intruder, statement, lie):
    busy_notice()
    intruder(statement)
    assert first_lie().startswith(lie)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notices_storedfile SET media_type = 'text/html'",
        "UPDATE notices_storedfile SET size = size + 1",
    ],
)
def test_a_file_that_is_told_otherwise_than_it_was_frozen_is_found(statement):
    """Readers would be sent the same bytes as something else."""
    busy_notice()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    (stored,) = StoredFile.objects.all()
    assert first_lie() == f"文件 {stored.sha256} 的大小或类型与版本里写的不符。"


def test_a_signed_scan_that_is_told_otherwise_is_found():
    site_asks()
    notice = submitted()
    digest = notice.working_digest()
    scan = notice.keep_sheet(editor(), picture(), "签批件.png", digest=digest).file
    StoredFile.objects.update(media_type="application/pdf")
    assert first_lie() == f"签批件 {scan.sha256} 的类型与登记的不符。"
    StoredFile.objects.update(media_type="image/png", size=1)
    assert first_lie() == f"文件 {scan.sha256} 的大小与登记的不符。"


def test_a_payload_changed_together_with_its_event_row_digest_is_still_found(intruder):
    """Somebody who rewrites what the event remembers breaks the event's own hash."""
    busy_notice()
    intruder('UPDATE notices_event SET data = \'{"facts":{},"rows":[]}\' WHERE seq = 1')
    assert first_lie() == "记录第 1 条与校验值不符。"


def test_a_removed_event_in_the_middle_is_found(intruder):
    busy_notice()
    intruder("DELETE FROM notices_event WHERE seq = 2")
    assert first_lie() == "记录第 2 条不见了。"


def test_a_removed_last_event_is_found(intruder):
    busy_notice()
    last = Event.objects.first()
    intruder("DELETE FROM notices_event WHERE seq = %s", last.seq)
    assert first_lie() == f"链头与最后一条记录（第 {last.seq - 1} 条）不符。"


def test_a_cut_chain_whose_head_was_mended_is_found_by_the_head_kept_elsewhere(intruder):
    published()
    make_notice().record_saved(make_notice().made_by)
    kept = current_head()
    last, before = Event.objects.all()[:2]
    intruder("DELETE FROM notices_event WHERE seq = %s", last.seq)
    ChainHead.objects.update(seq=before.seq, hash=before.hash)
    assert first_lie() is None
    seq, hash_ = kept.split(":")
    lie = first_lie((int(seq), hash_))
    assert lie == f"另存的链头第 {last.seq} 条在记录里找不到，末尾被删或被改写。"


def test_a_row_an_event_names_a_second_time_is_found(intruder):
    """Somebody who changes a row and appends an honest-looking Event for what it says now."""
    busy_notice()
    kept = current_head()
    intruder("UPDATE notices_release SET first_live_at = '2020-01-01 00:00:00'")
    Event.objects.record(Event.Verb.SAVED, publisher(), rows=[Release.objects.get()])
    seq, hash_ = kept.split(":")
    assert first_lie((int(seq), hash_)).endswith(
        f"重复提到 release 第 {Release.objects.get().pk} 行。"
    )


def test_a_moment_spelled_another_way_is_found(intruder):
    if connection.vendor != "sqlite":
        return
    busy_notice()
    intruder("UPDATE notices_release SET goes_live_at = replace(goes_live_at, ' ', 'T')")
    release = Release.objects.get().pk
    assert first_lie() == f"发布（release 第 {release} 行）的写法被改动。"


def test_a_row_that_cannot_be_read_is_named_and_not_a_crash(intruder):
    if connection.vendor != "sqlite":
        return
    busy_notice()
    intruder("UPDATE notices_edition SET frozen_at = '2026-13-01 00:00:00'")
    assert first_lie().startswith("版本（edition）有一行读不出：")


def test_a_changed_or_lost_original_is_found():
    notice, _ = Notice.objects.import_file(
        editor(), "关于植树的通知\n现通知如下。".encode(), "一.txt"
    )
    assert first_lie() is None
    original = notice.originals.get()
    original.delete()
    assert first_lie() == f"通知 {notice.pk} 的原件 {original.file_id} 不见了。"


def test_a_release_inserted_by_raw_sql_is_found():
    published()
    columns = "notice_id, edition_id, goes_live_at, first_live_at, made_at, made_by_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO notices_release ({columns}) SELECT {columns} FROM notices_release"
        )
    forged = Release.objects.latest("pk")
    assert first_lie() == f"发布（release 第 {forged.pk} 行）没有任何记录提到。"


FORGED = {
    "withdrawal": (
        "notice_id, kind, takes_effect_at, reason, decided_by, basis_number, hides_title, made_at, "
        "made_by_id",
        "notice_id, 'taken_down', made_at, 'x', '', '', FALSE, made_at, made_by_id",
    ),
    "sealing": ("edition_id, reason, made_at, made_by_id", "edition_id, 'x', made_at, made_by_id"),
    "erasure": (
        "edition_id, reason, made_at, made_by_id, second_by_id",
        "edition_id, 'x', made_at, made_by_id, %s",
    ),
    "pin": ("notice_id, until, made_at, made_by_id", "notice_id, NULL, made_at, made_by_id"),
}


def forged(table: str) -> None:
    """A row written past the verbs, from the only release there is."""
    columns, values = FORGED[table]
    params = [editor().pk] if "%s" in values else []
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO notices_{table} ({columns}) SELECT {values} FROM notices_release", params
        )


@pytest.mark.parametrize("table", FORGED)
def test_an_act_on_what_readers_see_that_no_event_made_is_found(table):
    published()
    forged(table)
    told = first_lie()
    assert told.endswith("行）没有任何记录提到。") and f"（{table} 第 " in told


@pytest.mark.parametrize("table", ["withdrawal", "sealing", "erasure"])
def test_what_hides_a_page_hides_it_though_no_event_made_it(table):
    """Readers' queries ask no log: to hide too much until somebody looks is the safe side."""
    published()
    assert Release.objects.public().exists()
    forged(table)
    assert not Release.objects.public().exists()


def test_a_notice_that_is_said_to_be_out_and_is_not_is_found():
    notice, live = make_notice(), published()
    for said, shown in ((True, "有"), (False, "没有")):
        one = notice if said else live
        Notice.objects.filter(pk=one.pk).update(has_release=said)
        assert first_lie() == f"通知 {one.pk} 记着{shown}发布，与发布的记录不符。"
        Notice.objects.filter(pk=one.pk).update(has_release=not said)
    assert first_lie() is None


def test_a_cancelled_schedule_leaves_no_release_behind():
    notice = make_notice()
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    notice.cancel_schedule(publisher())
    notice.refresh_from_db()
    assert (notice.has_release, first_lie()) == (False, None)


def test_a_missing_trigger_is_found():
    published()
    on = " ON notices_release" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER sealed_notices_release_update{on}")
    assert first_lie() == "触发器 sealed_notices_release_update 不见了或被改动。"


def test_a_changed_file_is_found():
    notice = make_notice()
    attachment = attach(notice, "登记表", data=b"to be changed")
    notice.refresh_from_db()
    notice.publish(publisher())
    stored = StoredFile.objects.get(pk=attachment.file_id)
    assert first_lie() is None
    with stored.open() as handle:
        path = handle.name
    with open(path, "wb") as handle:
        handle.write(b"changed")
    assert first_lie() == f"文件 {stored.pk} 不见了或被改动。"


def test_a_head_that_cannot_be_read_is_refused_in_words():
    with pytest.raises(CommandError, match="--head 的写法是"):
        call_command("verify", "--head", "abc")
