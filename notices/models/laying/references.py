"""References of a working copy: their words follow the outline, their targets a join; a text read
anew has those whose words it says."""

from collections.abc import Mapping

from ... import numbering, rich_text
from ...reading import citing
from ..payload import payload_of
from .rows import update

TEXTS = ("preamble", "closing")
MARK = 'class="xref"'


def has_references(notice) -> bool:
    texts = notice.preamble + notice.closing
    return MARK in texts or notice.sections.filter(body__contains=MARK).exists()


def follow_outline(notice) -> None:
    """Writes into each reference the words its target has now; the caller has locked the notice.

    What is deleted has no words any more: those it had last stay, and the checks ask for them.
    """
    if has_references(notice):
        payload = payload_of(notice)
        bodies = {row["number"]: row["body"] for row in payload["sections"]}
        _write(notice, {name: payload[name] for name in TEXTS}, bodies)


def lead_on(notice, heirs: Mapping[int, int]) -> None:
    """Leads references to sections that were joined into others (number → the heir's) there."""
    if heirs and has_references(notice):
        bodies = {row.number: _led(row.body, heirs) for row in notice.sections.all()}
        _write(notice, {name: _led(getattr(notice, name), heirs) for name in TEXTS}, bodies)


def refer_again(now: dict, read: dict) -> dict:
    """The payload that was read, with the references of the present one where it says their words.

    A source writes out what it refers to: where its words are those that a reference to the same
    section would have in the new outline, it is that reference, else it is text.
    """
    words = _words(read)
    before = {row["number"]: row["body"] for row in now["sections"]}
    sections = [
        row | {"body": _again(before.get(row["number"], ""), row["body"], words)}
        for row in read["sections"]
    ]
    texts = {name: _again(now[name], read[name], words) for name in TEXTS}
    return read | texts | {"sections": sections}


def _words(payload: dict) -> dict[int, str]:
    """What a reference to each section that had a number before says in this outline."""
    rows = payload["sections"]
    entries = [
        numbering.Entry(row["depth"], row["start"], row["unnumbered"], row["typed"]) for row in rows
    ]
    try:
        labels = numbering.labels(payload["scheme"], entries)
    except ValueError:  # too many siblings: whoever lays it is told
        return {}
    labelled = [row | {"label": label} for row, label in zip(rows, labels, strict=True)]
    said = zip(rows, citing.words(labelled), strict=True)
    return {row["number"]: words for row, words in said if row["number"]}


def _again(before: str, after: str, words: Mapping[int, str]) -> str:
    html = rich_text.as_text(
        after, lambda one: None if words.get(one.number) == one.words else one.words
    )
    there = rich_text.references(html)
    for one in rich_text.references(before):
        if words.get(one.number) == one.words and one not in there:
            html = rich_text.linked(html, one)
    return html


def _led(html: str, heirs: Mapping[int, int]) -> str:
    return rich_text.led_to(html, lambda number: heirs.get(number, number))


def _write(notice, texts: dict[str, str], bodies: dict[int, str]) -> None:
    changed = [row for row in notice.sections.all() if row.body != bodies[row.number]]
    for row in changed:
        row.body = bodies[row.number]
    update(notice.sections, changed, {"body"})
    if any(getattr(notice, name) != text for name, text in texts.items()):
        for name, text in texts.items():
            setattr(notice, name, text)
        type(notice)._base_manager.filter(pk=notice.pk).update(**texts)
