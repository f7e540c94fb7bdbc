"""What a PDF (ISO 32000-1) tells beside its pages: who made it, and reviewers' notes."""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, apply_configuration

from .pages import BOUNDS

LONGEST_VALUE = 40  # characters told
MOST_NOTES = 500
_NAMES = {"/Author": "作者", "/Subject": "主题属性", "/Keywords": "关键词", "/Company": "单位"}
# What programs write of themselves and of the moment (14.3.3).
_OF_PROGRAMS = {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
_OF_PROGRAMS |= {"/SourceModified", "/PTEX.Fullbanner"}
_XMP_NAME = re.compile(rb"<dc:creator>\s*<rdf:\w+>\s*<rdf:li[^>]*>\s*[^<\s]")
# Text markup and notes of 12.5.6: a typewriter's words (FreeText) are part of the page.
_NOTES = {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret"}


def maker(reader: PdfReader) -> list[str]:
    """What its information says of people; raises any error where the file is damaged."""
    told = []
    for key, value in (reader.metadata or {}).items():
        text = str(value).strip()
        if text and key not in _OF_PROGRAMS:
            told.append(f"{_NAMES.get(key, f'属性 {key[1:]} ')}“{text[:LONGEST_VALUE]}”")
    metadata = reader.root_object.get("/Metadata")
    if metadata is not None and not told and _XMP_NAME.search(metadata.get_object().get_data()):
        told.append("文档属性（XMP）里的作者")
    return told


def margins(data: bytes) -> tuple[list[str], list[tuple[int, str]]]:
    """(what `maker` tells, (page, words) of each note); two empty lists of a file pypdf cannot read."""
    try:
        with apply_configuration(**BOUNDS):
            reader = PdfReader(BytesIO(data))
            return maker(reader), list(_notes(reader))
    except Exception:  # pypdf lets any error of Python out where a file is damaged
        return [], []


def _notes(reader: PdfReader) -> Iterator[tuple[int, str]]:
    left = MOST_NOTES
    for number, page in enumerate(reader.pages, 1):
        for one in page.get("/Annots") or ():
            note = one.get_object()
            words = str(note.get("/Contents") or "").strip()
            if note.get("/Subtype") in _NOTES and words and left:
                left -= 1
                yield number, words
