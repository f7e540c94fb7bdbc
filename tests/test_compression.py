"""What readers get leaves compressed; what the newsroom sends does not."""

import gzip

import brotli
import pytest

from .making import person, published

pytestmark = pytest.mark.django_db


def answer(client, address, encodings):
    return client.get(address, headers={"Accept-Encoding": encodings})


@pytest.mark.parametrize(
    ("encodings", "used", "undo"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0.5", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
    ],
)
def test_a_page_is_compressed_as_the_browser_takes_it(client, encodings, used, undo):
    notice = published(sections=9)
    plain = client.get(f"/notices/{notice.pk}/")
    sent = answer(client, f"/notices/{notice.pk}/", encodings)
    assert sent["Content-Encoding"] == used
    assert undo(sent.content) == plain.content
    assert int(sent["Content-Length"]) == len(sent.content) < len(plain.content) / 2
    assert sent["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encodings", ["", "identity", "br;q=0, gzip;q=0.0", ";;,=", "x" * 5000])
def test_a_browser_that_takes_no_compression_gets_the_page_as_it_is(client, encodings):
    assert not answer(client, f"/notices/{published().pk}/", encodings).has_header(
        "Content-Encoding"
    )


@pytest.mark.parametrize("address", ["/notices/999/", "/feed/", "/sitemap.xml"])
def test_errors_and_answers_for_machines_are_compressed_as_well(client, address):
    for _ in range(9):
        published()
    assert answer(client, address, "br")["Content-Encoding"] == "br"


def test_the_newsroom_is_never_compressed(client):
    client.force_login(person("editor"))
    for address in ("/admin/", "/admin/notices/notice/add/"):
        assert not answer(client, address, "br").has_header("Content-Encoding")


def test_a_file_and_a_short_answer_are_sent_as_they_are(client):
    notice = published(attachments=1)
    for address in (f"/notices/{notice.pk}/files/1/", "/robots.txt", "/healthz"):
        assert not answer(client, address, "br").has_header("Content-Encoding")
