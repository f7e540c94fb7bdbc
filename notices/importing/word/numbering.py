"""The lists a document defines (17.9): which format, text and start each of their levels has."""

from dataclasses import dataclass, field

from ...characters import strip_unseen
from .formats import is_known
from .styles import Styles
from .xml import Element, is_on, value, whole_number

LEVELS = range(9)
_LONGEST = 100  # characters of a level's text, more than any label has
_MOST_LINKS = 10  # from list to style to list; Word makes one


@dataclass(frozen=True)
class Level:
    """One level of a list; restart is the level number that begins it anew, None for any above."""

    format: str
    text: str
    start: int
    suffix: str
    restart: int | None
    plain_digits: bool
    style: str | None


@dataclass(frozen=True)
class List:
    """What a numId stands for: counted counts with all lists of the same name."""

    counted: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def read_lists(part: Element | None, styles: Styles) -> dict[str, List]:
    """The lists of numbering.xml by numId."""
    if part is None:
        return {}
    abstract = {e.get("abstractNumId", ""): e for e in part.findall("abstractNum")}
    numbers = {e.get("numId", ""): e for e in part.findall("num")}
    levels: dict[str, dict[int, Level]] = {}
    lists = {}
    for number, element in numbers.items():
        name = _linked(value(element, "abstractNumId", ""), abstract, numbers, styles)
        if name in abstract:
            if name not in levels:
                levels[name] = _levels(abstract[name])
            lists[number] = _overridden(element, name, levels[name])
    return lists


def _linked(name: str, abstract: dict, numbers: dict, styles: Styles) -> str:
    """Follow numStyleLink to the list that the numbering style names."""
    for _ in range(_MOST_LINKS):
        style = value(abstract.get(name), "numStyleLink")
        number = styles.numbering_of(style).number if style else None
        if number not in numbers:
            return name
        name = value(numbers[number], "abstractNumId", "")
    return name


def _levels(element: Element) -> dict[int, Level]:
    return {whole_number(level.get("ilvl")): _level(level) for level in element.findall("lvl")}


def _overridden(element: Element, name: str, levels: dict[int, Level]) -> List:
    own, starts = dict(levels), {}
    for override in element.findall("lvlOverride"):
        place = whole_number(override.get("ilvl"))
        level = override.find("lvl")
        if level is not None:
            own[place] = _level(level)
        start = value(override, "startOverride")
        if start is not None:
            starts[place] = whole_number(start)
    return List(name, own, starts)


def _level(element: Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        format=_format(element),
        text=strip_unseen(value(element, "lvlText", "") or "")[:_LONGEST],
        start=whole_number(value(element, "start")),
        suffix=value(element, "suff", "tab") or "tab",
        restart=None if restart is None else whole_number(restart),
        plain_digits=is_on(element.find("isLgl")),
        style=value(element, "pStyle"),
    )


def _format(element: Element) -> str:
    """The level's format; a newer one stands beside an older in a choice (1, 01, 001, …)."""
    found = element.find("numFmt")
    if found is not None:
        return found.get("val", "decimal")
    choices = list(element.iter("numFmt"))
    for choice in choices:
        example = choice.get("format", "").partition(",")[0]
        if choice.get("val") == "custom" and example.strip("0") == "1":
            return f"custom{len(example)}"
    known = [e.get("val", "decimal") for e in choices if is_known(e.get("val", "decimal"))]
    return known[-1] if known else "decimal"
