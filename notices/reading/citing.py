"""How a place in a notice is cited: 第二部分第（三）项第1目.

Sources: GB/T 9704—2012 7.3.3 for the levels of a notice; 《立法法》 (2015) Art. 61 for 编、章、节、
条, 项 in brackets and 目 in Arabic numerals; GB/T 15834—2011 4.15.3.5 for 〈〉 within 《》.
"""

import re
from collections.abc import Mapping, Sequence

from .. import numbering, rich_text

PART = re.compile(r"[^第、（）.0-9]+、")
ARTICLE = re.compile(r"第.+条")
DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)*")
ITEM = re.compile(r"（.+）|[0-9]+[.、]")
# What is counted under a part or an article, outermost first; deeper labels stand as they are.
ITEM_UNITS = ("项", "目")


def place(above: str, label: str, heading: str) -> str:
    """The place of a section under the place `above` ("" at the top).

    An article and a decimal label say by themselves where they are. What has no label, or one that
    is of no scheme, is cited by its heading; without a heading by its parent, or by that label.
    Always in full: nothing is shortened for a reader who is in the same part, or in the section
    itself, and an unnumbered paragraph of an article (款) is not counted.
    """
    if not numbering.read_label(label):
        return above + (_quoted(heading) if heading else label)
    if ARTICLE.fullmatch(label):
        return label
    if DECIMAL.fullmatch(label):
        return f"第{label}项"
    if PART.fullmatch(label):
        return f"{above}第{label.removesuffix('、')}部分"
    if ITEM.fullmatch(label):
        return _item(above, label.rstrip(".、"))
    return above + label


def _quoted(heading: str) -> str:
    inner = heading.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _item(above: str, number: str) -> str:
    for unit in ITEM_UNITS:
        if unit not in above:
            return f"{above}第{number}{unit}"
    return above + number


def places(rows: Sequence[Mapping]) -> list[str]:
    """The place of each section of an outline; rows with depth, label and heading."""
    found = []
    last: dict[int, str] = {}  # the place of the last section of each depth
    for row in rows:
        last = {depth: place for depth, place in last.items() if depth < row["depth"]}
        above = last[max(last)] if last else ""
        last[row["depth"]] = place(above, row["label"], row["heading"])
        found.append(last[row["depth"]])
    return found


def words(rows: Sequence[Mapping]) -> list[str]:
    """What a reference to each section says: its place; "" where it has no label and no heading."""
    pairs = zip(rows, places(rows), strict=True)
    return [place if row["label"] or row["heading"] else "" for row, place in pairs]


def with_references(payload: dict) -> dict:
    """The payload (format 1), every reference in the words of its own outline."""
    rows = payload["sections"]
    said = {row["number"]: its for row, its in zip(rows, words(rows), strict=True)}

    def filled(html: str) -> str:
        return rich_text.with_words(html, said)

    return payload | {
        "preamble": filled(payload["preamble"]),
        "sections": [row | {"body": filled(row["body"])} for row in rows],
        "closing": filled(payload["closing"]),
    }


def citation(title: str, doc_number: str) -> str:
    """《关于印发〈…〉的通知》（示组发〔2026〕7号）; without brackets where there is no number."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》（{doc_number}）" if doc_number else f"《{inner}》"
