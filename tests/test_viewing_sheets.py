"""Workbooks on a page: cells as they are shown, merged ones as one, and bounds that are told."""

import pytest

from notices.viewing.shapes import Cell, NotShown
from notices.viewing.sheets import package, read_sheets, tables
from notices.viewing.sheets.formats import BUILT_IN, Format, general

from .sheet_files import sheet, xlsx
from .word_files import rewritten


def rows_of(data: bytes, leaf: int = 0) -> list[list[str]]:
    shown = read_sheets(data).leaves[leaf]
    return [[c.text for c in row] for part in shown.parts for row in (*shown.head, *part.rows)]


@pytest.mark.parametrize(
    ("code", "number", "written"),
    [
        ("General", 3.0, "3"),
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 330106199001011234, "3.30106E+17"),
        ("General", 13800000000, "13800000000"),
        ("0", 2.5, "3"),
        ("0.00", -1.005, "-1.01"),
        ("0.00", -0.001, "0.00"),
        ("#,##0", 1234567, "1,234,567"),
        ("#,###.00", 0.5, ".50"),
        ("0.0#", 3.14159, "3.14"),
        ("000", 7, "007"),
        ("0%", 0.125, "13%"),
        ("0.00%", 0.125, "12.50%"),
        ("0.00E+00", 12345, "1.23E+04"),
        ("#,##0,", 1234567, "1,235"),
        ('#,##0.00"元"', 1234.5, "1,234.50元"),
        ("[$¥-804]#,##0.00", 3, "¥3.00"),
        ("[Red]0;[Blue]-0", -4, "-4"),
        ("0;(0);零", -4, "(4)"),
        ("0;(0);零", 0, "零"),
        ("# ?/?", 0.5, "0.5"),
        ("@", 12, "12"),
        ("第0号", 12, "第12号"),
        (";;;", 12, ""),
    ],
)
def test_numbers_are_written_as_they_are_shown(code, number, written):
    assert Format(code).written(number) == (written, True)


