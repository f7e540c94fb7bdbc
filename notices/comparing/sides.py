"""The lines of one side as one text without blanks, and back."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, groupby

from ..diff import Run
from .told import Told, squeezed


@dataclass(frozen=True)
class Side:
    """The lines of one side as one text without blanks."""

    lines: list[Told]
    text: str
    starts: list[int]

    @classmethod
    def of(cls, lines: list[Told]) -> "Side":
        texts = [squeezed(line.text) for line in lines]
        starts = [0, *accumulate(map(len, texts))][: len(texts)]
        return cls(lines, "".join(texts), starts)

    def line(self, at: int) -> Told:
        return self.lines[self._number(at)]

    def bounds(self, at: int) -> tuple[int, int]:
        """Where the line begins and ends that holds this place of the text."""
        bounds = [*self.starts, len(self.text)]
        return tuple(bounds[self._number(at) :][:2]) if self.lines else (0, 0)

    def _number(self, at: int) -> int:
        return max(bisect_right(self.starts, at) - 1, 0)

    def marked(self, spans: Iterable[tuple[int, int]]) -> list[list[Run]]:
        """The lines as they are, with what stands in these spans of the text as changed."""
        inside = set()
        for start, end in spans:
            inside.update(range(start, end))
        at, lines = 0, []
        for line in self.lines:
            flags = []
            for character in line.text:
                blank = character.isspace()
                flags.append(blank and bool(flags) and flags[-1] or not blank and at in inside)
                at += not blank
            pairs = groupby(zip(line.text, flags), key=lambda pair: pair[1])
            lines.append([Run("".join(c for c, _ in run), changed) for changed, run in pairs])
        return lines
