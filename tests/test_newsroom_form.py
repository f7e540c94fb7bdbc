"""The newsroom's form: saving, stale copies, files, and rubbish."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.models import Attachment, Event, Issuer, Notice, Section, StoredFile
from notices.models.acting import hold

from .making import editor, illustrate, make_notice, picture, publisher
from .newsroom import change, errors, form_of, said

pytestmark = pytest.mark.django_db


def test_saving_the_form_unchanged_keeps_the_text_byte_for_byte(desk):
    notice = make_notice(sections=2, attachments=1, issuers=2, annotation="（此件公开发布）")
    before = notice.working_digest()
    response = change(desk(editor()), notice)
    assert errors(response) == ""
    assert Notice.objects.get(pk=notice.pk).working_digest() == before
    assert Event.objects.first().digest == before


def test_the_form_shows_the_computed_label_of_each_section(desk):
    notice = make_notice(sections=2)
    page = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    labels = re.findall(r'class="label">([^<]*)<', page.content.decode())
    assert labels == ["一、", "二、", "", ""]  # the last two: a spare row, and the pattern of all


def test_the_fields_stand_in_the_order_of_the_document(desk):
    notice = make_notice(sections=1, attachments=1)
    page = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    names = [
        "id_title",
        "id_addressee",
        "id_preamble",
        "id_sections-0-body",
        "id_closing",
        "id_attachments-0-name",
        "id_signature",
        "id_signed_on",
        "id_annotation",
        "id_cc",
    ]
    text = page.content.decode()
    places = [text.index(f'id="{name}"') for name in names]
    assert places == sorted(places)


def test_a_stale_form_is_refused_and_keeps_what_was_typed(desk):
    notice, client = make_notice(), desk(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    data = form_of(client.get(address)) | {"annotation": "（我打的附注）"}
    other = Notice.objects.get(pk=notice.pk)
    other.annotation = "（别人的附注）"
    other.save()
    response = client.post(address, data)
    assert "已被别人保存过" in errors(response)
    assert response.context["adminform"].form["annotation"].value() == "（我打的附注）"
    assert Notice.objects.get(pk=notice.pk).annotation == "（别人的附注）"


def test_a_stale_form_keeps_the_text_typed_into_a_section_somebody_deleted(desk):
    notice, client = make_notice(sections=3), desk(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    data = form_of(client.get(address)) | {"sections-2-body": "<p>打在第三节里的字</p>"}
    Notice.objects.get(pk=notice.pk).sections.get(number=1).delete()
    response = client.post(address, data)
    assert "已被别人保存过" in errors(response)
    assert "打在第三节里的字" in response.content.decode()
    assert "（对方删除了）" in response.content.decode()
    assert 'value="第1项安排"' in response.content.decode()


def test_a_draft_is_saved_without_its_issuer_and_not_published_so(desk):
    notice, client = make_notice(issuers=0), desk(editor())
    response = change(client, notice, annotation="（此件公开发布）")
    assert errors(response) == ""
    notice.refresh_from_db()
    assert notice.annotation == "（此件公开发布）"
    assert [one.message for one in notice.problems() if one.blocking] == ["缺少发文机关。"]
    issuer = Issuer.objects.create(name="岚川省林业局")
    change(client, notice, **{"notice_issuers-0-issuer": issuer.pk})
    assert list(notice.issuers.all()) == [issuer]


def test_a_title_that_is_too_long_is_counted_and_comes_back_whole(desk):
    notice, client = make_notice(), desk(editor())
    response = change(client, notice, title="长" * 600)
    assert "最多500字，现在有600字。您写的都还在，请改短一些。" in errors(response)
    assert f'value="{"长" * 600}"' in response.content.decode()
    # Nor does the browser cut what is pasted.
    assert "maxlength" not in re.search('<input[^>]*"id_title"[^>]*>', response.content.decode())[0]


def test_a_character_that_nobody_sees_is_taken_out_and_not_complained_of(desk):
    notice, client = make_notice(sections=1), desk(editor())
    unseen = {"title": "植\x00树通\u202e知", "sections-0-body": "<p>造\x00林</p>"}
    assert errors(change(client, notice, **unseen)) == ""
    notice.refresh_from_db()
    assert (notice.title, notice.sections.get().body) == ("植树通知", "<p>造林</p>")


@pytest.mark.parametrize("written", ["2026-05-12", "2026/5/12", "2026.5.12", "2026年5月12日"])
def test_a_date_is_read_as_texts_have_it_and_shown_as_the_help_says(desk, written):
    notice, client = make_notice(), desk(editor())
    response = change(client, notice, signed_on=written)
    assert errors(response) == ""
    notice.refresh_from_db()
    assert notice.signed_on == date(2026, 5, 12)
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert (
        'value="2026-05-12"' in re.search("<input[^>]*id_signed_on[^>]*>", page.content.decode())[0]
    )


def test_a_date_nobody_can_read_says_how_to_write_it(desk):
    response = change(desk(editor()), make_notice(), signed_on="明天")
    assert "没有看懂这个日期，请写成 2026-05-12 或 2026年5月12日。" in errors(response)
    assert 'value="明天"' in response.content.decode()


def test_a_form_of_three_hundred_sections_opens_in_a_fixed_number_of_queries(
    desk, django_assert_num_queries
):
    notice, client = make_notice(sections=0), desk(editor())
    rows = [
        Section(notice=notice, number=n, order=n * 10, heading=f"第{n}项") for n in range(1, 301)
    ]
    Section.objects.bulk_create(rows)
    with django_assert_num_queries(57):
        page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert "三百、第300项" in page.content.decode()


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize(("is_out", "queries"), [(False, 60), (True, 65)])
def test_a_form_costs_the_same_queries_for_one_part_of_each_sort_as_for_three(
    desk, parts, is_out, queries, django_assert_num_queries
):
    notice = make_notice(sections=parts, attachments=parts, issuers=parts)
    for number, section in enumerate(notice.sections.all()):
        illustrate(notice, picture(300 + number, 200), place="section", section=section)
        other = make_notice(title=f"关于第{number}件事的通知")
        notice.relations.create(type="amends", other=other)
    if is_out:
        notice.publish(publisher())
    client, address = desk(editor()), reverse("admin:notices_notice_change", args=[notice.pk])
    with django_assert_num_queries(queries):
        page = client.get(address).content.decode()
    assert f"关于第{parts - 1}件事的通知</option>" in page


def test_what_a_page_held_is_asked_anew_before_a_verb_acts():
    notice = make_notice()
    hold(notice)
    before = notice.working_digest()
    notice.sections.update(heading="改过的标题")
    assert notice.working_digest() == before
    release = notice.publish(publisher())
    assert release.edition.digest == notice.working_digest() != before


def test_the_editor_is_told_what_cleaning_takes_away(desk):
    notice = make_notice()
    dirty = '<h1>标题样式</h1><p>正文</p><script>alert("x")</script>'
    response = change(desk(editor()), notice, preamble=dirty)
    assert Notice.objects.get(pk=notice.pk).preamble == "<p>标题样式</p><p>正文</p>"
    assert any(sentence.startswith("引言：") for sentence in said(response))


def test_an_upload_is_kept_by_its_hash_and_named(desk):
    notice = make_notice()
    upload = SimpleUploadedFile("回执.txt", "回执内容".encode())
    change(
        desk(editor()),
        notice,
        **{
            "attachments-TOTAL_FORMS": 1,
            "attachments-0-notice": notice.pk,
            "attachments-0-upload": upload,
        },
    )
    attachment = Attachment.objects.get(notice=notice)
    assert (attachment.name, attachment.file_name, attachment.number) == ("回执", "回执.txt", 1)
    with attachment.file.open() as handle:
        assert handle.read().decode() == "回执内容"


def test_an_uploaded_file_survives_an_error_elsewhere_in_the_form(desk):
    notice, client = make_notice(), desk(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    data = form_of(client.get(address)) | {
        "signed_on": "不是日期",
        "attachments-TOTAL_FORMS": 1,
        "attachments-0-notice": notice.pk,
        "attachments-0-upload": SimpleUploadedFile("回执.txt", "回执内容".encode()),
    }
    refused = client.post(address, data)
    (kept,) = re.findall(r'name="attachments-0-kept" value="([^"]+)"', refused.content.decode())
    assert "已收到：回执.txt" in refused.content.decode()
    again = data | {"signed_on": "2026-05-12", "attachments-0-kept": kept}
    del again["attachments-0-upload"]
    client.post(address, again)
    assert Attachment.objects.get(notice=notice).file_name == "回执.txt"


def test_a_kept_file_cannot_be_forged(desk):
    notice = make_notice()
    stored = StoredFile.objects.keep(b"somebody else's file", "text/plain")
    forged = {"sha256": stored.pk, "name": "偷来的.txt"}
    response = change(
        desk(editor()),
        notice,
        **{
            "attachments-TOTAL_FORMS": 1,
            "attachments-0-notice": notice.pk,
            "attachments-0-name": "偷来的",
            "attachments-0-kept": json.dumps(forged),
        },
    )
    assert response.status_code == 200
    assert Attachment.objects.get(notice=notice).file is None


def test_a_file_that_is_not_what_its_name_says_is_refused_in_words(desk):
    notice = make_notice()
    response = change(
        desk(editor()),
        notice,
        **{
            "attachments-TOTAL_FORMS": 1,
            "attachments-0-notice": notice.pk,
            "attachments-0-upload": SimpleUploadedFile("表.pdf", b"<script>alert(1)</script>"),
        },
    )
    assert errors(response) == "文件内容与扩展名“.pdf”不符，请用原来的软件另存后再上传。"
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sections-0-start", "10000"),
        ("sections-0-depth", "7"),
        ("sections-0-order", "2147483647"),
        ("sections-0-body", "<p>" + "长" * 200_001 + "</p>"),
        ("preamble", "<p>" + "长" * 200_001 + "</p>"),
        ("signed_on", "0000-00-00"),
        ("kind", "abc"),
    ],
)
def test_rubbish_in_the_form_is_a_sentence_and_changes_nothing(desk, field, value):
    notice = make_notice()
    before = notice.working_digest()
    response = change(desk(editor()), notice, **{field: value})
    assert response.status_code == 200
    assert errors(response) != ""
    assert Notice.objects.get(pk=notice.pk).working_digest() == before


@pytest.mark.parametrize("value", ["abc", "9" * 30, "\x00"])
def test_a_relation_to_nothing_is_a_sentence(desk, value):
    rows = {"relations-TOTAL_FORMS": 1, "relations-0-type": "amends", "relations-0-other": value}
    response = change(desk(editor()), make_notice(), **rows)
    assert response.status_code == 200
    assert errors(response) != ""
