"""Two texts that say the same: what of a notice is compared, whatever its marks and widths."""

import unicodedata
from collections.abc import Iterable

from .. import rich_text
from ..canonical import digest

OPENING, CLOSING = "〔[(【［（﹝〘{", "〕])】］）﹞〙}"
_BRACKETS = {ord(sign): "[" for sign in OPENING} | {ord(sign): "]" for sign in CLOSING}


def number_digest(doc_number: str) -> str:
    """The digest of a document number with one kind of brackets and no blanks; "" of none.

    A digest and not the number, so that what was erased is not legible here.
    """
    folded = unicodedata.normalize("NFKC", doc_number.translate(_BRACKETS)).casefold()
    number = "".join(folded.split())
    return digest(number) if number else ""


def text_digest(title: str, preamble: str, sections: Iterable[dict], closing: str) -> str:
    """The digest of the letters and digits of title, preamble, sections and closing; "" of none.

    Texts are rich text; sections have a heading and a body. Labels are left out: they say where
    a section stands, and a typed one may become a computed one.
    """
    parts = [title, rich_text.plain(preamble)]
    for section in sections:
        parts += [section["heading"], rich_text.plain(section["body"])]
    folded = unicodedata.normalize("NFKC", "".join([*parts, rich_text.plain(closing)])).casefold()
    letters = "".join(filter(str.isalnum, folded))
    return digest(letters) if letters else ""
