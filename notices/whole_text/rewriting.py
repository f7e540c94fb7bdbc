"""A text → the sections it means, with the numbers and the formatting that can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .. import numbering
from ..importing import Opening, part_headings, typed_entries
from ..numbering import Entry
from . import telling
from .marks import Block, body_lines, lines_of, marked, marks_of, read, rich, strange, unmarked
from .matching import match

_LONGEST_HEADING = 100  # characters of a line that is taken for the heading of an unchanged body


@dataclass(frozen=True)
class Rewriting:
    """What a text makes of an outline; nothing of it is saved yet.

    `sections` are in the form of a payload, `number` None where one is new. `losses` are the
    sentences the editor should read before saving. `recounted` has (typed, counted) for each
    label that counting on would change; it is empty where the labels follow one another.
    """

    scheme: str
    sections: list[dict]
    changed: int
    added: int
    removed: list[dict]
    losses: list[str] = field(default_factory=list)
    recounted: list[tuple[str, str]] = field(default_factory=list)


def rewrite(payload: dict, text: str, *, recount: bool = False) -> Rewriting:
    """Read the text as the new outline of a payload (format 1).

    `recount` numbers the sections in order instead of as typed. Unreadable or
    TooLong (rich_text), with a sentence for the editor.
    """
    known = marks_of(payload)
    blocks, old = read(text), payload["sections"]
    strangers = [mark for block in blocks for line in block.lines for mark in strange(line, known)]
    for block in blocks:
        block.lines = [unmarked(line, known) for line in block.lines]
    places = match([lines_of(marked(one)) for one in old], [block.lines for block in blocks])
    before = [None if place is None else old[place] for place in places]
    scheme, typed = _entries(payload["scheme"], blocks, before)
    counted = [_counted(*pair) for pair in zip(typed, before)]
    entries = counted if recount else typed
    shown = numbering.labels(scheme, entries)
    sections = _sections(blocks, before, entries, shown)
    removed = [section for place, section in enumerate(old) if place not in places]
    as_typed, in_order = numbering.labels(scheme, typed), numbering.labels(scheme, counted)
    return Rewriting(
        scheme,
        sections,
        changed=sum(bool(a) and a != b for a, b in zip(before, sections)),
        added=before.count(None),
        removed=removed,
        losses=telling.losses(payload, scheme, before, sections, removed)
        + telling.strangers(strangers),
        recounted=[pair for pair in zip(as_typed, in_order) if pair[0] != pair[1]],
    )


def _counted(entry: Entry, before: dict | None) -> Entry:
    """Without a start number, unless the section had it before."""
    return entry if before and before["start"] == entry.start else replace(entry, start=None)


def _entries(scheme: str, blocks: list[Block], before: list) -> tuple[str, list[Entry]]:
    """The scheme and entries that show the labels as typed.

    Where no scheme has them all, what the present one does not have is kept as typed; in a text
    that has nothing of the old one, all labels are.
    """
    shown = [_shown(*pair, near) for *pair, near in zip(blocks, before, _near(before))]
    chosen = numbering.choose_scheme(shown, scheme)
    if not chosen and any(before):
        styles = numbering.SCHEMES[scheme].styles
        odd = [_typed(*pair, styles) for pair in zip(shown, _near(before))]
        chosen = numbering.choose_scheme(odd, scheme)
    code, entries = chosen or (scheme, _all_typed(shown))
    return code, [_as_before(*one) for one in zip(entries, blocks, before)]


def _near(before: list) -> list[int]:
    """The depth of each section's own old self, or of the nearest one above."""
    depths, depth = [], 1
    for section in before:
        depth = section["depth"] if section else depth
        depths.append(depth)
    return depths


def _shown(block: Block, before: dict | None, near: int) -> str | Entry:
    """What choose_scheme should know of a section: its label, or an entry where that is typed."""
    if not block.label:
        return Entry(block.depth, unnumbered=True) if block.depth else ""
    kept = before and before["typed"] == block.label and not before["unnumbered"]
    readable = numbering.read_label(block.label)
    return block.label if readable and not kept else Entry(near, typed=block.label)


def _typed(shown: str | Entry, near: int, styles: Sequence) -> str | Entry:
    """A label of none of these styles as an entry that keeps it."""
    label = numbering.read_label(shown) if shown and isinstance(shown, str) else None
    return Entry(near, typed=label.text) if label and label.style not in styles else shown


def _all_typed(shown: list) -> list[Entry]:
    labels = [numbering.read_label(one) for one in shown if one and isinstance(one, str)]
    typed = iter(typed_entries(labels))
    entries: list[Entry] = []
    for one in shown:
        above = entries[-1].depth if entries else 1
        if isinstance(one, Entry):
            entries.append(one)
        else:
            entries.append(next(typed) if one else Entry(above, unnumbered=True))
    return entries


def _as_before(entry: Entry, block: Block, before: dict | None) -> Entry:
    """With what the old section had and its label alone does not show."""
    if before and before["unnumbered"] and entry.unnumbered:
        return replace(entry, start=before["start"], typed=before["typed"])
    if before and before["label"] == block.label and not entry.typed:
        return replace(entry, start=entry.start or before["start"])
    return entry


def _sections(blocks, before, entries, shown) -> list[dict]:
    openings = [
        Opening(block.label, "".join(block.lines[:1]), entry.depth, bool(block.lines[1:]))
        for block, entry in zip(blocks, entries)
    ]
    headings = part_headings(openings)
    return [
        {
            "number": old["number"] if old else None,
            "depth": entry.depth,
            "label": label,
            **_contents(block.lines, old, parted),
            "start": entry.start,
            "unnumbered": entry.unnumbered,
            "typed": entry.typed,
        }
        for block, old, entry, label, parted in zip(blocks, before, entries, shown, headings)
    ]


def _contents(lines: list[str], old: dict | None, parted: tuple[str, bool, str]) -> dict:
    """Heading and body: as before as far as the words are the same, else as an import parts them."""
    heading, run_in, rest = parted
    kept = _kept(lines, old) if old else None
    return kept or _content(heading, run_in, [rest, *lines[1:]])


def _content(heading: str, run_in: bool, lines: list[str]) -> dict:
    return {"heading": unmarked(heading), "run_in": run_in, "body": rich(lines)}


def _kept(lines: list[str], old: dict) -> dict | None:
    heading, run_in, body = old["heading"], old["run_in"], body_lines(marked(old))
    if lines == lines_of(marked(old)):
        return {"heading": heading, "run_in": run_in, "body": old["body"]}
    first = "".join(lines[:1])
    if heading and run_in and first.startswith(f"{heading}。"):
        return _content(heading, True, [first.removeprefix(f"{heading}。"), *lines[1:]])
    if heading and not run_in and first == heading:
        return _content(heading, False, lines[1:])
    if body and lines[1:] == body and len(first) <= _LONGEST_HEADING:
        return {"heading": unmarked(first), "run_in": False, "body": old["body"]}
    ending = f"。{body[0]}" if body and heading and run_in else ""
    if ending and first.endswith(ending) and lines[1:] == body[1:]:
        return {
            "heading": unmarked(first.removesuffix(ending)),
            "run_in": True,
            "body": old["body"],
        }
    return None
