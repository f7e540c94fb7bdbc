"""What readers ask for, at 1,000 notices and more: milliseconds of CPU, and ratios to the smallest.

usage: python -m tests.bench.bench_reading [NOTICES…], on the database of DATABASE_URL or SQLite.
Where the environment names a DATA_DIR and no number is given, the site that is there is measured
as it is.
"""

import os
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

IS_THERE = "DATA_DIR" in os.environ
if not IS_THERE:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="hongtou-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from notices.models import Issuer, Notice, Release, Topic  # noqa: E402
from notices.views.paging import part  # noqa: E402

SIZES = (1_000, 10_000)
VISITS = 25
GOAL = 1.2


def main(sizes: tuple[int, ...]) -> None:
    sizes = of_site(sizes, SIZES)
    # Past the middleware that leads other hosts away.
    client, columns = Client(HTTP_HOST=urlsplit(settings.SITE_URL).netloc), {}
    for size in sizes:
        grow(size)
        columns[size] = {
            name: _cost(client, address, size if by_the_notice else 1)
            for name, (address, by_the_notice) in _pages().items()
        }
    print_table(columns)


def of_site(asked: tuple[int, ...], usual: tuple[int, ...]) -> tuple[int, ...]:
    """The sizes to measure at: that of the site that is there, else of one that is begun."""
    if IS_THERE and not asked:
        return (Notice.objects.count(),)
    call_command("quickstart", "--empty", stdout=StringIO())
    return asked or usual


def grow(size: int) -> None:
    """Makes notices until there are so many; what PostgreSQL does at night is done at once."""
    if missing := size - Notice.objects.count():
        call_command("make_notices", str(missing), stdout=StringIO(), stderr=sys.stderr)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _pages() -> dict[str, tuple[str, bool]]:
    """{name: (address, whether its cost is told by the notice)}."""
    listed = Release.objects.public().listed()
    middle = listed.in_order()[Notice.objects.count() // 2 : Notice.objects.count() // 2 + 1]
    half = f"/?page={part(listed, 'last').previous}"
    topic, issuer = Topic.objects.first().pk, Issuer.objects.first().pk
    return {
        "list, first page": ("/", False),
        "list, next to last page": (half, False),
        "list, last page": ("/?page=last", False),
        "list by kind, last page": ("/?kind=notice&page=last", False),
        "list by year": ("/?year=2010", False),
        "list by topic and issuer": (f"/?topic={topic}&issuer={issuer}", False),
        "topic, first page": (reverse("notices:topic", args=[topic]), False),
        "topic, last page": (reverse("notices:topic", args=[topic]) + "?page=last", False),
        "issuer, last page": (reverse("notices:issuer", args=[issuer]) + "?page=last", False),
        "month": ("/archive/2010/6/", False),
        "notice": (reverse("notices:page", args=[middle[0].notice_id]), False),
        "feed": ("/feed/", False),
        "feed of a topic": (f"/feed/?topic={topic}", False),
        "API, first page": ("/api/", False),
        "API by topic": (f"/api/?topic={topic}", False),
        "list by a rare ending": ("/?validity=revoked", False),
        "site map, first page": ("/site-map/", False),
        "sitemap.xml, an entry": ("/sitemap.xml?section=notices", True),
        "archive": ("/archive/", False),
        "sitemap.xml, lists": ("/sitemap.xml?section=lists", False),
    }


def _cost(client: Client, address: str, by: int) -> float:
    """The least of some answers, in milliseconds of CPU: what else the machine does adds to others."""
    costs = []
    for _ in range(VISITS):
        began = spent()
        response = client.get(address)
        costs.append(spent() - began)
        assert response.status_code == 200, address
    return 1000 * min(costs) / by


def spent() -> float:
    """Seconds of CPU of this process, in which SQLite works, and of PostgreSQL's for us."""
    own = time.process_time()
    if connection.vendor == "sqlite":
        return own
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    # Linux tells it in nanoseconds, as of the last time it was off the processor.
    return own + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 10**9


def print_table(columns: dict[int, dict[str, float]]) -> None:
    first, *others = columns
    heads = [f"{first:,}"] + [head for size in others for head in (f"{size:,}", "ratio")]
    print(f"| ms of CPU on {connection.vendor}, notices: | {' | '.join(heads)} |")
    print(f"|---|{'--:|' * len(heads)}")
    for name, base in columns[first].items():
        cells = [f"{base:.3g}"]
        for size in others:
            ratio = columns[size][name] / base
            cells += [f"{columns[size][name]:.3g}", f"{ratio:.2f}{'' if ratio <= GOAL else ' !'}"]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])))
