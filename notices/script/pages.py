"""The texts of an HTML page in Traditional script; every other byte of it stays.

Converted are the text nodes, alt, title, placeholder, aria-label and the meta description. Never
touched: addresses, names, values, classes, scripts, styles, what is typed into a form, and what
says its own language. A word is one word across inline tags: <b>干</b>部 is 幹部.
"""

import re
from collections.abc import Mapping

from .converting import to_traditional

_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label"}
# A word goes on through these; any other tag ends it.
_INLINE = set(
    "a abbr b bdi bdo cite del dfn em font i ins mark q s small span strong sub sup time u var wbr".split()
)
# Two of these side by side are two things: links of a list, a name and its short form.
_APART = {"a", "small", "span", "time"}
# What stands in these is for machines or to be typed as it is.
_VERBATIM = {"code", "kbd", "pre", "samp"}
# They have no end, so nothing can be kept up to it.
_VOID = set("area base br col embed hr img input link meta source track wbr".split())
_REST = r"""[^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+>"""
_MARKUP = re.compile(
    rf"""<!--.*?-->|<![^>]*>|(?P<raw><(?P<of>script|style|template|textarea)(?=[\s/>]){_REST})"""
    rf"""(?P<content>.*?</(?P=of)\s*>)|<(?P<closes>/?)(?P<name>[a-z][^\s/>]*+){_REST}""",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_DESCRIPTION = re.compile(r"""\sname=(["']?)description\1""", re.IGNORECASE | re.ASCII)


def in_traditional(page: str, exceptions: Mapping[str, str]) -> str:
    """Return the page with its texts converted; `exceptions` as in `to_traditional`."""
    texts = _Texts()
    at = 0
    for found in _MARKUP.finditer(page):
        texts.add(page[at : found.start()])
        texts.tag(found)
        at = found.end()
    texts.add(page[at:])
    return texts.converted(exceptions)


class _Texts:
    """The pieces of a page in order, and which of them are texts."""

    def __init__(self):
        self.pieces: list[str] = []
        # Places among the pieces, None where a word ends; attributes stand apart from the text.
        self.flow: list[int | None] = []
        self.aside: list[int | None] = []
        self.closed = ""  # the tag that was closed right before this
        self.kept: list[str] = []  # open tags since the one whose text stays

    def add(self, text: str) -> None:
        if text:
            self.closed = ""
            self._put(text, None if self.kept else self.flow)

    def tag(self, found: re.Match) -> None:
        """A tag, a comment, or a whole element whose content is no text for readers."""
        name, closes = (found["name"] or "").lower(), bool(found["closes"])
        if name not in _INLINE or (not closes and {name, self.closed} <= _APART):
            self.flow.append(None)
        self.closed = name if closes else ""
        if name:
            self._attributes(found[0], name)
            self._keep(found[0], name, closes)
        elif found["raw"]:
            self._attributes(found["raw"], found["of"].lower())
            self._put(found["content"])
        else:
            self._put(found[0])

    def _put(self, piece: str, texts: list | None = None) -> None:
        if texts is not None:
            texts.append(len(self.pieces))
        self.pieces.append(piece)

    def _attributes(self, tag: str, name: str) -> None:
        if tag.isascii():
            return self._put(tag)
        wanted = _ATTRIBUTES
        if name == "meta" and _DESCRIPTION.search(tag):
            wanted = _ATTRIBUTES | {"content"}
        at = 0
        for found in _ATTRIBUTE.finditer(tag, len(name) + 1):
            if found[1].lower() in wanted:
                self._put(tag[at : found.start(3)])
                self._put(found[3], self.aside)
                self.aside.append(None)
                at = found.end(3)
        return self._put(tag[at:])

    def _keep(self, tag: str, name: str, closes: bool) -> None:
        """Counts the open tags of one name, from one whose text stays to its end."""
        if self.kept:
            if name == self.kept[0]:
                self.kept.pop() if closes else self.kept.append(name)
        elif not closes and name not in _VOID and _stays(tag, name):
            self.kept.append(name)

    def converted(self, exceptions: Mapping[str, str]) -> str:
        """All pieces, the texts converted in one go: OpenCC keeps their length."""
        places = [*self.flow, None, *self.aside]
        texts = ["\n" if place is None else self.pieces[place] for place in places]
        whole = "".join(texts)
        turned, at = to_traditional(whole, exceptions), 0
        if len(turned) != len(whole):  # no entry of today's dictionaries does that
            return self._one_by_one(exceptions)
        for place, text in zip(places, texts):
            if place is not None:
                self.pieces[place] = turned[at : at + len(text)]
            at += len(text)
        return "".join(self.pieces)

    def _one_by_one(self, exceptions: Mapping[str, str]) -> str:
        """All pieces, each text converted by itself: a word across tags is then two."""
        for place in {*self.flow, *self.aside} - {None}:
            self.pieces[place] = to_traditional(self.pieces[place], exceptions)
        return "".join(self.pieces)


def _stays(tag: str, name: str) -> bool:
    """Whether the text of the element is left as it is."""
    if name in _VERBATIM:
        return True
    if name == "html" or (name != "option" and "lang" not in tag.lower()):
        return False
    own = {found[1].lower() for found in _ATTRIBUTE.finditer(tag, len(name) + 1)}
    # An option without a value sends its text.
    return "lang" in own or (name == "option" and "value" not in own)
