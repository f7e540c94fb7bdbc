"""Every check on a whole payload: its elements, its outline, its texts, its files."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from . import links
from .attached.telling import problems_in
from .dates import sums
from .elements.forms import ill_formed, unread_numbers
from .elements.required import missing_elements
from .facts import Facts
from .outline.references import dangling
from .outline.tree import misshapen
from .passages import passages as passages_in
from .passages import rich_parts
from .problem import Passage, Problem
from .references import lost_references
from .rules import BLOCKING, OFF, RULES
from .texts import leaks, prose

MOST_TOLD = 50
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")


def problems_of(
    payload: dict, facts: Facts, passages: Iterable[Passage] | None = None
) -> list[Problem]:
    """What stands in the way of publishing a payload (format 1); blocking Problems refuse it.

    In the order of elements, outline, text. `passages`: its texts, where a reader knows better
    what they are.
    """
    texts = list(passages_in(payload) if passages is None else passages)
    return list(filter(None, (_weighed(one, facts) for one in _all(payload, facts, texts))))


def _all(payload: dict, facts: Facts, texts: list[Passage]) -> Iterator[Problem]:
    yield from missing_elements(payload, facts)
    yield from ill_formed(payload, facts)
    if not payload["doc_number"]:
        yield from unread_numbers(texts)
    yield from misshapen(payload)
    yield from _some(dangling(payload, texts))
    years, day = _years(payload), _signed_on(payload) or facts.today
    rich = rich_parts(payload)
    for passage in texts:
        own = [*leaks(passage, facts.confirmed), *_some(prose(passage, facts, years, day))]
        yield from sorted(own, key=lambda problem: problem.offset)
        if html := rich.get(passage.part):
            yield from lost_references(passage, html, payload["sections"])
            yield from links.find(passage, html, facts)
            yield from sums.find(passage, html)
    yield from links.source(payload, facts)
    yield from links.files(payload)
    yield from problems_in(payload, facts.files, facts.confirmed)


def _some(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of each rule the first MOST_TOLD in a passage: more say nothing new, and cost time."""
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.rule] += 1
        if told[problem.rule] <= MOST_TOLD:
            yield problem


def _weighed(problem: Problem, facts: Facts) -> Problem | None:
    """The Problem as the administrator weighs its rule; None where it is silent here."""
    rule, weight = RULES[problem.rule], facts.weights.get(problem.rule)
    if rule.fixed:
        return problem
    if weight == OFF or (weight is None and rule.style and facts.issued):
        return None
    return problem if weight is None else replace(problem, blocking=weight == BLOCKING)


def _signed_on(payload: dict) -> date | None:
    return date.fromisoformat(payload["signed_on"]) if payload["signed_on"] else None


def _years(payload: dict) -> set[int]:
    """What years a date may mean that does not say its own."""
    signed = _signed_on(payload)
    near = {signed.year, signed.year + (signed.month > 9)} if signed else set()
    return near | {int(year) for year in _YEAR.findall(payload["title"])}
