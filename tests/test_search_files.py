"""/search/ in what attachments say: found by page, marked 附件, less than what the notice says."""

import random
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from notices import viewing
from notices.models import Passage, ReadingCopy, Release, ranked
from notices.searching import ATTACHED, file_texts, fold

from . import word_files
from .making import attach, attach_pages, make_notice, published, publisher
from .sheet_files import sheet, xlsx
from .test_reading_copies import XLSX, attach_file, out
from .test_search import count, found, seen, with_sections

pytestmark = pytest.mark.django_db
DOCX = XLSX.replace("spreadsheetml.sheet", "wordprocessingml.document")


def hits(client, q, **more) -> list[tuple[str, str]]:
    """(address, place) of each hit."""
    return re.findall(
        r'<li><a href="(/notices/[^"]*/view/[^"]*)">(.*?)</a>', seen(client, q, **more)
    )


def test_every_kind_of_attachment_is_found_at_its_place(client):
    notice = make_notice()
    attach(notice, "说明", "带好雨衣".encode())
    attach_pages(notice, "封面", "铜锣口哨")
    attach_file(notice, "办法", word_files.docx(word_files.paragraph("逐户核对")), DOCX, "docx")
    data = xlsx(("一", sheet(["甲"])), ("物资", sheet(["救生衣", "三十件"])))
    attach_file(notice, "清单", data, XLSX, "xlsx")
    out(notice)
    root = f"/notices/{notice.pk}/files"
    expected = {
        "雨衣": (f"{root}/1/view/?p=1#p1", "附件1　说明"),
        "口哨": (f"{root}/2/view/?p=2#p2", "附件2　图册　第2页"),
        "核对": (f"{root}/3/view/?p=1#p1", "附件3　办法"),
        "三十": (f"{root}/4/view/?p=2#p2", "附件4　清单　物资"),
    }
    assert {q: hits(client, q) for q in expected} == {q: [hit] for q, hit in expected.items()}
    for q, (address, _) in expected.items():
        body = client.get(address.partition("#")[0]).content.decode()
        part = address.partition("#")[2]
        assert f'id="{part}"' in body and q in body
    assert count(client, "雨衣") == "“雨衣”：1件通知，1处"
    (elder,) = hits(client, "口哨", mode="elder")
    assert elder[0] == f"{root}/2/view/?p=2&amp;mode=elder#p2"


def test_words_run_over_the_end_of_a_line_but_not_from_one_row_to_the_next(client):
    notice = make_notice()
    attach(notice, "说明", "防汛值\n班表".encode())
    attach_file(notice, "表", "甲,防汛\n值班,乙\n".encode(), "text/csv", "csv")
    out(notice)
    assert count(client, "防汛值班") == "“防汛值班”：1件通知，1处"
    assert hits(client, "防汛值班")[0][1] == "附件1　说明"


def test_an_attachment_weighs_less_than_the_text(client):
    by_file = make_notice()
    for number in range(4):
        attach(by_file, f"表{number}", f"苗圃{number}".encode())
    out(by_file)
    by_text = with_sections("苗圃。")
    newest = make_notice()
    attach(newest, "表", "苗圃".encode())
    out(newest)
    assert found(client, "苗圃") == [by_text.pk, by_file.pk, newest.pk]


def test_the_text_stands_before_the_attachments(client):
    notice = make_notice(sections=1, preamble="<p>苗圃要浇水。</p>")
    attach(notice, "表", "苗圃名单".encode())
    out(notice)
    places = re.findall(r'<ul class="hits">(.*?)</ul>', seen(client, "苗圃"))[0]
    assert re.findall(r">([^<]+)</a>", places) == ["开头", "附件　表"]


def test_what_readers_may_not_see_is_not_found_in_its_attachments_either(client):
    notice = make_notice()
    attach(notice, "表", "密语柳暗花明".encode())
    notice.refresh_from_db()
    ReadingCopy.objects.of(notice.attachments.get().file)
    assert found(client, "柳暗花明") == []
    notice.publish(publisher())
    assert found(client, "柳暗花明") == [notice.pk]
    notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert found(client, "柳暗花明") == []
    withdrawal = notice.standing_withdrawals().get()
    notice.undo_withdrawal(publisher(), withdrawal, reason="已经核对。")
    assert found(client, "柳暗花明") == [notice.pk]
    notice.seal(publisher(), notice.live_release().edition, reason="含有不应公开的内容")
    assert found(client, "柳暗花明") == []


def test_forgetting_an_edition_forgets_what_its_attachments_say():
    notice = published(attachments=2)
    edition = notice.live_release().edition
    assert Passage.objects.filter(attachment__isnull=False).count() == 2
    Passage.objects.forget(edition)
    assert not Passage.objects.filter(folded__holds=("登记表",)).exists()


def test_rebuilding_finds_what_was_frozen_before_attachments_were_read(client):
    notice = published(attachments=1)
    Passage.objects.filter(attachment__isnull=False).delete()
    ReadingCopy.objects.all().delete()
    call_command("rebuild_search")
    assert hits(client, "登记表1") == [
        (f"/notices/{notice.pk}/files/1/view/?p=1#p1", "附件　<mark>登记表1</mark>")
    ]
    call_command("rebuild_search")
    assert Passage.objects.filter(attachment=1, order=ATTACHED, section=1).count() == 1


WORDS = st.lists(st.sampled_from("防汛值班 植树，党a1〔\n"), min_size=1, max_size=60).map("".join)
LETTERS = "防汛值班植树党a1"


@given(text=WORDS, q=st.text(LETTERS, min_size=1, max_size=4))
def test_what_is_compared_is_what_was_read(text, q):
    shown = viewing.shown(f"{text}。".encode(), "text/plain")
    rows = [{"sha256": "x", "number": 1, "name": "表"}]
    found = file_texts(rows, {"x": (shown.kind, shown.parts)})
    assert [fold(q) in each.folded for each in found] == [
        fold(q) in fold(part.text) for part in shown.parts if fold(part.text)
    ]


def test_recall_is_that_of_a_scan_of_what_was_read(client):
    chance = random.Random(7)
    notices = []
    for number in range(8):
        notice = make_notice(sections=0, title="关于某事", preamble="<p>如下。</p>")
        for file in range(3):
            attach(notice, f"{number}{file}", "".join(chance.choices(LETTERS, k=30)).encode())
        notices.append(out(notice))
    said = {
        notice.pk: [
            fold(part.text)
            for row in notice.attachments.all()
            for part in ReadingCopy.objects.get(pk=row.file_id).parts
        ]
        for notice in notices
    }
    for _ in range(60):
        q = "".join(chance.choices(LETTERS, k=chance.randint(1, 3)))
        scanned = {pk for pk, texts in said.items() if any(fold(q) in text for text in texts)}
        public = Release.objects.public(timezone.now())
        assert {row.notice_id for row in ranked(public, (fold(q),), 100)} == scanned, q
