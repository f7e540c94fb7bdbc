"""Links that lead elsewhere: whether they may be asked, and what was said when they were."""

import time
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from ...checks.links import outside_addresses
from ...checks.reaching import SECONDS, is_public, why_not_reached

LONGEST = 500  # characters of an address
AGAIN_AFTER = timedelta(days=6)


class LinkSetting(models.Model):
    """One row; without it nothing outside is ever asked."""

    ROW = 1

    asks = models.BooleanField(
        "核查外部链接",
        default=False,
        help_text="开启以后，服务器会访问通知里指向其他网站的网址，看打不打得开：每夜一次，"
        "或者编辑在通知里点“核查外部链接”。不开启就从不访问外网。内部网络的地址从不访问。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "外部链接"
        default_permissions = ("view", "add", "change")

    def __str__(self):
        return "核查外部链接" if self.asks else "不核查外部链接"

    @classmethod
    def allows(cls) -> bool:
        return cls.objects.filter(pk=cls.ROW, asks=True).exists()


class OutsideLinkManager(models.Manager):
    def silent(self, payload: dict) -> dict[str, tuple[str, date]]:
        """Of a payload's links those that did not answer: address → (why not, the day)."""
        addresses = outside_addresses(payload, settings.SITE_URL)
        if not addresses or not LinkSetting.allows():
            return {}
        rows = self.filter(address__in=addresses).exclude(why_not="")
        return {row.address: (row.why_not, timezone.localdate(row.asked_at)) for row in rows}

    def ask(
        self,
        addresses: Collection[str],
        seconds: float,
        allowed: Callable[[str], bool] = is_public,
    ) -> list["OutsideLink"]:
        """Asks each, for so long in all, and keeps what it said; returns the rows of those asked.

        `allowed` as `reaching.why_not_reached` takes it.
        """
        deadline, asked = time.monotonic() + seconds, []
        for address in addresses:
            left = deadline - time.monotonic()
            if left <= 0:
                break
            if len(address) <= LONGEST:
                why_not = why_not_reached(address, allowed, min(SECONDS, left))
                values = {"why_not": why_not, "asked_at": timezone.now()}
                asked.append(self.update_or_create(address=address, defaults=values)[0])
        return asked

    def due(self, addresses: Iterable[str], most: int) -> list[str]:
        """Of some addresses those nobody asked for some days, not more than so many."""
        since = timezone.now() - AGAIN_AFTER
        fresh = set(self.filter(asked_at__gte=since).values_list("address", flat=True))
        found = dict.fromkeys(one for one in addresses if one not in fresh)
        return list(found)[:most]


class OutsideLink(models.Model):
    """An address elsewhere and why it did not answer when it was last asked, "" where it did."""

    address = models.CharField("网址", max_length=LONGEST, unique=True)
    why_not = models.CharField("结果", max_length=100, blank=True)
    asked_at = models.DateTimeField("核查时间", db_index=True)

    objects = OutsideLinkManager()

    class Meta:
        verbose_name = verbose_name_plural = "外部链接的核查"
        default_permissions = ()

    def __str__(self):
        return self.address
