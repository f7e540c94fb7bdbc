"""Word out: a payload as a .docx, and what our own reader makes of it."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from notices import importing
from notices.importing import ImportedNotice, Role
from notices.importing.word import read_word
from notices.numbering import SCHEMES, at_start, gap, labels
from notices.printing.word import word_file
from notices.rich_text import plain

from .making import picture
from .payloads import attachment, figure, payload, section

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = (
    '<table><caption>表1　名额</caption><thead><tr><th>市</th><th colspan="2">名额</th></tr></thead>'
    '<tbody><tr><td rowspan="2">甲市</td><td>2025</td><td>12</td></tr>'
    "<tr><td>2026</td><td>13</td></tr></tbody></table>"
)


def written(said: dict, files: Callable = lambda sha256: None) -> bytes:
    return word_file(said, files, "https://example.org")


def read(said: dict) -> ImportedNotice:
    return importing.read(written(said), "通知.docx")


def part(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def shown(notice: ImportedNotice) -> list[str]:
    return labels(notice.scheme or "official", notice.entries)


def automatic(data: bytes) -> list[str]:
    """The numbers that Word counts by itself before sections."""
    blocks = read_word(data).blocks
    return [block.label for block in blocks if block.role == Role.HEADING]


# The round trip

HEADINGS = st.text("山水田林路桥村镇修建管护", min_size=1, max_size=12)
SENTENCES = st.text("山水田林路桥村镇修建管护，、“”（）《》", min_size=1, max_size=30).map(
    lambda words: f"修{words}。"
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join)
NUMBERED = st.fixed_dictionaries({}, optional={"start": st.integers(1, 40)})
ODD = st.sampled_from([{"unnumbered": True}, {"typed": "第九条"}, {"typed": "（七）"}])
SECTIONS = st.one_of(
    st.builds(lambda d, h, o: section(d, h, "", **o), st.integers(1, 6), HEADINGS, NUMBERED),
    st.builds(section, st.integers(1, 6), HEADINGS, TEXTS),
    st.builds(lambda d, t, o: section(d, "", t, **o), st.integers(1, 6), TEXTS, NUMBERED),
    st.builds(
        lambda d, h, t, o: section(d, h, t, run_in=True, **o),
        st.integers(1, 6),
        HEADINGS,
        TEXTS,
        NUMBERED,
    ),
    st.builds(lambda d, h, t, o: section(d, h, t, **o), st.integers(1, 6), HEADINGS, TEXTS, ODD),
)


def is_told(said: dict) -> bool:
    """Whether each section's line can be told from its label: a typed 一、 before 二、 cannot."""
    for row in said["sections"]:
        first = row["heading"] or plain(row["body"])
        found = at_start(
            row["label"] + (gap(said["scheme"], row["depth"]) if row["label"] else "") + first
        )
        if (found.text if found else "") != row["label"]:
            return False
    return True


@given(st.sampled_from(sorted(SCHEMES)), st.lists(SECTIONS, max_size=12))
@settings(max_examples=300, deadline=None)
def test_what_was_written_is_read_back_the_same(scheme, sections):
    said = payload(*sections, scheme=scheme)
    assume(is_told(said))
    notice = read(said)

    assert shown(notice) == [row["label"] for row in said["sections"]]
    assert [one.level for one in notice.sections] == [row["depth"] for row in said["sections"]]
    assert [(one.heading, one.run_in, one.text) for one in notice.sections] == [
        (row["heading"], row["run_in"], plain(row["body"])) for row in said["sections"]
    ]
    assert (notice.preamble, notice.closing) == (plain(said["preamble"]), plain(said["closing"]))
    assert (notice.title, notice.doc_number) == (said["title"], said["doc_number"])
    assert (notice.addressee, notice.signature) == (said["addressee"], said["signature"])
    assert (notice.date.isoformat(), notice.annotation) == (said["signed_on"], said["annotation"])
    assert notice.cc == said["cc"]


def test_the_elements_around_the_text_come_back_too():
    title = "中共示例省委 示例省人民政府关于做好2026年春季植树造林和古树名木保护管理工作的通知"
    names = [attachment(1, "苗木登记表"), attachment(2, "地块分布图")]
    said = payload(title=title, attachments=names, signature="中共示例省委\n示例省人民政府")
    notice = read(said)

    assert notice.title == title
    assert notice.attachments == ["苗木登记表", "地块分布图"]
    assert notice.signature == "中共示例省委\n示例省人民政府"
    assert notice.imprint == "中共示例省委办公室 2026年5月13日印发"
    assert notice.set_aside == ["中共示例省委文件", "— 1 —", "— 1 —"]
    assert notice.doubts == []


