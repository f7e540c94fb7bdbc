"""Pictures in the text (DrawingML 20.4.2.8), each with its alternative text and caption."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from .parts import Parts
from .styles import RIGHT_EDGE
from .xml import Run, element, paragraph, run

_EMU_OF_TWIP, _EMU_OF_PIXEL = 635, 9525
_WIDEST, _HIGHEST = RIGHT_EDGE * _EMU_OF_TWIP, 200 * 36_000  # 156 mm and 200 mm
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def figure(row: Mapping, parts: Parts) -> str:
    """A figure of a payload; where its bytes are gone its alternative text stands there."""
    relation = parts.picture(row)
    if relation:
        shown = element("r", element("drawing", _drawing(row, relation, parts)))
    else:
        shown = run(Run(f"（图：{row['alt']}）"))
    caption = paragraph("HongtouCaption", run(Run(row["caption"]))) if row["caption"] else ""
    return paragraph("HongtouPicture", shown) + caption


def _drawing(row: Mapping, relation: str, parts: Parts) -> str:
    parts.drawings += 1
    width, height = _size(row)
    extent = f'cx="{width}" cy="{height}"'
    name = f'id="{parts.drawings}" name="图{parts.drawings}" descr={quoteattr(row["alt"])}'
    return (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {name}/>"
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline>"
    )


def _size(row: Mapping) -> tuple[int, int]:
    """Width and height in EMU: its own at 96 dots an inch, or as large as the page allows."""
    (own,) = [one for one in row["variants"] if one["sha256"] == row["sha256"]]
    width, height = own["width"] * _EMU_OF_PIXEL, own["height"] * _EMU_OF_PIXEL
    scale = min(1, _WIDEST / width, _HIGHEST / height)
    return round(width * scale), round(height * scale)
