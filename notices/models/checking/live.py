"""The checks on everything readers see now."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db.models import Max
from django.utils import timezone

from ...canonical import digest
from ...checks import Facts, Problem
from ...checks.live import altered, backdated, stale
from ...checks.payload import problems_of
from ..vocabulary import Kind, Topic
from .files import scanned_files
from .rows import CheckSetting, LexiconWord

CHUNK = 200


def live_problems(at: datetime | None = None) -> Iterator[tuple[str, Problem]]:
    """(address, Problem) of every public notice, then (topic, Problem) of every topic.

    An issued text is not polished; what its notice's waivers and confirmed numbers cover is left
    out.
    """
    at = at or timezone.now()
    public = apps.get_model("notices.Release").objects.public(at)
    rows = public.select_related("edition__payload", "notice").order_by("notice")
    rows = rows.prefetch_related("notice__contacts", "notice__waivers")
    weights = _weights()
    lexicon = LexiconWord.objects.lexicon()
    for release in rows.iterator(chunk_size=CHUNK):
        address = release.notice.get_absolute_url()
        for problem in _of_release(release, weights, lexicon):
            yield address, problem
    newest = dict(
        public.order_by()
        .values_list("edition__payload__topic_number")
        .annotate(newest=Max("first_live_at"))
    )
    for topic in Topic.objects.all():
        for problem in stale(newest.get(topic.pk), at):
            yield f"/?topic={topic.pk}", problem


def _weights() -> dict[str, dict[str, str]]:
    return {kind.code: CheckSetting.weights(kind) for kind in Kind.objects.all()}


def _of_release(release, weights: dict, lexicon) -> Iterator[Problem]:
    text = release.edition.payload.text
    yield from altered(digest(text) == release.edition.digest)
    yield from backdated(release.goes_live_at, release.made_at)
    payload = json.loads(text)
    facts = Facts(
        today=timezone.localdate(),
        confirmed={contact.number for contact in release.notice.contacts.all()},
        issued=True,
        weights=weights.get(payload["kind"]["code"], {}),
        lexicon=lexicon,
        files=scanned_files(payload),
    )
    waived = {waiver.digest for waiver in release.notice.waivers.all()}
    for problem in problems_of(payload, facts):
        if problem.digest not in waived:
            yield problem