# Automatic numbers


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_depth_of_every_scheme_is_numbered_by_word(scheme):
    rows = [section(depth, "山水") for depth in (1, 2, 3, 4, 5, 6, 6, 5, 2, 1, 2)]
    said = payload(*rows, scheme=scheme)

    assert automatic(written(said)) == [row["label"] for row in said["sections"]]


def test_word_is_told_where_a_number_is_not_the_next():
    said = payload(
        section(1, "山"),
        section(2, "水", start=5),
        section(2, "田"),
        section(1, "林", unnumbered=True),
        section(2, "路"),
        section(1, "桥", typed="附、"),
        section(1, "村"),
        section(3, "镇"),
        section(2, "修"),
        section(1, "建"),
        section(2, "管"),
    )
    assert automatic(written(said)) == [
        *("一、", "（五）", "（六）", "", "（一）", "", "三、", "1.", "（一）", "四、", "（一）")
    ]


def test_a_level_that_counts_on_goes_on_below_a_list_begun_anew():
    rows = [
        section(3, "山"),
        section(1, "水"),
        section(3, "田"),
        section(1, "林"),
        section(3, "路"),
    ]
    said = payload(*rows, scheme="chapters")
    assert automatic(written(said)) == ["第一条", "第一章", "第二条", "第二章", "第三条"]


def test_a_decimal_number_below_a_parent_that_is_missing_is_typed_where_word_may_err():
    rows = [section(1, "山"), section(2, "水", start=2), section(1, "田"), section(3, "林")]
    data = written(payload(*rows, scheme="decimal"))
    assert automatic(data) == ["1", "1.2", "2", ""]
    assert shown(importing.read(data, "x.docx")) == ["1", "1.2", "2", "2.1.1"]


def test_a_number_that_word_would_write_otherwise_is_typed():
    said = payload(section(5, "山", start=20), section(5, "水"), scheme="official")
    data = written(said)

    assert automatic(data) == ["⑳", ""]
    assert shown(importing.read(data, "x.docx")) == ["⑳", "㉑"]


def test_a_list_in_a_text_is_numbered_apart_from_the_sections():
    body = '<ol start="3"><li>山</li><li>水</li></ol><ul><li>田</li></ul><ol><li>林</li></ol>'
    blocks = read_word(written(payload(section(1, "修建", body), section(1, "管护")))).blocks

    assert [(b.text, b.item) for b in blocks if b.role in (Role.HEADING, Role.BODY)] == [
        ("一、修建", ""),
        ("3.山", ""),
        ("4.水", ""),
        ("田", "ul"),
        ("1.林", ""),
        ("二、管护", ""),
    ]


# Rich text


def test_inline_marks_come_back():
    body = (
        "<p><strong>三类</strong><em>树</em><u>种</u><s>草</s>H<sub>2</sub>O m<sup>2</sup>"
        '<a href="https://example.org/a?b=1&amp;c=2">网页</a></p>'
    )
    for row in (
        section(1, "", body),
        section(2, "修建", body, run_in=True),
        section(1, "管", body),
    ):
        (read_back,) = read(payload(row)).sections
        assert read_back.heading == row["heading"]
        assert read_back.body == body


def test_a_link_to_a_page_of_the_site_is_whole_and_one_within_the_page_is_text():
    body = '<p><a href="/notices/3/">旧文</a>和<a href="#s1">上文</a></p>'
    (read_back,) = read(payload(section(1, "修建", body))).sections
    assert read_back.body == '<p><a href="https://example.org/notices/3/">旧文</a>和上文</p>'


def test_a_reference_to_a_section_is_text():
    body = '<p>见<a href="#s1" class="xref">第一部分</a>。</p>'
    (read_back,) = read(payload(section(1, "修建", body))).sections
    assert (read_back.text, "<a " in read_back.body) == ("见第一部分。", False)


