"""References between sections that lead nowhere, or to what cannot be cited."""

from collections.abc import Iterator

from .. import rich_text
from .found import found
from .problem import Passage, Problem

RULE = "reference"
_GONE = "引用的“{}”已不在本通知里。"
_NAMELESS = "引用的“{}”没有序号也没有标题，写不出它的位置。"
_ADVICE = "请删去这处引用，或者用“引用层次”重新选择。"


def lost_references(passage: Passage, html: str, sections: list[dict]) -> Iterator[Problem]:
    """A blocking Problem for each; the words it has are those of when it was last right."""
    named = {row["number"]: bool(row["label"] or row["heading"]) for row in sections}
    at = 0
    for one in rich_text.references(html):
        start = max(passage.text.find(one.words, at), 0)
        at = start + len(one.words)
        if not named.get(one.number):
            said = _NAMELESS if one.number in named else _GONE
            yield found(RULE, passage, start, at, said.format(one.words), _ADVICE)
