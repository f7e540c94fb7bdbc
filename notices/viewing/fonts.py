"""Whether a page of a PDF names fonts that are not in the file.

PDFium draws such letters in a font of the machine that comes near, or not at all.
"""

import ctypes
from itertools import islice

from pypdfium2 import PdfiumError, PdfPage
from pypdfium2.raw import (
    FPDF_PAGEOBJ_TEXT,
    FPDFFont_GetBaseFontName,
    FPDFFont_GetIsEmbedded,
    FPDFTextObj_GetFont,
)

MOST_OBJECTS = 2_000  # of a page that are looked at
_LONGEST_NAME = 200  # bytes
# The fonts every reader of PDF has (ISO 32000-1, 9.6.2.2), under the names Windows gives them too.
_EVERYWHERE = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")


def lacks_font(page: PdfPage) -> bool:
    """Whether letters of the page are to be drawn in a font that the file does not hold."""
    try:
        texts = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
        return any(_is_elsewhere(each.raw) for each in islice(texts, MOST_OBJECTS))
    except (PdfiumError, ctypes.ArgumentError, ValueError):
        return False


def _is_elsewhere(text) -> bool:
    font = FPDFTextObj_GetFont(text)
    if not font or FPDFFont_GetIsEmbedded(font) != 0:
        return False
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    return not name.value.decode(errors="replace").startswith(_EVERYWHERE)
