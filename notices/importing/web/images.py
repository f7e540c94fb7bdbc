"""Pictures: the bytes where the page itself holds them; nothing is ever fetched."""

import base64
import binascii
import re

from ..blocks import Picture
from .drafts import Draft
from .markup import Image

_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp|bmp);base64,(.*)", re.IGNORECASE | re.DOTALL)


def draft_of(image: Image, number: int) -> Draft:
    """Return the picture, or a note that it is missing."""
    found = _DATA.fullmatch(image.source.strip())
    data = _decoded(found[2]) if found else b""
    if not data:
        return Draft(image.alt, missing=image.alt)
    extension = found[1].lower().replace("jpeg", "jpg")
    return Draft(image.alt, picture=Picture(data, f"图片{number}.{extension}"))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (binascii.Error, ValueError):
        return b""
