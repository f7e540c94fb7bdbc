"""Cutting what a file says into parts of bounded size, and parts into leaves."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from .shapes import Leaf, Part

MOST_CHARS = 1_000_000  # of a file
PART, LEAF = 2_000, 40_000  # characters, from which on the next one begins
CUT = "内容很长，网页上只显示前面的部分，其余请下载后查看。"


def cut(pieces: Iterable[tuple[str, str]]) -> tuple[list[list[tuple[str, str]]], bool]:
    """Pieces, (text, HTML), in groups of PART characters or one piece more; True where it is cut.

    A piece is never cut, so that nothing is lost at a border that stood in one of them.
    """
    groups, length, whole = [[]], 0, 0
    for text, html in pieces:
        if whole + len(text) > MOST_CHARS:
            return [group for group in groups if group], True
        if length >= PART:
            groups.append([])
            length = 0
        groups[-1].append((text, html))
        length += len(text)
        whole += len(text)
    return [group for group in groups if group], False


def named(groups: Sequence[list[tuple[str, str]]]) -> list[Part]:
    """Groups of `cut` as parts; an only one needs no name."""
    return [
        Part(
            number,
            f"第{number}部分" if len(groups) > 1 else "",
            "\n".join(text for text, _ in group),
            "".join(html for _, html in group),
        )
        for number, group in enumerate(groups, 1)
    ]


def leaves(parts: Sequence[Part], name: Callable[[list[Part]], str]) -> tuple[Leaf, ...]:
    """Parts in leaves of LEAF characters; `name` names one of several."""
    groups = list(_grouped(parts))
    return tuple(Leaf(name(group) if len(groups) > 1 else "", tuple(group)) for group in groups)


def _grouped(parts: Sequence[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    for part in parts:
        if sum(len(one.text) for one in group) >= LEAF:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def span(group: Sequence[Part], unit: str) -> str:
    """第1—20页, of parts that are one unit each."""
    first, last = group[0].number, group[-1].number
    return f"第{first}{unit}" if first == last else f"第{first}—{last}{unit}"
