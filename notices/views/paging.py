"""Pages of a list that go on from a place, so that the last costs what the first does.

`?page=` is `after-` or `before-` a place, or `last`. Whatever else it says is led to a page there
is: a small number is counted, as people type one, and nothing is ever refused.
"""

from dataclasses import dataclass, replace

from ..describing.places import Place
from ..models import Release
from ..querysets import ReleaseQuerySet

LENGTH = 20
LAST = "last"
AFTER, BEFORE = "after-", "before-"
MOST_COUNTED = 50  # pages; whoever asks for more gets the last one


@dataclass(frozen=True)
class Part:
    """One page; the others by what `?page=` says of them: "" is the first, None is none."""

    releases: list[Release]
    page: str = ""
    previous: str | None = None
    next: str | None = None

    @property
    def is_first(self) -> bool:
        return self.previous is None

    @property
    def last(self) -> str | None:
        return None if self.next is None else LAST


def part(listed: ReleaseQuerySet, page: str, length: int = LENGTH) -> Part:
    """The page of a list (`ReleaseQuerySet.listed`) that is asked for, or the nearest there is."""
    pages = _Pages(listed, length)
    if page == LAST:
        return pages.last()
    for sign, turn in ((AFTER, pages.after), (BEFORE, pages.before)):
        if page.startswith(sign):
            try:
                return turn(Place.read(page.removeprefix(sign)))
            except ValueError:
                return pages.first()
    return pages.counted(page)


@dataclass(frozen=True)
class _Pages:
    """Each asks for one row more than it shows, which tells whether another page follows."""

    listed: ReleaseQuerySet
    length: int

    def first(self) -> Part:
        return self._forward(self._newest()[: self.length + 1])

    def after(self, place: Place) -> Part:
        rows = self._newest(self.listed.after(place.moment, place.release))
        found = self._forward(rows[: self.length + 1])
        if not found.releases:
            return self.last()
        return replace(found, page=f"{AFTER}{place}", previous=_before(found.releases))

    def before(self, place: Place) -> Part:
        found = self._backward(self.listed.before(place.moment, place.release))
        if found is None:  # a full first page instead of what is left of it
            return self.first()
        return replace(found, page=f"{BEFORE}{place}", next=_after(found.releases))

    def last(self) -> Part:
        return self._backward(self.listed) or self.first()

    def counted(self, text: str) -> Part:
        """The page of a number; the first where it is none."""
        number = _number(text)
        if number < 2:
            return self.first()
        if number > MOST_COUNTED:
            return self.last()
        first = (number - 1) * self.length
        ahead, *rows = [*self._newest()[first - 1 : first + self.length + 1]] or [None]
        if not rows:
            return self.last()
        found = self._forward(rows)
        return replace(found, page=_after([ahead]), previous=_before(found.releases))

    def _newest(self, listed: ReleaseQuerySet | None = None) -> ReleaseQuerySet:
        return (self.listed if listed is None else listed).in_order()

    def _forward(self, rows) -> Part:
        rows = list(rows)
        shown = rows[: self.length]
        return Part(shown, next=_after(shown) if len(rows) > self.length else None)

    def _backward(self, listed: ReleaseQuerySet) -> Part | None:
        """The oldest of them; None where no other page stands before."""
        rows = list(listed.in_order(oldest_first=True)[: self.length + 1])
        if len(rows) <= self.length:
            return None
        shown = rows[: self.length][::-1]
        return Part(shown, page=LAST, previous=_before(shown))


def _number(text: str) -> int:
    """0 where the text is no number; some number beyond MOST_COUNTED where it is long."""
    if not (text.isascii() and text.isdigit()):
        return 0
    # The length first: a number of a million digits takes long to read.
    return int(text) if len(text) < 10 else MOST_COUNTED + 1


def _after(shown: list[Release]) -> str:
    return f"{AFTER}{_place(shown[-1])}"


def _before(shown: list[Release]) -> str:
    return f"{BEFORE}{_place(shown[0])}"


def _place(release: Release) -> Place:
    return Place(release.first_live_at, release.pk)
