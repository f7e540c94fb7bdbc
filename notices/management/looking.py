"""The look at everything readers see: every rule, every page against its edition, links outside."""

import json
from collections.abc import Iterator

from django.conf import settings

from ..checks import Problem
from ..checks.links import outside_addresses
from ..models import LinkSetting, LiveFinding, OutsideLink, Release
from ..models.checking.findings import MOST_KEPT
from ..models.checking.live import live_problems
from ..views.drawing import page_of

MOST_LINKS, SECONDS = 1_000, 1_200  # asked in one night, and how long in all
CHUNK = 200


def look() -> Iterator[tuple[str, Problem]]:
    """(address, Problem) of each; when all were taken, they are kept for the desk."""
    must, may = [], []
    for address, number, problem in live_problems(page_of=page_of):
        kept = must if problem.blocking else may
        if len(kept) < MOST_KEPT:
            kept.append((address, number, problem))
        yield address, problem
    LiveFinding.objects.lay([*must, *may][:MOST_KEPT])


def ask_outside(**options) -> str:
    """Asks the links of public notices that nobody asked lately, where the setting allows it.

    `options` as `OutsideLink.objects.ask` takes them. Returns a sentence.
    """
    if not LinkSetting.allows():
        return "没有开启核查外部链接"
    due = OutsideLink.objects.due(_addresses(), MOST_LINKS)
    asked = OutsideLink.objects.ask(due, **{"seconds": SECONDS} | options)
    silent = sum(bool(row.why_not) for row in asked)
    return f"核查了 {len(asked)} 个外部链接，{silent} 个打不开"


def _addresses() -> Iterator[str]:
    texts = Release.objects.public().order_by().values_list("edition__payload__text", flat=True)
    for text in texts.iterator(chunk_size=CHUNK):
        yield from outside_addresses(json.loads(text), settings.SITE_URL)
