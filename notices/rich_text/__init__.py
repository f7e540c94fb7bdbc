"""The HTML we accept: one list (`ALLOWED`) makes the editor's toolbar and the cleaner."""

from ..characters import strip_unseen
from .allowed import ALIGNMENTS, ALLOWED, MAX_CHARS, Element, TooLong
from .cleaning import clean
from .editor import ckeditor_config
from .losses import removed
from .plain_text import contacts, from_plain, plain
from .replacing import replace_once

__all__ = [
    "ALIGNMENTS",
    "ALLOWED",
    "MAX_CHARS",
    "Element",
    "TooLong",
    "ckeditor_config",
    "clean",
    "contacts",
    "from_plain",
    "plain",
    "removed",
    "replace_once",
    "strip_unseen",
]
