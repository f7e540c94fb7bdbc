"""An edition's payload becomes the document readers see; plain values, no database."""

from datetime import date, datetime

import pytest

from notices import numbering, reading
from notices.reading import Entry, Picture
from notices.reading.document import Mast, Row, Source

ISSUER = "中共示例省委"


def section(number, depth, label, heading="", body="", *, run_in=False):
    return {
        "number": number,
        "depth": depth,
        "label": label,
        "heading": heading,
        "run_in": run_in,
        "body": body or f"<p>第{number}节的内容。</p>",
        "start": None,
        "unnumbered": not label,
        "typed": "",
    }


def payload(**fields):
    return {
        "format": 1,
        "notice": 7,
        "title": f"{ISSUER}关于做好春季植树工作的通知",
        "kind": {"code": "notice", "name": "通知", "red_head": True},
        "issuers": [ISSUER],
        "addressee": "各市委",
        "doc_number": "示发〔2026〕7号",
        "signed_on": "2026-05-02",
        "effective_on": None,
        "index_number": "",
        "topic": None,
        "source": {"kind": "original", "name": "", "address": "", "date": None},
        "preamble": "<p>现通知如下。</p>",
        "closing": "",
        "signature": "",
        "annotation": "",
        "cc": "",
        "imprint": {"issuer": "", "on": None},
        "absent": [],
        "scheme": "official",
        "sections": [],
        "attachments": [],
        "figures": [],
        "relations": [],
    } | fields


def figure(number, place, at=None):
    sizes = [("x", 900, 600, "png"), ("y", 400, 267, "webp"), ("z", 900, 600, "webp")]
    return {
        "number": number,
        "place": place,
        "section": at,
        "sha256": "x",
        "alt": f"图{number}",
        "caption": "",
        "variants": [
            {
                "width": width,
                "height": height,
                "sha256": name,
                "media_type": f"image/{kind}",
                "size": 9,
            }
            for name, width, height, kind in sizes
        ],
    }


def document(**fields):
    return reading.document(payload(**fields))


def sections(*rows, scheme="official"):
    parts = document(sections=list(rows), scheme=scheme).parts
    return [each for part in parts for each in part.sections]


def test_a_part_is_a_section_of_depth_one_with_what_follows_it():
    parts = document(
        sections=[section(1, 1, "一、", "选苗"), section(2, 2, "（一）"), section(5, 1, "二、")]
    ).parts
    assert [[each.number for each in part.sections] for part in parts] == [[1, 2], [5]]


def test_sections_before_the_first_of_depth_one_are_a_part_too():
    parts = document(sections=[section(1, 2, "（一）"), section(2, 1, "一、")]).parts
    assert [[each.number for each in part.sections] for part in parts] == [[1], [2]]


@pytest.mark.parametrize(
    ("depth", "heading", "run_in", "is_point"),
    [
        (1, "选苗", False, False),
        (2, "选苗", True, False),
        (3, "选苗", False, False),
        (3, "选苗", True, True),
        (1, "", False, True),
        (2, "", False, True),
    ],
)
def test_what_has_no_heading_of_its_own_line_is_a_point(depth, heading, run_in, is_point):
    (only,) = sections(section(1, depth, "一、", heading, run_in=run_in))
    assert only.is_point == is_point


def test_a_heading_is_one_level_below_its_depth_and_never_below_the_sixth():
    levels = [each.level for each in sections(*(section(d, d, "", "标题") for d in range(1, 7)))]
    assert levels == [2, 3, 4, 5, 6, 6]


def test_a_run_in_heading_keeps_its_full_stop_and_loses_it_in_the_contents_list():
    (only,) = sections(section(1, 1, "一、", "选苗", run_in=True))
    assert (only.heading, only.name) == ("选苗。", "选苗")


def test_the_gap_of_the_scheme_stands_after_a_label_only():
    rows = section(1, 1, "第一条"), section(2, 1, "")
    assert [each.gap for each in sections(*rows, scheme="articles")] == ["　", ""]


def test_a_place_is_cited_from_the_outermost_part_down():
    rows = sections(
        section(1, 1, "一、", "甲"),
        section(2, 2, "（一）", "乙"),
        section(3, 3, "1."),
        section(4, 4, "（1）"),
        section(5, 1, "二、", "丙"),
        section(6, 3, "1."),
        section(7, 2, "", "丁"),
    )
    assert [each.place for each in rows] == [
        "第一部分",
        "第一部分第（一）项",
        "第一部分第（一）项第1目",
        "第一部分第（一）项第1目（1）",
        "第二部分",
        "第二部分第1项",
        "第二部分“丁”",
    ]


def test_an_article_is_cited_without_its_chapter_and_its_items_under_it():
    rows = sections(
        section(1, 2, "第二章", "管理"), section(2, 4, "第十二条"), section(3, 5, "（一）")
    )
    assert [each.place for each in rows] == ["第二章", "第十二条", "第十二条第（一）项"]


