"""What the rules must be told, as the text itself does not say it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from .attached.scanned import Scanned
from .words.lexicon import NO_WORDS, Lexicon


@dataclass(frozen=True)
class Facts:
    """The day, the organisation's settings, and what stands beside the text.

    confirmed: mobile numbers confirmed as official contacts. needs_…: what the kind requires.
    issued: the text was issued before, rules of style are silent. weights: "blocking", "advisory"
    or "off" by rule, where the administrator chose. holidays: day → (name, whether it is a day off). numbers and
    titles: those already public, elsewhere; recent: the newest of its first issuer. files: what
    attached files hold, by SHA-256. public: numbers of the notices readers see, None where nobody
    asked. site: the address of this site, as links begin. outside: links that did not answer:
    address → (why not, the day they were asked).
    """

    today: date = field(default_factory=date.today)
    confirmed: Collection[str] = ()
    needs_number: bool = False
    needs_addressee: bool = False
    needs_files: bool = True
    issued: bool = False
    weights: Mapping[str, str] = field(default_factory=dict)
    lexicon: Lexicon = NO_WORDS
    holidays: Mapping[date, tuple[str, bool]] = field(default_factory=dict)
    numbers: Collection[str] = ()
    titles: Collection[str] = ()
    recent: Collection[str] = ()
    public: Collection[int] | None = None
    site: str = ""
    outside: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    files: Mapping[str, Scanned] = field(default_factory=dict)
