"""Whether a page elsewhere answers: by a real server, and never by one of the own network."""

import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from notices.checks import reaching
from notices.checks.reaching import (
    INSIDE,
    LATE,
    LOST,
    NOT_WEB,
    REFUSED,
    ROUND,
    is_public,
    why_not_reached,
)


class Pages(BaseHTTPRequestHandler):
    """/ok, /gone, /get-only, /to/<address>, /round, /closed, /drip; `asked` keeps what was asked."""

    asked: list[tuple[str, str, str]] = []

    def do_HEAD(self):
        self.asked.append((self.command, self.path, self.headers["Host"]))
        path = self.path
        if path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"X")
                    self.wfile.flush()
                    time.sleep(0.1)
        elif path.startswith("/to/"):
            self._say(302, path.removeprefix("/to/"))
        elif path == "/round":
            self._say(301, "/round")
        elif path == "/get-only" and self.command == "HEAD":
            self._say(405)
        else:
            self._say({"/gone": 404, "/closed": 403, "/broken": 500}.get(path, 200))

    do_GET = do_HEAD

    def _say(self, status: int, location: str = ""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *said):
        pass


@pytest.fixture
def server():
    Pages.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as running:
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def anybody(ip: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/ok", ""),
        ("/中文?词=语", ""),
        ("/get-only", ""),
        ("/closed", ""),
        ("/to//ok", ""),
        ("/gone", "网页已经不在（404）"),
        ("/broken", "网站出错（500）"),
        ("/to//gone", "网页已经不在（404）"),
        ("/round", ROUND),
        ("/to/file:///etc/passwd", NOT_WEB),
    ],
)
def test_a_page_answers_or_it_is_said_why_not(server, path, reason):
    assert why_not_reached(server + path, anybody) == reason


def test_head_is_asked_first_and_get_where_a_server_does_not_know_it(server):
    why_not_reached(f"{server}/ok", anybody)
    why_not_reached(f"{server}/get-only", anybody)
    assert [(method, path) for method, path, _ in Pages.asked] == [
        ("HEAD", "/ok"),
        ("HEAD", "/get-only"),
        ("GET", "/get-only"),
    ]
    assert {host for *_, host in Pages.asked} == {server.removeprefix("http://")}


def test_a_server_that_drips_is_hung_up_on(server):
    began = time.monotonic()
    assert why_not_reached(f"{server}/drip", anybody, seconds=1) == LATE
    assert time.monotonic() - began < 3


def test_nobody_there_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert why_not_reached(f"http://127.0.0.1:{port}/", anybody, seconds=3) == REFUSED


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://localhost/", INSIDE),
        ("http://127.1/", INSIDE),
        ("http://2130706433/", INSIDE),
        ("http://[::1]/", INSIDE),
        ("http://[::ffff:127.0.0.1]/", INSIDE),
        ("http://10.0.0.1/", INSIDE),
        ("http://169.254.169.254/latest/meta-data/", INSIDE),
        ("ftp://example.org/", NOT_WEB),
        ("http://", NOT_WEB),
        ("http://a:b@127.0.0.1/", NOT_WEB),
        ("http://example.org:0/", NOT_WEB),
        ("http://example.org:99999/", NOT_WEB),
        ("http://[::1/", NOT_WEB),
        (f"http://{'甲' * 80}.invalid/", LOST),
    ],
)
def test_an_address_that_is_inside_or_no_page_is_not_asked(address, reason):
    assert why_not_reached(address) == reason


def test_a_redirection_to_the_inside_is_not_followed(server):
    def only_the_server(ip: str) -> bool:
        return ip == "127.0.0.1"

    port = server.rpartition(":")[2]
    inside = f"/to/http://127.0.0.2:{port}/ok"
    assert why_not_reached(server + inside, only_the_server) == INSIDE
    assert [path for _, path, _ in Pages.asked] == [inside]


def test_a_name_that_changes_its_address_is_asked_where_it_was_looked_at(server, monkeypatch):
    resolved, port = [], int(server.rpartition(":")[2])

    def rebinding(host, *asked, **more):
        resolved.append(host)
        there = "127.0.0.1" if len(resolved) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (there, port))]

    monkeypatch.setattr(reaching.socket, "getaddrinfo", _only_names(rebinding))
    assert why_not_reached(f"http://rebinding.example:{port}/ok", anybody) == ""
    assert resolved == ["rebinding.example"]


def _only_names(answer):
    """The system's own resolver for what is a number already."""
    real = socket.getaddrinfo

    def asked(host, *more, **named):
        is_name = not host.replace(".", "").isdigit()
        return (answer if is_name else real)(host, *more, **named)

    return asked


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("100.100.100.200", False),
        ("192.168.1.1", False),
        ("172.31.255.255", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("0.0.0.0", False),
        ("fd00:ec2::254", False),
        ("fe80::1%eth0", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("2002:a9fe:a9fe::1", False),
        ("::ffff:192.168.0.1", False),
    ],
)
def test_only_the_open_internet_is_public(ip, expected):
    assert is_public(ip) is expected
