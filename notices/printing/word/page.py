"""The page (GB/T 9704—2012, 5.2 and 7.5): A4, the text 156 × 225 mm, — 1 — on the outer side."""

from .styles import CHARACTER, LINE
from .xml import HEAD, NAMESPACES, Run, element, paragraph, run, tag

_MM = 1440 / 25.4  # twips
_WIDTH, _HEIGHT = round(210 * _MM), round(297 * _MM)
_MARGINS = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 25}


def section(footers: dict[str, str]) -> str:
    """The sectPr; footers: the relation of "default" (odd pages) and "even"."""
    refs = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{relation}"/>'
        for kind, relation in footers.items()
    )
    margins = {side: round(mm * _MM) for side, mm in _MARGINS.items()}
    inner = refs + tag("pgSz", w=_WIDTH, h=_HEIGHT) + tag("pgMar", **margins, gutter=0)
    inner += tag("docGrid", type="lines", linePitch=LINE)
    return element("sectPr", inner)


def footer_part(odd: bool) -> str:
    """A footer: the dash and number one character in, right on odd pages and left on even."""
    side = "right" if odd else "left"
    properties = tag("ind", **{f"{side}Chars": 100, side: CHARACTER}) + tag("jc", val=side)
    number = element("fldSimple", run(Run("1")), instr=" PAGE ")
    inner = run(Run("— ")) + number + run(Run(" —"))
    body = paragraph("HongtouPageNumber", inner, properties)
    return f"{HEAD}<w:ftr {NAMESPACES}>{body}</w:ftr>"


def settings_part() -> str:
    compatibility = (
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    )
    inner = tag("evenAndOddHeaders") + tag("characterSpacingControl", val="compressPunctuation")
    inner += element("compat", tag("doNotExpandShiftReturn") + tag("useFELayout") + compatibility)
    return f"{HEAD}<w:settings {NAMESPACES}>{inner}</w:settings>"
