"""What is compared of a text: its letters and digits, whatever their width, case and script.

Every character is folded by itself, so that a part of a text folds to a part of the folded text:
searching the one finds all that searching the other finds.
"""

import unicodedata
from functools import lru_cache

from ..script import to_simplified

# Characters that OpenCC alone leaves apart, though one is written for the other in one script:
# 瞭解 and 了解, 答覆 and 答复, 著力 and 着力.
_ONE = str.maketrans(
    "著瞭覆馀钜锺讬谘迳缐麺麹侭幺暱簷睪痺腭镟鲶", "着了复余巨钟托咨径线面曲尽么昵檐睾痹颚旋鲇"
)


def fold(text: str) -> str:
    """Return the letters and digits of the text, in one width, case and script.

    >>> fold("〔２０２６〕年，黨員 A")
    '2026年党员a'
    """
    return "".join(map(_folded, text))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, where in the text it stood."""
    folded, places = [], []
    for place, char in enumerate(text):
        for one in _folded(char):
            folded.append(one)
            places.append(place)
    return "".join(folded), places


@lru_cache(maxsize=2**16)
def _folded(char: str) -> str:
    """A character as zero letters or digits (，) or more (㎏)."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", char)))
    # Not in all Unicode: OpenCC takes no half of a surrogate pair, but that is no letter.
    simplified = to_simplified(letters).translate(_ONE) if letters else ""
    return "".join(filter(str.isalnum, simplified.casefold()))
