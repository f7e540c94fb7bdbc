"""The inside of a paragraph: runs, fields, links, changes, notes (17.3)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ...characters import strip_unseen
from ..blocks import Block
from .drafts import Piece
from .looks import PLAIN, RunFormat, look_of, run_format
from .objects import Box, branch, held_in
from .source import Part, Tally
from .styles import RUNS_ON
from .symbols import symbol
from .xml import Element, value

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HREF = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_MARKED = {"inserted": ("ins", "moveTo"), "deleted": ("del", "moveFrom")}
_BLANKS = re.compile(r"[\t\r\n]")


@dataclass(frozen=True)
class Note:
    """A footnote or endnote that a paragraph refers to, or a comment (number 0)."""

    key: tuple[str, str]
    number: int


@dataclass
class Content:
    """What a paragraph holds; held comes after it, in order."""

    pieces: list[Piece] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    held: list[Block | Box | Note] = field(default_factory=list)
    contents: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass
class Inline:
    """Reads the children of a paragraph of this style into content."""

    part: Part
    style: str | None
    content: Content
    _form: RunFormat = PLAIN
    _runs_on: bool = False
    _href: str = ""

    @property
    def _tally(self) -> Tally:
        return self.part.source.tally

    def read(self, parent: Element) -> None:
        for child in parent:
            handler = _HANDLERS.get(child.tag)
            if handler:
                handler(self, child)

    def count_mark(self, mark: Element | None) -> None:
        """Count the changes of a paragraph's mark, if no change of its text runs into it."""
        for kind, tags in _MARKED.items() if mark is not None else ():
            found = next((e for e in mark if e.tag in tags), None)
            if found is not None:
                self._tally.change = self._count(kind, found)

    def _run(self, run: Element) -> None:
        properties, outer = run.find("rPr"), (self._form, self._runs_on)
        styles = self.part.source.styles
        style = value(properties, "rStyle")
        styled = styles.run(self.style, style)
        self._runs_on = style == RUNS_ON
        self._form = run_format(properties, styles.theme).over(styled)
        self._tally.change = None
        self.read(run)
        self._form, self._runs_on = outer

    def _add(self, text: str, **changes) -> None:
        fields = self.part.fields
        if fields.hidden:
            fields.instruct(text)
        elif self._form.hidden:
            self._tally.hidden.append(text)
        elif text:
            look = look_of(self._form, self._href or _allowed(fields.href), self._runs_on)
            self.content.pieces.append(Piece(text, replace(look, **changes) if changes else look))
            self.content.contents = self.content.contents or fields.contents

    def _text(self, element: Element) -> None:
        text = _BLANKS.sub(" ", element.text or "")
        self._add(strip_unseen(text if element.get(_SPACE) == "preserve" else text.strip(" ")))

    def _break(self, element: Element) -> None:
        self._add("\n")

    def _blank(self, element: Element) -> None:
        self._add(" ")

    def _hyphen(self, element: Element) -> None:
        self._add("-")

    def _symbol(self, element: Element) -> None:
        self._add(symbol(element.get("font", ""), element.get("char", "")))

    def _formula(self, element: Element) -> None:
        texts = (e.text or "" for e in element.iter() if e.tag in ("{m}t", "t"))
        self._add(strip_unseen(_BLANKS.sub(" ", "".join(texts))))

    def _ruby(self, element: Element) -> None:
        base = element.find("rubyBase")
        self.read([] if base is None else base)

    def _wrapped(self, element: Element) -> None:
        content = element.find("sdtContent") if element.tag == "sdt" else element
        self.read([] if content is None else content)

    def _alternatives(self, element: Element) -> None:
        chosen = branch(element)
        self.read([] if chosen is None else chosen)

    def _link(self, element: Element) -> None:
        relation, outer = self.part.relation(element.get("{r}id")), self._href
        self._href = _allowed(relation.target) if relation and relation.external else outer
        self.read(element)
        self._href = outer

    def _simple_field(self, element: Element) -> None:
        self.part.fields.enter(element.get("instr", ""))
        self.read(element)
        self.part.fields.leave()

    def _field(self, element: Element) -> None:
        drawn = self.part.fields.meet(element)
        if drawn:
            self._add(strip_unseen(drawn))

    def _instruction(self, element: Element) -> None:
        self.part.fields.instruct(element.text or "")

    def _inserted(self, element: Element) -> None:
        key = self._count("inserted", element)
        self.read(element)
        self._tally.change = key

    def _deleted(self, element: Element) -> None:
        self._tally.change = self._count("deleted", element)
        self.content.deleted.append(deleted_text(element))

    def _count(self, kind: str, element: Element) -> tuple:
        """Word cuts one change into many elements; those side by side count once."""
        key = (kind, element.get("author"), element.get("date"))
        self._tally.times[kind] += key != self._tally.change
        return key

    def _object(self, element: Element) -> None:
        if not self._form.hidden and not self.part.fields.hidden:
            self.content.held += held_in(element, self.part)

    def _note(self, element: Element) -> None:
        key = (element.tag.removesuffix("Reference"), element.get("id", ""))
        numbers = self.part.source.numbers
        if key in self.part.source.notes:
            number = numbers.setdefault(key, len(numbers) + 1)
            self._add(f"[{number}]", place="sup")
            self.content.held.append(Note(key, number))

    def _comment(self, element: Element) -> None:
        self.content.held.append(Note(("comment", element.get("id", "")), 0))


def deleted_text(element: Element) -> str:
    """What a deletion took away, as one line."""
    texts = (e.text or "" for e in element.iter() if e.tag in ("delText", "t"))
    return strip_unseen(_BLANKS.sub(" ", "".join(texts)))


def _allowed(href: str) -> str:
    return href if _HREF.fullmatch(href) else ""


_HANDLERS: dict[str, Callable[[Inline, Element], None]] = {
    "r": Inline._run,
    "t": Inline._text,
    "br": Inline._break,
    "cr": Inline._break,
    "tab": Inline._blank,
    "ptab": Inline._blank,
    "noBreakHyphen": Inline._hyphen,
    "sym": Inline._symbol,
    "ruby": Inline._ruby,
    "hyperlink": Inline._link,
    "sdt": Inline._wrapped,
    "smartTag": Inline._wrapped,
    "customXml": Inline._wrapped,
    "dir": Inline._wrapped,
    "bdo": Inline._wrapped,
    "{mc}AlternateContent": Inline._alternatives,
    "{m}oMath": Inline._formula,
    "{m}oMathPara": Inline._formula,
    "fldSimple": Inline._simple_field,
    "fldChar": Inline._field,
    "instrText": Inline._instruction,
    "ins": Inline._inserted,
    "moveTo": Inline._inserted,
    "del": Inline._deleted,
    "moveFrom": Inline._deleted,
    "drawing": Inline._object,
    "pict": Inline._object,
    "object": Inline._object,
    "footnoteReference": Inline._note,
    "endnoteReference": Inline._note,
    "commentReference": Inline._comment,
}
