"""The named styles (GB/T 9704—2012, 5.2 and 7): our reader trusts them, so their ids stay.

Fonts are only named: 方正小标宋, 仿宋_GB2312 and 楷体_GB2312 are licensed and come with the office's
own machines; `FONTS` says what stands in where they are not there.
"""

from dataclasses import dataclass

from ...numbering import DEPTHS
from .xml import HEAD, NAMESPACES, element, tag

TITLE, SONG, HEI, KAI, FANG = "方正小标宋简体", "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312"
FONTS = {TITLE: "宋体", SONG: "SimSun", HEI: "SimHei", KAI: "楷体", FANG: "仿宋"}
# Half points: 3号, 2号, 4号; the red head has no size in the standard, 小初 is the largest used.
THIRD, SECOND, FOURTH, HEAD_SIZE, LONG_HEAD_SIZE = 32, 44, 28, 72, 52
RED = "FF0000"
CHARACTER = 316  # twips: 156 mm for 28 characters (5.2.2, 5.2.3)
LINE = 579  # twips: 225 mm for 22 lines
TITLE_LINE = 700
RIGHT_EDGE = 28 * CHARACTER - 4
INDENT = tag("ind", firstLineChars=200, firstLine=2 * CHARACTER)
_EXACT = tag("spacing", line=LINE, lineRule="exact")


def _edges(top: str, bottom: int) -> str:
    """Lines above and below; bottom in eighths of a point, 8 are 0.35 mm (7.4.1)."""
    edge = {"space": 1, "color": "000000"}
    lines = tag("top", val=top, sz=8, **edge) + tag("bottom", val="single", sz=bottom, **edge)
    return element("pBdr", lines)


# Where 抄送 and 印发 stand together: 0.25 mm between them.
INNER_LINE, BELOW_INNER_LINE = _edges("single", 6), _edges("nil", 8)
# 版记 stands on the bottom edge of the text of its page (7.4.1).
_FRAME = tag(
    "framePr",
    w=RIGHT_EDGE,
    wrap="around",
    vAnchor="margin",
    hAnchor="margin",
    xAlign="left",
    yAlign="bottom",
)


@dataclass(frozen=True)
class _Style:
    """A paragraph style: its name, font and size, and its pPr in the order of 17.3.1."""

    id: str
    name: str
    font: str = FANG
    size: int = THIRD
    paragraph: str = _EXACT + INDENT
    run: str = ""
    after: str = "HongtouBody"  # the style of the next paragraph typed


def _spaced(before: int = 0, after: int = 0, line: int = LINE) -> str:
    """Exact lines, with room in lines of the page above and below."""
    return tag("spacing", before=before * LINE, after=after * LINE, line=line, lineRule="exact")


def _right(characters: int) -> str:
    indent = tag("ind", rightChars=characters * 100, right=characters * CHARACTER)
    return indent + tag("jc", val="right")


_CENTRED = tag("jc", val="center")
# 4 mm below the number (7.2.7).
RED_LINE = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="11" w:color="{RED}"/></w:pBdr>'
_SIDES = tag("ind", leftChars=100, left=CHARACTER, rightChars=100, right=CHARACTER)
_TAB = element("tabs", tag("tab", val="right", pos=RIGHT_EDGE - CHARACTER))
_RED = tag("color", val=RED)
_BOLD = "<w:b/><w:bCs/>"
# 7.3.3 names no more than 黑体 and 楷体; bold keeps a deeper heading apart from its text.
_HEADINGS = {1: HEI, 2: KAI}
_NUMERALS = "一二三四五六"


def _heading(depth: int) -> _Style:
    number = element("numPr", tag("ilvl", val=depth - 1) + tag("numId", val=1))
    return _Style(
        f"HongtouHeading{depth}",
        f"红头{_NUMERALS[depth - 1]}级标题",
        _HEADINGS.get(depth, FANG),
        paragraph=number + _EXACT + INDENT + tag("outlineLvl", val=depth - 1),
        run="" if depth in _HEADINGS else _BOLD,
    )


