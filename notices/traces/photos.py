"""Photographs inside other files: their pixels untouched, without place, time, camera and name.

JPEG (ITU-T T.81) is a row of segments, PNG (ISO/IEC 15948) one of chunks; those that tell go.
"""

from io import BytesIO

from PIL import Image

_EXIF, _XMP_OR_EXIF, _IPTC, _COMMENT = b"Exif\0\0", 0xE1, 0xED, 0xFE
_SCAN, _END = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_TURNED = 0x0112  # Exif: which side of the picture is up


def bare(data: bytes) -> bytes | None:
    """The same picture without what it tells; None where it tells nothing, or is no picture."""
    try:
        if data.startswith(b"\xff\xd8"):
            out = _bare_jpeg(data)
        elif data.startswith(_PNG):
            out = _bare_png(data)
        else:
            return None
    except (IndexError, ValueError, OSError, SyntaxError):
        return None
    return out if out != data else None


def _bare_jpeg(data: bytes) -> bytes:
    """Up to its end only: some cameras lay a second picture behind it, with a place of its own."""
    out, at, told = [data[:2]], 2, False
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _END:
            out.append(data[at : at + 2])
            break
        size = 0 if marker in _ALONE or marker == 0xFF else int.from_bytes(data[at + 2 : at + 4])
        end = at + (1 if marker == 0xFF else 2) + size
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        if marker in (_XMP_OR_EXIF, _IPTC, _COMMENT):
            told = True
        else:
            out.append(data[at:end])
        at = end
    if not told:
        return data
    out.insert(1, _orientation(data))
    return b"".join(out)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is none of the scan's own."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] and data[at + 1] not in _ALONE:
            return at
        at += 2


def _orientation(data: bytes) -> bytes:
    """An Exif segment that says which side is up and nothing else; b"" where it is the first."""
    with Image.open(BytesIO(data), formats=["JPEG"]) as picture:
        turned = picture.getexif().get(_TURNED, 1)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_TURNED] = turned
    content = exif.tobytes()
    content = content if content.startswith(_EXIF) else _EXIF + content
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2) + content


def _bare_png(data: bytes) -> bytes:
    out, at = [data[:8]], 8
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if kind not in _PNG_TELLS:
            out.append(data[at:end])
        at = len(data) if kind == b"IEND" else end
    return b"".join(out)
