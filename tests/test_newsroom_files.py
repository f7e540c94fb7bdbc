"""Attachments and figures at the desk: what comes is kept, seen by staff only, and never lost."""

import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from notices.models import Attachment, Figure, Notice, StoredFile

from .making import attach, editor, illustrate, make_notice, person, picture, publisher
from .newsroom import change, errors, form_of, upload

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/notices/notice/upload/attachments/"


def figure_row(notice, row=0, **fields):
    given = {"notice": notice.pk, "where": "preamble"} | fields
    return {"figures-TOTAL_FORMS": row + 1} | {
        f"figures-{row}-{name}": value for name, value in given.items()
    }


def kept_in(response, part) -> str:
    (token,) = re.findall(rf'name="{part}-0-kept" value="([^"]+)"', response.content.decode())
    return token


def test_a_picture_is_kept_anew_with_its_widths(desk):
    notice = make_notice()
    photo = SimpleUploadedFile("河边.jpg", picture(1000, 500, "JPEG"))
    change(desk(editor()), notice, **figure_row(notice, upload=photo, alt="河边"))
    figure = Figure.objects.get(notice=notice)
    sizes = [(v.width, v.height, v.file.media_type) for v in figure.file.variants.all()]
    assert sizes == [
        (1000, 500, "image/jpeg"),
        (400, 200, "image/webp"),
        (800, 400, "image/webp"),
        (1000, 500, "image/webp"),
    ]
    assert (figure.place, figure.section, figure.alt) == ("preamble", None, "河边")


def test_a_figure_is_put_after_a_section_chosen_by_its_label(desk):
    notice = make_notice(sections=2)
    second = notice.sections.last()
    second.depth = 2
    second.save()
    client = desk(editor())
    photo = SimpleUploadedFile("河边.png", picture())
    change(client, notice, **figure_row(notice, upload=photo, where="s2"))
    response = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    choices = response.context["inline_admin_formsets"][2].formset.forms[0].fields["where"].choices
    assert choices == [
        ("preamble", "引言之后"),
        ("s1", "“一、第1项安排”之后"),
        ("s2", "　“（一）第2项安排”之后"),
        ("closing", "结尾之后"),
    ]
    figure = Figure.objects.get(notice=notice)
    assert (figure.place, figure.section) == ("section", second)
    change(client, notice, **{"figures-0-where": "closing"})
    figure.refresh_from_db()
    assert (figure.place, figure.section) == ("closing", None)


def test_a_section_that_goes_leaves_its_figure_after_the_closing(desk):
    notice = make_notice(sections=2)
    figure = illustrate(notice, place="section", section=notice.sections.first())
    other = illustrate(notice, place="section", section=notice.sections.last())
    notice.sections.first().delete()
    figure.refresh_from_db()
    other.refresh_from_db()
    assert (figure.place, figure.section) == ("closing", None)
    assert (other.place, other.section.number) == ("section", 2)


def test_deleting_a_section_asks_where_its_figure_should_stand(desk):
    notice = make_notice(sections=2)
    illustrate(notice, place="section", section=notice.sections.first())
    client = desk(editor())
    going = {"sections-0-DELETE": "on"}
    refused = change(client, notice, **going)
    assert errors(refused) == "这个层次这次要删去，请给图另选位置，或者把图也删去。"
    assert notice.sections.count() == 2
    assert errors(change(client, notice, **going, **{"figures-0-where": "s2"})) == ""
    assert (notice.sections.count(), notice.figures.get().section.number) == (1, 2)


def test_a_draft_is_saved_without_alternative_text_and_not_published(desk):
    notice = make_notice()
    photo = SimpleUploadedFile("河边.png", picture())
    change(desk(editor()), notice, **figure_row(notice, upload=photo))
    notice = Notice.objects.get(pk=notice.pk)
    (problem,) = notice.problems()
    assert (problem.place, problem.blocking) == ("第1幅图的替代文字", True)
    assert "还有 1 处必须修改。" in notice.why_not_publish(publisher())
    notice.figures.update(alt="河边的一排柳树")
    assert notice.problems() == []


