"""Words and what to write instead, found all at once (Aho–Corasick)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind


@dataclass(frozen=True)
class Word:
    """One entry: `wrong` is what is looked for, `right` what to write, "" where only a reason is.

    It holds for texts signed from `since` to `until`, both included. A name has `title`, the
    office that is written with it, and `order`, its place in lists; its `right` is "".
    """

    wrong: str
    right: str = ""
    reason: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    serious: bool = False
    title: str = ""
    order: int | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Lexicon:
    """Many words; finding them costs the length of the text, however many there are."""

    def __init__(self, words: Iterable[Word]):
        self._words: dict[str, list[Word]] = {}
        for word in words:
            self._words.setdefault(word.wrong, []).append(word)
        self._list = list(self._words.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._words), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, day: date) -> Iterator[tuple[Word, int, int]]:
        """Each word in force on the day, with its place in the text; the longest at each place."""
        if not self._words:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            for word in self._list[index]:
                if word.holds_on(day):
                    yield word, start, end
                    break


NO_WORDS = Lexicon(())
