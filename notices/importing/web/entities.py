"""Entities that a page spells wrongly, read as they were meant."""

import re
from html import unescape

from ...characters import strip_unseen

# Written twice (&amp;nbsp;), without a semicolon, or with letters of nbsp lost (&sp;).
_NAMED = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});")
_OPEN_ENDED = re.compile(
    r"&(?:amp;)*(nbsp|[lr][ds]quo|mdash|ndash|hellip|middot|emsp|ensp|bull|times)(?![a-zA-Z0-9=;])"
)
_BLANK = re.compile(
    r"&\s?n?\s?b?\s?s?\s?p?\s?;|(?<![a-zA-Z&])(?:nbsp|nbs|nsp|bsp|nbp|sp);|&(?:nbps|nspb);"
    r"|&(?:amp;)*#(?:160|[xX][aA]0)(?![0-9;])|&nb?s?p?$"
)


def as_meant(text: str) -> str:
    """Return the text with the entities left in it after one reading read again."""
    if "&" in text or ";" in text:
        text = _NAMED.sub(lambda found: _character(found[1], found[0]), text)
        text = _OPEN_ENDED.sub(lambda found: unescape(f"&{found[1]};"), text)
        text = _BLANK.sub("\xa0", text)
    return strip_unseen(text)


def _character(name: str, written: str) -> str:
    character = unescape(f"&{name};")
    return written if character.startswith("&") and len(character) > 1 else character
