"""A style sheet as Chromium 78 reads it, the browser of many office computers."""

import re

# A rule with one of these in its selector is passed over whole.
NEWER_SELECTORS = r":focus-visible|:user-invalid|::details"
# A declaration with one of these is passed over.
NEWER_VALUES = r"\b(?:min|max|clamp|round)\(|\bcq[iwhb]\b|content:[^;]*/|anywhere"
NEWER_PROPERTIES = (
    r"(?:text-wrap|text-spacing-trim|text-autospace|hanging-punctuation|text-underline-offset"
    r"|text-decoration-thickness|accent-color|container-type|scroll-margin[\w-]*|animation-[\w-]+)"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def without_supports(sheet: str) -> str:
    """The sheet where nothing that @supports asks for is there, and without comments."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    while (start := sheet.find("@supports")) >= 0:
        depth = 0
        for end in range(sheet.index("{", start), len(sheet)):
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            if not depth:
                break
        sheet = sheet[:start] + sheet[end + 1 :]
    return sheet


def as_read(sheet: str) -> str:
    """What is left of the sheet."""
    return _RULE.sub(_rule, without_supports(sheet))


def _rule(rule: re.Match[str]) -> str:
    if re.search(NEWER_SELECTORS, rule[1]):
        return ""
    kept = [
        declaration
        for declaration in rule[2].split(";")
        if not re.search(NEWER_VALUES, declaration)
        and not re.match(rf"\s*{NEWER_PROPERTIES}\s*:", declaration)
    ]
    return f"{rule[1]}{{{';'.join(kept)}}}"
