"""What the index holds of a folded text: every character and every two that stand side by side.

Chinese is written without blanks, and most of its words have two characters; an index of words
or of three characters finds none of them.
"""

SEPARATOR = "\n"  # between the parts of a folded text; nothing is found across it
LONGEST_EXACT = 2  # characters: what is no longer is in the text if it is in the index


def grams(folded: str) -> list[str]:
    """Return the characters and pairs of a folded text, each once, sorted."""
    found: set[str] = set()
    for part in folded.split(SEPARATOR):
        found.update(part, map("".join, zip(part, part[1:])))
    return sorted(found)


def asked(term: str) -> list[str]:
    """Return the grams every text that holds the folded term must have."""
    return [term] if len(term) == 1 else sorted({a + b for a, b in zip(term, term[1:])})


def chunks(term: str) -> list[str]:
    """Return a term cut into the words it may be made of: pairs, of an odd one the last overlaps.

    >>> chunks("转移路线图")
    ['转移', '路线', '线图']
    """
    starts = list(range(0, len(term) - 1, 2))
    if len(term) % 2 and len(term) > 1:
        starts.append(len(term) - 2)
    return [term[at : at + 2] for at in starts] or [term]
