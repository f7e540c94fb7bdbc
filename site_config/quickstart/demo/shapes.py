"""The shapes of the demo plan. Plain values."""

from dataclasses import dataclass
from datetime import date

from .identity import ORGANISATION


@dataclass(frozen=True)
class Attachment:
    name: str
    file: str


@dataclass(frozen=True)
class Table:
    """A table at the end of a section's own text, named by its labels from the top.

    `after` is empty for the end of the preamble.
    """

    after: tuple[str, ...]
    file: str


@dataclass(frozen=True)
class Ending:
    """Why the document, or its page, is no longer what it was, from the day the demo is made."""

    reason: str
    decided_by: str = ""
    basis_number: str = ""
    successor: str = ""  # the file of the notice that replaces it
    stays_in_force: bool | None = None  # of a page taken down


@dataclass(frozen=True)
class Correction:
    """Edition 2 is the file; edition 1 is the file with every `new` turned back into `old`."""

    note: str
    major: bool
    replaced: tuple[tuple[str, str], ...]  # (old, new)


@dataclass(frozen=True)
class Reprint:
    name: str
    address: str
    published_on: date


@dataclass(frozen=True)
class DemoNotice:
    """One notice; `state` is one of live, draft, scheduled, repealed, revoked, expired,
    taken_down, corrected."""

    file: str
    kind: str
    topic: str
    state: str = "live"
    scheduled_in_days: int | None = None  # from the day the demo site is made, at 9:00
    pinned_for_days: int | None = None  # from then on, too
    issuers: tuple[str, ...] = (ORGANISATION,)
    index_number: str = ""
    effective_on: date | None = None
    imprint: tuple[str, date] | None = None  # 印发机关, 印发日期
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()  # (type, file of the other notice)
    ending: Ending | None = None
    correction: Correction | None = None
    reprint: Reprint | None = None
