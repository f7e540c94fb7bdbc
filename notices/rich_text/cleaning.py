"""Any HTML → the HTML we accept. What the editor filters is a courtesy; this is the boundary."""

from ..characters import strip_unseen
from .allowed import MAX_CHARS, PARAGRAPHS, SYNONYMS, TooLong, cleaner
from .rebuilding import rebuild

_well_formed = cleaner(PARAGRAPHS | SYNONYMS.keys()).clean
_cleaned = cleaner().clean


def clean(html: str) -> str:
    """Return the HTML with the tags of ALLOWED only, as blocks; clean(clean(x)) == clean(x).

    The text of other tags is kept in paragraphs, that of scripts and styles is dropped.
    Raises TooLong where what comes in or goes out is over MAX_CHARS characters.
    """
    _measure(html)
    result = _cleaned(rebuild(_well_formed(strip_unseen(html))))
    _measure(result)
    return result


def _measure(html: str) -> None:
    if len(html) > MAX_CHARS:
        raise TooLong(len(html))
