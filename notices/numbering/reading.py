"""Recognising a label of any ready-made scheme, alone or at the start of a line."""

from dataclasses import dataclass
from functools import lru_cache

from .schemes import SCHEMES, Style

# In the order of the schemes, each once: a style may serve several schemes at several depths.
STYLES = tuple(dict.fromkeys(style for scheme in SCHEMES.values() for style in scheme.styles))


@dataclass(frozen=True)
class Label:
    """A label that was read: its text, its style, and its numbers, outermost first.

    Only decimal labels have several numbers: 2.13 has (2, 13), 第三条 has (3,).
    """

    text: str
    style: Style
    numbers: tuple[int, ...]

    @property
    def depths(self) -> dict[str, int]:
        """The schemes this label fits, by code, and the depth it shows in each, 1 to 6."""
        return {
            code: scheme.styles.index(self.style) + 1
            for code, scheme in SCHEMES.items()
            if self.style in scheme.styles
        }


@lru_cache(1000)  # a site writes few labels, and every page reads all of its own
def read_label(text: str) -> Label | None:
    """The label that `text` is, whole and in its one form; None if it is none (一十、, 01.)."""
    for style in STYLES:
        numbers = style.read(text)
        if numbers:
            return Label(text, style, numbers)
    return None


def at_start(line: str) -> Label | None:
    """The longest label that opens `line`, or None.

    The line begins with its first visible character; what follows the label is
    `line[len(label.text):]`. What only looks like a label is left alone: 1.5万人, 2026 年,
    第三条第二款, （一）、（二）项, 一、二、三级. A bare number (1) needs a space and a word after it,
    a decimal (1.1) a word, with or without the space.
    """
    openings = (style.at_start(line) for style in STYLES)
    return read_label(max(openings, key=len))
