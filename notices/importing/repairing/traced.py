"""A text that knows where each of its characters stood before it was changed."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

Change = tuple[int, int, str]  # text[start:end] becomes these characters


@dataclass(frozen=True)
class Edit:
    """source[start:end] became `new` by a repair of this kind."""

    start: int
    end: int
    new: str
    kind: str


@dataclass(frozen=True)
class Traced:
    """text, and for each of its characters the offset in the source it came from, ascending."""

    text: str
    origins: array
    edits: tuple[Edit, ...] = field(default=())

    @classmethod
    def of(cls, source: str) -> "Traced":
        return cls(source, array("L", range(len(source))))

    def changed(self, kind: str, changes: Iterable[Change]) -> "Traced":
        """Apply changes that do not overlap, given in order."""
        pieces, origins, edits, done = [], array("L"), [], 0
        for start, end, new in changes:
            pieces += [self.text[done:start], new]
            origins += self.origins[done:start]
            origins += self._spread(start, end, len(new))
            edits.append(Edit(self._source(start), self._source_end(end), new, kind))
            done = end
        if not edits:
            return self
        origins += self.origins[done:]
        pieces.append(self.text[done:])
        return Traced("".join(pieces), origins, self.edits + tuple(edits))

    def place_of(self, source_offset: int) -> int:
        """Where in the text the character stands that stood there, or the first one after it."""
        return bisect_left(self.origins, source_offset)

    def _spread(self, start: int, end: int, length: int) -> array:
        last = max(start, end - 1)
        return array("L", [self._source(min(start + at, last)) for at in range(length)])

    def _source(self, place: int) -> int:
        if place < len(self.origins):
            return self.origins[place]
        return self.origins[-1] + 1 if self.origins else 0

    def _source_end(self, end: int) -> int:
        return self.origins[end - 1] + 1 if end else self._source(0)
