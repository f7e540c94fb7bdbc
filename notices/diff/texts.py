"""Two rich texts: their lines by character, their tables by cell."""

from collections.abc import Iterator, Sequence

from . import blocks
from .matching import changes
from .shapes import Part
from .tables import tables

SAME_WORDS = "文字相同，只是格式、链接或分段有变化。"


def texts(old: str, new: str, heads: tuple[str, str] = ("", "")) -> tuple[list[Part], list[str]]:
    """The parts that differ between two HTML texts, and what is to be noted where none does.

    `heads` are the headings above them, plain; one that ends in 。 runs on into the first line.
    """
    if (old, heads[0]) == (new, heads[1]):
        return [], []
    one, other = blocks.read(old), blocks.read(new)
    parts = list(_lines(_with_head(heads[0], one.lines), _with_head(heads[1], other.lines)))
    parts += tables(one.tables, other.tables)
    return parts, [] if parts else [SAME_WORDS]


def _with_head(head: str, lines: Sequence[str]) -> tuple[str, ...]:
    if head.endswith("。"):
        return (head + "".join(lines[:1]), *lines[1:])
    return (head, *lines) if head else tuple(lines)


def _lines(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Part]:
    for change in changes(old, new):
        before, after = old[change.start : change.end], new[change.at : change.until]
        if "".join(before) != "".join(after):
            yield Part.of("", "\n".join(before), "\n".join(after))
