"""Search at 1,000 and more notices: time of the page, and whether it finds what a scan finds.

usage: python -m tests.bench.bench_search [notices …], by default 1000 10000, on SQLite or the
PostgreSQL of DATABASE_URL; 100000 takes some minutes. Where the environment names a DATA_DIR and no
number is given, the site that is there is measured as it is. 200 queries of 1 to 4 characters taken from
the texts; "search" is the statement, "page" the whole answer. A query is seldom where one notice in a
hundred has it or fewer: `icontains` counts the public editions whose text has one, which takes
so many "times" as long as to search for it; medians.
"""

import io
import os
import random
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

IS_THERE = "DATA_DIR" in os.environ
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from notices.models import Passage, Release, User, ranked  # noqa: E402
from notices.searching.pairs import SEPARATOR  # noqa: E402

SIZES = (1_000, 10_000)
QUERIES, LONGEST, COMPARED = 200, 4, 20
SELDOM = 0.01  # of the notices
COMMONEST = ("党", "的", "通知", "委员会", "关于做好")
NAMES = (
    "search p50 ms",
    "p95 ms",
    "page p50 ms",
    "p95 ms",
    "seldom p50 ms",
    "icontains ms",
    "times",
)


def main() -> None:
    sizes = sorted(map(int, sys.argv[1:]))
    setup_test_environment()
    if IS_THERE and not sizes:
        _print([_measured(Release.objects.count())])
        return
    connection.creation.create_test_db(verbosity=0)
    try:
        User.objects.create_user("bench", password=None)
        _print([_measured(size) for size in sizes or SIZES])
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def _measured(size: int) -> dict:
    """The figures of so many notices; there are fewer so far."""
    if grown := size - Release.objects.count():
        call_command("make_notices", str(grown), stdout=io.StringIO(), stderr=io.StringIO())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    public = Release.objects.public().values("edition")
    texts = Passage.objects.filter(payload__in=public)
    texts = list(texts.values_list("payload__edition__notice", "folded"))
    words = _words([text for _, text in texts])
    found = {word: _found(word) for word in [*words, *COMMONEST]}
    wrong = {word for word in found if found[word] != _scanned(word, texts)}
    client = Client()
    page = {word: _time(lambda word=word: client.get("/search/", {"q": word})) for word in found}
    first = {word: _time(lambda word=word: _found(word, 21)) for word in found}
    seldom = [word for word in words if len(found[word]) <= SELDOM * size][:COMPARED]
    slow = median(_time(lambda word=word: _contained(word)) for word in seldom)
    fast = median(first[word] for word in seldom)
    parts = [[times[word] for word in words] for times in (first, page)]
    figures = [figure for part in parts for figure in (median(part), quantiles(part, n=20)[-1])]
    return {
        "size": size,
        "figures": [*figures, fast, slow, slow / fast],
        "common": {word: (len(found[word]), page[word]) for word in COMMONEST},
        "wrong": len(wrong),
    }


def _words(texts: list[str]) -> list[str]:
    """Different stretches of the folded texts, the same for the same texts."""
    dice, words = random.Random(5), {}
    while len(words) < QUERIES:
        part = dice.choice(dice.choice(texts).split(SEPARATOR))
        start = dice.randrange(len(part))
        word = part[start : start + dice.randint(1, LONGEST)]
        words[word] = None
    return list(words)


def _found(word: str, many: int = 10**9) -> set[int]:
    public = Release.objects.public(timezone.now())
    return {release.notice_id for release in ranked(public, (word,), many)}


def _scanned(word: str, texts: list[tuple[int, str]]) -> set[int]:
    """`texts` are those of the public editions."""
    return {notice for notice, text in texts if word in text}


def _contained(word: str) -> int:
    public = Release.objects.public(timezone.now())
    return public.filter(edition__payload__text__icontains=word).count()


def _time(act: Callable) -> float:
    """Milliseconds, the better of two."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def _print(rows: list[dict]) -> None:
    print(f"| notices, {connection.vendor} | {' | '.join(NAMES)} | search ratio | seldom ratio |")
    print(f"|---|{'--:|' * (len(NAMES) + 2)}")
    for row in rows:
        shown = " | ".join(f"{figure:,.1f}" for figure in row["figures"])
        base = rows[0]["figures"]
        ratios = [row["figures"][place] / base[place] for place in (0, 4)]
        print(f"| {row['size']:,} | {shown} | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    for row in rows:
        common = "，".join(f"{w} {many:,}: {ms:,.0f} ms" for w, (many, ms) in row["common"].items())
        print(f"{row['size']:,}: {common}")
        print(
            f"{row['size']:,}: {row['wrong']} of {QUERIES + len(COMMONEST)} queries found other than a scan"
        )


if __name__ == "__main__":
    main()
