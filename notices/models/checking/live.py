"""The checks on everything readers see now."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from ...canonical import digest
from ...checks import Facts, Problem
from ...checks.live import altered, backdated, departing, stale, undrawn
from ...checks.payload import problems_of
from ..vocabulary import Topic
from .facts import public_targets
from .files import scanned_files
from .outside import OutsideLink
from .rows import CheckSetting, LexiconWord

CHUNK = 200


def live_problems(
    at: datetime | None = None, page_of: Callable[[int], str] | None = None
) -> Iterator[tuple[str, int | None, Problem]]:
    """(address, number, Problem) of every public notice, then (address, None, Problem) of topics.

    An issued text is not polished; what its notice's waivers and confirmed numbers cover is left
    out. `page_of`: the HTML readers get of a notice, to be held against its edition.
    """
    at = at or timezone.now()
    public = apps.get_model("notices.Release").objects.public(at)
    rows = public.select_related("edition__payload", "notice").order_by("notice")
    rows = rows.prefetch_related("notice__contacts", "notice__waivers")
    weights = _weights()
    lexicon = LexiconWord.objects.lexicon()
    for release in rows.iterator(chunk_size=CHUNK):
        address = release.notice.get_absolute_url()
        for problem in _of_release(release, weights, lexicon, page_of):
            yield address, release.notice_id, problem
    newest = dict(
        public.order_by()
        .values_list("edition__payload__topic_number")
        .annotate(newest=Max("first_live_at"))
    )
    for topic in Topic.objects.all():
        for problem in stale(newest.get(topic.pk), at):
            yield f"/?topic={topic.pk}", None, problem


def _weights() -> dict[str | None, dict[str, str]]:
    """How each rule weighs, by the code of a kind; None: for the kinds that have nothing own."""
    found: dict[str | None, dict[str, str]] = {None: {}}
    rows = CheckSetting.objects.values_list("rule", "kind__code", "weight")
    for rule, kind, weight in sorted(rows, key=lambda row: row[1] is not None):
        found.setdefault(kind, dict(found[None]))[rule] = weight
    return found


def _of_release(release, weights: dict, lexicon, page_of) -> Iterator[Problem]:
    text = release.edition.payload.text
    yield from altered(digest(text) == release.edition.digest)
    yield from backdated(release.goes_live_at, release.made_at)
    payload = json.loads(text)
    if page_of is not None:
        yield from _of_page(release.notice_id, payload, page_of)
    facts = Facts(
        today=timezone.localdate(),
        confirmed={contact.number for contact in release.notice.contacts.all()},
        issued=True,
        weights=weights.get(payload["kind"]["code"], weights[None]),
        lexicon=lexicon,
        files=scanned_files(payload),
        public=public_targets(payload),
        site=settings.SITE_URL,
        outside=OutsideLink.objects.silent(payload),
    )
    waived = {waiver.digest for waiver in release.notice.waivers.all()}
    for problem in problems_of(payload, facts):
        if problem.digest not in waived:
            yield problem


def _of_page(number: int, payload: dict, page_of: Callable[[int], str]) -> Iterator[Problem]:
    try:
        page = page_of(number)
    except Exception as error:  # whatever it is, readers meet it too, and the others go on
        yield from undrawn(error)
    else:
        yield from departing(page, payload)
