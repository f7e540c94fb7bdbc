"""Office files by hand-written XML, for what they hide and carry along."""

from xml.sax.saxutils import escape

from .word_files import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


def workbook(*sheets: str, states=(), **others: str | bytes) -> bytes:
    """Sheets by the XML inside them, named 名单1, 名单2 …; `others`: parts, / written __."""
    listed = "".join(
        f'<sheet name="名单{at}" r:id="r{at}" state="{state}"/>'
        for at, state in enumerate([*states, *["visible"] * (len(sheets) - len(states))], 1)
    )
    links = "".join(
        f'<Relationship Id="r{at}" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
    }
    for at, inside in enumerate(sheets, 1):
        files[f"xl/worksheets/s{at}.xml"] = f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'
    return _zip(files, others)


def rows(*rows: list[str], hidden_columns: str = "", hidden_row: int = 0) -> str:
    """The inside of a sheet; hidden_columns: "3 3" from the third to the third."""
    first, _, last = hidden_columns.partition(" ")
    columns = f'<cols><col min="{first}" max="{last}" hidden="1"/></cols>' if first else ""
    drawn = "".join(
        f'<row r="{row}" hidden="{int(row == hidden_row)}">'
        + "".join(_cell(f"{chr(64 + at)}{row}", text) for at, text in enumerate(cells, 1))
        + "</row>"
        for row, cells in enumerate(rows, 1)
    )
    return f"{columns}<sheetData>{drawn}</sheetData>"


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def slides(text: str, notes: str = "") -> bytes:
    def part(said: str) -> str:
        return (
            f'<p:sld xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}"><a:p><a:r><a:t>{said}</a:t></a:r>'
            "</a:p></p:sld>"
        )

    files = {
        "[Content_Types].xml": _TYPES,
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SLIDES}"/>',
        "ppt/slides/slide1.xml": part(text),
        "ppt/notesSlides/notesSlide1.xml": part(notes),
    }
    return _zip(files, {})


def word(inside: str, **others: str | bytes) -> bytes:
    files = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{inside}</w:body></w:document>',
    }
    return _zip(files, others)


def words(text: str, look: str = "") -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def comments(text: str) -> str:
    return f'<w:comments xmlns:w="{_WORD}"><w:comment>{words(text)}</w:comment></w:comments>'


def made_by(name: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DUBLIN}">'
        f"<dc:creator>{name}</dc:creator></cp:coreProperties>"
    )


def _zip(files: dict, others: dict) -> bytes:
    files = files | {name.replace("__", "/") + ".xml": text for name, text in others.items()}
    return zipped(
        {n: text.encode() if isinstance(text, str) else text for n, text in files.items()}
    )
