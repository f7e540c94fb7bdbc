"""An outline and its labels: counting forwards, and reading back what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .numerals import NUMBERS
from .reading import Label, read_label
from .schemes import DEPTHS, SCHEMES, Scheme, scheme_of


@dataclass(frozen=True)
class Entry:
    """One section's place in the outline.

    `depth` is 1 to 6, and may skip levels. `start` (起始序号, 1 to 9999) is the number it has
    whatever came before; its siblings go on from there. `unnumbered` (不编号): no label and not
    counted, whatever else is set. `typed` is shown instead of the computed label and counts as
    one, so that the next sibling goes on as if the number had been shown.
    """

    depth: int
    start: int | None = None
    unnumbered: bool = False
    typed: str = ""


def labels(scheme_code: str, entries: Sequence[Entry]) -> list[str]:
    """The label of each entry, in order; "" for an unnumbered one.

    Any section, numbered or not, is a new parent for deeper ones, which begin at 1 again where
    the scheme says so. Decimal labels carry their parents' numbers: there only a numbered
    section is a new parent, lest one number stand twice, and a parent that is missing counts
    as the first of its kind (1, then depth 3: 1.1.1; a depth 2 after that: 1.2).

    ValueError, with a sentence for the user, for an unknown scheme, a depth outside 1 to 6, a
    start number or a count outside 1 to 9999.
    """
    scheme = scheme_of(scheme_code)
    counts = [0] * len(DEPTHS)
    shown = []
    for position, entry in enumerate(entries, 1):
        _check(position, entry, counts)
        shown.append(_advance(scheme, counts, entry))
    return shown


def choose_scheme(
    shown: Sequence[str | Entry], preferred: str | None = None
) -> tuple[str, list[Entry]] | None:
    """The scheme code and the entries that show exactly these labels; None where none does.

    `labels(*choose_scheme(shown)) == shown` for whatever `labels` has shown, typed labels apart.
    A list that begins at 三、, has a gap or is out of order is reproduced by start numbers. Of
    several schemes: the fewest start numbers, then the fewest levels jumped over (so that
    一、1. is not taken for an official outline without its （一）), then `preferred`, then the
    order of SCHEMES. "" stands for an unnumbered section; as it shows no depth, it takes that of
    the label before it, or 1. An Entry stands for itself: an unnumbered section whose depth is
    known, or one with a typed label. No labels: the preferred or the default scheme.

    A decimal label brings its parents' numbers along: 3.1 is reproduced only under a 3, 1.1
    also where it is the first of all.
    """
    read = [read_label(one) if one and isinstance(one, str) else one for one in shown]
    if None in read:
        return None
    outlines = {code: _outline(scheme, read) for code, scheme in SCHEMES.items()}
    fitting = {code: entries for code, entries in outlines.items() if entries is not None}
    if not fitting:
        return None
    code = min(fitting, key=lambda code: (*_strain(fitting[code]), code != preferred))
    return code, fitting[code]


def _check(position: int, entry: Entry, counts: list[int]) -> None:
    """Refuse what no scheme can number; `position` is the entry's, from 1."""
    if entry.depth not in DEPTHS:
        raise ValueError(f"第 {position} 个层次的级别是 {entry.depth}，请改为 1 到 6。")
    if not entry.unnumbered and _number(entry, counts) not in NUMBERS:
        raise ValueError(
            f"第 {position} 个层次的序号是 {_number(entry, counts)}，"
            f"序号只能是 1 到 {NUMBERS[-1]} 的整数，请修改起始序号。"
        )


def _number(entry: Entry, counts: list[int]) -> int:
    return counts[entry.depth - 1] + 1 if entry.start is None else entry.start


def _advance(scheme: Scheme, counts: list[int], entry: Entry) -> str:
    """Count one entry in and return its label; `counts` is the last number at each depth."""
    _restart_below(scheme, counts, entry)
    if entry.unnumbered:
        return ""
    style = scheme.style(entry.depth)
    carried = slice(entry.depth - style.components, entry.depth)
    counts[entry.depth - 1] = _number(entry, counts)
    counts[carried] = [number or 1 for number in counts[carried]]
    return entry.typed or style.write(counts[carried])


def _restart_below(scheme: Scheme, counts: list[int], entry: Entry) -> None:
    for deeper in DEPTHS[entry.depth :]:
        parent_shows = scheme.style(deeper).components > 1
        if scheme.restarts[deeper - 1] and not (entry.unnumbered and parent_shows):
            counts[deeper - 1] = 0


def _outline(scheme: Scheme, read: Sequence[Label | Entry | str]) -> list[Entry] | None:
    """The entries that show these labels in this scheme; "" stands for an unnumbered section."""
    counts = [0] * len(DEPTHS)
    entries: list[Entry] = []
    for label in read:
        if isinstance(label, Entry):
            entry, shown = label, label.typed
        elif not label:
            entry, shown = Entry(entries[-1].depth if entries else 1, unnumbered=True), ""
        elif label.style in scheme.styles:
            entry, shown = _entry(scheme, counts, label), label.text
        else:
            return None
        if _advance(scheme, counts, entry) != shown:
            return None
        entries.append(entry)
    return entries


def _entry(scheme: Scheme, counts: list[int], label: Label) -> Entry:
    """With a start number only where counting on does not give the label's own number."""
    depth, number = scheme.styles.index(label.style) + 1, label.numbers[-1]
    return Entry(depth, start=None if counts[depth - 1] + 1 == number else number)


def _strain(entries: Sequence[Entry]) -> tuple[int, int]:
    """How much an outline needs to fit: start numbers, then levels jumped over."""
    starts = sum(entry.start is not None for entry in entries)
    depths = [0, *(entry.depth for entry in entries)]
    jumps = sum(below > above + 1 for above, below in pairwise(depths))
    return starts, jumps
