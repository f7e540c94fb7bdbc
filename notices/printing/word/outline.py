"""The sections of a payload as paragraphs: heading and text in one where they are one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ... import numbering
from . import texts
from .numbering import OFF
from .parts import Parts
from .styles import INDENT
from .xml import Run, look, paragraph, tag

_TEXT = Run("", style="HongtouText", plain=True)


def section(row: Mapping, scheme: str, parts: Parts) -> str:
    """A section's own paragraph and those of its body that follow."""
    body = texts.blocks(row["body"], parts)
    joins = row["run_in"] or not row["heading"]
    first = texts.first_paragraph(body) if joins else None
    rest = body[1:] if first else body
    if first and (below := _cut_line(first)):
        rest = [below, *rest]
    place = parts.numbering.section(row)
    typed = "" if place else row["label"] and row["label"] + numbering.gap(scheme, row["depth"])
    runs = _runs(typed, row, first.runs if first else [])
    own = ""
    if runs or place:
        aligned = first.alignment if first and not row["heading"] else ""
        properties = place.xml if place else OFF + INDENT
        properties += tag("jc", val=aligned) if aligned else ""
        mark = "" if row["heading"] else look(_TEXT)
        style = f"HongtouHeading{row['depth']}"
        own = paragraph(style, texts.written(runs, parts), properties, mark)
    return own + texts.written_blocks(rest, "HongtouBody", parts)


def _cut_line(first: texts.Paragraph) -> texts.Paragraph | None:
    """What stands below the first line end: a section's own paragraph is one line."""
    for at, one in enumerate(first.runs):
        line, ended, below = one.text.partition("\n")
        if ended:
            rest = [replace(one, text=below), *first.runs[at + 1 :]]
            first.runs[at:] = [replace(one, text=line)]
            return texts.Paragraph(rest, first.alignment)
    return None


def _runs(typed: str, row: Mapping, text: Sequence[Run]) -> list[Run]:
    """A typed label, the heading, the text that goes on in its paragraph."""
    own = [_running_on(one) for one in text]
    if not row["heading"]:
        return ([replace(_TEXT, text=typed)] if typed else []) + own
    heading = typed + row["heading"] + ("。" if row["run_in"] else "")
    return [Run(heading, style="HongtouRunIn" if own else ""), *own]


def _running_on(one: Run) -> Run:
    """A run of the text; a link is underlined here, as its style is the text's."""
    underline = frozenset(["u"] if one.href else [])
    return replace(one, tags=one.tags | underline, style=_TEXT.style, plain=True)
