"""What stands between quotes or title marks is somebody else's wording."""

import re

_QUOTED = re.compile(r"“[^“”\n]{1,200}”|《[^《》\n]{1,200}》|‘[^‘’\n]{1,200}’|「[^「」\n]{1,200}」")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTED.finditer(text)]


def is_within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)
