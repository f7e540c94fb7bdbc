"""Which old section a new one is: what is unchanged first, then what is alike, in order."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

Lines = Sequence[str]

_ALIKE = 0.5  # difflib's ratio; below it a section is another one
_NEAR = 8  # how many old sections a changed one is compared with
_COMPARED = 200  # characters; enough to know a section by


def match(old: Sequence[Lines], new: Sequence[Lines]) -> list[int | None]:
    """For each new section the place of the old one it goes on from, each old one once."""
    found: list[int | None] = [None] * len(new)
    for key in (_whole, _head, _rest):
        _pair(found, old, new, key, _in_order)
        _pair(found, old, new, key, _anywhere)
    _pair_alike(found, old, new)
    return found


def _whole(lines: Lines) -> str:
    return "\n".join(lines)


def _head(lines: Lines) -> str:
    """The heading, whether it stands alone or is run in; else the first sentence."""
    return lines[0].partition("。")[0] if lines else ""


def _rest(lines: Lines) -> str:
    return _whole(lines).removeprefix(_head(lines)).lstrip("。\n")


def _pair(found: list, old, new, key: Callable[[Lines], str], pairs: Callable) -> None:
    """Adds the pairs of those left over whose key is the same and not empty."""
    olds = [(i, key(old[i])) for i in _left(found, len(old)) if key(old[i])]
    news = [(j, key(new[j])) for j, at in enumerate(found) if at is None and key(new[j])]
    for i, j in pairs(olds, news):
        found[j] = i


def _left(found: list, count: int) -> list[int]:
    taken = set(found)
    return [i for i in range(count) if i not in taken]


def _in_order(olds, news):
    keys = [[key for _, key in side] for side in (olds, news)]
    for block in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield olds[block.a + step][0], news[block.b + step][0]


def _anywhere(olds, news):
    """Sections that were moved: the first left over of the same key."""
    waiting = defaultdict(list)
    for i, key in reversed(olds):
        waiting[key].append(i)
    for j, key in news:
        if waiting[key]:
            yield waiting[key].pop(), j


def _pair_alike(found: list, old, new) -> None:
    """Between the neighbours already paired, the most alike of the next few old sections."""
    left, above = _left(found, len(old)), -1
    for j, at in enumerate(found):
        if at is None:
            below = next((i for i in found[j + 1 :] if i is not None and i > above), len(old))
            near = [i for i in left if above < i < below][:_NEAR]
            best = max(near, key=lambda i: _likeness(old[i], new[j]), default=None)
            if best is not None and _likeness(old[best], new[j]) >= _ALIKE:
                found[j] = at = best
                left.remove(best)
        above = above if at is None else at


def _likeness(old: Lines, new: Lines) -> float:
    compared = SequenceMatcher(None, _whole(old)[:_COMPARED], _whole(new)[:_COMPARED], False)
    return compared.ratio() if compared.quick_ratio() >= _ALIKE else 0