_PARAGRAPHS = (
    _Style(
        "HongtouRedHead",
        "红头标题",
        TITLE,
        HEAD_SIZE,
        tag("spacing", before=LINE, after=0) + _CENTRED,
        _RED,
        "HongtouDocNumber",
    ),
    _Style(
        "HongtouDocNumber", "红头文号", paragraph=_spaced(1, 1) + _CENTRED, after="HongtouTitle"
    ),
    _Style(
        "HongtouTitle",
        "红头公文标题",
        TITLE,
        SECOND,
        _spaced(1, 1, TITLE_LINE) + _CENTRED,
        after="HongtouAddressee",
    ),
    _Style("HongtouAddressee", "红头主送机关", paragraph=_EXACT, after="HongtouPreamble"),
    _Style("HongtouPreamble", "红头引言", after="HongtouPreamble"),
    *map(_heading, DEPTHS),
    _Style("HongtouBody", "红头正文"),
    _Style("HongtouClosing", "红头结尾", after="HongtouClosing"),
    _Style("HongtouAttachmentNote", "红头附件说明", after="HongtouAttachmentNote"),
    _Style("HongtouSignature", "红头署名", paragraph=_EXACT + _right(2), after="HongtouDate"),
    _Style("HongtouDate", "红头成文日期", paragraph=_EXACT + _right(2), after="HongtouAnnotation"),
    _Style("HongtouAnnotation", "红头附注", after="HongtouAnnotation"),
    _Style(
        "HongtouCc",
        "红头抄送",
        size=FOURTH,
        paragraph=_FRAME + _edges("single", 8) + _EXACT + _SIDES,
        after="HongtouImprint",
    ),
    _Style(
        "HongtouImprint",
        "红头印发",
        size=FOURTH,
        paragraph=_FRAME + _edges("single", 8) + _TAB + _EXACT + _SIDES,
        after="HongtouImprint",
    ),
    _Style("HongtouTableText", "红头表格文字", size=FOURTH, paragraph="", after="HongtouTableText"),
    _Style("HongtouCaption", "红头图表题", HEI, FOURTH, tag("keepNext") + _CENTRED),
    _Style(
        "HongtouPicture", "红头图", paragraph=tag("keepNext") + _CENTRED, after="HongtouCaption"
    ),
    _Style(
        "HongtouPageNumber",
        "红头页码",
        SONG,
        FOURTH,
        tag("spacing", line=240),
        after="HongtouPageNumber",
    ),
)


def _fonts(font: str) -> str:
    return tag("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs="Times New Roman")


# Twentieths of a point that a character of 3号 gives up, so that 28 stand in 156 mm.
_NARROWER = tag("spacing", val=-5)


def _sizes(half_points: int) -> str:
    return tag("sz", val=half_points) + tag("szCs", val=half_points)


def _paragraph_style(style: _Style) -> str:
    # In the order of 17.3.2: fonts, bold, colour, size.
    look = _fonts(style.font) + style.run + _sizes(style.size)
    inner = (
        tag("name", val=style.name) + tag("basedOn", val="Normal") + tag("next", val=style.after)
    )
    inner += tag("qFormat") + element("pPr", style.paragraph) + element("rPr", look)
    return element("style", inner, type="paragraph", customStyle=1, styleId=style.id)


def _character_style(style: str, name: str, look: str) -> str:
    inner = tag("name", val=name) + tag("qFormat") + element("rPr", look)
    return element("style", inner, type="character", customStyle=1, styleId=style)


def styles_part() -> str:
    """The part styles.xml."""
    language = tag("lang", val="en-US", eastAsia="zh-CN")
    run = element("rPrDefault", element("rPr", _fonts(FANG) + _NARROWER + _sizes(THIRD) + language))
    defaults = element("docDefaults", run + element("pPrDefault", ""))
    # Both say the size: programs count the characters of the page grid by one or the other.
    normal = tag("name", val="Normal") + element("pPr", tag("jc", val="both"))
    normal += element("rPr", _fonts(FANG) + _NARROWER + _sizes(THIRD))
    table = tag("name", val="Normal Table") + element("tblPr", tag("tblInd", w=0, type="dxa"))
    styles = [
        element("style", normal, type="paragraph", default=1, styleId="Normal"),
        element("style", table, type="table", default=1, styleId="TableNormal"),
        *map(_paragraph_style, _PARAGRAPHS),
        # What is a heading within a paragraph is told by these two, whatever the fonts.
        _character_style("HongtouRunIn", "红头段首标题", ""),
        _character_style("HongtouText", "红头段中正文", _fonts(FANG)),
        _character_style("HongtouLink", "红头链接", tag("u", val="single")),
    ]
    return f"{HEAD}<w:styles {NAMESPACES}>{defaults}{''.join(styles)}</w:styles>"


def fonts_part() -> str:
    """The part fontTable.xml: what each font is replaced by where it is not installed."""
    fonts = (element("font", tag("altName", val=other), name=name) for name, other in FONTS.items())
    return f"{HEAD}<w:fonts {NAMESPACES}>{''.join(fonts)}</w:fonts>"