def test_a_decimal_label_says_its_parents_itself():
    rows = section(1, 1, "1", "甲"), section(2, 2, "1.1", "乙"), section(3, 3, "1.1.2", "丙")
    places = [each.place for each in sections(*rows, scheme="decimal")]
    assert places == ["第1项", "第1.1项", "第1.1.2项"]


def test_a_label_of_no_known_shape_is_cited_by_its_heading_or_as_it_stands():
    rows = sections(section(1, 1, "甲条", "选“良”苗"), section(2, 2, "附、", ""))
    assert [each.place for each in rows] == ["“选‘良’苗”", "“选‘良’苗”附、"]


@pytest.mark.parametrize(
    ("scheme", "cited"),
    [
        ("official", ["第一部分", "第一部分第（一）项", "第一部分第（一）项第1目"]),
        ("short", ["第一部分", "第一部分第1项", "第一部分第1项第（1）目"]),
        ("official-comma", ["第一部分", "第一部分第（一）项", "第一部分第（一）项第1目"]),
        ("short-comma", ["第一部分", "第一部分第1项", "第一部分第1项第（1）目"]),
        ("items", ["第1项", "第1项第（1）目", "第1项第（1）目①"]),
        ("items-comma", ["第1项", "第1项第（1）目", "第1项第（1）目①"]),
        ("articles", ["第一条", "第一条第（一）项", "第一条第（一）项第1目"]),
        ("chapter-articles", ["第一章", "第一条", "第一条第（一）项"]),
        ("chapters", ["第一章", "第一章第一节", "第一条"]),
        ("statute", ["第一编", "第一编第一章", "第一编第一章第一节"]),
        ("decimal", ["第1项", "第1.1项", "第1.1.1项"]),
    ],
)
def test_every_scheme_has_its_way_of_being_cited(scheme, cited):
    labels = numbering.labels(scheme, [numbering.Entry(depth) for depth in (1, 2, 3)])
    rows = [section(depth, depth, label, "") for depth, label in enumerate(labels, 1)]
    assert [each.place for each in sections(*rows, scheme=scheme)] == cited


@pytest.mark.parametrize(
    ("heading", "clauses"),
    [
        ("改进方式，让树苗活得长得好", ["改进方式，", "让树苗活得长得好"]),
        ("浇水，培土；修枝。", ["浇水，", "培土；", "修枝。"]),
        ("强化保障，把人力物力财力和技术一并落实", ["强化保障，把人力物力财力和技术一并落实"]),
        ("把好选苗关，", ["把好选苗关，"]),
        ("", [""]),
    ],
)
def test_a_heading_breaks_at_commas_where_a_phone_holds_what_follows(heading, clauses):
    (only,) = sections(section(1, 1, "一、", heading))
    assert only.clauses == clauses


def test_the_contents_list_holds_headings_of_two_depths():
    rows = [
        section(1, 1, "一、", "选苗"),
        section(2, 2, "（一）", "看根"),
        section(3, 3, "1.", "土球"),
        section(4, 2, "（二）"),
        section(5, 1, "二、", "栽植"),
        section(6, 2, "（一）", "挖坑"),
    ]
    made = document(sections=rows)
    numbers = [
        (entry.section.number, [below.section.number for below in entry.below])
        for entry in made.contents
    ]
    assert numbers == [(1, [2]), (5, [6])]
    assert made.contents_summary == "2部分2项"
    assert made.contents[0].below == (Entry(made.parts[0].sections[1]),)


def test_fewer_than_three_headings_need_no_contents_list():
    rows = [section(1, 1, "一、", "选苗"), section(2, 1, "二、", "栽植")]
    assert document(sections=rows).contents == ()


def test_the_summary_counts_in_the_units_of_the_labels():
    rows = [
        section(1, 1, "第一章", "总则"),
        section(2, 2, "第一条", "目的"),
        section(3, 1, "第二章", "栽植"),
        section(4, 2, "第二条", "时间"),
    ]
    assert document(sections=rows, scheme="chapter-articles").contents_summary == "2章2条"


def test_one_issuer_has_a_red_head_that_says_document():
    assert document().mast == Mast((f"{ISSUER}文件",), "示发〔2026〕7号")


@pytest.mark.parametrize(
    ("code", "line"),
    [("letter", ISSUER), ("order", f"{ISSUER}令"), ("minutes", f"{ISSUER}纪要")],
)
def test_letters_orders_and_minutes_have_heads_of_their_own(code, line):
    kind = {"code": code, "name": "文", "red_head": True}
    assert document(kind=kind).mast.lines == (line,)


def test_a_joint_red_head_names_each_issuer_on_a_line():
    mast = document(issuers=[ISSUER, "示例省人民政府"]).mast
    assert (mast.lines, mast.is_long) == ((ISSUER, "示例省人民政府"), True)


