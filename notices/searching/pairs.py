"""What the index holds of a folded text: every character and every two that stand side by side.

Chinese is written without blanks, and most of its words have two characters; an index of words
or of three characters finds none of them. What stands in a heading is held once more, with a sign
before it, so that the index alone tells what a hit weighs.
"""

SEPARATOR = "\n"  # between the parts of a folded text; nothing is found across it
IN_HEADING = "《"  # before a gram of a heading; no folded text has it
LONGEST_EXACT = 2  # characters: what is no longer is in the text if it is in the index


def grams(folded: str, head: str = "") -> list[str]:
    """Return the characters and pairs of a folded text and of its heading, each once, sorted."""
    return sorted(_grams(folded) | {IN_HEADING + gram for gram in _grams(head)})


def _grams(folded: str) -> set[str]:
    found: set[str] = set()
    for part in folded.split(SEPARATOR):
        found.update(part, map("".join, zip(part, part[1:])))
    return found


def asked(term: str) -> list[str]:
    """Return the grams every text that holds the folded term must have."""
    return [term] if len(term) == 1 else sorted({a + b for a, b in zip(term, term[1:])})


def asked_of_heading(term: str) -> list[str]:
    """Return the grams every text must have whose heading holds the folded term."""
    return [IN_HEADING + gram for gram in asked(term)]


def is_exact(term: str) -> bool:
    """Whether every text that has the grams of the term holds it."""
    return len(term) <= LONGEST_EXACT


def chunks(term: str) -> list[str]:
    """Return a term cut into the words it may be made of: pairs, of an odd one the last overlaps.

    >>> chunks("转移路线图")
    ['转移', '路线', '线图']
    """
    starts = list(range(0, len(term) - 1, 2))
    if len(term) % 2 and len(term) > 1:
        starts.append(len(term) - 2)
    return [term[at : at + 2] for at in starts] or [term]
