"""What a new reading would change in a working copy, character by character."""

from collections.abc import Iterator
from dataclasses import dataclass

from ... import numbering, rich_text
from ...canonical import digest_of
from ...diff import Run, runs
from ...models import Notice
from ...whole_text.marks import lines_of

EMPTY = "（空）"
_TEXTS = ["doc_number", "title", "addressee", "preamble", "closing", "signature"]
_TEXTS += ["annotation", "cc"]
_RICH = {"preamble", "closing"}


@dataclass(frozen=True)
class Change:
    """A part of the notice, as it stands and as it would be."""

    name: str
    now: list[Run]
    then: list[Run]


def changes(now: dict, then: dict) -> list[Change]:
    """What differs between two payloads (format 1), in the order of the document."""
    pairs = [*_fields(now, then), *_sections(now, then), *_lists(now, then)]
    return [Change(name, *runs(a or EMPTY, b or EMPTY)) for name, a, b in pairs if a != b]


def agreement(version: int, differing: list[Change]) -> str:
    """What an editor agrees to: these changes to this version of the working copy."""
    told = [[change.name, *map(_text, (change.now, change.then))] for change in differing]
    return digest_of({"version": version, "changes": told})


def _text(shown: list[Run]) -> str:
    return "".join(run.text for run in shown)


def _fields(now: dict, then: dict) -> Iterator[tuple[str, str, str]]:
    yield "文种", now["kind"]["name"], then["kind"]["name"]
    for name in _TEXTS:
        read = rich_text.plain if name in _RICH else str
        yield _name(name), read(now[name]), read(then[name])
    yield _name("signed_on"), now["signed_on"] or "", then["signed_on"] or ""
    yield _name("imprint_issuer"), now["imprint"]["issuer"], then["imprint"]["issuer"]
    yield _name("imprint_on"), now["imprint"]["on"] or "", then["imprint"]["on"] or ""


def _name(field: str) -> str:
    return str(Notice._meta.get_field(field).verbose_name)


def _sections(now: dict, then: dict) -> Iterator[tuple[str, str, str]]:
    """Each section by its number; new ones and those that go, too."""
    old = {row["number"]: words for row, words in _worded(now)}
    for row, words in _worded(then):
        before = old.pop(row["number"], "")
        yield _title(before or words), before, words
    for words in old.values():
        yield _title(words), words, ""


def _worded(payload: dict) -> list[tuple[dict, str]]:
    entries = [
        numbering.Entry(row["depth"], row["start"], row["unnumbered"], row["typed"])
        for row in payload["sections"]
    ]
    labels = numbering.labels(payload["scheme"], entries)
    return [
        (row, label + "\n".join(lines_of(row))) for row, label in zip(payload["sections"], labels)
    ]


def _title(words: str) -> str:
    return words.split("\n")[0].partition("。")[0][:30] or "层次"


def _lists(now: dict, then: dict) -> Iterator[tuple[str, str, str]]:
    yield "发文机关", "\n".join(now["issuers"]), "\n".join(then["issuers"])
    names = ["\n".join(row["name"] for row in one["attachments"]) for one in (now, then)]
    yield "附件", *names
