"""Requests on their way in: one that broke off is no request; a long name harms nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from notices.models import Notice
from notices.receiving import whole_or_nothing

from .making import attach, editor, make_notice
from .newsroom import form_of, upload

pytestmark = pytest.mark.django_db


def body_of(environ: dict):
    """The body an application behind `whole_or_nothing` reads."""
    return whole_or_nothing(lambda passed, start: passed)(environ, None)["wsgi.input"]


@pytest.mark.parametrize(
    ("part", "status", "annotation"),
    [(0.2, 403, ""), (0.5, 403, ""), (0.9, 403, ""), (0.999, 403, ""), (1, 302, "（新的附注）")],
)
def test_a_form_that_broke_off_changes_nothing(part, status, annotation):
    notice, client = make_notice(sections=2), Client(enforce_csrf_checks=True)
    attach(notice, "登记表")
    client.force_login(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    page = client.get(address)
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    changed = {
        "annotation": "（新的附注）",
        "attachments-0-upload": SimpleUploadedFile("登记表.txt", b"x" * 5000),
    }
    body = encode_multipart(BOUNDARY, token | form_of(page) | changed)
    sent = BytesIO(body[: int(len(body) * part)])
    whole = body_of({"CONTENT_LENGTH": str(len(body)), "wsgi.input": sent})
    response = client.generic("POST", address, body, MULTIPART_CONTENT, **{"wsgi.input": whole})
    assert (response.status_code, Notice.objects.get(pk=notice.pk).annotation) == (
        status,
        annotation,
    )


@pytest.mark.parametrize("how", ["read", "readline"])
def test_a_body_that_ends_early_says_so_and_a_whole_one_does_not(how):
    whole = body_of({"CONTENT_LENGTH": "4", "wsgi.input": BytesIO(b"text")})
    assert [getattr(whole, how)(9), getattr(whole, how)(9)] == [b"text", b""]
    short = body_of({"CONTENT_LENGTH": "5", "wsgi.input": BytesIO(b"text")})
    assert getattr(short, how)(9) == b"text"
    with pytest.raises(OSError):
        getattr(short, how)(9)


def test_a_request_without_a_body_is_passed_on():
    assert body_of({"CONTENT_LENGTH": "", "wsgi.input": BytesIO()}).read() == b""


@pytest.mark.parametrize("size", [10, 3 * 2**20])
@pytest.mark.parametrize("name", ["长" * 300 + ".txt", "1." + "长" * 300, "长" * 300])
def test_a_name_of_300_characters_is_shortened_or_refused_in_words(desk, name, size):
    answer = upload(desk(editor()), "attachments", name, b"x" * size).json()
    if name.endswith(".txt"):
        assert answer["words"].startswith(f"已收到：{'长' * 196}.txt（")
    else:
        assert answer["refused"].startswith("不接受这种文件")
