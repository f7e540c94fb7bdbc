"""What readers see of a file: text, tables, Word, pages of PDF; and what is said where nothing is."""

import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from notices import viewing
from notices.file_types import FILE_TYPES
from notices.viewing import apart, pages
from notices.viewing.parting import LEAF, MOST_CHARS, PART, cut, named
from notices.viewing.shapes import Cell, Leaf, NotShown, Part
from notices.viewing.words import read_words

from . import word_files
from .pdf_files import FIELD, page_of, pdf

HOUSE = Path(__file__).resolve().parent.parent
TYPES = {extension: kind.media_type for extension, kind in FILE_TYPES.items()}
LOCKED_TRAILER = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + "41" * 32
    + "> /U <"
    + "42" * 32
    + "> >> "
    "/ID [<41> <41>]"
)


def seen(data: bytes, extension: str) -> viewing.Shown:
    return viewing.shown(data, TYPES[extension])


def texts(shown: viewing.Shown) -> list[str]:
    return [part.text for part in shown.parts]


def test_plain_text_is_shown_line_by_line_in_any_encoding():
    for encoding in ("utf-8", "gb18030", "utf-16"):
        shown = seen("第一行，登记表。\n\n第三行，通知。".encode(encoding), "txt")
        assert (shown.kind, texts(shown)) == ("text", ["第一行，登记表。\n\n第三行，通知。"])


def test_a_long_text_is_cut_into_parts_and_leaves_and_says_where_it_ends():
    lines = [f"Line {number}: " + "duty roster " * 8 for number in range(12_000)]
    shown = seen("\n".join(lines).encode(), "txt")
    taken = "\n".join(texts(shown)).split("\n")
    assert taken == [line.rstrip() for line in lines[: len(taken)]]
    assert MOST_CHARS - 120 < sum(map(len, taken)) <= MOST_CHARS
    assert shown.notes == ("内容很长，网页上只显示前面的部分，其余请下载后查看。",)
    assert all(PART <= len(part.text) < PART + 150 for part in shown.parts[:-1])
    assert [part.number for part in shown.parts] == list(range(1, len(shown.parts) + 1))
    assert shown.leaves[0].name == f"第1—{len(shown.leaves[0].parts)}部分"
    assert all(sum(len(p.text) for p in leaf.parts) < LEAF + PART + 150 for leaf in shown.leaves)


@given(st.lists(st.text(max_size=3000), max_size=30))
@settings(max_examples=50)
def test_cutting_loses_nothing(pieces):
    groups, is_cut = cut([(piece, "") for piece in pieces])
    assert [text for group in groups for text, _ in group] == pieces
    assert not is_cut and sum(map(len, pieces)) <= MOST_CHARS
    assert "\n".join(part.text for part in named(groups)) == "\n".join(pieces)


def test_text_with_commas_is_a_table_with_its_first_row_as_head():
    shown = seen('序号,姓名,数量\n1,张三,"1,200"\n2,李四,30\n'.encode(), "csv")
    (leaf,) = shown.leaves
    assert shown.extent == "共2行"
    assert leaf.head == ((Cell("序号"), Cell("姓名"), Cell("数量", figure=True)),)
    assert leaf.parts[0].rows[0] == (Cell("1"), Cell("张三"), Cell("1,200", figure=True))


def test_a_long_table_of_text_counts_what_it_does_not_show():
    shown = seen("\n".join(f"第{number}行,值" for number in range(5003)).encode(), "csv")
    assert shown.notes == ("这个表格还有3行没有显示，请下载后查看。",)
    assert sum(len(part.rows) for part in shown.parts) + len(shown.leaves[0].head) == 5000


def test_text_of_one_column_is_no_table():
    shown = seen("第一行登记\n第二行登记\n".encode(), "csv")
    assert (shown.kind, texts(shown)) == ("text", ["第一行登记\n第二行登记\n"])


def test_a_word_file_is_shown_with_its_marks_lists_and_tables():
    body = (
        word_files.paragraph("填报说明", look="<w:b/>")
        + word_files.paragraph(word_files.run("按月", "<w:b/>") + word_files.run("报送<b>。"))
        + word_files.numbered("带身份证")
        + word_files.table(["单位", "人数"], ["办公室", "3"])
    )
    bullets = word_files.one_list(word_files.level(0, "bullet", "•"))
    shown = seen(word_files.docx(body, numbering=bullets), "docx")
    assert shown.parts[0].html == (
        "<p><strong>填报说明</strong></p><p><strong>按月</strong>报送&lt;b&gt;。</p>"
        "<ul><li>带身份证</li></ul>"
        "<table><tbody><tr><td>单位</td><td>人数</td></tr>"
        "<tr><td>办公室</td><td>3</td></tr></tbody></table>"
    )
    assert texts(shown) == ["填报说明\n按月报送<b>。\n带身份证\n单位\t人数\n办公室\t3"]


