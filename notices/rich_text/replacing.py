"""Words of cleaned HTML, replaced where they stand once."""

import re
from html import escape

_TAG = re.compile(r"(<[^>]*>)")


def replace_once(html: str, old: str, new: str) -> str | None:
    """The HTML with `old` replaced by `new` in its text, both plain; tags are never touched.

    None where `old` is not there, stands there more than once, or runs across a tag.
    """
    words = escape(old, quote=False)
    pieces = _TAG.split(html)
    texts = range(0, len(pieces), 2)
    if not words or sum(pieces[at].count(words) for at in texts) != 1:
        return None
    (place,) = (at for at in texts if words in pieces[at])
    pieces[place] = pieces[place].replace(words, escape(new, quote=False))
    return "".join(pieces)