def test_a_table_keeps_its_merged_cells_and_its_head():
    (read_back,) = read(payload(section(1, "修建", TABLE))).sections
    assert read_back.body == "<p>表1　名额</p>" + TABLE.replace(
        "<caption>表1　名额</caption><thead>", "<tbody>"
    ).replace("</thead><tbody>", "")


def test_a_line_end_in_a_point_does_not_open_another_section():
    notice = read(payload(section(1, "", "<p>修路<br>修桥</p>"), section(1, "管护")))
    assert [(one.heading, one.text) for one in notice.sections] == [
        ("", "修路\n修桥"),
        ("管护", ""),
    ]


def test_a_picture_comes_back_with_its_words_and_its_bytes():
    data = picture(600, 300)
    said = payload(section(1, "修建"), figures=[figure("a" * 64, "section", section=1)])
    notice = importing.read(written(said, {"a" * 64: data}.get), "x.docx")

    (kept,) = notice.figures
    assert (kept.alt, kept.section, kept.picture.data) == ("河边的一排柳树", 1, data)


def test_a_picture_whose_bytes_are_gone_leaves_its_words():
    said = payload(figures=[figure("a" * 64)])
    assert "（图：河边的一排柳树）" in [block.text for block in read_word(written(said)).blocks]


# The file


def test_the_same_notice_is_the_same_file():
    said = payload(section(1, "修建", TABLE), figures=[figure("a" * 64)])
    files = {"a" * 64: picture(600, 300)}.get
    assert written(said, files) == written(said, files)


def test_every_part_is_well_formed_has_a_type_and_every_relation_a_target():
    said = payload(
        section(1, "<&>\"'", '<p><a href="tel:0571-1234567">0571-1234567</a></p>' + TABLE),
        figures=[figure("a" * 64)],
    )
    data = written(said, {"a" * 64: picture(600, 300)}.get)
    archive = zipfile.ZipFile(BytesIO(data))
    assert archive.testzip() is None
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(archive.read(name))

    types = part(data, "[Content_Types].xml")
    overridden = {one.get("PartName") for one in types if one.get("PartName")}
    assert overridden - {f"/{name}" for name in archive.namelist()} == set()
    relations = part(data, "word/_rels/document.xml.rels")
    ids = [one.get("Id") for one in relations]
    assert len(ids) == len(set(ids))
    inside = {one.get("Target") for one in relations if one.get("TargetMode") != "External"}
    assert {f"word/{target}" for target in inside} - set(archive.namelist()) == set()


def test_the_page_is_that_of_the_standard():
    data = written(payload(section(1, "修建")))
    page = part(data, "word/document.xml").find(f".//{W}sectPr")
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    text = [
        int(size.get(f"{W}{side}")) - int(margins.get(f"{W}{a}")) - int(margins.get(f"{W}{b}"))
        for side, a, b in (("w", "left", "right"), ("h", "top", "bottom"))
    ]
    assert [round(twips / 1440 * 25.4) for twips in text] == [156, 225]
    assert int(page.find(f"{W}docGrid").get(f"{W}linePitch")) * 22 == pytest.approx(text[1], abs=22)
    footers = [part(data, f"word/footer{number}.xml") for number in (1, 2)]
    assert ["".join(footer.itertext()) for footer in footers] == ["— 1 —", "— 1 —"]
    assert [footer.find(f".//{W}jc").get(f"{W}val") for footer in footers] == ["right", "left"]


def test_headings_stand_in_the_fonts_of_the_standard():
    styles = part(written(payload()), "word/styles.xml")
    fonts = {
        style.get(f"{W}styleId"): style.find(f".//{W}rFonts").get(f"{W}eastAsia")
        for style in styles.iter(f"{W}style")
        if style.find(f".//{W}rFonts") is not None
    }
    names = ("Title", "Heading1", "Heading2", "Heading3", "Body", "PageNumber")
    assert [fonts[f"Hongtou{name}"] for name in names] == [
        *("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312", "宋体")
    ]


def test_a_notice_without_red_head_has_its_number_under_the_title():
    kind = {"code": "publicity", "name": "公示", "red_head": False}
    roles = [block.role for block in read_word(written(payload(kind=kind))).blocks]
    assert roles[:3] == [Role.TITLE, Role.DOC_NUMBER, Role.ADDRESSEE]


def test_a_payload_of_another_format_is_refused():
    with pytest.raises(ValueError):
        written(payload() | {"format": 2})
