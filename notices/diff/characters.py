"""Two texts, character by character."""

from dataclasses import dataclass

from .matching import changes


@dataclass(frozen=True)
class Run:
    """Some characters; `changed` where the other text does not have them here."""

    text: str
    changed: bool


def runs(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Both texts in runs; the texts of each list joined are the text itself."""
    found = changes(one, other)
    return (
        _marked(one, [(change.start, change.end) for change in found]),
        _marked(other, [(change.at, change.until) for change in found]),
    )


def _marked(text: str, spans: list[tuple[int, int]]) -> list[Run]:
    """The text in runs, those of the spans as changed."""
    marked, done = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        marked += [Run(text[done:start], False), Run(text[start:end], True)]
        done = end
    return [run for run in marked if run.text]
