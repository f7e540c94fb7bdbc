"""原地址: where a notice stood on an old site; readers who come by it are led to the notice."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.urls import Resolver404, resolve
from django.utils import timezone

from ...arriving import LONGEST, keys_of_request, tidy
from ..generation import PublicSetting

OURS = ("/admin/", "/notices/", settings.STATIC_URL)


def why_ours(address: str) -> str:
    """Why an address of this site cannot lead elsewhere; "" where it is free.

    Asked with and without a slash, as Django adds a missing one.
    """
    path = address.split("?")[0]
    if f"{path}/".startswith(OURS) or _answers(path) or _answers(f"{path}/"):
        return f"“{address}”是本站自己的网址，不能转到别处。"
    return ""


def _answers(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


class OldAddressManager(models.Manager):
    def why_not(self, addresses: Iterable[str]) -> list[str]:
        """Reasons against leading these addresses, as `arriving.tidy` writes them, to a notice."""
        reasons = list(filter(None, map(why_ours, addresses)))
        taken = self.filter(address__in=addresses).select_related("notice")
        return reasons + [f"原地址“{row.address}”已经转到《{row.notice}》。" for row in taken]

    def asked_for(self, path: str, query: str) -> "OldAddress | None":
        """The address a request means, where its notice was before readers at some time."""
        keys = keys_of_request(path, query)
        effective = apps.get_model("notices.Release").objects.effective(timezone.now())
        exact_first = Case(When(address=keys[0], then=Value(0)), default=Value(1))
        return (
            self.filter(Exists(effective.filter(notice=OuterRef("notice"))), address__in=keys)
            .order_by(exact_first)
            .first()
        )

    def count(self, hits: dict[int, int], day) -> None:
        """Adds to the counts; numbers of addresses that are gone meanwhile count for nothing."""
        for key, times in hits.items():
            self.filter(pk=key).update(hits=F("hits") + times, last_hit_on=day)


class OldAddress(PublicSetting):
    """A path from the root, with its query, that answers 301 to a notice."""

    address = models.CharField(
        "原地址",
        max_length=LONGEST,
        unique=True,
        help_text="从 / 写起，连同问号后面的部分，例如 /Item/Show.asp?id=12。",
        error_messages={"unique": "这个原地址已经转到一份通知。"},
    )
    notice = models.ForeignKey(
        "notices.Notice", models.CASCADE, related_name="old_addresses", verbose_name="通知"
    )
    hits = models.PositiveBigIntegerField("转到次数", default=0, editable=False)
    last_hit_on = models.DateField("最近一次", null=True, editable=False)

    objects = OldAddressManager()

    class Meta:
        verbose_name = verbose_name_plural = "原地址"
        ordering = ["address"]

    def __str__(self):
        return self.address

    def clean_fields(self, exclude=None):
        if "address" not in (exclude or ()):
            try:
                self.address = tidy(self.address)
            except ValueError as reason:
                raise ValidationError({"address": str(reason)}) from None
            if refused := why_ours(self.address):
                raise ValidationError({"address": refused})
        super().clean_fields(exclude)
