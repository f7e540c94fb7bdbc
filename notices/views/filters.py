"""筛选: year, topic, issuer, kind and validity, as plain GET; the list and search share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Min, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from ..models import Issuer, Kind, Release, Topic
from ..querysets import ReleaseQuerySet
from ..validity import AMENDED, ENDED, IN_FORCE, NOT_YET

VALIDITIES = {"in_force": IN_FORCE, "not_yet": NOT_YET, "amended": AMENDED} | ENDED


@dataclass(frozen=True)
class Filter:
    """One choice: its name in the address, what it is called, what there is to choose."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class Filters:
    """All of them; what is not among the options is not chosen."""

    all: tuple[Filter, ...]
    at: datetime

    @classmethod
    def read(cls, asked: Mapping[str, str], at: datetime) -> "Filters":
        """In four queries."""
        rows = [
            ("year", "年份", _years(at)),
            ("topic", "主题", _named(Topic.objects.values_list("pk", "name"))),
            ("issuer", "发文机关", _named(Issuer.objects.values_list("pk", "name"))),
            ("kind", "文种", _named(Kind.objects.values_list("code", "name"))),
            ("validity", "有效性", tuple(VALIDITIES.items())),
        ]
        return cls(tuple(_filter(*row, asked) for row in rows), at)

    @property
    def chosen(self) -> dict[str, str]:
        """Name and value of each that is chosen, as they stand in the address."""
        return {each.name: each.chosen for each in self.all if each.chosen}

    def applied(self, releases: ReleaseQuerySet) -> ReleaseQuerySet:
        """The releases that are left; those given are public ones."""
        chosen, payload = self.chosen, "edition__payload"
        if year := chosen.get("year"):
            releases = releases.filter(first_live_at__year=int(year))
        if topic := chosen.get("topic"):
            releases = releases.filter(**{f"{payload}__topic_number": int(topic)})
        if issuer := chosen.get("issuer"):
            releases = _issued_by(releases, self._name("issuer", issuer))
        if kind := chosen.get("kind"):
            releases = releases.filter(**{f"{payload}__kind": kind})
        if validity := chosen.get("validity"):
            today = timezone.localdate(self.at)
            releases = releases.with_validity(self.at).of_validity(VALIDITIES[validity], today)
        return releases

    def _name(self, name: str, value: str) -> str:
        (options,) = [each.options for each in self.all if each.name == name]
        return dict(options)[value]


def _filter(name: str, label: str, options: tuple, asked: Mapping[str, str]) -> Filter:
    value = asked.get(name, "")
    return Filter(name, label, options, value if value in dict(options) else "")


def _named(rows) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), name) for value, name in rows)


def _years(at: datetime) -> tuple[tuple[str, str], ...]:
    """From this year back to the oldest in the list, public or not."""
    oldest = Release.objects.effective(at).aggregate(oldest=Min("first_live_at"))["oldest"]
    last = timezone.localdate(at).year
    first = timezone.localdate(oldest).year if oldest else last
    return tuple((str(year), f"{year}年") for year in range(last, first - 1, -1))


def _issued_by(releases: ReleaseQuerySet, name: str) -> ReleaseQuerySet:
    """Those one of whose issuers bears the name; they stand in one column, a line each."""
    lines = Concat(
        Value("\n"), F("edition__payload__issuers"), Value("\n"), output_field=TextField()
    )
    return releases.alias(issuer_lines=lines).filter(issuer_lines__contains=f"\n{name}\n")
