"""Fields (17.16): what is shown is their result, what is not their instruction."""

import re
from dataclasses import dataclass, field

from ..telling import Unreadable
from .formats import circled
from .symbols import symbol
from .xml import Element

_LINK = re.compile(r'\s*HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
# A number put in a circle by hand: EQ \o\ac(○,21); a word under its reading: EQ \o(\s\up 9(dú),读).
_CIRCLE = re.compile(r"\s*EQ\s*\\o\s*\\ac\s*\([^,]*,\s*(.{1,8}?)\s*\)\s*", re.IGNORECASE)
_READING = re.compile(r"\s*EQ\b.*\\s\s*\\up[^(]*\([^()]*\)\s*,\s*([^()]*)\)\s*", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(\d{1,6})\b.*\\f\s*\"?([^\"\\]+)", re.IGNORECASE)
_CIRCLES = re.compile("[○〇◯]")
_DEEPEST = 50  # fields inside each other
_LONGEST = 2_000  # characters of an instruction that are looked at


@dataclass
class _Field:
    instruction: str = ""
    showing: bool = False


@dataclass
class Fields:
    """The fields open at one place of a text; matched holds the ids of begins that have an end."""

    matched: set[int]
    _open: list[_Field] = field(default_factory=list)

    @classmethod
    def of(cls, root: Element) -> "Fields":
        """A begin without an end would hide or set aside all that follows, so it is left out."""
        deleted = {
            id(e) for tag in ("del", "moveFrom") for d in root.iter(tag) for e in d.iter("fldChar")
        }
        begun, matched = [], set()
        for element in root.iter("fldChar"):
            if id(element) not in deleted:
                kind = element.get("fldCharType")
                if kind == "begin":
                    begun.append(id(element))
                elif kind == "end" and begun:
                    matched.add(begun.pop())
        return cls(matched)

    @property
    def hidden(self) -> bool:
        """Whether text at this place is part of an instruction."""
        return not all(one.showing for one in self._open)

    @property
    def contents(self) -> bool:
        """Whether this place is in a table of contents."""
        return any(_CONTENTS.match(one.instruction) for one in self._open)

    @property
    def href(self) -> str:
        """The address that a HYPERLINK field gives this place."""
        links = [_LINK.match(one.instruction) for one in self._open if one.showing]
        return next((link[1] for link in reversed(links) if link), "")

    def instruct(self, text: str) -> None:
        if self._open and not self._open[-1].showing:
            self._open[-1].instruction = (self._open[-1].instruction + text)[:_LONGEST]

    def meet(self, element: Element) -> str:
        """Take a fldChar; returns text that a field without a result shows."""
        kind = element.get("fldCharType")
        if kind == "begin" and id(element) in self.matched:
            self._begin(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].showing = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return "" if ended.showing else _drawn(ended.instruction)
        return ""

    def enter(self, instruction: str) -> None:
        """Enter a field written in one element (fldSimple)."""
        self._begin(_Field(instruction[:_LONGEST], showing=True))

    def leave(self) -> None:
        self._open.pop()

    def _begin(self, begun: _Field) -> None:
        if len(self._open) == _DEEPEST:
            raise Unreadable("文件里的域层层嵌套，不像是通知，请核对文件。")
        self._open.append(begun)


def _drawn(instruction: str) -> str:
    circle = _CIRCLE.fullmatch(instruction)
    if circle:
        inner = circle[1]
        return circled(int(inner)) if inner.isdecimal() else _CIRCLES.sub("", inner)
    sign = _SYMBOL.match(instruction)
    if sign:
        return symbol(sign[2], f"{int(sign[1]):X}")
    reading = _READING.fullmatch(instruction)
    return reading[1].strip() if reading else ""