@pytest.mark.parametrize(("name", "is_long"), [("示" * 10, False), ("示" * 11, True)])
def test_a_red_head_of_more_than_twelve_characters_is_long(name, is_long):
    assert document(issuers=[name]).mast.is_long == is_long


def test_without_a_number_or_a_red_kind_there_is_no_red_head():
    kind = {"code": "publicity", "name": "公示", "red_head": False}
    assert [document(doc_number="").mast, document(kind=kind).mast] == [None, None]


def test_the_issuers_sign_where_no_signature_was_typed():
    signed = document(signature="示例省委办公室\n \n代章").signature
    assert [document().signature, signed] == [(ISSUER,), ("示例省委办公室", "代章")]


def test_the_addressee_ends_in_one_colon():
    named = [document(addressee=text).addressee for text in ("各市委", "各市委:", "各市委：", "")]
    assert named == ["各市委：", "各市委：", "各市委：", ""]


def test_attachments_are_numbered_where_there_are_several():
    rows = [
        {"number": 4, "name": "登记表", "sha256": "a", "file_name": "登记表.docx", "size": 24_000},
        {"number": 2, "name": "清单", "sha256": "b", "file_name": "清单", "size": 1},
    ]
    files = [
        (each.number, each.order, each.name, each.type, each.size)
        for each in document(attachments=rows).attachments
    ]
    assert files == [(4, "1.", "登记表", "DOCX", "24 KB"), (2, "2.", "清单", "文件", "1 KB")]
    assert document(attachments=rows[:1]).attachments[0].order == ""


def test_figures_stand_after_their_section_the_preamble_or_the_closing():
    rows = [figure(1, "section", 9), figure(2, "preamble"), figure(3, "closing")]
    made = document(figures=rows, sections=[section(9, 1, "一、", "选苗")])
    shown = made.parts[0].sections[0].pictures, made.preamble_pictures, made.closing_pictures
    assert [[picture.number for picture in pictures] for pictures in shown] == [[1], [2], [3]]


def test_a_picture_knows_its_size_and_where_each_of_its_files_is():
    (picture,) = document(figures=[figure(4, "closing")]).closing_pictures
    assert picture == Picture(
        number=4,
        alt="图4",
        caption="",
        width=900,
        height=600,
        address="/notices/7/figures/4/",
        srcset="/notices/7/figures/4/400/ 400w, /notices/7/figures/4/900/ 900w",
    )


def test_the_files_of_a_picture_that_is_not_public_are_found_elsewhere():
    made = reading.document(
        payload(figures=[figure(4, "closing")]),
        picture_address=lambda row, variant: f"/{row['number']}-{variant['sha256']}",
    )
    (picture,) = made.closing_pictures
    assert (picture.address, picture.srcset) == ("/4-x", "/4-y 400w, /4-z 900w")


def test_an_earlier_edition_offers_only_the_files_the_present_one_still_has():
    rows = [
        {"number": 1, "name": "甲", "sha256": "a", "file_name": "a.txt", "size": 1},
        {"number": 2, "name": "乙", "sha256": "b", "file_name": "b.txt", "size": 1},
    ]
    earlier, present = payload(attachments=rows), payload(attachments=[rows[0]])
    made = reading.document(earlier, reading.files_of(present))
    assert [each.offered for each in made.attachments] == [True, False]


def test_the_info_panel_has_the_elements_that_are_there_in_their_order():
    info = document(
        index_number="SL-7", topic={"id": 1, "name": "绿化"}, effective_on="2026-05-11"
    ).info
    assert info == (
        Row("索引号", "SL-7"),
        Row("主题分类", "绿化"),
        Row("发文机关", ISSUER),
        Row("发文字号", "示发〔2026〕7号"),
        Row("成文日期", "2026年5月2日", date(2026, 5, 2)),
        Row("施行日期", "2026年5月11日", date(2026, 5, 11)),
    )


def test_a_reprint_says_where_and_when_it_first_appeared():
    source = {
        "kind": "reprint",
        "name": "示例日报",
        "address": "https://news.example.cn/7",
        "date": "2026-04-30",
    }
    expected = Source("示例日报", "https://news.example.cn/7", date(2026, 4, 30))
    assert document(source=source).source == expected


def test_the_description_is_the_beginning_of_the_text():
    assert document().description == "现通知如下。"
    long = document(preamble=f"<p>{'示' * 200}</p>").description
    assert long == "示" * 99 + "…"


def test_a_payload_of_another_format_is_refused():
    with pytest.raises(ValueError):
        document(format=2)


def test_dates_have_no_leading_zeros_and_moments_have_a_clock():
    assert reading.day(date(2026, 5, 2)) == "2026年5月2日"
    assert reading.minute(datetime(2026, 5, 2, 9, 5)) == "2026年5月2日 09:05"


@pytest.mark.parametrize(
    ("octets", "text"),
    [(0, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (3 * 2**19, "1.5 MB")],
)
def test_sizes_are_in_whole_kilobytes_and_tenths_of_megabytes(octets, text):
    assert reading.size(octets) == text
