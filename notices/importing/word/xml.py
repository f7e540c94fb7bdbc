"""The text of one XML part → a tree with short names, within limits, without entities.

WordprocessingML elements and attributes lose their namespace (`p`, `val`), those of drawings,
formulas and relationships keep a short one (`{a}blip`, `{r}id`), whether the file is written in
the transitional or in the strict form (ISO/IEC 29500-1 and -4).
"""

import codecs
from xml.etree import ElementTree

from ..telling import Unreadable

LONGEST_PART = 32 * 1024 * 1024  # bytes of one XML part; 200 pages have about 6 MB
MOST_ELEMENTS = 500_000  # 200 pages have about 100,000
MOST_ATTRIBUTES = 600_000  # of 200 pages there are about 200,000
DEEPEST = 120  # elements inside each other; a table in a table takes three
# Characters parsed between two looks at the limits; a tag that goes on over many of them would
# be read again from its start each time.
_CHUNK = 1024 * 1024

_DRAWING = "drawingml/2006"
_SHORT = {
    "wordprocessingml/main": "",
    "wordprocessingml/2006/main": "",
    "officeDocument/relationships": "{r}",
    "officeDocument/2006/relationships": "{r}",
    "drawingml/main": "{a}",
    f"{_DRAWING}/main": "{a}",
    "drawingml/wordprocessingDrawing": "{wp}",
    f"{_DRAWING}/wordprocessingDrawing": "{wp}",
    "officeDocument/math": "{m}",
    "officeDocument/2006/math": "{m}",
    "package/2006/relationships": "",
    "markup-compatibility/2006": "{mc}",
}
_BASES = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
_NAMESPACES = {base + rest: short for base in _BASES for rest, short in _SHORT.items()}
_NAMESPACES["urn:schemas-microsoft-com:vml"] = "{v}"
_NAMESPACES["http://purl.org/dc/elements/1.1/"] = "{dc}"

Element = ElementTree.Element


def parse(data: bytes) -> Element:
    """Return the root of the part; raises Unreadable for entities, too much, or damage."""
    text = _decoded(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("文件里夹带了 XML 实体定义，正常的 Word 文件没有，为安全起见不读取。")
    if text.count("=") > MOST_ATTRIBUTES:
        raise Unreadable("文件的结构过于庞杂，不像是通知，请只保留通知正文后再导入。")
    parser = ElementTree.XMLPullParser(("start", "end"))
    try:
        return _grown(parser, text)
    except ElementTree.ParseError as error:
        raise Unreadable("文件已损坏（里面的 XML 不完整），请重新取得原件后再导入。") from error


def whole_number(text: str | None, default: int = 0) -> int:
    """The number an attribute holds; the default for none, or for what is no number."""
    try:
        return max(-(2**31), min(int(text), 2**31 - 1))
    except (TypeError, ValueError):
        return default


def value(parent: Element | None, tag: str, default: str | None = None) -> str | None:
    """The val of the parent's child element, the default where there is none."""
    child = None if parent is None else parent.find(tag)
    return default if child is None else child.get("val", default)


def is_on(element: Element | None) -> bool:
    """Whether an on-off element (17.17.4) is there and on."""
    return element is not None and element.get("val", "1") not in ("0", "false", "off", "none")


def _decoded(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("文件已损坏（里面的文字无法解读），请重新取得原件后再导入。") from error


def _grown(parser: ElementTree.XMLPullParser, text: str) -> Element:
    names: dict[str, str] = {}
    depth = elements = 0
    root = None
    for place in range(0, len(text), _CHUNK):
        parser.feed(text[place : place + _CHUNK])
        for event, element in parser.read_events():
            if event == "end":
                depth -= 1
                continue
            depth, elements = depth + 1, elements + 1
            if depth > DEEPEST or elements > MOST_ELEMENTS:
                raise Unreadable(_too_much(depth))
            _shorten(element, names)
            root = element if root is None else root
    parser.close()
    return root


def _too_much(depth: int) -> str:
    if depth > DEEPEST:
        return f"文件里的表格或文本框层层嵌套，超过 {DEEPEST} 层，请改为普通表格后再导入。"
    return f"文件的内容超过上限（{MOST_ELEMENTS} 个元素），请只保留通知正文后再导入。"


def _shorten(element: Element, names: dict[str, str]) -> None:
    element.tag = _short(element.tag, names)
    if element.attrib:
        pairs = element.attrib.items()
        element.attrib = {_short(name, names): value for name, value in pairs}


def _short(name: str, names: dict[str, str]) -> str:
    if name not in names:
        namespace, brace, local = name.rpartition("}")
        short = _NAMESPACES.get(namespace[1:]) if brace else None
        names[name] = name if short is None else short + local
    return names[name]
