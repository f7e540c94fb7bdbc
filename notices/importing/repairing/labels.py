"""Odd forms of a number at the start of a line → the form that numbering reads.

㈠ ⑴ ⒈ １． （ 一 ） 一． 第 一 章 are the same numbers in other characters, or with blanks inside.
"""

import re
import unicodedata

from ...numbering.numerals import CHINESE
from .han import HAN
from .traced import Change

_CHINESE = "〇零一二三四五六七八九十百千"
_FULL_DIGITS = "０１２３４５６７８９"
_ODD = re.compile(
    rf"(?P<inside>(?:(?<=。)|(?<=如下[：:]))[\d{_FULL_DIGITS}]{{1,2}}．(?=\s*[{HAN}“《「（]))"
    r"|^[^\S\n]*(?:"
    rf"(?P<decimal>[\d{_FULL_DIGITS}]{{1,2}}(?:[．.][\d{_FULL_DIGITS}]{{1,2}}){{1,4}})(?=\s*[{HAN}“《])|"
    rf"(?P<bare>[{_FULL_DIGITS}]{{1,2}})(?=[^\S\n]+[{HAN}“《])|"
    r"(?P<glyph>[\u3220-\u3229\u2474-\u249b])[、.．]?"
    rf"|(?P<bracketed>（\s*(?:[{_CHINESE}]{{1,5}}|[\d{_FULL_DIGITS}]{{1,3}})\s*）)"
    rf"|(?P<stopped>[\d{_FULL_DIGITS}]{{1,3}}\s*[．.、）])(?=\s*[{HAN}“《「（])"
    rf"|(?P<chinese>[{_CHINESE}]{{1,5}}\s*[、.．,，])(?=\s*[{HAN}“《「（])"
    rf"|(?P<ordinal>第\s*[{_CHINESE}]{{1,7}}\s*[编章节条])(?=\s)"
    r")",
    re.MULTILINE,
)


def find_odd_labels(text: str) -> list[Change]:
    """The labels to write anew; those in their own form are left alone."""
    changes = []
    for found in _ODD.finditer(text):
        kind = found.lastgroup
        start, end = found.start(kind), found.end()
        new = _canonical(kind, found[kind])
        if new and new != text[start:end]:
            changes.append((start, end, new))
    return changes


def _canonical(kind: str, label: str) -> str | None:
    label = re.sub(r"\s", "", label)
    if kind == "chinese":
        return f"{label[:-1]}、" if CHINESE.read(label[:-1]) else None
    if kind == "decimal" and "．" not in label:
        return None
    narrow = unicodedata.normalize("NFKC", label)
    if kind == "ordinal":
        return label
    if kind in ("stopped", "inside"):
        return narrow[:-1] + {")": "）"}.get(narrow[-1], narrow[-1])
    return narrow.replace("(", "（").replace(")", "）")
