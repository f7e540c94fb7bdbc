"""Stops PostgreSQL under two processes behind nginx while readers ask, and tells what they got.

usage: bash tests/with_postgresql.sh .venv/bin/python -m tests.serving.stopped [SECONDS]
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import psycopg

from .readers import got
from .stack import Stack, running

PAGES, READERS = 50, 4
NOTICED = 2  # seconds: a process looks twice a second, and nginx keeps an answer for one
AWAY = "网站暂时不能打开"
NUMBERS = """
from notices.models import *
print(*Release.objects.public().newest_first().values_list("notice", flat=True)[:51])
"""
CORRECT = """
from notices.models import *
DeskSetting.objects.update(approvals=0, secrecy_review=False)
notice = Notice.objects.get(pk={number})
notice.closing = "<p>回来以后的结尾。</p>"
notice.save()
notice.publish(User.objects.get(username="publisher"), note="补一句。", correction="minor")
"""


class Server:
    """The PostgreSQL of DATABASE_URL, on this machine."""

    def __init__(self):
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            self.data = connection.execute("SHOW data_directory").fetchone()[0]

    def control(self, *words: str) -> None:
        # Only who owns the files may start it.
        owner = os.stat(self.data)
        subprocess.run(
            ["pg_ctl", "-D", self.data, "-s", "-w", *words],
            cwd=self.data,
            user=owner.st_uid,
            group=owner.st_gid,
            check=True,
        )


class Readers:
    """Threads that ask for pages again and again; `answers` holds (path, body, headers)."""

    def __init__(self, addresses: list[str]):
        self.addresses, self.answers, self._stop = addresses, [], threading.Event()
        self._threads = [threading.Thread(target=self._read, args=[n]) for n in range(READERS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self, first: int) -> None:
        turn = first
        while not self._stop.is_set():
            address = self.addresses[turn % len(self.addresses)]
            status, body, headers = got(address)
            path = urllib.parse.urlsplit(address).path
            self.answers.append((path, status, body, {"warning", "age"} <= headers.keys()))
            turn += READERS - 1  # no divisor in common with the number of addresses


def posted(address: str) -> tuple[int, bool]:
    """(status, whether the page says so in words) of a form that somebody signed in sends."""
    request = urllib.request.Request(address, b"title=x", {"Cookie": "session=" + "a" * 32})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, AWAY in answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, AWAY in error.read().decode()


def until(is_so) -> float:
    """Seconds until it is so; ten at most."""
    start = time.monotonic()
    while not is_so() and time.monotonic() - start < 10:
        time.sleep(0.05)
    return round(time.monotonic() - start, 2)


def told_of(stack: Stack, server: Server, seconds: float) -> dict:
    numbers = stack.manage("shell", "-c", NUMBERS).split()[-PAGES - 1 :]
    *pages, other = [f"/notices/{number}/" for number in numbers]
    doors = [f"http://127.0.0.1:{port}" for port in stack.ports]
    before = {path: got(doors[0] + path)[1] for path in pages}
    warm = [got(door + path)[1] == before[path] for door in doors for path in pages]
    everywhere = [door + path for path in pages for door in [*doors, stack.address]]
    server.control("-m", "fast", "stop")
    time.sleep(NOTICED)
    with Readers(everywhere) as readers:
        time.sleep(seconds)
        told = {
            "a page not kept": got(stack.address + other)[0],
            "a form": posted(f"{stack.address}/admin/notices/notice/add/"),
        }
    same = {(path, body == before[path]) for path, _, body, _ in readers.answers}
    told |= {
        "warmed": sum(warm),
        "the same while away": sum((path, False) not in same for path in before),
        "asked for while away": len({path for path, *_ in readers.answers}),
        "statuses": sorted({status for _, status, _, _ in readers.answers}),
        "said to be old": sum(old for *_, old in readers.answers) / len(readers.answers),
        "answers": len(readers.answers),
    }
    server.control("-l", f"{server.data}/log", "start")
    told["fresh after"] = until(lambda: not any("warning" in got(d + pages[0])[2] for d in doors))
    stack.manage("shell", "-c", CORRECT.format(number=numbers[0]))
    new = "回来以后的结尾".encode()
    told["a change seen after"] = until(lambda: new in got(stack.address + pages[0])[1])
    return told


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as name, running(Path(name)) as stack:
        stack.manage("make_notices", str(PAGES + 10))
        print(json.dumps(told_of(stack, Server(), seconds)))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30)
