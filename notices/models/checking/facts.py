"""What the checks are told beside the text: settings, words, days off, what is public already."""

import re
from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ...checks import Facts
from ..listing.shelf import Shelf
from ..vocabulary import DEFAULT_KIND, KINDS, Holiday, Kind
from .files import scanned_files
from .outside import OutsideLink
from .rows import CheckSetting, LexiconWord

MOST_RECENT = 300  # releases whose titles are compared
_OWN_LINK = re.compile(r'href="[^"]*?/notices/(\d+)')


def facts_of(notice, payload: dict, confirmed: set[str] = frozenset()) -> Facts:
    """For a notice and what its payload says; `confirmed` beside the numbers on record."""
    saved = notice.pk is not None
    numbers, titles = _public_elsewhere(notice, payload)
    return Facts(
        today=timezone.localdate(),
        confirmed=confirmed
        | (set(notice.contacts.values_list("number", flat=True)) if saved else set()),
        needs_number=notice.kind.needs_number,
        needs_addressee=notice.kind.needs_addressee,
        issued=_is_issued(notice, payload, saved),
        weights=CheckSetting.weights(notice.kind),
        lexicon=LexiconWord.objects.lexicon(),
        holidays=_holidays(),
        numbers=numbers,
        titles=titles,
        recent=_recent_titles(notice, payload),
        public=public_targets(payload),
        site=settings.SITE_URL,
        outside=OutsideLink.objects.silent(payload),
        files=scanned_files(payload),
    )


def _is_issued(notice, payload: dict, saved: bool) -> bool:
    """A text from elsewhere, or one that has its number, is not ours to polish."""
    return bool(payload["doc_number"]) or (saved and notice.originals.exists())


def _holidays() -> dict[date, tuple[str, bool]]:
    rows = Holiday.objects.filter(day__gte=timezone.localdate())
    return {row.day: (row.name, row.kind == Holiday.Kind.OFF) for row in rows}


def _public_elsewhere(notice, payload: dict) -> tuple[set[str], set[str]]:
    """Of this number and this title, those that another notice has before readers."""
    number, title = payload["doc_number"], payload["title"]
    asked = Q()
    asked |= Q(edition__payload__doc_number=number) if number else Q()
    asked |= Q(edition__payload__title=title) if title else Q()
    if not asked:
        return set(), set()
    others = apps.get_model("notices.Release").objects.public().exclude(notice=notice.pk)
    found = others.filter(asked).values_list(
        "edition__payload__doc_number", "edition__payload__title"
    )
    return {row[0] for row in found}, {row[1] for row in found}


def _recent_titles(notice, payload: dict) -> list[str]:
    """The newest titles its first issuer has before readers, this notice's own left out."""
    if not payload["issuers"]:
        return []
    public = apps.get_model("notices.Release").objects.public().exclude(notice=notice.pk)
    # Along the index of the list: PostgreSQL would join all there is with a set of numbers.
    newest = public.listed((Shelf.Sort.NAME, payload["issuers"][0])).in_order()[:MOST_RECENT]
    return list(newest.values_list("edition__payload__title", flat=True))


def public_targets(payload: dict) -> set[int]:
    """Of the notices its links lead to, those readers see."""
    texts = [payload["preamble"], payload["closing"], *(row["body"] for row in payload["sections"])]
    named = {int(number) for text in texts for number in _OWN_LINK.findall(text)}
    if not named:
        return set()
    public = apps.get_model("notices.Release").objects.public().filter(notice__in=named)
    return set(public.values_list("notice", flat=True))


def facts_of_file(title: str, issued: bool) -> tuple[Facts, tuple[str, str]]:
    """For a file that is only read; and the code and name of the kind its title ends in.

    Without a database: by the settings the product comes with.
    """
    if Kind._meta.db_table not in connection.introspection.table_names():
        return _plain_facts(title, issued)
    kinds = list(Kind.objects.all())
    ending = [kind for kind in kinds if title.endswith(kind.name)]
    kind = max(ending, key=lambda kind: len(kind.name), default=None) or next(
        kind for kind in kinds if kind.code == DEFAULT_KIND
    )
    facts = Facts(
        today=timezone.localdate(),
        needs_number=kind.needs_number,
        needs_addressee=kind.needs_addressee,
        needs_files=False,
        issued=issued,
        weights=CheckSetting.weights(kind),
        lexicon=LexiconWord.objects.lexicon(),
        holidays=_holidays(),
    )
    return facts, (kind.code, kind.name)


def _plain_facts(title: str, issued: bool) -> tuple[Facts, tuple[str, str]]:
    rows = {row[0]: row for row in KINDS}
    ending = [row for row in KINDS if title.endswith(row[1])]
    code, name, _, number, addressee = max(
        ending, key=lambda row: len(row[1]), default=rows[DEFAULT_KIND]
    )
    facts = Facts(
        today=timezone.localdate(),
        needs_number=number,
        needs_addressee=addressee,
        needs_files=False,
        issued=issued,
    )
    return facts, (code, name)
