"""审批单 and 签批件: the sheet says what was approved, the scan is kept on that digest."""

import json
import re

import pytest
import segno
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.integrity.verifying import first_lie
from notices.models import Event, SignedSheet

from .making import editor, make_notice, person, picture, published, publisher, refusal_of
from .newsroom import errors, said
from .pdf_files import page_of, pdf
from .reviewing import (
    approve,
    approved,
    changed,
    delegated,
    may_be_open,
    reviewer,
    site_asks,
    submitted,
)

pytestmark = pytest.mark.django_db
SCAN = pdf([page_of(["审批单"])])


def sheet_of(notice, *more) -> str:
    name = "admin:notices_notice_sheet_of" if more else "admin:notices_notice_sheet"
    return reverse(name, args=[notice.pk, *more])


def words(response) -> str:
    html = response.content.decode().partition('<article class="sheet"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.partition("</article>")[0]))


def kept(notice, data: bytes = SCAN, name: str = "签批件.pdf") -> SignedSheet:
    return notice.keep_sheet(editor(), data, name, digest=notice.working_digest())


def test_the_sheet_says_the_text_the_secrecy_review_and_every_opinion_with_its_time(desk):
    site_asks(2, secrecy_review=True)
    notice = submitted(attachments=1, doc_number="示组发〔2026〕7号")
    may_be_open(notice)
    one = approve(notice, reviewer(1))
    page = desk(editor()).get(sheet_of(notice))
    told = words(page)
    for expected in (notice.title, "示组发〔2026〕7号", "登记表1", "可以公开", "不含涉密事项。"):
        assert expected in told
    assert re.search(r"初审同意。reviewer 2\d{3}-\d\d-\d\d \d\d:\d\d", told)
    assert "终审签名：" in told
    assert "".join(re.findall(r"\b[0-9a-f]{8}\b", told)) == one.digest


def test_the_code_on_the_sheet_is_the_digest(desk):
    site_asks()
    notice = submitted()
    page = desk(editor()).get(sheet_of(notice))
    drawn = page.context["code"]
    same = segno.make(notice.working_digest(), error="m", micro=False)
    (path,) = re.findall(r'<path[^>]* d="([^"]+)"', drawn)
    assert path in same.svg_inline(border=2)
    assert "style=" not in drawn and drawn in page.content.decode()


def test_who_approves_in_the_place_of_another_is_named_with_him(desk):
    site_asks()
    notice = submitted()
    given = delegated(person("publisher", "deputy"))
    approve(notice, given.to, delegation=given)
    assert f"{given.to}（代 {given.made_by}）" in words(desk(editor()).get(sheet_of(notice)))


def test_the_sheet_of_an_edition_says_what_was_approved_then(desk):
    site_asks()
    notice = approved()
    first = notice.submissions.get()
    notice.publish(publisher())
    notice.refresh_from_db()
    notice.title = "中共示例省委关于做好秋季植树工作的通知"
    changed(notice)
    told = words(desk(editor()).get(sheet_of(notice, first.pk)))
    assert "春季" in told and "秋季" not in told


def test_a_text_nobody_has_any_more_has_no_sheet(desk):
    site_asks()
    notice = submitted()
    submission = notice.submissions.get()
    notice.take_back(editor())
    changed(notice)
    answer = desk(editor()).get(sheet_of(notice, submission.pk), follow=True)
    assert said(answer)[0].startswith("这一稿后来有改动")


def test_what_was_never_submitted_has_no_sheet(desk):
    answer = desk(editor()).get(sheet_of(make_notice()), follow=True)
    assert said(answer) == ["还没有送审，没有审批单。"]


def test_who_sees_no_notices_sees_no_sheet_and_no_scan(desk):
    site_asks()
    notice = approved()
    sheet = kept(notice)
    client = desk(person("auditor"))
    assert client.get(sheet_of(notice)).status_code == 403
    scan = reverse("admin:notices_notice_scan", args=[notice.pk, sheet.pk])
    assert client.get(scan).status_code == 403


def test_a_signed_scan_is_kept_on_the_digest_with_its_event_and_proved():
    site_asks()
    notice = approved()
    sheet = kept(notice)
    assert (sheet.digest, sheet.made_by) == (notice.working_digest(), editor())
    event = Event.objects.first()
    assert (event.verb, event.digest) == (Event.Verb.SHEET_KEPT, sheet.digest)
    assert json.loads(event.data)["facts"]["sha256"] == sheet.file_id
    assert sheet.file.open().read() == SCAN
    assert first_lie() is None


def test_a_scan_whose_bytes_changed_is_a_lie():
    site_asks()
    sheet = kept(approved(), SCAN + b"\n% another copy")
    default_storage.delete(sheet.file.path)
    assert first_lie() == f"文件 {sheet.file_id} 不见了或被改动。"


@pytest.mark.parametrize(("data", "name"), [(picture(), "签批.png"), (SCAN, "签批.PDF")])
def test_a_picture_and_a_pdf_are_taken_byte_for_byte(data, name):
    site_asks()
    sheet = kept(approved(), data, name)
    assert sheet.file.open().read() == data


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "签批.pdf", "文件是空的，请核对后重新上传。"),
        (b"MZ", "签批.pdf", "文件内容与扩展名“.pdf”不符，请用原来的软件另存后再上传。"),
        (SCAN, "签批.png", "文件名须以 .pdf 结尾，请改好后再上传。"),
    ],
)
def test_anything_else_is_refused_with_a_reason(data, name, reason):
    site_asks()
    notice = approved()
    digest = notice.working_digest()
    assert refusal_of(notice.keep_sheet, editor(), data, name, digest=digest) == [reason]
    assert not SignedSheet.objects.exists()


def test_a_scan_is_of_a_text_that_was_submitted_and_kept_by_who_may():
    site_asks()
    notice = approved()
    refused = refusal_of(notice.keep_sheet, person("admin"), SCAN, "签批.pdf", digest="0" * 64)
    assert refused == ["您没有留存签批件的权限。", "请选择签批的是送审过的哪一稿。"]


def test_the_page_of_the_act_keeps_the_scan_and_the_notice_shows_it(desk):
    site_asks()
    notice = approved()
    client = desk(editor())
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "keep_sheet"])
    page = client.get(address)
    assert 'enctype="multipart/form-data"' in page.content.decode()
    scan = SimpleUploadedFile("签批件.pdf", SCAN)
    sent = {"digest": notice.working_digest(), "scan": scan}
    answer = client.post(address, sent, follow=True)
    assert said(answer) == [f"《{notice}》签批件已留存。"]
    (sheet,) = answer.context["signed_sheets"]
    scan = reverse("admin:notices_notice_scan", args=[notice.pk, sheet.pk])
    assert scan in answer.content.decode()
    assert b"".join(client.get(scan).streaming_content) == SCAN


def test_a_scan_that_is_missing_is_asked_for(desk):
    site_asks()
    notice = approved()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "keep_sheet"])
    answer = desk(editor()).post(address, {"digest": notice.working_digest()})
    assert "这一项必须填写" in errors(answer)


def test_a_scan_is_on_no_page_of_readers(client):
    site_asks()
    notice = approved()
    sheet = kept(notice)
    notice.publish(publisher())
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert sheet.file_id not in page and "签批件" not in page


def test_a_notice_that_needed_no_approval_offers_no_sheet(desk):
    notice = published()
    page = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert "审批单" not in page.content.decode()
