"""A text as the rules read it: one form of digit, blank and hyphen, nothing unseen."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..characters import strip_unseen

_HYPHENS = dict.fromkeys("‐‑‒–—―−－", "-")
_TRADITIONAL = dict(zip("絕機祕內資開級屬", "绝机秘内资开级属", strict=True))
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FORMS = {"\u3000": " ", "\xa0": " "} | _FULL_WIDTH | _TRADITIONAL | _HYPHENS


@dataclass(frozen=True)
class Folded:
    """The folded text, and for each of its characters the offset in the original."""

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> Folded:
    """Return the text folded character by character, so that offsets are never lost.

    Full-width forms and the digits of other scripts become ASCII, but ① and ² stay as they are:
    they count or annotate, they are no part of a number. Line ends become "\n", and a tab stays a
    tab: it parts the cells of a table.
    """
    seen = [(offset, form) for offset, one in enumerate(text) if (form := _form(one))]
    return Folded("".join(form for _, form in seen), tuple(offset for offset, _ in seen))


@lru_cache(maxsize=1 << 14)
def _form(one: str) -> str:
    """The one character it is read as; "" for one that nobody sees."""
    if not strip_unseen(one):
        return ""
    if one in _FORMS:
        return _FORMS[one]
    if unicodedata.category(one) == "Nd":
        return str(unicodedata.decimal(one))
    if unicodedata.category(one) == "Zs":
        return " "
    return strip_unseen(one)
