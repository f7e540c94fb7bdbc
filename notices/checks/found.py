"""How a rule says what it found."""

from .folding import Folded
from .problem import Passage, Problem
from .rules import RULES


def found(
    rule: str,
    passage: Passage,
    start: int,
    end: int,
    message: str,
    advice: str,
    *,
    blocking: bool | None = None,
    instead: str | None = None,
) -> Problem:
    """A Problem with the characters start to end of a passage's text."""
    return Problem(
        rule,
        passage.place,
        start,
        message,
        advice,
        RULES[rule].blocking if blocking is None else blocking,
        words=passage.text[start:end],
        instead=instead,
        part=passage.part,
        about=passage.text,
    )


def told(rule: str, place: str, message: str, advice: str, offset: int = 0, **more) -> Problem:
    """A Problem with a place that is no span of a passage; `more` as `Problem` takes it."""
    return Problem(rule, place, offset, message, advice, RULES[rule].blocking, **more)


def found_folded(rule: str, passage: Passage, folded: Folded, span: tuple, *said, **more):
    """The same with a span of the folded text; what nobody sees inside it belongs to it."""
    start, end = span
    last = folded.offsets[end - 1] + 1 if end > start else folded.offsets[start]
    return found(rule, passage, folded.offsets[start], last, *said, **more)
