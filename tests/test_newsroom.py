"""The newsroom: the form, the verbs' pages and the import, as the people of the desk use them."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.models import Attachment, Event, Notice, Release, StoredFile
from notices.models.notice import Notice as NoticeModel

from .at_the_desk import change, errors, form_of, said
from .making import editor, make_notice, person, published, publisher

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
    labels = re.findall(r'class="inline_label">([^<]*)<', page.content.decode())
    assert labels == ["一、第1项安排", "二、第2项安排", "新的层次"]


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


def test_a_publisher_publishes_from_the_newsroom(desk):
    notice = make_notice()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    response = desk(publisher()).post(address, {"seen_version": notice.version}, follow=True)
    assert said(response) == [f"《{notice}》已发布，读者现在看到的就是这个版本。"]
    assert Release.objects.public().count() == 1


def test_a_refusal_is_said_above_the_form(desk):
    notice = make_notice(signed_on=None)
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    response = desk(publisher()).post(address, {"seen_version": notice.version})
    assert errors(response) == "还有 1 处必须修改。"
    assert "缺少成文日期。" in response.content.decode()


def test_publishing_over_a_newer_save_is_refused(desk):
    notice = make_notice()
    seen = notice.version
    notice.annotation = "（此件公开发布）"
    notice.save()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    response = desk(publisher()).post(address, {"seen_version": seen})
    assert "已被别人修改" in errors(response)
    assert Release.objects.count() == 0


def test_an_editor_is_not_offered_and_not_let_through_to_publishing(desk):
    notice, client = make_notice(), desk(editor())
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert [verb.name for verb in page.context["verbs"]] == []
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    assert client.post(address, {"seen_version": notice.version}).status_code == 403


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("withdraw", {"kind": "taken_down", "reason": "核对。", "stays_in_force": "yes"}),
        ("seal", {"edition": 1, "reason": "含不宜公开的内容。"}),
    ],
)
def test_the_acts_on_a_published_notice_work_from_the_newsroom(desk, verb, data):
    notice = published()
    if "edition" in data:
        data["edition"] = notice.editions.get().pk
    address = reverse("admin:notices_notice_verb", args=[notice.pk, verb])
    assert errors(desk(publisher()).post(address, data, follow=True)) == ""
    assert Release.objects.public().count() == 0


def test_scheduling_cancelling_undoing_and_restoring_work_from_the_newsroom(desk):
    notice, client = make_notice(), desk(publisher())

    def act(verb, **data):
        address = reverse("admin:notices_notice_verb", args=[notice.pk, verb])
        notice.refresh_from_db()
        response = client.post(address, {"seen_version": notice.version} | data, follow=True)
        assert errors(response) == "" and len(said(response)) == 1

    act("schedule", goes_live_at="2099-01-01T09:00")
    assert notice.pending_release().goes_live_at.isoformat() == "2099-01-01T01:00:00+00:00"
    act("cancel_schedule")
    act("publish")
    act(
        "withdraw",
        kind="repealed",
        reason="已有新规定。",
        decided_by="中共示例省委",
        basis_number="示委〔2026〕9号",
        from_day="2026-01-01",
    )
    act("undo_withdrawal", withdrawal=notice.standing_withdrawals().get().pk, reason="登记有误。")
    act("restore", edition=notice.editions.get().pk)
    assert Release.objects.public().with_validity().get().ended_as is None


def test_a_mobile_number_is_confirmed_from_the_newsroom(desk):
    notice = make_notice(closing="<p>联系电话：13800000000。</p>")
    client = desk(publisher())
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "confirm_contact"])
    client.post(address, {"number": "13800000000", "reason": "值班室的公务手机"})
    assert notice.problems() == []


def test_the_timeline_tells_what_was_done(desk):
    notice = published()
    page = desk(publisher()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert [row["event"].get_verb_display() for row in page.context["timeline"]] == ["发布"]
    assert page.context["timeline"][0]["sentence"].startswith("版次：1，生效时间：2026年")


def test_a_draft_is_deleted_with_a_record_and_a_published_notice_is_not(desk):
    draft, live, client = make_notice(), published(), desk(editor())
    client.post(reverse("admin:notices_notice_delete", args=[draft.pk]), {"post": "yes"})
    assert Event.objects.first().verb == Event.Verb.DELETED
    address = reverse("admin:notices_notice_delete", args=[live.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"}
    client.post(reverse("admin:notices_notice_changelist"), data)
    assert list(NoticeModel.objects.all()) == [live]


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "admin", "auditor"])
def test_every_role_can_open_what_it_may_see(desk, role):
    notice = published(sections=2, attachments=1)
    client = desk(person(role, f"another-{role}"))
    assert client.get(reverse("admin:index")).status_code == 200
    seen = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).status_code
    assert seen == (403 if role == "auditor" else 200)
    log = client.get(reverse("admin:notices_event_changelist")).status_code
    assert log == (200 if role == "auditor" else 403)
