"""What nginx answers by itself, without an application behind it: a page in words."""

import json
import shutil
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .stack import HOUSE, end, free_port, nginx, wait_for

pytestmark = pytest.mark.matrix


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """The port of an nginx whose application is away."""
    folder: Path = tmp_path_factory.mktemp("words")
    shutil.copytree(HOUSE / "static", folder / "data" / "static")
    port = free_port()
    process = nginx(folder, port, [free_port()], folder / "data")
    try:
        wait_for(f"http://127.0.0.1:{port}/static/site.css")
        yield port
    finally:
        end(process)


def got(front: int, path: str, data: bytes | None = None, **headers) -> tuple[int, str]:
    asked = urllib.request.Request(f"http://127.0.0.1:{front}{path}", data, headers)
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(asked, timeout=10)
    return error.value.code, error.value.read().decode()


def test_a_query_of_ten_thousand_characters_is_told_what_to_do(front):
    status, page = got(front, f"/search/?q={'%E9%98%B2' * 10_000}")
    assert status == 414 and "<h1>网址或内容太长</h1>" in page
    assert "请只输入标题、文号里的几个字" in page


def test_too_long_headers_and_too_large_forms_are_told_so(front):
    assert got(front, "/", None, Referer="x" * 40_000)[1].count("<h1>网址或内容太长</h1>") == 1
    status, page = got(front, "/survey/", b"a" * 1_100_000)
    assert status == 413 and "填写的内容可以先返回上一页复制下来" in page


def test_a_broken_request_is_told_so(front):
    with socket.create_connection(("127.0.0.1", front), 10) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: wire.recv(65536), b"")).decode()
    assert " 400 " in answer.split("\r\n")[0] and "<h1>网址或内容太长</h1>" in answer


def test_while_the_application_is_away_readers_are_asked_to_come_again(front):
    status, page = got(front, "/")
    assert status == 502 and "<h1>网站暂时不能打开</h1>" in page
    assert 'href="/static/site.css"' in page


@pytest.mark.parametrize("path", ["/api/?limit=5", "/api/notices/1/", "/notices/1.json"])
def test_a_program_is_told_in_json_that_the_application_is_away(front, path):
    status, text = got(front, path)
    assert (status, json.loads(text)) == (
        502,
        {"status": 502, "error": "网站暂时不能打开，请过几分钟再试。"},
    )


def test_a_program_is_told_in_json_that_its_headers_are_too_long(front):
    status, text = got(front, "/api/", None, Referer="x" * 40_000)
    said = json.loads(text)
    assert (status, said["error"]) == (
        400,
        "这次没有处理：网址太长、内容太多，或者请求不完整。",
    )
    assert said["status"] == status


def test_nobody_asks_for_the_words_of_a_refusal_themselves(front):
    assert got(front, "/static/server/away.json")[0] == 404