def test_pictures_of_a_word_file_are_named_and_what_nobody_prints_is_left_out():
    deleted = '<w:p><w:del w:id="1"><w:r><w:delText>删去的话</w:delText></w:r></w:del></w:p>'
    body = (
        word_files.paragraph("正文在此。")
        + deleted
        + word_files.paragraph(word_files.drawing("a.png", "示意图"))
    )
    shown = read_words(word_files.docx(body, media={"a.png": b"\x89PNG\r\n\x1a\n"}))
    assert shown.parts[0].html == "<p>正文在此。</p><p>〔图：示意图〕</p>"
    assert shown.notes == ("文件里的图片没有显示，请下载后查看。",)


def test_a_script_in_a_word_file_is_text():
    link = word_files.paragraph(
        f'<w:hyperlink r:id="bad">{word_files.run("<script>alert(1)</script>")}</w:hyperlink>'
    )
    data = word_files.docx(link + word_files.paragraph("正文。"), links="bad javascript:alert(1)")
    assert read_words(data).parts[0].html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>正文。</p>"
    )


def test_each_page_of_a_pdf_has_a_picture_and_its_text():
    data = pdf([page_of(["防汛值班表", "　　第一行⼀览。"]), page_of(["第二页"])], drawing=FIELD)
    shown = seen(data, "pdf")
    assert (shown.kind, shown.extent) == ("pages", "共2页")
    assert [(part.name, part.text) for part in shown.parts] == [
        ("第1页", "防汛值班表\n第一行一览。"),
        ("第2页", "第二页"),
    ]
    with Image.open(BytesIO(shown.pictures[2])) as picture:
        assert picture.format == "WEBP"
        assert picture.size == (shown.parts[1].width, shown.parts[1].height) == (1240, 1755)
        red, green, _ = picture.convert("RGB").getpixel((400, 1400))
        assert red > 180 and green < 80


def test_a_page_that_cannot_be_drawn_keeps_its_text_only():
    shown = seen(pdf([page_of(["只有文字"])]), "pdf")
    assert (shown.pictures, shown.parts[0].width, texts(shown)) == ({}, 0, ["只有文字"])


def test_letters_whose_font_is_not_in_the_file_are_said_to_be_missing_perhaps():
    sentence = (
        "页的文字没有嵌入字体，图上可能显示不全。文字在图的下面可以看到，版面请下载原件查看。"
    )
    empty, full = page_of([]), page_of(["值班表"])
    told = {
        "各": [full, full],
        "第2": [empty, full],
        "第2、3、4、5、6等": [empty, *[full] * 6],
    }
    for which, made in told.items():
        assert pages.read_pages(pdf(made)).notes == (f"{which}{sentence}",)
    with_fonts = HOUSE / "site_config/quickstart/demo/attachments/22-dengji.pdf"
    assert pages.read_pages(with_fonts.read_bytes()).notes == ()
    latin = pdf([page_of(["Latin"])]).replace(b"/BaseFont /FangSong", b"/BaseFont /Arial   ")
    assert pages.read_pages(latin).notes == ()


def test_a_scan_says_that_it_has_no_text():
    out = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "PDF")
    shown = seen(out.getvalue(), "pdf")
    assert shown.notes == ("这份 PDF 里只有图像，没有可以复制和检索的文字。",)
    assert list(shown.pictures) == [1]


def test_a_long_pdf_says_how_many_pages_are_not_shown():
    shown = pages.read_pages(pdf([page_of([f"这是{number}"]) for number in range(1, 104)]))
    assert (len(shown.parts), shown.extent) == (100, "共103页")
    assert shown.notes[0] == "网页上只显示前100页，还有3页请下载后查看。"
    assert [leaf.name for leaf in shown.leaves][:2] == ["第1—20页", "第21—40页"]


