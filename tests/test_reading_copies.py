"""/notices/<id>/files/<n>/view/: an attachment read on the site, and whatever closes it."""

import json
import re
from html import unescape
from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from notices.canonical import digest
from notices.models import (
    Attachment,
    CopyPicture,
    EditionFile,
    EditionPayload,
    Erasure,
    Passage,
    ReadingCopy,
    StoredFile,
)
from site_config.headers import SHARED
from site_config.starting import environment

from .making import (
    attach_pages,
    corrected,
    editor,
    make_notice,
    person,
    published,
    publisher,
)
from .sheet_files import sheet, xlsx

pytestmark = pytest.mark.django_db
SANDBOX = "default-src 'none'; sandbox"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attach_file(notice, name, data, media_type, extension):
    stored = StoredFile.objects.keep(data, media_type)
    file_name = f"{name}.{extension}"
    return Attachment.objects.create(notice=notice, name=name, file=stored, file_name=file_name)


def with_file(name, data, media_type, extension):
    notice = make_notice()
    attach_file(notice, name, data, media_type, extension)
    return out(notice)


def out(notice):
    notice.refresh_from_db()
    notice.publish(publisher())
    return notice


def with_pages(*texts):
    notice = make_notice()
    attach_pages(notice, *texts)
    return out(notice)


