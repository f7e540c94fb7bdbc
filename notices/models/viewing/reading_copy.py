"""A reading copy (阅读副本) of a stored file: its text, tables and page pictures.

Derived from the bytes, made once and never at a reader's request; no Event speaks for it and
nothing in a digest is of it. Who may see it, `Release.objects.public()` says when they ask.
"""

import json
import logging
from collections.abc import Iterable
from functools import partial

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction

from ... import viewing
from ...pictures import WEBP
from ..stored_file import StoredFile

MISSING = "这个文件暂时不能在网页上显示，请下载后查看。"

log = logging.getLogger(__name__)


class ReadingCopyManager(models.Manager):
    def of(self, file: StoredFile) -> "ReadingCopy":
        """The copy of a file; made now where there is none, or one of another format."""
        there = self.filter(pk=file.pk, format=viewing.FORMAT).first()
        return there or self._make(file)

    def prepare(self, files: Iterable[StoredFile]) -> None:
        """Makes the copies that are missing: before a lock is taken, as that may take a minute."""
        for file in files:
            self.of(file)

    def _make(self, file: StoredFile) -> "ReadingCopy":
        shown = _shown(file)
        with transaction.atomic():
            copy, _ = self.update_or_create(
                file=file,
                defaults={
                    "format": viewing.FORMAT,
                    "kind": shown.kind,
                    "extent": shown.extent,
                    "notes": "\n".join(shown.notes),
                    "refused": shown.refused,
                },
            )
            _lay(copy, shown)
        return copy

    def forget(self, edition) -> None:
        """Part of erasing: the copies of files that no other edition and no working copy has, and
        their pictures with their bytes. The database lets no such file go before.
        """
        files = edition.files.values("file")
        kept = apps.get_model("notices.EditionFile").objects.exclude(edition=edition)
        working = apps.get_model("notices.Attachment").objects.exclude(file=None)
        for copy in self.filter(pk__in=files).exclude(
            models.Q(pk__in=kept.values("file")) | models.Q(pk__in=working.values("file"))
        ):
            pictures = [row.file for row in copy.pictures.select_related("file")]
            copy.delete()
            _discard(pictures)


def _shown(file: StoredFile) -> viewing.Shown:
    try:
        with file.open() as handle:
            return viewing.shown(handle.read(), file.media_type)
    except FileNotFoundError:
        log.error("the bytes of file %s are missing from the storage", file.pk)
        return viewing.refusal(MISSING)


def _lay(copy: "ReadingCopy", shown: viewing.Shown) -> None:
    copy.leaves.all().delete()
    copy.pictures.all().delete()
    CopyLeaf.objects.bulk_create(
        CopyLeaf(
            copy=copy,
            first=leaf.parts[0].number,
            name=leaf.name,
            content=json.dumps(viewing.packed(leaf), ensure_ascii=False),
        )
        for leaf in shown.leaves
    )
    CopyPicture.objects.bulk_create(
        CopyPicture(copy=copy, number=number, file=StoredFile.objects.keep(data, WEBP))
        for number, data in sorted(shown.pictures.items())
    )


def _discard(pictures: Iterable[StoredFile]) -> None:
    """Deletes files that nothing names any more."""
    for file in pictures:
        try:
            with transaction.atomic():
                file.delete()
        except models.ProtectedError:
            continue
        # Bytes do not come back with a transaction that was rolled back.
        transaction.on_commit(partial(default_storage.delete, file.path))


class ReadingCopy(models.Model):
    """`notices.viewing.Shown` of a file; the columns are described there, `notes` are its lines."""

    file = models.OneToOneField(
        StoredFile, models.PROTECT, primary_key=True, related_name="reading_copy"
    )
    format = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    extent = models.CharField(max_length=50, blank=True)
    notes = models.TextField(blank=True)
    refused = models.TextField(blank=True)

    objects = ReadingCopyManager()

    class Meta:
        verbose_name = verbose_name_plural = "阅读副本"
        default_permissions = ()

    @property
    def parts(self) -> list[viewing.Part]:
        """Every part of the file, in order."""
        return [part for leaf in self.leaves.order_by("first") for part in leaf.shown.parts]


class CopyLeaf(models.Model):
    """What of a copy is shown at once; `first` is the number of its first part."""

    copy = models.ForeignKey(ReadingCopy, models.CASCADE, related_name="leaves")
    first = models.PositiveIntegerField()
    name = models.TextField(blank=True)
    content = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["copy", "first"], name="copy_leaf_once")]

    @property
    def shown(self) -> viewing.Leaf:
        return viewing.unpacked(json.loads(self.content))


class CopyPicture(models.Model):
    """The picture of a page; `number` is that of the part."""

    copy = models.ForeignKey(ReadingCopy, models.CASCADE, related_name="pictures")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["copy", "number"], name="copy_picture_once")]
