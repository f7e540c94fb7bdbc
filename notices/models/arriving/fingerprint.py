"""查重: the digests by which a text that is here already is found before it is made again."""

from django.apps import apps
from django.db import models
from django.utils import timezone

from ...arriving import number_digest, text_digest
from ...reading.citing import citation
from ...refusal import Refused
from ..event import ChainHead

ALIKE = {"number": "文号", "text": "全文"}


class Same(Refused):
    """A text with the same number or the same words is here.

    notices are those it is like, columns the keys of ALIKE in which it is like one of them.
    """

    def __init__(self, notices: list, columns: list[str]):
        self.notices = notices
        what = "和".join(ALIKE[column] for column in columns)
        named = "、".join(_named(notice) for notice in notices)
        super().__init__(f"{what}与{named}相同，没有导入。")


def _named(notice) -> str:
    if notice.title:
        return citation(notice.title, notice.doc_number)
    number = f"（{notice.doc_number}）" if notice.doc_number else ""
    return f"无标题的通知 {notice.pk}{number}"


class FingerprintManager(models.Manager):
    def follow(self, notice, edition=None) -> None:
        """Last step of every act that changes a working copy or, with `edition`, freezes it."""
        sections = notice.sections.values("heading", "body")
        self.update_or_create(
            notice=notice, edition=edition, defaults=digests(vars(notice), sections)
        )

    def refuse_same(self, fields: dict, sections: list[dict]) -> None:
        """Raises Same where a working copy or a live edition has this number or these words.

        Of two imports at once the second sees what the first has made.
        """
        ChainHead.locked()
        found = {name: digest for name, digest in digests(fields, sections).items() if digest}
        alike = {name: set(self._shown(name, digest)) for name, digest in found.items()}
        if keys := set().union(*alike.values()):
            notices = apps.get_model("notices.Notice").objects.filter(pk__in=keys).order_by("pk")
            raise Same(list(notices[:3]), [name for name in ALIKE if alike.get(name)])

    def _shown(self, name: str, digest: str):
        """The keys of the notices that have this digest in their working copy or live edition."""
        live = apps.get_model("notices.Release").objects.live(timezone.now())
        shown = models.Exists(live.filter(edition=models.OuterRef("edition")))
        # What lies in the bin hinders nobody.
        drafts = models.Q(edition=None, notice__binned_at=None)
        counted = self.filter(drafts | shown, **{name: digest})
        return counted.values_list("notice", flat=True)


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