def seen(client, notice, number=1, query="") -> str:
    response = client.get(f"/notices/{notice.pk}/files/{number}/view/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_an_attachment_is_read_with_its_name_type_size_and_notice(client):
    notice = make_notice(attachments=2, doc_number="示发〔2026〕7号")
    body = seen(client, out(notice), 2)
    root = f"/notices/{notice.pk}/"
    assert '<h1>登记表2</h1><p class="s">附件2　' in body
    assert "示发〔2026〕7号　中共示例省委关于做好春季植树工作的通知" in body
    assert f'<a class="btn alt" href="{root}files/2/" download>下载 TXT，1 KB</a>' in body
    assert f'<a href="{root}files/1/view/">附件1<span class="vh">登记表1</span></a>' in body
    assert '<div id="p1"><p>登记表2</p></div>' in body
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{root}files/2/view/">' in body
    assert body.count(f'href="{root}">‹ 返回通知</a>') == 2


def test_each_part_of_a_long_attachment_is_a_page_of_its_own(client, settings):
    notice = with_pages(*["页"] * 41)
    root = f"/notices/{notice.pk}/files/1/view/"
    expected = {
        "": ("", None, "?p=21"),
        "?p=20": ("", None, "?p=21"),
        "?p=21": ("?p=21", "?p=1", "?p=41"),
        "?p=40": ("?p=21", "?p=1", "?p=41"),
        "?p=41": ("?p=41", "?p=21", None),
        "?p=99": ("?p=41", "?p=21", None),
    }
    found = {}
    for query in expected:
        body = seen(client, notice, query=query)
        (own,) = re.findall(r'rel="canonical" href="([^"]*)"', body)
        (url,) = re.findall(r'content="([^"]*)" property="og:url"', body)
        assert own == url
        turns = [re.findall(rf'href="([^"]*)" rel="{way}"', body) for way in ("prev", "next")]
        found[query] = (
            own.removeprefix(settings.SITE_URL + root),
            *(t[0] if t else None for t in turns),
        )
        assert ("（第" in body.partition("</title>")[0]) == bool(expected[query][0])
    assert found == expected
    twin = client.get(f"/hant{root}?p=21").content.decode()
    assert f'rel="canonical" href="{settings.SITE_URL}/hant{root}?p=21"' in twin
    assert f'hreflang="zh-Hans" href="{settings.SITE_URL}{root}?p=21"' in twin


def test_an_only_attachment_has_no_number(client):
    body = seen(client, published(attachments=1))
    assert "<title>附件：登记表1 - " in body and "附件1" not in body


def test_the_notice_offers_to_read_what_can_be_read(client):
    notice = make_notice(attachments=1)
    attach_file(notice, "旧表", b"\xd0\xcf\x11\xe0", "application/msword", "doc")
    out(notice)
    body = client.get(f"/notices/{notice.pk}/").content.decode()
    root = f"/notices/{notice.pk}/files/"
    assert re.findall(r'<div class="do">(.*?)<span class="s">', body) == [
        f'<a href="{root}1/view/">在线阅读<span class="vh">附件1.登记表1</span></a>'
        f'<a href="{root}1/" download>下载<span class="vh">附件1.登记表1</span></a>',
        f'<a href="{root}2/" download>下载<span class="vh">附件2.旧表</span></a>',
    ]


def test_what_cannot_be_read_says_what_it_is_and_can_be_kept(client):
    notice = with_file("旧表", b"\xd0\xcf\x11\xe0", "application/msword", "doc")
    body = seen(client, notice)
    assert "旧版 Word 文件（.doc）不能在网页上显示，请下载后用相应的软件打开。" in body
    assert f'href="/notices/{notice.pk}/files/1/" download>下载 DOC，1 KB</a>' in body


def test_a_sheet_is_a_table_with_a_row_of_sheets(client):
    rows = sheet(["序号", "姓名", "金额"], [1, "张<b>三", 2.5], [2, "李四", 3], merged="B2:B3")
    data = xlsx(("名单", rows), ("说明", sheet(["按月填写"])))
    notice = with_file("名册", data, XLSX, "xlsx")
    body = client.get(f"/notices/{notice.pk}/files/1/view/").content.decode()
    assert '<span aria-current="page">名单</span><a href="?p=2">说明</a>' in body
    assert '<th scope="col">序号</th><th scope="col">姓名</th>' in body
    assert '<tr id="p1"><td>1</td><td rowspan="2">张&lt;b&gt;三</td>' in body
    assert '<td class="ta-r">2.5</td>' in body and "共2个工作表" in body
    other = seen(client, notice, query="?p=2&mode=elder")
    assert '<a href="?p=1&mode=elder">名单</a><span aria-current="page">说明</span>' in other
    assert "按月填写" in other and "李四" not in other
    assert 'href="?p=2&mode=std"' in other


def test_a_whole_table_says_so_and_a_cut_one_what_is_missing(client):
    whole = with_file("短表", "甲,乙\n1,2\n3,4\n".encode(), "text/csv", "csv")
    long = "甲,乙\n" + "1,2\n" * 5001
    assert "共2行，已全部显示。" in seen(client, whole)
    body = seen(client, with_file("长表", long.encode(), "text/csv", "csv"))
    assert "这个表格还有2行没有显示，请下载后查看。" in body and "已全部显示" not in body


@pytest.mark.parametrize("query", ["?p=0", "?p=-1", "?p=9999999", "?p=abc", "?p=", "?p=²", "?x=1"])
def test_a_part_that_is_not_there_is_never_an_error(client, query):
    notice = with_file("名册", xlsx(("一", sheet(["甲"])), ("二", sheet(["乙"]))), XLSX, "xlsx")
    assert seen(client, notice, query=query).count("aria-current") == 1


def test_pages_are_pictures_with_their_text_beneath(client):
    notice = with_pages("值班表第一页", "值班表第二页")
    body = seen(client, notice)
    address = f"/notices/{notice.pk}/files/1/view/2/"
    picture = f'<img src="{address}" width="1240" height="1755" loading="lazy"'
    assert '<section class="sheet" id="p2" aria-labelledby="t2"><h2 id="t2">第2页</h2>' in body
    assert picture in body and "<p>值班表第二页</p>" in body and "共2页" in body
    response = client.get(address)
    with Image.open(BytesIO(response.getvalue())) as shown:
        assert (shown.format, shown.size) == ("WEBP", (1240, 1755))
    names = ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options")
    assert [response[name] for name in names] == ["image/webp", SANDBOX, "nosniff"]
    assert response["Content-Disposition"].startswith("inline")
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.getvalue()) == (200, b"")
    assert head["Content-Length"] == response["Content-Length"]
    statuses = [client.get(address.replace("/2/", f"/{n}/")).status_code for n in (3, 0, 10**17)]
    assert statuses == [404] * 3


