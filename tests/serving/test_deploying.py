"""The files an administrator copies: only the lines marked <- are changed before they are tried."""

import re
import shutil
import socket
import ssl
import subprocess
import sys
import time

import pytest

from .stack import HOUSE, end, free_port, owner_of_nginx

pytestmark = pytest.mark.matrix
DEPLOY = HOUSE / "deploy"
HOST = "www.lanchuan.example"


@pytest.fixture
def certificate(tmp_path):
    """(certificate, key) of HOST, signed by itself."""
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    key, chain = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    subprocess.run([*made, "-keyout", key, "-out", chain], check=True, capture_output=True)
    return chain, key


@pytest.fixture
def configured(tmp_path, certificate):
    """nginx.conf with the shipped file in it, TLS and limits as they are; its plain and TLS port."""
    plain, tls = free_port(), free_port()
    changed = {
        "/var/cache/nginx/hongtou": str(tmp_path / "cache"),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{tls} ssl",
        "/etc/ssl/hongtou/fullchain.pem": str(certificate[0]),
        "/etc/ssl/hongtou/privkey.pem": str(certificate[1]),
        "127.0.0.1:8000": f"127.0.0.1:{free_port()}",
        "/srv/hongtou/var": str(tmp_path),
    }
    shipped = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for line, own in changed.items():
        assert line in shipped
        shipped = shipped.replace(line, own)
    shutil.copytree(HOUSE / "static", tmp_path / "static")
    (tmp_path / "hongtou.conf").write_text(shipped, encoding="utf-8")
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"daemon off;\n{owner_of_nginx()}pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\n"
        f"events {{}}\nhttp {{\n    access_log off;\n    include {tmp_path}/hongtou.conf;\n}}\n",
        encoding="utf-8",
    )
    return whole, plain, tls


def nginx(*words) -> list[str]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    return [program, *map(str, words)]


def test_nginx_takes_the_file_we_ship_without_a_warning(configured):
    whole, _, _ = configured
    done = subprocess.run(nginx("-t", "-c", whole), capture_output=True, encoding="utf-8")
    told = [line for line in done.stderr.splitlines() if str(whole) not in line]
    assert (done.returncode, told) == (0, [])


def test_readers_are_led_to_tls_and_who_knocks_too_often_is_told_so(configured, certificate):
    whole, plain, tls = configured
    server = subprocess.Popen(nginx("-c", whole), start_new_session=True)
    try:
        led = answered(plain, "/notices/7/?p=1")
        trusted = ssl.create_default_context(cafile=certificate[0])
        knocks = [answered(tls, "/admin/login/", trusted)[0] for _ in range(13)]
        private = [answered(tls, path, trusted)[0] for path in ("/metrics", "/readyz")]
    finally:
        end(server)
    assert led == (301, f"https://{HOST}/notices/7/?p=1")
    # Nobody stands behind this nginx: ten more than the first go through to nobody.
    assert (knocks[:11], set(knocks[11:])) == ([502] * 11, {429})
    assert private == [404, 404]


def answered(port: int, path: str, trusted: ssl.SSLContext | None = None) -> tuple[int, str]:
    """(status, Location)"""
    connected = _connected(port)
    if trusted:
        connected = trusted.wrap_socket(connected, server_hostname=HOST)
    with connected:
        request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
        connected.sendall(request.encode())
        told = b"".join(iter(lambda: connected.recv(65536), b"")).decode()
    location = re.search(r"(?m)^Location: (\S+)", told)
    return int(told.split()[1]), location[1] if location else ""


def _connected(port: int) -> socket.socket:
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("nginx does not answer")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_units_we_ship(tmp_path):
    for unit in sorted(DEPLOY.glob("hongtou*.*")):
        text = unit.read_text(encoding="utf-8")
        program = text.replace("/srv/hongtou/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(program, encoding="utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr, len(units)) == (0, "", 3)
