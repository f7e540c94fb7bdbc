"""Attachments and pictures: the bytes of the live edition, sent as nothing but a file."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from notices.models import Attachment, Figure, StoredFile, Variant

from .making import attach, illustrate, make_notice, picture, published, publisher

pytestmark = pytest.mark.django_db

SANDBOX = "default-src 'none'; sandbox"


def pictured(data=None, **fields):
    notice = make_notice()
    illustrate(notice, data or picture(), alt="栽植示意图", caption="图1", **fields)
    notice.refresh_from_db()
    notice.publish(publisher())
    return notice


def test_an_attachment_is_sent_to_be_kept_under_its_own_name(client):
    notice = make_notice()
    attach(notice, "登记表", "一人一表".encode())
    notice.publish(publisher())
    response = client.get(f"/notices/{notice.pk}/files/1/")
    assert response.getvalue() == "一人一表".encode()
    names = ("Content-Type", "Content-Disposition", "Content-Length")
    assert [response.headers[name] for name in names] == [
        "text/plain",
        "attachment; filename*=utf-8''%E7%99%BB%E8%AE%B0%E8%A1%A8.txt",
        "12",
    ]


def test_a_file_can_do_nothing_in_the_readers_browser(client):
    notice = published(attachments=1)
    response = client.get(f"/notices/{notice.pk}/files/1/")
    assert response.headers["Content-Security-Policy"] == SANDBOX
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_a_type_we_do_not_know_is_only_bytes(client, media_type):
    notice = make_notice()
    stored = StoredFile.objects.keep(b"<script>", media_type)
    Attachment.objects.create(notice=notice, name="表", file=stored, file_name="t.html")
    notice.publish(publisher())
    response = client.get(f"/notices/{notice.pk}/files/1/")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="t.html"'


def test_a_picture_is_shown_with_its_alternative_text_caption_and_size(client):
    notice = pictured()
    address = f"/notices/{notice.pk}/figures/1/"
    body = client.get(f"/notices/{notice.pk}/").content.decode()
    assert f'<img src="{address}" alt="栽植示意图" width="900" height="600" loading="lazy">' in body
    assert f'srcset="{address}400/ 400w, {address}800/ 800w, {address}900/ 900w"' in body
    assert "<figcaption>图1</figcaption>" in body


@pytest.mark.parametrize(
    ("target", "width", "expected"),
    [
        ("PNG", "", ("image/png", (900, 600))),
        ("JPEG", "", ("image/jpeg", (900, 600))),
        ("PNG", "400/", ("image/webp", (400, 267))),
        ("JPEG", "800/", ("image/webp", (800, 533))),
        ("JPEG", "900/", ("image/webp", (900, 600))),
    ],
)
def test_each_file_of_a_picture_is_sent_as_what_it_is(client, target, width, expected):
    notice = pictured(picture(900, 600, target))
    response = client.get(f"/notices/{notice.pk}/figures/1/{width}")
    sent = response.getvalue()
    with Image.open(BytesIO(sent)) as shown:
        assert (response.headers["Content-Type"], shown.size) == expected
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Content-Security-Policy"] == SANDBOX
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("width", ["1/", "600/", "1600/", "0/", "x/"])
def test_a_width_that_was_not_made_is_not_there(client, width):
    notice = pictured()
    assert client.get(f"/notices/{notice.pk}/figures/1/{width}").status_code == 404


def test_the_pictures_of_a_page_taken_down_are_gone_with_it(client):
    notice = pictured()
    notice.withdraw(publisher(), "taken_down", reason="内容有误。", stays_in_force=True)
    for width in ("", "400/"):
        assert client.get(f"/notices/{notice.pk}/figures/1/{width}").status_code == 410


def test_a_drawing_that_could_run_scripts_is_no_picture(client):
    stored = StoredFile.objects.keep(b"<svg/>", "image/svg+xml")
    Variant.objects.create(picture=stored, file=stored, width=9, height=9)
    notice = make_notice()
    Figure.objects.create(notice=notice, place="preamble", file=stored, alt="一张图")
    notice.refresh_from_db()
    notice.publish(publisher())
    assert client.get(f"/notices/{notice.pk}/figures/1/").status_code == 404


def test_the_file_of_a_working_copy_is_not_sent(client):
    draft, notice = make_notice(attachments=1), published(attachments=1)
    attach(notice, "后加的表")
    statuses = [
        client.get(f"/notices/{number}/files/{file}/").status_code
        for number, file in ((draft.pk, 1), (notice.pk, 1), (notice.pk, 2))
    ]
    assert statuses == [404, 200, 404]


def test_missing_bytes_are_not_found_and_are_logged(client, caplog):
    notice = published(attachments=1)
    stored = notice.attachments.get().file
    default_storage.delete(stored.path)
    assert client.get(f"/notices/{notice.pk}/files/1/").status_code == 404
    assert [record.args for record in caplog.records if record.name == "notices.sending"] == [
        (stored.pk,)
    ]


def test_a_file_costs_one_query(client, django_assert_num_queries):
    notice = published(attachments=3)
    with django_assert_num_queries(1):
        client.get(f"/notices/{notice.pk}/files/2/").getvalue()
