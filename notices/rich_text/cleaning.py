"""Any HTML → the HTML we accept. What the editor filters is a courtesy; this is the boundary."""

import re

from ..characters import strip_unseen
from .allowed import MAX_CHARS, PARAGRAPHS, SYNONYMS, TooLong, cleaner
from .rebuilding import rebuild

_well_formed = cleaner(PARAGRAPHS | SYNONYMS.keys()).clean
_cleaned = cleaner().clean
# Characters that mean nothing but themselves, wherever they stand in a paragraph.
_CHARACTERS = "\u3001-\u301b\u4e00-\u9fff\uff01-\uff5e·—‘’“”…0-9A-Za-z.,:;()%/+-"
_ROWS = f"(?:<tr>(?:<td>[{_CHARACTERS}]*</td>|<th>[{_CHARACTERS}]*</th>)+</tr>)+"
_TABLE = (
    f"<table>(?:<caption>[{_CHARACTERS}]+</caption>)?"
    f"(?:<thead>{_ROWS}</thead>)?<tbody>{_ROWS}</tbody></table>"
)
CLEAN = re.compile(f"(?:<p>[{_CHARACTERS}]+</p>|{_TABLE})*")


def clean(html: str) -> str:
    """Return the HTML with the tags of ALLOWED only, as blocks; clean(clean(x)) == clean(x).

    The text of other tags is kept in paragraphs, that of scripts and styles is dropped.
    Raises TooLong where what comes in or goes out is over MAX_CHARS characters.
    """
    _measure(html)
    # What most sections are, and cleaning takes most of the time of drawing one.
    if CLEAN.fullmatch(html):
        return html
    result = _cleaned(rebuild(_well_formed(strip_unseen(html))))
    _measure(result)
    return result


def _measure(html: str) -> None:
    if len(html) > MAX_CHARS:
        raise TooLong(len(html))
