"""A passage (段落) of an edition: what search finds, and what it shows of it.

Derived from the payload, as a fingerprint is, so no Event speaks for it and it can be made anew;
which passages readers see, `Release.objects.public()` says when they ask.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber, StrIndex
from django.db.models.lookups import GreaterThan

from ... import searching
from ...fields.folded import FoldedField, index_rows, unindex_rows
from ..stored_file import StoredFile
from ..viewing import ReadingCopy

PLACES = 16  # bits of a key that tell the place in the edition


def key_of(edition: int, order: int) -> int:
    """The key of a passage, which tells its edition and its place there.

    So the index, which holds keys only, can be counted by edition without reading a passage.
    """
    if not 0 <= order < 1 << PLACES:
        raise ValueError(f"an edition has no place {order}")
    return edition << PLACES | order


def _all_of(terms: Sequence[str]) -> Q:
    return Q(*(Q(folded__contains=term) for term in terms))


class PassageQuerySet(models.QuerySet):
    def first_of_each(self, many: int, *order) -> "PassageQuerySet":
        """At most so many of each edition, the first in the order given."""
        place = Window(RowNumber(), partition_by=F("payload"), order_by=order)
        return self.annotate(place_in_edition=place).filter(place_in_edition__lte=many)

    def saying(self, terms: Sequence[str]) -> "PassageQuerySet":
        """Those that hold every term, by a scan: of the passages of a few editions only."""
        return self.filter(_all_of(terms))

    def near(self, terms: Sequence[str], words: Sequence[str]) -> "PassageQuerySet":
        """Those that hold half the words or more, but not all the terms; a scan. Adds `held`."""
        held = sum(
            Case(When(GreaterThan(StrIndex("folded", Value(word)), 0), then=1), default=0)
            for word in words
        )
        return (
            self.filter(order__gt=searching.TITLE)
            .exclude(_all_of(terms))
            .annotate(held=held)
            .filter(held__gte=-(-len(words) // 2))
        )

    def public(self, at: datetime) -> "PassageQuerySet":
        """Those of the editions that readers see."""
        releases = apps.get_model("notices.Release").objects.public(at)
        return self.filter(Exists(releases.filter(edition=OuterRef("payload"))))


class PassageManager(models.Manager.from_queryset(PassageQuerySet)):
    def write(self, edition, payload: dict) -> None:
        """Last step of freezing: the passages of the edition, and their place in the index.

        Files that have no reading copy yet get theirs now.
        """
        rows = payload["attachments"]
        texts = [*searching.texts(payload), *searching.file_texts(rows, _said(rows))]
        made = self.bulk_create(
            self.model(pk=key_of(edition.pk, text.order), payload_id=edition.pk, **vars(text))
            for text in texts
        )
        index_rows((row.pk, row.folded, row.head) for row in made)

    def forget(self, edition) -> None:
        """Part of erasing: the database lets no payload go before its passages."""
        own = self.filter(payload=edition.pk)
        unindex_rows(own.values_list("pk", "folded", "head"))
        own.delete()

    def rewrite(self, payload) -> None:
        """The passages of one EditionPayload anew; who searches meanwhile finds the old ones."""
        values = json.loads(payload.text)
        _said(values["attachments"])  # made before the lock is taken, where they are missing
        with transaction.atomic():
            self.forget(payload.edition)
            self.write(payload.edition, values)


def _said(attachments: Sequence[dict]) -> dict:
    """The kind and the parts of each attached file, by its hash."""
    files = StoredFile.objects.filter(pk__in=[row["sha256"] for row in attachments])
    copies = map(ReadingCopy.objects.of, files)
    return {copy.pk: (copy.kind, copy.parts) for copy in copies}


class Passage(models.Model):
    """`notices.searching.Text` of an edition, or a FileText; the columns are described there, the
    key by `key_of`.

    Long ones come last: to count and to weigh hits, SQLite then reads no further than the head.
    """

    payload = models.ForeignKey("notices.EditionPayload", models.PROTECT, related_name="passages")
    order = models.PositiveIntegerField()
    section = models.PositiveBigIntegerField(null=True)
    attachment = models.PositiveBigIntegerField(null=True)
    head = models.TextField(blank=True)
    place = models.TextField(blank=True)
    text = models.TextField(blank=True)
    folded = FoldedField()

    objects = PassageManager()

    class Meta:
        verbose_name = verbose_name_plural = "检索"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["payload", "order"], name="passage_place_once")
        ]