def test_the_order_given_is_the_order_of_the_edition(desk):
    notice = make_notice(attachments=3)
    order = {f"attachments-{row}-order": place for row, place in enumerate((30, 10, 20))}
    change(desk(editor()), notice, **order)
    names = [row.name for row in notice.attachments.all()]
    assert names == ["登记表2", "登记表3", "登记表1"]


@pytest.mark.parametrize(
    ("name", "data", "begins"),
    [
        ("大图.jpg", picture(8000, 5000, "JPEG"), "图片太大"),
        ("假图.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "只接受 JPEG、PNG、GIF、WEBP"),
        ("断了.png", picture()[:-900], "图片已损坏或没有传完"),
    ],
)
def test_a_picture_refused_says_why_and_nothing_else_is_lost(desk, name, data, begins):
    notice = make_notice()
    row = figure_row(notice, upload=SimpleUploadedFile(name, data), alt="打好的替代文字")
    response = change(desk(editor()), notice, **row, annotation="（打好的附注）")
    assert errors(response).startswith(begins)
    form = response.context["inline_admin_formsets"][2].formset.forms[0]
    assert form["alt"].value() == "打好的替代文字"
    assert response.context["adminform"].form["annotation"].value() == "（打好的附注）"
    assert Figure.objects.count() == 0


def test_a_picture_survives_an_error_elsewhere_in_the_form(desk):
    notice, client = make_notice(), desk(editor())
    photo = SimpleUploadedFile("河边.png", picture())
    refused = change(client, notice, **figure_row(notice, upload=photo), signed_on="不是日期")
    assert "已收到：河边.png（900×600像素" in refused.content.decode()
    kept = kept_in(refused, "figures")
    change(client, notice, **figure_row(notice, kept=kept))
    assert Figure.objects.get(notice=notice).file.variants.count() == 4


def test_a_row_without_a_picture_says_so(desk):
    notice = make_notice()
    response = change(desk(editor()), notice, **figure_row(notice, alt="河边"))
    assert errors(response) == "请选择图片。"


def test_a_dropped_file_is_kept_and_fills_a_row(desk):
    notice, client = make_notice(), desk(editor())
    answer = upload(client, "attachments", "回执.txt", "回执内容".encode()).json()
    assert answer["words"] == "已收到：回执.txt（1 KB）"
    row = {"attachments-TOTAL_FORMS": 1, "attachments-0-kept": answer["kept"]}
    change(client, notice, **row, **{"attachments-0-notice": notice.pk})
    attachment = Attachment.objects.get(notice=notice)
    assert (attachment.name, attachment.file_name) == ("回执", "回执.txt")


def test_a_dropped_picture_is_looked_at_before_it_is_saved(desk):
    client = desk(editor())
    answer = upload(client, "figures", "河边.jpg", picture(900, 600, "JPEG")).json()
    types = [client.get(answer[name])["Content-Type"] for name in ("address", "thumbnail")]
    assert types == ["image/jpeg", "image/webp"]


def test_a_drop_that_is_refused_says_why(desk):
    client = desk(editor())
    answers = [
        upload(client, "figures", "空的.png", b"").json(),
        upload(client, "attachments", "表.pdf", b"<html>").json(),
    ]
    assert answers == [
        {"refused": "图片文件是空的，请核对后重新上传。"},
        {"refused": "文件内容与扩展名“.pdf”不符，请用原来的软件另存后再上传。"},
    ]


@pytest.mark.parametrize("changed", [{"size": 99}, {"size": ""}, {"upload": ""}])
def test_a_drop_that_broke_off_is_not_kept(desk, changed):
    answer = upload(desk(editor()), "attachments", "回执.txt", b"receipt", **changed).json()
    assert answer == {"refused": "文件没有传完，请检查网络后再传一次。"}
    assert StoredFile.objects.count() == 0


def test_only_who_may_change_a_notice_uploads(desk):
    for role, status in (("editor", 200), ("reviewer", 403), ("auditor", 403)):
        client = desk(person(role, f"another-{role}"))
        assert upload(client, "attachments", "回执.txt", b"receipt").status_code == status
    assert desk(editor()).get(UPLOAD).status_code == 405
    assert desk(editor()).post("/admin/notices/notice/upload/others/").status_code == 404
    assert Client().post(UPLOAD).status_code == 302


def test_an_upload_from_another_site_is_refused():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor())
    assert upload(strict, "attachments", "回执.txt", b"receipt").status_code == 403


