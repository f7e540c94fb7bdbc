"""What a line of a document is in a notice: 版头, 主体 and 版记 (GB/T 9704-2012, 7)."""

from enum import StrEnum


class Role(StrEnum):
    """One line has one role; HEADING also has a depth, 1 to 6."""

    RED_HEAD = "red_head"  # 发文机关标志
    DOC_NUMBER = "doc_number"
    TITLE = "title"
    ADDRESSEE = "addressee"
    PREAMBLE = "preamble"
    HEADING = "heading"  # opens a section, with or without a number
    BODY = "body"  # goes on in the section above it
    CLOSING = "closing"
    FIGURE = "figure"  # the alternative text of a picture
    ATTACHMENT_NOTE = "attachment_note"
    SIGNATURE = "signature"
    DATE = "date"
    ANNOTATION = "annotation"
    CC = "cc"
    IMPRINT = "imprint"
    ATTACHMENT_BODY = "attachment_body"  # an attachment's own text, kept apart
    ASIDE = "aside"  # not part of the notice
