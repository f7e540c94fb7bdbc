"""Behind nginx, two processes: readers see every public change within two seconds, and go on
reading while the database is away."""

import json
import os
import re
import socket
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from .readers import WITHIN, after, got
from .stack import Stack, environment_of, run, running

pytestmark = pytest.mark.matrix
AWAY = 8  # seconds; each of the two modules takes 30 by itself
ACT = """
from datetime import timedelta
from django.utils import timezone
from notices.models import *
from site_config.models import *
publisher = User.objects.get(username="publisher")
notice = Notice.objects.get(pk={number})
{act}
"""

TITLE = "中共示例省委关于荧光苔藓保护的通知"
# A draft with a file, pages to read and a picture, and every address of the one list.
MAKE = f"""
import json
from tests.making import *
made = make_notice(title="{TITLE}", topic=Topic.objects.first())
attach_pages(made, "荧光苔藓")
illustrate(made)
print(json.dumps([made.pk, addresses(made)]))
"""
# Headers that never end, and bodies of which the rest never comes.
SLOW = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    b"POST /survey/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nage=",
    b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nna",
)
SAME_FOR_ALL = {"/archive/", "/search/", "/api/openapi.json", "/robots.txt"}


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with running(tmp_path_factory.mktemp("serving")) as started:
        # What the desk asks for is tested elsewhere.
        asked = "DeskSetting.objects.update(approvals=0, secrecy_review=False)"
        started.manage("shell", "-c", f"from notices.models import *; {asked}")
        yield started


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


def test_publishing_and_sealing_are_told_on_every_surface_within_two_seconds(stack):
    number, paths = json.loads(act(stack, 1, MAKE).splitlines()[-1])
    paths = [quote(path, safe="/?=&") for path in [*paths, f"/search/?q={TITLE}"]]
    own = [path for path in paths if path.startswith("/art/") or names(path.encode(), number)]
    lists = [path for path in paths if path not in {*own, *SAME_FOR_ALL}]
    assert {got(stack.address + path)[0] for path in own} == {404}
    seen = after(stack, paths, lambda: act(stack, number, "notice.publish(publisher)"))
    assert {path for path in own if {status for status, _ in seen[path]} != {200}} == {
        f"/notices/{number}/nothing/here/"
    }
    assert {path for path in lists if not all(names(b, number) for _, b in seen[path])} == set()
    seal = "notice.seal(publisher, notice.live_release().edition, reason='误发')"
    seen = after(stack, paths, lambda: act(stack, number, seal))
    assert {path for path in own if {status for status, _ in seen[path]} != {410}} == set()
    assert {path for path in lists if any(names(body, number) for _, body in seen[path])} == set()


def names(text: bytes, number: int) -> bool:
    """Whether there is an address of the notice in it."""
    return bool(re.search(rb"/notices/%d(?![0-9])" % number, text))


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
    told = json.loads(run([sys.executable, "-m", "tests.serving.away", str(AWAY)], environment))
    assert told.pop("fresh after") < WITHIN
    assert told.pop("answers") > 100
    assert told == {
        "kept": 50,
        "the same while away": 50,
        "asked for while away": 50,
        "said to be old": 1,
        "a page not kept": 503,
        "a form": 503,
        "made a new database": False,
    }


@pytest.mark.postgresql
def test_while_postgresql_is_stopped_fifty_pages_are_read_as_they_were():
    command = [sys.executable, "-m", "tests.serving.stopped", str(AWAY)]
    told = json.loads(run(["bash", "tests/with_postgresql.sh", *command], dict(os.environ)))
    assert max(told.pop("fresh after"), told.pop("a change seen after")) < WITHIN
    assert told.pop("answers") > 100
    assert told == {
        "warmed": 100,  # 50 pages in each of two processes
        "the same while away": 50,
        "asked for while away": 50,
        "statuses": [200],
        "said to be old": 1,
        "a page not kept": 503,
        "a form": [503, True],
    }


def test_slow_clients_keep_nobody_waiting(stack):
    sockets = []
    for turn in range(200):
        slow = socket.create_connection(("127.0.0.1", stack.front), source_address=("127.0.0.2", 0))
        slow.sendall(SLOW[turn % len(SLOW)])
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
    assert sorted(times)[28] < 1  # p95


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