@pytest.mark.parametrize(
    ("code", "number", "written"),
    [
        ("yyyy/m/d", 46154, "2026/5/12"),
        ("yyyy-mm-dd", 46154.99, "2026-05-12"),
        ('yyyy"年"m"月"d"日"', 46154, "2026年5月12日"),
        ("[DBNum1][$-804]yyyy年m月d日", 46154, "二〇二六年五月十二日"),
        ("[$-804]aaaa", 46154, "星期二"),
        ("yyyy/m/d h:mm", 46154.375, "2026/5/12 9:00"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ('上午/下午h"时"mm"分"', 0.0, "上午12时00分"),
        ("h:mm:ss", 46154.9999999, "0:00:00"),
        ("mm:ss.0", 0.5 / 86400, "00:00.5"),
        ("[h]:mm:ss", 1.5, "36:00:00"),
        ("m/d/yy", 1, "1/1/00"),
        ("yyyy-mm-dd", 61, "1900-03-01"),
    ],
)
def test_dates_are_written_as_they_are_shown(code, number, written):
    assert Format(code).written(number) == (written, False)


@pytest.mark.parametrize("number", [-1, 3_000_000, 1e300, -1e300])
def test_a_day_that_no_calendar_has_is_a_number(number):
    assert Format("yyyy-mm-dd").written(number) == (general(number), True)


def test_days_may_count_from_1904():
    data = xlsx(
        ("表", sheet(["日期", "数"], [(44692, 1), 1])), codes=("yyyy-mm-dd",), since_1904=True
    )
    assert rows_of(data) == [["日期", "数"], ["2026-05-12", "1"]]


def test_every_built_in_format_writes_something():
    for number in BUILT_IN:
        assert Format(BUILT_IN[number]).written(46154.4)[0]


def test_every_kind_of_cell_is_shown_as_what_it_says():
    phonetic = "<r><t>值</t></r><r><t>班</t></r><rPh><t>zhiban</t></rPh>"
    cells = [
        '<c r="A2" t="s"><v>1</v></c>',
        '<c r="B2" t="str"><v>公式得的字</v></c>',
        '<c r="C2" t="b"><v>1</v></c>',
        '<c r="D2" t="e"><v>#DIV/0!</v></c>',
        '<c r="E2" t="d"><v>2026-05-12</v></c>',
        '<c r="F2"><f>1+1</f><v>2</v></c>',
        '<c r="G2" t="s"><v>99</v></c>',
        '<c r="H2"><v>nan</v></c>',
    ]
    data = xlsx(("表", sheet(list("甲乙丙丁戊己庚辛"), cells)), strings=("<t>无</t>", phonetic))
    assert rows_of(data)[1] == [
        "值班",
        "公式得的字",
        "TRUE",
        "#DIV/0!",
        "2026-05-12",
        "2",
        "",
        "nan",
    ]


def test_merged_cells_are_one_and_a_title_stands_above_the_names():
    inside = sheet(
        ["自查清单", None, None],
        ["序号", "类别", "内容"],
        [1, "值班", "一"],
        [2, None, "二"],
        merged="A1:C1 B3:B4 A3:A3 Z9:A1 B3:C3",
    )
    (leaf,) = read_sheets(xlsx(("清单", inside))).leaves
    assert leaf.head == ((Cell("自查清单", 3),), (Cell("序号"), Cell("类别"), Cell("内容")))
    assert leaf.parts[0].rows == (
        (Cell("1"), Cell("值班", 1, 2), Cell("一")),
        (Cell("2"), Cell("二")),
    )
    assert leaf.parts[0].text == "自查清单\n序号\t类别\t内容\n1\t值班\t一\n2\t二"


def test_hidden_sheets_rows_and_columns_are_not_shown_and_told():
    inside = sheet(
        ["序号", "密", "数"], [1, "密语", 2], [2, "密语", 3], hidden_column=2, hidden_row=2
    )
    data = xlsx(("表", inside), ("底稿", sheet(["密语"])), hidden=("底稿",))
    shown = read_sheets(data)
    assert rows_of(data) == [["序号", "数"], ["2", "3"]]
    assert (len(shown.leaves), shown.extent) == (1, "共1行")
    assert shown.notes == ("文件里隐藏的工作表、行和列没有显示。",)


def test_a_long_sheet_is_shown_in_leaves_that_repeat_the_names():
    body = [[number, f"第{number}人"] for number in range(1, 1201)]
    shown = read_sheets(xlsx(("名单", sheet(["序号", "姓名"], *body))))
    assert [leaf.name for leaf in shown.leaves] == ["名单", "名单第502行起", "名单第1002行起"]
    assert {leaf.head for leaf in shown.leaves} == {((Cell("序号"), Cell("姓名")),)}
    assert [part.number for part in shown.parts] == list(range(1, 25))
    assert shown.parts[-1].name == "名单　第1152—1201行"
    assert sum(len(part.rows) for part in shown.parts) == 1200


def test_a_merged_cell_that_runs_over_a_leaf_says_its_text_in_both():
    body = [["一组" if number == 1 else None, number] for number in range(1, 601)]
    data = xlsx(("名单", sheet(["组", "号"], *body, merged="A2:A601")))
    first, second = read_sheets(data).leaves
    assert first.parts[0].rows[0][0] == Cell("一组", 1, 500)
    assert second.parts[0].rows[0][0] == Cell("一组", 1, 100)


def test_what_is_beyond_the_bounds_is_counted():
    rows = tables.MOST_ROWS + 7
    wide = sheet([str(column) for column in range(60)])
    many = sheet(*[["行", number] for number in range(rows)])
    assert read_sheets(xlsx(("宽", wide))).notes == (
        "这个表格右边还有10列没有显示，请下载后查看。",
    )
    shown = read_sheets(xlsx(("长", many)))
    assert shown.notes == ("这个表格还有7行没有显示，请下载后查看。",)
    assert (
        sum(len(part.rows) + len(leaf.head) for leaf in shown.leaves[:1] for part in leaf.parts)
        <= 510
    )


def test_more_sheets_than_are_shown_are_counted():
    sheets = [(f"表{number}", sheet(["字", number])) for number in range(53)]
    shown = read_sheets(xlsx(*sheets))
    assert (len(shown.leaves), shown.extent) == (50, "共53个工作表")
    assert shown.notes == ("还有3个工作表没有显示，请下载后查看。",)


def test_a_sheet_of_nothing_is_told():
    with pytest.raises(NotShown, match="没有内容"):
        read_sheets(xlsx(("空", sheet([None, None]))))


PLAIN = xlsx(("表", sheet(["甲", "乙"], [1, 2])))
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'


@pytest.mark.parametrize(
    "changed",
    [
        {"xl/worksheets/s1.xml": ENTITY},
        {"xl/worksheets/s1.xml": b"<worksheet><row>"},
        {"xl/worksheets/s1.xml": b"\xff\xff\xff"},
        {"xl/workbook.xml": b"<workbook/>"},
        {"xl/workbook.xml": b""},
    ],
)
def test_a_broken_workbook_is_told_in_a_sentence(changed):
    with pytest.raises(NotShown, match="请下载后"):
        read_sheets(rewritten(PLAIN, changed))


def test_what_unpacks_to_too_much_is_not_read(monkeypatch):
    monkeypatch.setattr(package, "UNPACKED", 2000)
    with pytest.raises(NotShown, match="太大"):
        read_sheets(rewritten(PLAIN, {"xl/sharedStrings.xml": b" " * 3000}))


def test_a_locked_workbook_is_told():
    with pytest.raises(NotShown, match="加了密码"):
        read_sheets(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
