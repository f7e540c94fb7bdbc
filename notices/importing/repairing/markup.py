"""Signs of Markdown (CommonMark 0.31) in a text that nothing has rendered: # ** > &emsp; <br>."""

import re

from .han import HAN
from .traced import Change

_BLANK = r"[^\S\n]"
# What is Markdown beyond doubt; one alone may be a sign of the text's own.
_CERTAIN = re.compile(
    rf"^{_BLANK}*#{{1,6}}{_BLANK}+(?=[{HAN}*（\d《])|^{_BLANK}*\*\*[^*\n]+\*\*|&[en]m?sp;|<br\s*/?>|</div>"
    r"|&nbsp;",
    re.MULTILINE,
)
_ENOUGH = 2
_SIGNS = re.compile(
    rf"^{_BLANK}*(?:#{{1,6}}{_BLANK}+|>{_BLANK}?)+|(?<!\*)\*\*(?!\*)|</?(?:br|p|div|span|font|center|b|u|strong)\b"
    r"[^<>\n]{0,200}>|(?<=\d)\\(?=[.)])|!?\[(?=[^\[\]\n]{1,100}\]\([^()\s]{1,300}\))|\]\([^()\s]{1,300}\)"
    r"|(?P<blank>&(?:nb|em|en)sp;)",
    re.MULTILINE,
)


def find_markup(text: str) -> list[Change]:
    """The signs to take out, a blank for an entity; none where the text is no Markdown."""
    if len(_CERTAIN.findall(text)) < _ENOUGH:
        return []
    return [
        (sign.start(), sign.end(), " " if sign["blank"] else "") for sign in _SIGNS.finditer(text)
    ]
