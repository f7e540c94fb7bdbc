"""References in the rows of a working copy: their words follow the outline, their targets a join."""

from collections.abc import Mapping

from ... import rich_text
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