def test_a_page_as_large_as_a_hall_is_drawn_no_larger_than_a_page():
    data = pdf([page_of(["大"])], drawing="0 0 9 9 re f")
    for size in (b"[0 0 595 90000]", b"[0 0 20000 20000]", b"[0 0 90000 1]"):
        grown = data.replace(b"[0 0 595 842]", size)
        for _, width, height, _ in pages.drawn(grown):
            assert width * height <= pages.MOST_PIXELS * 1.01 and max(width, height) <= 8001


@pytest.mark.parametrize(
    ("data", "extension", "sentence"),
    [
        (b"%PDF-1.4 nothing", "pdf", pages._BROKEN),
        (pdf([page_of(["密"])], LOCKED_TRAILER), "pdf", pages._LOCKED),
        (b"PK\x03\x04 nothing", "docx", "这个 Word 文件不能在网页上显示"),
        (b"PK\x03\x04 nothing", "xlsx", "这个表格文件不能在网页上显示"),
        (b"PK\x03\x04 nothing", "wps", "这个 Word 文件不能在网页上显示"),
        (b"\xd0\xcf\x11\xe0", "wps", "WPS 文字文件（.wps）不能在网页上显示"),
        (b"\xd0\xcf\x11\xe0", "doc", "旧版 Word 文件（.doc）不能在网页上显示"),
        (b"PK\x03\x04", "ofd", "OFD 版式文件不能在网页上显示"),
        (b"PK\x03\x04", "pptx", "演示文稿（.pptx）不能在网页上显示"),
        (b"", "txt", "这个文件里没有能在网页上显示的文字"),
        (b"\x00\x01\x02", "csv", "这个文件里没有能在网页上显示的文字"),
        (b"a" * (2**21 + 1), "txt", "这个文件里没有能在网页上显示的文字"),
    ],
)
def test_what_cannot_be_shown_is_told_in_a_sentence(data, extension, sentence):
    shown = seen(data, extension)
    assert shown.refused.startswith(sentence) and "请下载后" in shown.refused
    assert (shown.leaves, shown.pictures) == ((), {})


def test_a_type_nobody_knows_is_told_so():
    refused = "这种文件不能在网页上显示，请下载后用相应的软件打开。"
    assert viewing.shown(b"x", "text/html").refused == refused


def test_a_reader_that_does_not_end_is_ended():
    started = time.monotonic()
    with pytest.raises(NotShown, match="太复杂"):
        apart.read_apart("pages", pdf([page_of(["慢"])]), seconds=0.01)
    assert time.monotonic() - started < 5


def test_a_reader_that_dies_costs_a_sentence():
    with pytest.raises(NotShown, match="太复杂"):
        apart.read_apart("nothing of this name", b"")


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b'{"refused": ""}', b"\xff", b"7"])
def test_what_no_reader_of_ours_wrote_costs_a_sentence(tmp_path, written):
    (tmp_path / apart.CONTENT).write_bytes(written)
    with pytest.raises(NotShown, match="太复杂"):
        apart.taken(tmp_path)


def test_a_reader_knows_nothing_of_the_site(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "k" * 50)
    told = tmp_path / "told"
    telling = "import os, sys; open(sys.argv[1], 'w').write(','.join(sorted(os.environ)))"
    apart.run([sys.executable, "-c", telling, str(told)], 20)
    assert set(told.read_text().split(",")) <= {
        "LC_CTYPE",
        "PATH",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONUTF8",
    }


def test_a_bomb_of_a_pdf_ends_within_its_bounds():
    pattern = " ".join("q 1 0 0 1 1 1 cm" for _ in range(200_000)) + " 0 0 9 9 re f"
    started = time.monotonic()
    seen(pdf([page_of(["弹"])], drawing=pattern), "pdf")
    assert time.monotonic() - started < apart.SECONDS


def test_a_leaf_comes_back_from_json_as_it_was():
    rows = ((Cell("甲", 2, 3), Cell("1", figure=True)), (Cell(""),))
    leaf = Leaf("表", (Part(3, "第3页", "文", "<p>文</p>", rows, 7, 9),), rows)
    assert viewing.unpacked(viewing.packed(leaf)) == leaf
    assert viewing.packed(leaf)["head"] == [[["甲", 2, 3], ["1", 1, 1, True]], [[""]]]


def test_what_can_be_read_is_told_by_the_name():
    names = ["a.PDF", "b.docx", "c.xlsx", "d.txt", "e.csv", "f.doc", "g.zip", "pdf", ""]
    assert [viewing.is_readable(name) for name in names] == [True] * 5 + [False] * 4
