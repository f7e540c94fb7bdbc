"""Characters that nobody sees: they hide words from searches and checks, or turn text around."""

import re

# Controls, surrogates, soft hyphen, zero-width and direction marks, embeddings and isolates.
UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def strip_unseen(text: str) -> str:
    """Return the text without unseen characters; every kind of line end becomes "\\n"."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))
