"""Memory of one worker process while it is asked for many addresses, most of them rubbish.

Each of 50,000 addresses is asked for once (the warm-up fills the page cache), then 200,000 requests
follow in another order each time; resident memory after every 20,000 of them, and its ratio to
that after the warm-up.

usage: python -m tests.bench.bench_memory [REQUESTS]
"""

import http.client
import os
import random
import re
import sys
import tempfile
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tests.serving.stack import application, end, environment_of, free_port, run, wait_for

NOTICES, REQUESTS, STEP, READERS = 2_000, 200_000, 20_000, 4
LONG = "a" * 3_000
# How many addresses of each kind: 50,000 together, and most of the real ones are asked for often.
KINDS = {
    "/notices/{}/": NOTICES,
    "/notices/{}.json": NOTICES,
    "/?utm_source={}": 12_000,
    "/api/?x={}": 12_000,
    "/robots.txt?x={}": 10_000,
    "/nothing/{}": 7_500,
    "/" + LONG + "{}": 2_000,
    "/notices/9{:06}/": 1_000,
    "/search/?q=a{}": 600,
    "/?x={}": 500,
    "/notices/{}/qr.svg": 300,
    "/" + LONG * 34 + "{}": 100,
}
HEADERS = (
    {"Accept-Encoding": "gzip, deflate, br"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "gzip, deflate, br", "If-None-Match": '"\\,,W/' * 20},
    {"Accept-Encoding": "*;q=0"},
    {"Accept-Encoding": "gzip, br", "Cookie": "session=abc", "If-Modified-Since": "yesterday"},
    {"Accept-Encoding": "gzip, br"} | {f"X-Flood-{number}": "x" * 200 for number in range(60)},
)


def addresses() -> list[tuple[str, dict]]:
    """Each with headers of its own, so that the warm-up asks for all there is to keep."""
    every = [kind.format(number) for kind, many in KINDS.items() for number in range(1, many + 1)]
    return list(zip(every, cycle(HEADERS), strict=False))


def requests_of(every: list[tuple[str, dict]], seed: int) -> Iterator[tuple[str, dict]]:
    """All addresses again and again, each time in another order."""
    order = random.Random(seed)
    while True:
        yield from order.sample(every, len(every))


class Readers:
    """Some threads that share one list of requests; `statuses` counts what they got."""

    def __init__(self, port: int):
        self.port, self.statuses, self._lock = port, Counter(), threading.Lock()

    def ask(self, requests: Iterator[tuple[str, dict]]) -> None:
        threads = [threading.Thread(target=self._read, args=[requests]) for _ in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _read(self, requests: Iterator[tuple[str, dict]]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while asked := self._next(requests):
            path, headers = asked
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                answer.read()
                told = str(answer.status)
            except (OSError, http.client.HTTPException):
                connection.close()
                told = "cut off"
            with self._lock:
                self.statuses[told] += 1
        connection.close()

    def _next(self, requests: Iterator[tuple[str, dict]]):
        with self._lock:
            return next(requests, None)


def resident(group: int) -> float:
    """Megabytes of the largest process of a group: the worker."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getpgid(int(status.parent.name)) == group:
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
                sizes.append(int(lines["VmRSS"].split()[0]) / 1024)
        except (OSError, KeyError):
            continue
    return max(sizes)


def metrics(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        return answer.read().decode()


def measure(port: int, group: int, many: int) -> None:
    every, readers = addresses(), Readers(port)
    print(f"{many:,} requests over {len(every):,} addresses, one worker.\n")
    print("| requests | resident MB | ratio |")
    print("|---|--:|--:|")
    print(f"| 0 | {resident(group):.1f} | |")
    requests = requests_of(every, seed=7)
    readers.ask(islice(requests, len(every)))
    base = resident(group)
    print(f"| warm-up, {len(every):,} | {base:.1f} | 1.000 |", flush=True)
    for done in range(STEP, many + 1, STEP):
        readers.ask(islice(requests, STEP))
        size = resident(group)
        print(f"| {done:,} | {size:.1f} | {size / base:.3f} |", flush=True)
    kept = re.search(r"kept_bytes\{.*\} (\d+)", metrics(port))[1]
    print(f"\nThe page cache holds {int(kept) / 2**20:.1f} MB of 64.")
    told = ", ".join(f"{status}: {count:,}" for status, count in sorted(readers.statuses.items()))
    print(f"\nAnswers: {told}.")


def main(many: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        environment = environment_of(Path(name))
        for words in (
            ["quickstart"],
            ["collectstatic", "--noinput", "-v0"],
            ["make_notices", str(NOTICES)],
        ):
            run([sys.executable, "manage.py", *words], environment)
        port = free_port()
        # What is logged of so many unknown addresses is not what is measured.
        process = application(port, environment, quiet=True)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            measure(port, process.pid, many)
        finally:
            end(process)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS)
