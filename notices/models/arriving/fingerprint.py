"""查重: the digests by which a text that is here already is found before it is made again."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.utils import timezone

from ...arriving import number_digest, text_digest
from ...refusal import Refused
from ..event import ChainHead


class Same(Refused):
    """A text with the same number or the same words is here; `notices` are those it is like."""

    def __init__(self, notices: list):
        self.notices = notices
        super().__init__(f"与{'、'.join(_named(notice) for notice in notices)}相同，没有导入。")


def _named(notice) -> str:
    number = f"（{notice.doc_number}）" if notice.doc_number else ""
    return f"《{notice.title}》{number}" if notice.title else f"无标题的通知 {notice.pk}{number}"


class FingerprintManager(models.Manager):
    def follow(self, notice, edition=None) -> None:
        """Last step of every act that changes a working copy or, with `edition`, freezes it."""
        sections = notice.sections.values("heading", "body")
        self.update_or_create(
            notice=notice, edition=edition, defaults=digests(vars(notice), sections)
        )

    def like(self, fields: dict, sections: list[dict], at: datetime | None = None) -> list:
        """The notices whose working copy or live edition has this number or these words."""
        found = digests(fields, sections)
        alike = models.Q(pk__in=[])
        for name, digest in found.items():
            alike |= models.Q(**{name: digest}) if digest else models.Q(pk__in=[])
        live = apps.get_model("notices.Release").objects.live(at or timezone.now())
        shown = models.Exists(live.filter(edition=models.OuterRef("edition")))
        keys = self.filter(alike).filter(models.Q(edition=None) | shown).values("notice")
        return list(apps.get_model("notices.Notice").objects.filter(pk__in=keys).order_by("pk")[:3])

    def refuse_same(self, fields: dict, sections: list[dict]) -> None:
        """Raises Same; of two imports at once the second sees what the first has made."""
        ChainHead.locked()
        if alike := self.like(fields, sections):
            raise Same(alike)


def digests(fields: dict, sections) -> dict[str, str]:
    """The columns of a fingerprint, from a notice's fields and its sections' heading and body."""
    return {
        "number": number_digest(fields["doc_number"]),
        "text": text_digest(fields["title"], fields["preamble"], sections, fields["closing"]),
    }


class Fingerprint(models.Model):
    """What is compared of one working copy, or of one edition; digests, so nothing is legible."""

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="fingerprints")
    edition = models.OneToOneField(
        "notices.Edition", models.CASCADE, null=True, related_name="fingerprint"
    )
    number = models.CharField(max_length=64, blank=True, db_index=True)
    text = models.CharField(max_length=64, blank=True, db_index=True)

    objects = FingerprintManager()

    class Meta:
        verbose_name = verbose_name_plural = "查重"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["notice"],
                condition=models.Q(edition=None),
                name="one_fingerprint_a_working_copy",
            )
        ]
