"""Two texts, character by character."""

from dataclasses import dataclass

from .matching import Change, changes


@dataclass(frozen=True)
class Run:
    """Some characters; `changed` where the other text does not have them here."""

    text: str
    changed: bool


def runs(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Both texts in runs; the texts of each list joined are the text itself."""
    found = _gathered(changes(one, other))
    return (
        _marked(one, [(change.start, change.end) for change in found]),
        _marked(other, [(change.at, change.until) for change in found]),
    )


def _gathered(found: list[Change]) -> list[Change]:
    """A few characters that two texts share by chance, amid more that differ, are no likeness."""
    gathered: list[Change] = []
    for change in found:
        while gathered and _is_chance(gathered[-1], change):
            last = gathered.pop()
            change = Change(last.start, change.end, last.at, change.until)
        gathered.append(change)
    return gathered


def _is_chance(before: Change, after: Change) -> bool:
    between = after.start - before.end
    return 2 * between <= min(_size(before), _size(after))


def _size(change: Change) -> int:
    return max(change.end - change.start, change.until - change.at)


def _marked(text: str, spans: list[tuple[int, int]]) -> list[Run]:
    """The text in runs, those of the spans as changed."""
    marked, done = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        marked += [Run(text[done:start], False), Run(text[start:end], True)]
        done = end
    return [run for run in marked if run.text]
