"""Characters that a wrong encoding has left: what can be told for certain is put right."""

import re

from .han import HAN
from .traced import Change

# What a converter makes of 数, of 。县 and of a paragraph's indent, whatever stands around them.
_KNOWN = {
    re.compile(r"\?d[āa]ng\)\?sh[ùu]\)"): "数",
    re.compile(rf"(?<=[{HAN}])\?\?h(?=[{HAN}])"): "。县",
    re.compile(rf"^\?\?(?=[{HAN}（(《“0-9])"): "",  # two full-width blanks
}
_LATIN = re.compile(r"[\x80-\xff]")
_HAN_RUN = re.compile(f"[{HAN}]")
_ENOUGH = 6  # characters of a line read in the wrong encoding, so that chance is ruled out


def find_mojibake(text: str) -> list[Change]:
    """UTF-8 that was read as Latin or as GBK, line by line, and the known traces."""
    changes, start = [], 0
    for line in text.split("\n"):
        whole = _as_meant(line)
        if whole:
            changes.append((start, start + len(line), whole))
        else:
            changes += [
                (start + found.start(), start + found.end(), new)
                for pattern, new in _KNOWN.items()
                for found in pattern.finditer(line)
            ]
        start += len(line) + 1
    return sorted(changes)


def _as_meant(line: str) -> str | None:
    """The line in the encoding it was written in, None where it was read right."""
    if len(_LATIN.findall(line)) >= _ENOUGH:
        return _read_again(line, "cp1252") or _read_again(line, "latin-1")
    if len(line) >= _ENOUGH and not line.isascii():
        return _read_again(line, "gb18030")
    return None


def _read_again(line: str, encoding: str) -> str | None:
    try:
        meant = line.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None
    return meant if _HAN_RUN.search(meant) else None
