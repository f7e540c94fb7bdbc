"""The errors that come with the product, each with the document that says so (`shipped.csv`)."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from .lexicon import Lexicon, Word

_FILE = Path(__file__).with_name("shipped.csv")


@cache
def shipped() -> Lexicon:
    with _FILE.open(encoding="utf-8", newline="") as rows:
        return Lexicon([_word(row) for row in csv.DictReader(rows)])


def _word(row: dict[str, str]) -> Word:
    return Word(
        wrong=row["wrong"],
        right=row["right"],
        source=row["source"],
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        serious=row["level"] == "serious",
    )
