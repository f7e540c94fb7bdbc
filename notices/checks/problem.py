"""A passage to be checked, and what a check found in it."""

from dataclasses import dataclass, field
from functools import lru_cache

from ..canonical import digest, digest_of

_digest = lru_cache(maxsize=256)(digest)  # many Problems are about one text


@dataclass(frozen=True)
class Passage:
    """One field or paragraph: `place` as the editor knows it (标题, 二、（一）, 附注).

    `head`: title block or annotation, where a mark of secrecy stands as a mark. `part`: the field
    of the working copy it comes from (title, section:3:body), "" where it is none.
    """

    place: str
    text: str
    head: bool = False
    part: str = field(default="", compare=False)


@dataclass(frozen=True)
class Problem:
    """One thing found: rule code, place, offset in characters into the passage's text.

    `message` says what was found, with numbers masked; `advice` says what to do. `words` is what
    stands at the offset, `instead` what one click may put there (None: nothing), `about` the text
    a waiver of it is bound to.
    """

    rule: str
    place: str
    offset: int
    message: str
    advice: str
    blocking: bool
    words: str = field(default="", compare=False)
    instead: str | None = field(default=None, compare=False)
    part: str = field(default="", compare=False)
    about: str = field(default="", compare=False, repr=False)

    @property
    def where(self) -> str:
        """Its place before a colon: a section by its label without the label's own stop."""
        return self.place.rstrip("、.．")

    @property
    def digest(self) -> str:
        """What a waiver names: another as soon as the text around the Problem changes."""
        return digest_of([self.rule, self.part, self.offset, self.words, _digest(self.about)])

    def as_json(self, file: str) -> dict:
        """Return the object `check_notices --json` prints."""
        return {
            "file": file,
            "rule": self.rule,
            "place": self.place,
            "offset": self.offset,
            "blocking": self.blocking,
            "message": self.message,
        }
