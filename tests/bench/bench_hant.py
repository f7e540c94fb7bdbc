"""繁体版: a notice of 1, 30 and 300 sections, asked for in both scripts without a browser.

Medians of some answers of the whole site, and what the conversion alone takes of one; the ratio is
that of the two answers.
"""

import os
import tempfile
import time
from collections.abc import Callable
from statistics import median

import django

FOLDER = tempfile.TemporaryDirectory()
# Before anything of the site is imported, so that no real one is written to.
os.environ.pop("DATABASE_URL", None)
os.environ |= {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "tests.settings"}
django.setup()

from django.core.management import call_command
from django.test import Client

from notices.models import Section
from notices.script import in_traditional

from ..making import make_notice, publisher

SIZES, ROUNDS = (1, 30, 300), 15
BODY = (
    "<p>各级党委（党组）要加强联系，<strong>征求</strong>意见，发现问题后及时报告，干部带头。</p>"
)


def main() -> None:
    call_command("migrate", verbosity=0)
    client = Client(headers={"host": "localhost"})
    print(
        f"{'sections':>8}{'KB':>8}{'zh-Hans ms':>12}{'zh-Hant ms':>12}{'ratio':>8}{'alone ms':>10}"
    )
    for size in SIZES:
        notice = make_notice(sections=size)
        Section.objects.filter(notice=notice).update(body=BODY * 3)
        notice.refresh_from_db()
        notice.publish(publisher())
        path = f"/notices/{notice.pk}/"
        page = client.get(path).content.decode()
        own, twin = (_median(lambda a=a: client.get(a)) for a in (path, f"/hant{path}"))
        alone = _median(lambda page=page: in_traditional(page, {"里下河": "里下河"}))
        kilobytes = len(page.encode()) / 1000
        print(f"{size:8}{kilobytes:8.1f}{own:12.1f}{twin:12.1f}{twin / own:8.2f}{alone:10.1f}")


def _median(act: Callable[[], object]) -> float:
    """Milliseconds of this process."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return median(times) * 1000


if __name__ == "__main__":
    main()
