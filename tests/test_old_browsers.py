"""Style and script keep to what Chromium 78 reads, the browser of many office computers.

What is newer may stand where its absence leaves a usable page: within @supports, as a second
declaration after one that is understood, or as a declaration that is simply passed over.
"""

import re
from pathlib import Path

import pytest

from .chromium78 import without_supports

HOUSE = Path(__file__).resolve().parent.parent
PLAIN = without_supports((HOUSE / "static/site.css").read_text(encoding="utf-8"))
RULES = [(found[1].strip(), found[2]) for found in re.finditer(r"([^{}]+)\{([^{}]*)\}", PLAIN)]
JS = re.sub(
    r"/\*.*?\*/|^\s*//.*$",
    "",
    "".join((HOUSE / f"static/{name}.js").read_text(encoding="utf-8") for name in ("site", "hant")),
    flags=re.S | re.M,
)
# What spoils a whole rule or a whole layout where it is not known.
NEWER_CSS = {
    "selector lists (88)": r":(?:is|where|has)\(",
    "a list in :not() (88)": r":not\([^)]*,",
    "nesting (112)": r"(?:^|[{;])\s*&",
    "layers (99)": r"@layer",
    "container rules (105)": r"@container",
    "range media queries (104)": r"@media[^{]*[<>]",
    "inset (87)": r"[{;\s]inset[\w-]*\s*:",
    "logical shorthands (87)": r"(?:margin|padding|border)-(?:inline|block)\s*:",
    "aspect-ratio (88)": r"[{;\s]aspect-ratio\s*:",
    "dynamic viewport units (108)": r"\d(?:d|s|l)v[hw]\b",
    "colours of level 4 and 5": r"(?:color-mix|oklch|oklab|lch|lab|hwb|light-dark)\(",
    "clip (90)": r"overflow[\w-]*\s*:\s*clip",
}
# Values that need a declaration of the same property before them.
NEWER_VALUES = r"\b(?:min|max|clamp|round)\(|\bcq[iwhb]\b"
NEWER_JS = {
    "optional chaining (80)": r"\?\.(?!\d)",
    "?? (80)": r"\?\?",
    "logical assignment (85)": r"(?:\|\||&&|\?\?)=",
    "numeric separators (75)": r"\b\d+_\d",
    "private fields (84)": r"[.\s{]#\w+\s*[=;(]",
    "newer methods": r"\.(?:replaceAll|at|hasOwn|allSettled|any|flatMap|findLast|replaceChildren)\(",
    "newer functions": r"\b(?:structuredClone|queueMicrotask|requestIdleCallback)\(",
    "modules": r"(?:^|\n)\s*(?:import|export)\b",
}


@pytest.mark.parametrize("feature", NEWER_CSS)
def test_the_sheet_needs_nothing_newer(feature):
    assert re.findall(NEWER_CSS[feature], PLAIN) == []


def test_a_newer_value_follows_one_that_is_understood():
    for selector, body in RULES:
        seen = set()
        for declaration in filter(str.strip, body.split(";")):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if re.search(NEWER_VALUES, value):
                assert name in seen, f"{selector}: {declaration}"
            seen.add(name)


def test_gaps_stand_in_grids_only():
    for selector, body in RULES:
        if re.search(r"(?:^|[;\s])(?:row-|column-)?gap\s*:", body):
            assert "flex" not in body, selector


def test_a_pseudo_class_that_is_not_known_spoils_no_rule_but_its_own():
    newer = re.compile(r":(?:focus-visible|target-current|user-invalid|popover-open)|::details")
    for selector, _ in RULES:
        parts = [part for part in selector.split(",") if newer.search(part)]
        assert not parts or len(parts) == selector.count(",") + 1, selector


@pytest.mark.parametrize("feature", NEWER_JS)
def test_the_script_needs_nothing_newer(feature):
    assert re.findall(NEWER_JS[feature], JS) == []
