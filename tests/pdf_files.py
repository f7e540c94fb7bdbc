"""A tiny writer of PDF files: pages of lines of text, in a font that maps back to Unicode."""

from dataclasses import dataclass

SIZE = 16  # points, as in official documents
LEFT, TOP, LINE = 79, 740, 28
FIELD = "0.8 0.1 0.1 rg 100 100 300 200 re f"  # a drawing: a red field


@dataclass(frozen=True)
class Line:
    """A text and the place of its first character, in points from the lower left."""

    text: str
    x: float = LEFT
    y: float = 0
    size: float = SIZE
    black: bool = False


def page_of(lines: list[str], foot: str = "", head: str = "") -> list[Line]:
    """Lines of a page from the top; a full-width blank at the start moves it, as Word does."""
    placed = []
    for number, line in enumerate(lines):
        bare = line.lstrip("\u3000")
        x = LEFT + SIZE * (len(line) - len(bare))
        placed.append(Line(bare, x, TOP - LINE * number))
    placed += [Line(head, LEFT, 800, 9)] if head else []
    placed += [Line(foot, 280, 40, 14)] if foot else []
    return [line for line in placed if line.text]


def pdf(
    pages: list[list[Line]], trailer: str = "", spaced: bool = False, drawing: str = ""
) -> bytes:
    """Return the bytes of a PDF; `spaced` writes each character in an operation of its own.

    `drawing` stands under the text of each page, which by itself no program can show: its font is
    in no file.
    """
    used = {one for lines in pages for line in lines for one in line.text}
    objects = [_catalog(), _pages(len(pages)), *_font(used)]
    for lines in pages:
        content = "\n".join([drawing, *(_written(each, spaced) for each in lines)]).encode("ascii")
        objects.append(_page(len(objects) + 2))
        objects.append(_stream(content))
    return _file(objects, trailer)


def _catalog() -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R >>"


def _pages(count: int) -> bytes:
    kids = " ".join(f"{7 + 2 * number} 0 R" for number in range(count))
    return f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()


def _page(content: int) -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        f"/Resources << /Font << /F1 3 0 R /F2 6 0 R >> >> /Contents {content} 0 R >>"
    ).encode()


def _font(used: set[str]) -> list[bytes]:
    mapped = "\n".join(f"1 beginbfchar <{_code(one)}> <{_code(one)}> endbfchar" for one in used)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{mapped}\nendcmap end end"
    )
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /DW 1000 /W [32 126 500] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(unicode_map.encode()),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimHei /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
    ]


def _code(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _written(line: Line, spaced: bool) -> str:
    opening = f"BT /F{1 + line.black} {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm"
    pieces = list(line.text) if spaced else [line.text]
    shown = " ".join(f"<{_code(piece)}> Tj" for piece in pieces)
    return f"{opening} {shown} ET"


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes], trailer: str) -> bytes:
    written, places, length = [b"%PDF-1.4\n"], [], 9
    for number, content in enumerate(objects, 1):
        places.append(length)
        written.append(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
        length += len(written[-1])
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
        f"startxref\n{length}\n%%EOF\n"
    )
    return b"".join([*written, end.encode()])
