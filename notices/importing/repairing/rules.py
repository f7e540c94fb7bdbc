"""The upright lines that a table's frame leaves at either end of a line of text."""

import re

from .traced import Change

_BLANK = r"[^\S\n]"
_FRAME = re.compile(
    rf"^{_BLANK}*\|(?:{_BLANK}|\|)*(?=[^|\s])|(?<=[^|\s]){_BLANK}*\|(?:{_BLANK}|\|)*$", re.MULTILINE
)


def find_frames(text: str) -> list[Change]:
    """What to take out at the ends of lines."""
    return [(found.start(), found.end(), "") for found in _FRAME.finditer(text)]
