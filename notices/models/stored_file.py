"""Uploads and originals, kept once by the SHA-256 of their bytes, outside every static path."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from .. import pictures


class StoredFileManager(models.Manager):
    def keep(self, data: bytes, media_type: str) -> "StoredFile":
        """Stores the bytes unless they are there; the same bytes are one row."""
        sha256 = hashlib.sha256(data).hexdigest()
        kept, _ = self.get_or_create(
            sha256=sha256, defaults={"size": len(data), "media_type": media_type}
        )
        if not kept.is_whole():
            # What an upload that broke off left behind would keep the name.
            default_storage.delete(kept.path)
            default_storage.save(kept.path, ContentFile(data))
        return kept

    def keep_picture(self, data: bytes) -> "StoredFile":
        """Stores a picture written anew, with its variants; raises NotAccepted.

        Returns the file that every browser knows; its `variants` name it and the WebP files.
        """
        encoded = pictures.encode(data)
        with transaction.atomic():
            files = [self.keep(variant.data, variant.media_type) for variant in encoded]
            for file, variant in zip(files, encoded, strict=True):
                Variant.objects.get_or_create(
                    picture=files[0],
                    file=file,
                    defaults={"width": variant.width, "height": variant.height},
                )
        return files[0]


class StoredFile(models.Model):
    """Some bytes; their name is their hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("大小")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField(auto_now_add=True)

    objects = StoredFileManager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self):
        return self.sha256[:12]

    @property
    def path(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}"

    def open(self):
        """The bytes as a binary file; raises FileNotFoundError where they are gone."""
        return default_storage.open(self.path)

    def size_of_bytes(self) -> int:
        """How many bytes lie there, whatever the row says."""
        return default_storage.size(self.path)

    def is_whole(self) -> bool:
        """The bytes are there and still have their hash."""
        if not default_storage.exists(self.path):
            return False
        with self.open() as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == self.sha256


class Variant(models.Model):
    """One encoding of a picture at one width, in pixels; the picture itself is one of them."""

    picture = models.ForeignKey(StoredFile, models.PROTECT, related_name="variants")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")

    class Meta:
        verbose_name = verbose_name_plural = "图片尺寸"
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["picture", "file"], name="one_variant_once")]

    def __str__(self):
        return f"{self.width}×{self.height}"
