"""Workbooks (.xlsx) by hand-written XML: only what a test is about stands in them."""

from xml.sax.saxutils import escape

from .word_files import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"


def sheet(*rows: list, merged: str = "", hidden_column: int = 0, hidden_row: int = 0) -> str:
    """The inside of a sheet; a cell is text, a number, (number, format code) or None.

    merged: "A1:C1 A2:A3". Format codes are the styles of `xlsx` in their order.
    """
    columns = ""
    if hidden_column:
        columns = f'<cols><col min="{hidden_column}" max="{hidden_column}" hidden="1"/></cols>'
    written = "".join(_row(place, row, place == hidden_row) for place, row in enumerate(rows, 1))
    joined = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged.split())
    merging = f"<mergeCells>{joined}</mergeCells>" if joined else ""
    return f"{columns}<sheetData>{written}</sheetData>{merging}"


def _row(place: int, row: list, hidden: bool) -> str:
    cells = "".join(_cell(f"{_letter(at)}{place}", value) for at, value in enumerate(row, 1))
    return f'<row r="{place}" hidden="{int(hidden)}">{cells}</row>'


def _letter(column: int) -> str:
    return (
        chr(64 + column)
        if column < 27
        else _letter((column - 1) // 26) + _letter((column - 1) % 26 + 1)
    )


def _cell(place: str, value) -> str:
    if value is None:
        return f'<c r="{place}"/>'
    if isinstance(value, str):
        if value.startswith("<"):
            return value
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    number, style = value if isinstance(value, tuple) else (value, 0)
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def xlsx(
    *sheets: tuple[str, str],
    codes: tuple[str, ...] = (),
    strings: tuple[str, ...] = (),
    hidden: tuple[str, ...] = (),
    since_1904: bool = False,
) -> bytes:
    """A workbook of (title, inside); style 1 has the first of the codes, and so on.

    strings are the XML inside each shared string; hidden the titles of sheets nobody sees.
    """
    listed = "".join(
        f'<sheet name="{escape(title)}" sheetId="{at}" r:id="r{at}" '
        f'state="{"hidden" if title in hidden else "visible"}"/>'
        for at, (title, _) in enumerate(sheets, 1)
    )
    workbook = f'<workbookPr date1904="{int(since_1904)}"/><sheets>{listed}</sheets>'
    related = [(f"r{at}", "worksheet", f"worksheets/s{at}.xml") for at in range(1, len(sheets) + 1)]
    related += [("rs", "styles", "styles.xml"), ("rt", "sharedStrings", "sharedStrings.xml")]
    files = {
        "xl/workbook.xml": _root("workbook", workbook),
        "xl/_rels/workbook.xml.rels": _relations(related),
        "xl/styles.xml": _root("styleSheet", _styles(codes)),
        "xl/sharedStrings.xml": _root("sst", "".join(f"<si>{each}</si>" for each in strings)),
        "_rels/.rels": _relations([("main", "officeDocument", "xl/workbook.xml")]),
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="{_TYPE.format("sheet.main")}"/></Types>',
    }
    for at, (_, inside) in enumerate(sheets, 1):
        files[f"xl/worksheets/s{at}.xml"] = _root("worksheet", inside)
    return zipped({name: text.encode() for name, text in files.items()})


def _styles(codes: tuple[str, ...]) -> str:
    quoted = (escape(code, {'"': "&quot;"}) for code in codes)
    formats = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(quoted)
    )
    used = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(codes)))
    return f'<numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'


def _root(name: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{name} xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"{inside}</{name}>"
    )


def _relations(related: list[tuple[str, str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in related
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def demo() -> bytes:
    """Two sheets with a title over all columns, dates and merged cells."""
    rows = [
        ["2026年汛前准备自查清单", None, None, None, None],
        ["序号", "类别", "自查内容", "查验日期", "经费（元）"],
    ]
    kinds = ["责任落实", None, "值班", None, "队伍"]
    for at, kind in enumerate(kinds, 1):
        rows.append(
            [at, kind, f"第{at}项：值班表排到8月31日，无空档", (46150 + at, 1), (1234.5 * at, 2)]
        )
    own = sheet(*rows, merged="A1:E1 B3:B4 B5:B6")
    other = sheet(["填写说明"], ["每月填写一次，由驻村干部核对。"])
    return xlsx(("自查清单", own), ("填写说明", other), codes=('yyyy"年"m"月"d"日"', "#,##0.00"))
