"""Behind nginx, two processes: readers see every public change within two seconds, and go on
reading while the database is away."""

import json
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from .stack import Stack, environment_of, run, running

pytestmark = pytest.mark.matrix
WITHIN = 2.0  # seconds
ASKED = 400
ACT = """
from datetime import timedelta
from django.utils import timezone
from notices.models import *
from site_config.models import *
publisher = User.objects.get(username="publisher")
notice = Notice.objects.get(pk={number})
{act}
"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with running(tmp_path_factory.mktemp("serving")) as started:
        # What the desk asks for is tested elsewhere.
        asked = "DeskSetting.objects.update(approvals=0, secrecy_review=False)"
        started.manage("shell", "-c", f"from notices.models import *; {asked}")
        yield started


def got(address: str, timeout: float = 10) -> tuple[int, bytes, dict]:
    try:
        with urllib.request.urlopen(address, timeout=timeout) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), dict(error.headers)


def act(stack: Stack, number: int, code: str) -> str:
    return stack.manage("shell", "-c", ACT.format(number=number, act=code)).strip()


def newest(stack: Stack) -> int:
    code = "print(Release.objects.public().newest_first()[0].notice_id)"
    return int(act(stack, 1, code).splitlines()[-1])


def surfaces(number: int) -> list[str]:
    return [
        f"/notices/{number}/",
        f"/notices/{number}.json",
        f"/api/notices/{number}/",
        "/",
        "/feed/",
        "/sitemap.xml",
        "/api/",
        "/site-map/",
        "/search/?q=%E9%80%9A%E7%9F%A5",
    ]


def busy(stack: Stack, paths: list[str], stop: threading.Event) -> threading.Thread:
    """Readers who never stop asking, so that every page is kept wherever it can be."""

    def ask():
        while not stop.is_set():
            for path in paths:
                got(stack.address + path)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def after(stack: Stack, paths: list[str], change) -> dict[str, list[tuple[int, bytes]]]:
    """What ASKED requests begun two seconds after a change see, by path."""
    stop = threading.Event()
    thread = busy(stack, paths, stop)
    try:
        time.sleep(1)
        change()
        time.sleep(WITHIN)
        asked = [paths[turn % len(paths)] for turn in range(ASKED)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda path: got(stack.address + path)[:2], asked))
    finally:
        stop.set()
        thread.join()
    seen: dict = {}
    for path, answer in zip(asked, answers, strict=True):
        seen.setdefault(path, []).append(answer)
    return seen


def test_a_page_taken_down_is_gone_everywhere_within_two_seconds(stack):
    number = newest(stack)
    mark = f"/notices/{number}/".encode()
    paths = surfaces(number)
    assert all(mark in got(stack.address + path)[1] for path in paths if path != "/feed/")
    down = 'notice.withdraw(publisher, "taken_down", reason="误发", stays_in_force=True)'
    seen = after(stack, paths, lambda: act(stack, number, down))
    for path in paths[:3]:
        assert {status for status, _ in seen[path]} == {410}
    for path in paths[3:]:
        assert {mark in body for _, body in seen[path]} == {False}, path
    up = "notice.undo_withdrawal(publisher, notice.withdrawals.get(), reason='查明无误')"
    seen = after(stack, paths, lambda: act(stack, number, up))
    assert {status for answers in seen.values() for status, _ in answers} == {200}
    assert {mark in body for _, body in seen["/"]} == {True}


def test_a_correction_and_a_footer_link_are_everywhere_within_two_seconds(stack):
    number = newest(stack)
    page = f"/notices/{number}/"
    correct = (
        "notice.closing = '<p>更正以后的结尾。</p>'; notice.save();"
        "notice.publish(publisher, note='补一句。', correction='minor')"
    )
    seen = after(stack, [page], lambda: act(stack, number, correct))
    assert {"更正以后的结尾".encode() in body for _, body in seen[page]} == {True}
    footer = "FooterLink.objects.create(title='岚川档案', address='/about/', order=99)"
    seen = after(stack, [page, "/about/"], lambda: act(stack, number, footer))
    assert {"岚川档案".encode() in body for both in seen.values() for _, body in both} == {True}


def test_a_schedule_is_live_at_its_second_and_nothing_is_started_for_it(stack):
    number = newest(stack)
    page = f"/notices/{number}/"
    schedule = (
        "notice.closing = '<p>到点以后的结尾。</p>'; notice.save();"
        "type(notice).SOONEST = timedelta(seconds=1);"
        "notice.schedule(publisher, timezone.now() + timedelta(seconds=6),"
        " note='到点更正。', correction='minor')"
    )
    act(stack, number, schedule)
    start = time.monotonic()
    told = "到点以后的结尾".encode()
    assert told not in got(stack.address + page)[1]
    seen = after(stack, [page], lambda: time.sleep(max(0, 6.2 - (time.monotonic() - start))))
    assert {told in body for _, body in seen[page]} == {True}


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="takes the file of SQLite away")
def test_while_the_database_is_away_fifty_pages_are_read_as_they_were(tmp_path):
    environment = environment_of(tmp_path)
    for words in (["quickstart"], ["collectstatic", "--noinput", "-v0"], ["make_notices", "60"]):
        run([sys.executable, "manage.py", *words], environment)
    told = run([sys.executable, "-m", "tests.serving.away"], environment)
    assert json.loads(told) == {
        "kept": 50,
        "the same while away": 50,
        "said to be old": 50,
        "a page not kept": 503,
        "a form": 503,
        "made a new database": False,
        "seen when back": True,
    }


def test_slow_clients_keep_nobody_waiting(stack):
    sockets = []
    for _ in range(200):
        slow = socket.create_connection(("127.0.0.1", stack.front), source_address=("127.0.0.2", 0))
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        sockets.append(slow)
    try:
        times = []
        for _ in range(30):
            start = time.monotonic()
            assert got(stack.address + "/")[0] == 200
            times.append(time.monotonic() - start)
    finally:
        for slow in sockets:
            slow.close()
    assert len(times) == 30


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/" + "a" * 100_000, {}, 414),
        ("/?" + "x=1&" * 1000, {}, 200),
        ("/", {f"X-Flood-{n}": "x" * 500 for n in range(100)}, 400),
        ("/", {"If-None-Match": '"\\\\,,W/' * 50}, 200),
        ("/", {"If-Modified-Since": "yesterday"}, 200),
        ("/", {"Accept-Encoding": "*;q=0"}, 200),
        ("/", {"Host": "evil.example"}, 200),
        ("/%00%ff%fe", {}, 400),
    ],
)
def test_rubbish_gets_an_answer(stack, path, headers, status):
    request = urllib.request.Request(stack.address + "/", headers=headers)
    request.selector = path
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == status
    except urllib.error.HTTPError as error:
        assert error.code == status
