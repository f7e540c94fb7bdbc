"""The HTML we accept: one list (`ALLOWED`) makes the editor's toolbar and the cleaner."""

from ..characters import strip_unseen
from .allowed import ALIGNMENTS, ALLOWED, MAX_CHARS, Element, TooLong
from .cleaning import clean
from .editor import ckeditor_config
from .losses import removed
from .plain_text import contacts, from_plain, plain
from .references import (
    NOWHERE,
    Reference,
    as_text,
    led_to,
    linked,
    reference,
    references,
    with_words,
)

__all__ = [
    "ALIGNMENTS",
    "ALLOWED",
    "MAX_CHARS",
    "NOWHERE",
    "Element",
    "Reference",
    "TooLong",
    "as_text",
    "ckeditor_config",
    "clean",
    "contacts",
    "from_plain",
    "led_to",
    "linked",
    "plain",
    "reference",
    "references",
    "removed",
    "strip_unseen",
    "with_words",
]