def file_addresses(client, notice) -> list[str]:
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    found = re.findall(r'(?:href|src)="(/admin/notices/notice/files/[^"]+)"', page.content.decode())
    return list(dict.fromkeys(found))


def test_the_files_of_a_draft_are_seen_by_staff_only(desk):
    notice = make_notice()
    illustrate(notice)
    attach(notice, "登记表", "一人一表".encode())
    reader, reviewer, auditor = Client(), Client(), Client()
    reviewer.force_login(person("reviewer"))
    auditor.force_login(person("auditor"))
    addresses = file_addresses(reviewer, notice) + file_addresses(desk(editor()), notice)
    assert len(addresses) == 2 + 3
    for address in addresses:
        statuses = [who.get(address).status_code for who in (reader, reviewer, auditor)]
        assert statuses == [302, 200, 403]
        response = reviewer.get(address)
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"
    for address in (f"/notices/{notice.pk}/figures/1/", f"/notices/{notice.pk}/files/1/"):
        assert reviewer.get(address).status_code == 404


def test_a_reviewer_sees_the_pictures_in_the_text_and_opens_the_attachments(desk):
    notice = make_notice()
    illustrate(notice)
    attach(notice, "登记表", "一人一表".encode())
    client = desk(person("reviewer"))
    picture_address, attachment_address = file_addresses(client, notice)
    assert client.get(picture_address)["Content-Type"] == "image/png"
    response = client.get(attachment_address)
    assert response.getvalue().decode() == "一人一表"
    assert response["Content-Disposition"].startswith("attachment")


def test_an_address_nobody_signed_shows_nothing(desk):
    stored = StoredFile.objects.keep(b"somebody else's file", "text/plain")
    token = signing.dumps([stored.pk, "a.txt"], salt="kept-figures")
    client = desk(editor())
    addresses = [
        f"/admin/notices/notice/files/{part}/{name}/"
        for part, name in (("attachments", token), ("attachments", stored.pk), ("figures", "x"))
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_thumbnail_cannot_be_laid_in_as_a_picture(desk):
    notice, client = make_notice(), desk(editor())
    thumbnail = upload(client, "figures", "河边.png", picture()).json()["thumbnail"]
    change(client, notice, **figure_row(notice, kept=thumbnail.split("/")[-2]))
    assert Figure.objects.count() == 0


@pytest.mark.parametrize("part", ["attachments", "figures"])
def test_a_stale_form_keeps_what_was_typed_beside_a_file_somebody_deleted(desk, part):
    notice, client = make_notice(attachments=2), desk(editor())
    illustrate(notice)
    illustrate(notice)
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    field = {"attachments": "name", "figures": "alt"}[part]
    data = form_of(client.get(address)) | {f"{part}-1-{field}": "打在第二行里的字"}
    getattr(Notice.objects.get(pk=notice.pk), part).first().delete()
    response = client.post(address, data)
    assert "已被别人保存过" in errors(response)
    assert "打在第二行里的字" in response.content.decode()


def test_the_preview_shows_a_picture_that_is_not_saved_yet(desk):
    notice, client = make_notice(), desk(editor())
    kept = upload(client, "figures", "河边.png", picture()).json()["kept"]
    data = form_of(client.get(reverse("admin:notices_notice_change", args=[notice.pk])))
    row = figure_row(notice, kept=kept, alt="河边的一排柳树")
    preview = client.post(
        reverse("admin:notices_notice_preview", args=[notice.pk]), data | row
    ).content.decode()
    (address,) = re.findall(r'<img src="([^"]+)" alt="河边的一排柳树"', preview)
    assert client.get(address)["Content-Type"] == "image/png"
    assert f"/notices/{notice.pk}/figures/" not in preview