def under(notice) -> list[str]:
    root = f"/notices/{notice.pk}/files/1/view/"
    return [root, f"{root}?p=2", f"{root}1/", f"{root}2/", f"{root}9/"]


def statuses(client, notice) -> list[int]:
    return [client.get(address).status_code for address in under(notice)]


def test_a_page_taken_down_takes_its_attachments_with_it_and_brings_them_back(client):
    notice = with_pages("一", "二")
    assert statuses(client, notice) == [200, 200, 200, 200, 404]
    notice.withdraw(publisher(), "taken_down", reason="附表有误。", stays_in_force=True)
    assert statuses(client, notice) == [410] * 5
    tag = f'"{CopyPicture.objects.get(number=1).file_id}"'
    picture = client.get(under(notice)[2], headers={"if-none-match": tag})
    assert picture.status_code == 410
    withdrawal = notice.standing_withdrawals().get()
    notice.undo_withdrawal(publisher(), withdrawal, reason="已经核对。")
    assert statuses(client, notice) == [200, 200, 200, 200, 404]


def test_a_sealed_edition_closes_every_address_of_its_attachments(client):
    notice = with_pages("密语柳暗花明", "二")
    notice.seal(publisher(), notice.live_release().edition, reason="含有不应公开的内容")
    assert statuses(client, notice) == [410] * 5
    answers = [client.get(address).content.decode() for address in under(notice)]
    assert not any("柳暗花明" in answer for answer in answers)


def test_an_erased_edition_closes_every_address_of_its_attachments(client):
    notice = with_pages("一", "二")
    erase(notice.live_release().edition)
    assert statuses(client, notice) == [410] * 5


def erase(edition) -> None:
    Erasure.objects.create(
        edition=edition,
        reason="依法删除个人信息。",
        made_at=timezone.now(),
        made_by=publisher(),
        second_by=person("security"),
    )


def test_the_attachment_of_a_draft_and_one_still_to_come_are_not_there(client):
    notice = make_notice()
    attach_pages(notice, "一", "二")
    notice.refresh_from_db()
    ReadingCopy.objects.of(notice.attachments.get().file)
    assert statuses(client, notice) == [404] * 5
    notice.schedule(publisher(), timezone.now() + timezone.timedelta(days=1))
    assert statuses(client, notice) == [404] * 5


def test_an_attachment_the_present_edition_has_no_more_is_not_there(client):
    notice = with_pages("一", "二")
    notice.attachments.get().delete()
    corrected(notice)
    assert statuses(client, notice) == [404] * 5


def test_a_reader_waits_for_nothing_where_the_copy_is_still_to_be_made(client):
    notice = published(attachments=1)
    ReadingCopy.objects.all().delete()
    assert "这个文件暂时不能在网页上显示，请下载后查看。" in seen(client, notice)
    assert not ReadingCopy.objects.exists()
    call_command("rebuild_search")
    assert "<p>登记表1</p>" in seen(client, notice)


def test_bytes_that_are_missing_cost_a_sentence(client, caplog):
    notice = make_notice(attachments=1)
    default_storage.delete(notice.attachments.get().file.path)
    assert "暂时不能在网页上显示" in seen(client, out(notice))
    assert "are missing from the storage" in caplog.text


@pytest.mark.parametrize("many", [1, 3])
def test_reading_costs_six_queries_and_the_picture_of_a_page_two(
    client, django_assert_num_queries, many
):
    notice = make_notice(attachments=many - 1)
    attach_pages(notice, *["页"] * many)
    out(notice)
    number = Attachment.objects.get(name="图册").number
    with django_assert_num_queries(6):
        client.get(f"/notices/{notice.pk}/files/{number}/view/")
    with django_assert_num_queries(2):
        client.get(f"/notices/{notice.pk}/files/{number}/view/1/").getvalue()


