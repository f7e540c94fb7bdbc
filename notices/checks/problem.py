"""A passage to be checked, and what a check found in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """One field or paragraph: `place` as the editor knows it (标题, 二、（一）, 附注).

    `head`: title block or annotation, where a mark of secrecy stands as a mark.
    """

    place: str
    text: str
    head: bool = False


@dataclass(frozen=True)
class Problem:
    """One thing found: rule code, place, offset in characters into the passage's text.

    `message` says what was found, with numbers masked; `advice` says what to do.
    """

    rule: str
    place: str
    offset: int
    message: str
    advice: str
    blocking: bool

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
