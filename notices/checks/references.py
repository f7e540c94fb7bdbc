"""References between sections that lead nowhere, or to what cannot be cited."""

from collections.abc import Iterator

from .. import rich_text
from .passages import rich_texts
from .problem import Problem

RULE = "reference"
_GONE = "引用的“{}”已不在本通知里。"
_NAMELESS = "引用的“{}”没有序号也没有标题，写不出它的位置。"
_ADVICE = "请删去这处引用，或者用“引用层次”重新选择。"


def lost_references(payload: dict) -> Iterator[Problem]:
    """A blocking Problem for each; the words it has are those of when it was last right."""
    named = {row["number"]: bool(row["label"] or row["heading"]) for row in payload["sections"]}
    for place, html in rich_texts(payload):
        text, at = rich_text.plain(html), 0
        for one in rich_text.references(html):
            found = max(text.find(one.words, at), 0)
            at = found + len(one.words)
            if not named.get(one.number):
                said = _NAMELESS if one.number in named else _GONE
                message = said.format(one.words)
                yield Problem(RULE, place, found, message, _ADVICE, blocking=True)
