"""A block in the making: what the flow of a page yields before asides and depths are decided."""

import re
from dataclasses import dataclass, field

from ..blocks import Aside, Block, Cell, Mark, Picture
from .runs import Line

_SENTENCE = 20  # characters: a paragraph of the notice, not 版权所有。 or a caption


@dataclass
class Draft:
    """One paragraph, table or picture; level is 1 to 6 in an <h1> to <h6>, linked counts
    characters in links, missing is the alternative text of a picture that cannot be had."""

    text: str
    marks: tuple[Mark, ...] = ()
    bold: int = 0
    linked: int = 0
    level: int = 0
    centred: bool = False
    label: str = ""
    item: str = ""
    cells: tuple[Cell, ...] = ()
    picture: Picture | None = None
    missing: str | None = None
    aside: Aside | None = None
    images: list["Draft"] = field(default_factory=list)

    def block(self, depth: int) -> Block:
        return Block(
            text=self.text,
            label=self.label,
            depth=depth,
            bold=self.bold,
            centred=self.centred,
            item=self.item,
            marks=self.marks,
            cells=self.cells,
            picture=self.picture,
            aside=self.aside,
        )

    def is_sentence(self) -> bool:
        """Whether this is prose, which no menu and no footer has."""
        return "。" in self.text and len(self.text) >= _SENTENCE and not self.is_linked()

    def is_linked(self) -> bool:
        """Whether nearly all of it stands in links."""
        visible = len(re.sub(r"[\s|｜·>＞/»、：:\[\]【】-]", "", self.text))
        return self.linked > 0 and self.linked >= 0.8 * visible


def of_line(line: Line, **facts) -> Draft:
    """A paragraph of this line."""
    return Draft(line.text, line.marks(), line.bold(), line.linked(), **facts)
