"""筛选: year, topic, issuer, kind and validity, as plain GET; the list and search share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..describing.asking import Wanted
from ..models import Issuer, Kind, Topic
from ..querysets import ReleaseQuerySet
from ..validity import AMENDED, ENDED, IN_FORCE, NOT_YET
from .narrowing import listed, narrowed, years

VALIDITIES = {"in_force": IN_FORCE, "not_yet": NOT_YET, "amended": AMENDED} | ENDED


@dataclass(frozen=True)
class Filter:
    """One choice: its name in the address, what it is called, what there is to choose."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    asked: str

    @property
    def chosen(self) -> str:
        """What is asked for where it is among the options, else ""."""
        return self.asked if self.asked in dict(self.options) else ""


@dataclass(frozen=True)
class Filters:
    """All of them; what is not among the options is not chosen."""

    all: tuple[Filter, ...]
    at: datetime

    @classmethod
    def read(cls, asked: Mapping[str, str], at: datetime) -> "Filters":
        """In four queries."""
        rows = [
            ("year", "年份", tuple((str(year), f"{year}年") for year in years(at))),
            ("topic", "主题", _named(Topic.objects.values_list("pk", "name"))),
            ("issuer", "发文机关", _named(Issuer.objects.known(at).values_list("pk", "name"))),
            ("kind", "文种", _named(Kind.objects.values_list("code", "name"))),
            ("validity", "有效性", tuple(VALIDITIES.items())),
        ]
        return cls(tuple(_filter(*row, asked) for row in rows), at)

    @property
    def chosen(self) -> dict[str, str]:
        """Name and value of each that is chosen, as they stand in the address."""
        return {each.name: each.chosen for each in self.all if each.chosen}

    @property
    def told(self) -> str:
        """What is chosen, in the words of the options."""
        return "、".join(dict(each.options)[each.chosen] for each in self.all if each.chosen)

    @property
    def unknown(self) -> list[str]:
        """What those are called that ask for something there is not."""
        return [each.label for each in self.all if each.asked and not each.chosen]

    @property
    def wanted(self) -> Wanted:
        """What is chosen, as every list is asked for it; validity is apart."""
        chosen = self.chosen
        numbers = {
            name: int(chosen[name]) for name in ("year", "topic", "issuer") if name in chosen
        }
        return Wanted(
            year=numbers.get("year"),
            topic=numbers.get("topic"),
            issuer_number=numbers.get("issuer"),
            kind=chosen.get("kind"),
        )

    def applied(self, releases: ReleaseQuerySet) -> ReleaseQuerySet:
        """The releases that are left, in whatever order; those given are public ones."""
        return self._worth(narrowed(releases, self.wanted))

    def listed(self, releases: ReleaseQuerySet) -> ReleaseQuerySet:
        """The same as a list with places."""
        return self._worth(listed(releases, self.wanted))

    def _worth(self, releases: ReleaseQuerySet) -> ReleaseQuerySet:
        if validity := self.chosen.get("validity"):
            return releases.with_validity(self.at).of_validity(VALIDITIES[validity], self.at)
        return releases

    @property
    def issuers(self) -> dict[str, str]:
        """The number of each issuer by the name it bears now."""
        (options,) = [each.options for each in self.all if each.name == "issuer"]
        return {name: number for number, name in options}


def _filter(name: str, label: str, options: tuple, asked: Mapping[str, str]) -> Filter:
    return Filter(name, label, options, asked.get(name, ""))


def _named(rows) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), name) for value, name in rows)
