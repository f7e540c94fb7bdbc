"""Repair of texts that converters have damaged. Every kind of repair is counted, none is silent,
each can be left out.

Order: broken encodings, signs of Markdown, pinyin artefacts (機(jī) → 機), Traditional → Simplified, half-width
punctuation, the frames of tables, odd forms of numbers at the start of a line.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from ..telling import Doubt, Unreadable
from .glosses import find_glosses
from .han import HAN
from .labels import find_odd_labels
from .marks import find_narrow_marks
from .markup import find_markup
from .mojibake import find_mojibake
from .rules import find_frames
from .simplifying import find_traditional
from .traced import Edit, Traced

__all__ = ["KINDS", "Edit", "Repaired", "Traced", "repair"]

KINDS = (
    "mojibake",
    "markup",
    "pinyin",
    "traditional",
    "punctuation",
    "rules",
    "labels",
    "wraps",
    "chrome",
)

_MOST_MARKS = 30  # on one letter (UAX #15, Stream-Safe Text); more make NFC slow without end
_DEBRIS = re.compile(rf"\ufffd|(?<=[{HAN}])(?:\?(?=[a-z])|\?\?)")
_NAMED = 5  # as many examples as one sentence names


@dataclass(frozen=True)
class Repaired:
    """The repaired text (lines as in the source), counts by KINDS, doubts without a place."""

    traced: Traced
    counts: dict[str, int]
    doubts: list[Doubt]

    @property
    def text(self) -> str:
        return self.traced.text


def composed(text: str) -> str:
    """The text in Unicode's composed form (NFC); Unreadable for accents heaped on one letter."""
    marks = "".join(character for character in set(text) if unicodedata.combining(character))
    if marks and re.search(f"[{re.escape(marks)}]{{{_MOST_MARKS + 1},}}", text):
        raise Unreadable("文件里有堆在同一个字上的大量附加符号，不像是通知，请核对文件。")
    return unicodedata.normalize("NFC", text).replace("\xa0", " ")


def repair(text: str, without: Collection[str] = (), kept_words: Collection[str] = ()) -> Repaired:
    """Repair what is certainly damage; what only might be is kept and named among the doubts.

    text is composed; without names kinds that are left as they are, kept_words what is never
    simplified. Raises Unreadable for more brackets than any notice has.
    """
    traced = Traced.of(text)
    if "mojibake" not in without:
        traced = traced.changed("mojibake", find_mojibake(traced.text))
    if "markup" not in without:
        traced = traced.changed("markup", find_markup(traced.text))
    doubts = _debris_doubts(traced.text)
    glosses = 0
    if "pinyin" not in without:
        changes, gloss_doubts = find_glosses(traced.text)
        traced, doubts, glosses = (
            traced.changed("pinyin", changes),
            doubts + gloss_doubts,
            len(changes),
        )
    if "traditional" not in without:
        changes, script_doubts = find_traditional(traced.text, glosses > 0, kept_words)
        traced, doubts = traced.changed("traditional", changes), doubts + script_doubts
    if "punctuation" not in without:
        traced = traced.changed("punctuation", find_narrow_marks(traced.text))
    if "rules" not in without:
        traced = traced.changed("rules", find_frames(traced.text))
    if "labels" not in without:
        traced = traced.changed("labels", find_odd_labels(traced.text))
    return Repaired(traced, _counts(traced), doubts)


def _counts(traced: Traced) -> dict[str, int]:
    counts = dict.fromkeys(KINDS, 0)
    for edit in traced.edits:
        counts[edit.kind] += 1
    return counts


def _debris_doubts(text: str) -> list[Doubt]:
    numbers = [str(n) for n, line in enumerate(text.split("\n"), 1) if _DEBRIS.search(line)]
    if not numbers:
        return []
    shown = "、".join(numbers[:_NAMED])
    return [Doubt(f"第 {shown} 行有疑似乱码（如 � 或 ??），请对照原件改正。")]