def test_the_same_bytes_are_read_once_and_nothing_of_it_is_in_a_digest():
    first, second = published(attachments=1), published(attachments=1)
    copy = ReadingCopy.objects.get()
    payloads = EditionPayload.objects.filter(edition__notice__in=[first, second])
    assert {digest(row.text) for row in payloads} == {row.edition.digest for row in payloads}
    assert not any("reading" in row.text or copy.kind in json.loads(row.text) for row in payloads)
    call_command("verify")


def test_a_copy_of_another_format_is_made_anew():
    notice = published(attachments=1)
    ReadingCopy.objects.update(format=0, refused="旧的")
    call_command("rebuild_search")
    copy = ReadingCopy.objects.get()
    assert (copy.format, copy.refused, [part.text for part in copy.parts]) == (1, "", ["登记表1"])
    assert Passage.objects.get(attachment=1).payload.edition.notice == notice


def test_an_upload_is_read_before_anything_is_locked(desk):
    upload = BytesIO("一人一表".encode())
    upload.name = "登记表.txt"
    address = reverse("admin:notices_notice_upload", args=["attachments"])
    answer = desk(editor()).post(address, {"upload": upload, "size": 12}).json()
    assert "kept" in answer
    assert [part.text for part in ReadingCopy.objects.get().parts] == ["一人一表"]


def test_erasing_forgets_the_copy_and_the_bytes_of_its_pictures(
    django_capture_on_commit_callbacks,
):
    notice, other = with_pages("一", "二"), with_pages("三")
    edition = notice.live_release().edition
    picture = CopyPicture.objects.filter(copy__file__editions__edition=edition).first().file
    notice.attachments.get().delete()
    erase(edition)
    with django_capture_on_commit_callbacks(execute=True):
        ReadingCopy.objects.forget(edition)
    kept = EditionFile.objects.get(edition__notice=other).file_id
    assert list(ReadingCopy.objects.values_list("pk", flat=True)) == [kept]
    # Both notices show the same field, so one picture is still another's.
    assert default_storage.exists(picture.path) == CopyPicture.objects.filter(file=picture).exists()


def test_erasing_keeps_the_copy_of_a_file_that_another_edition_has():
    notice = with_pages("一")
    corrected(notice)
    first = notice.editions.get(number=1)
    erase(first)
    ReadingCopy.objects.forget(first)
    assert CopyPicture.objects.count() == 1


def test_the_proxy_sends_the_bytes_where_the_setting_says_so(client, settings):
    settings.ACCEL_PREFIX = "/protected-files/"
    notice = with_pages("一")
    stored = notice.attachments.get().file
    for address, row in (
        (f"/notices/{notice.pk}/files/1/", stored),
        (f"/notices/{notice.pk}/files/1/view/1/", CopyPicture.objects.get().file),
    ):
        response = client.get(address)
        assert (response.status_code, response.content) == (200, b"")
        assert response["X-Accel-Redirect"] == f"/protected-files/{row.pk[:2]}/{row.pk}"
        assert (response["ETag"], response["Content-Type"]) == (f'"{row.pk}"', row.media_type)
        names = ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
        assert [response[name] for name in names] == [
            SANDBOX,
            "nosniff",
            SHARED,
        ]
    assert client.get(f"/notices/{notice.pk}/files/1/")["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%9B%BE%E5%86%8C.pdf"
    )
    notice.withdraw(publisher(), "taken_down", reason="有误。", stays_in_force=True)
    gone = client.get(f"/notices/{notice.pk}/files/1/")
    assert (gone.status_code, gone.has_header("X-Accel-Redirect")) == (410, False)


@pytest.mark.parametrize("value", ["files", "/files", "/a b/", "/../", "//", "/x\n/", "/a/?/"])
def test_a_prefix_that_is_no_path_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("ACCEL_PREFIX", value)
    with pytest.raises(ImproperlyConfigured, match="应当以 / 开头"):
        environment.path_prefix("ACCEL_PREFIX")


def test_a_prefix_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("ACCEL_PREFIX", " /protected-files/ ")
    assert environment.path_prefix("ACCEL_PREFIX") == "/protected-files/"
    monkeypatch.delenv("ACCEL_PREFIX")
    assert environment.path_prefix("ACCEL_PREFIX") == ""
