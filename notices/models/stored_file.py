"""Uploads and originals, kept once by the SHA-256 of their bytes, outside every static path."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models


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

    def is_whole(self) -> bool:
        """The bytes are there and still have their hash."""
        if not default_storage.exists(self.path):
            return False
        with self.open() as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == self.sha256
