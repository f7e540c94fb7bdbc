"""Import of a .docx: every paragraph has the automatic number that Word shows before it."""

import pytest

from notices.importing.word import read_word
from tests.word_files import (
    abstract,
    docx,
    level,
    number,
    numbered,
    one_list,
    paragraph,
    style,
    styled,
    table,
)

COMMA, BRACKETS, DIGITS = (
    level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>'),
    level(1, "chineseCountingThousand", "（%2）", '<w:suff w:val="nothing"/>'),
    level(2, "decimal", "%3."),
)
OFFICIAL = (COMMA, BRACKETS, DIGITS)


def shown(body: str, **parts: str) -> list[str]:
    return [block.text for block in read_word(docx(body, **parts)).blocks]


def labels(body: str, **parts: str) -> list[str]:
    return [block.label for block in read_word(docx(body, **parts)).blocks]


def label_of(form: str, value: int) -> str:
    return labels(numbered("甲"), numbering=one_list(level(0, form, "%1、", start=value)))[0]


# Format, number, what Word shows: ISO/IEC 29500-1 17.18.59.
FORMATS = [
    ("decimal", 12, "12"),
    ("decimalZero", 7, "07"),
    ("decimalZero", 12, "12"),
    ("decimalFullWidth", 12, "１２"),
    ("decimalFullWidth2", 3, "３"),
    ("decimalHalfWidth", 12, "12"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "21"),
    ("decimalEnclosedCircleChinese", 2, "②"),
    ("decimalEnclosedParen", 3, "⑶"),
    ("decimalEnclosedFullstop", 4, "⒋"),
    ("ideographEnclosedCircle", 5, "㊄"),
    ("ideographEnclosedCircle", 11, "11"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 21, "二十一"),
    ("chineseCounting", 105, "一○五"),
    ("chineseCountingThousand", 11, "十一"),
    ("chineseCountingThousand", 20, "二十"),
    ("chineseCountingThousand", 101, "一百零一"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 10_010, "一万零一十"),
    ("chineseLegalSimplified", 12, "壹拾贰"),
    ("ideographLegalTraditional", 36, "參拾陸"),
    ("ideographDigital", 10, "一〇"),
    ("ideographTraditional", 3, "丙"),
    ("ideographZodiac", 12, "亥"),
    ("ideographZodiacTraditional", 13, "丙子"),
    ("japaneseCounting", 13, "十三"),
    ("japaneseCounting", 111, "百十一"),
    ("japaneseDigitalTenThousand", 20, "二〇"),
    ("japaneseLegal", 12, "拾弐"),
    ("taiwaneseCounting", 15, "十五"),
    ("taiwaneseCountingThousand", 10_000, "一萬"),
    ("taiwaneseDigital", 30, "三○"),
    ("lowerLetter", 2, "b"),
    ("upperLetter", 28, "BB"),
    ("lowerRoman", 4, "iv"),
    ("upperRoman", 19, "XIX"),
    ("numberInDash", 3, "- 3 -"),
]


@pytest.mark.parametrize(("form", "value", "written"), FORMATS)
def test_each_format_writes_its_numbers(form, value, written):
    assert label_of(form, value) == f"{written}、"


def test_a_format_without_a_sign_for_the_number_falls_back_to_digits():
    assert [label_of("lowerRoman", 40_000), label_of("lowerLetter", 2_147_483_647)] == [
        "40000、",
        "2147483647、",
    ]


def test_an_unknown_format_is_counted_in_digits_and_said():
    file = docx(numbered("甲"), numbering=one_list(level(0, "thaiLetters", "%1、")))
    document = read_word(file)
    assert document.blocks[0].label == "1、"
    assert document.doubts == ["有的自动编号格式（thaiLetters）不认识，已按 1、2、3 编写，请核对。"]


def test_the_newer_padded_format_is_read_from_its_example():
    newer = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert labels(numbered("甲"), numbering=one_list(newer)) == ["007."]


def test_text_begins_with_its_number():
    body = numbered("总体要求") + numbered("加强领导", level=1) + numbered("会议", level=2)
    document = read_word(docx(body, numbering=one_list(*OFFICIAL)))
    assert [(block.label, block.text) for block in document.blocks] == [
        ("一、", "一、总体要求"),
        ("（一）", "（一）加强领导"),
        ("1.", "1.会议"),
    ]


def test_a_blank_follows_a_number_that_does_not_end_in_a_mark():
    chapter = level(0, "chineseCountingThousand", "第%1章")
    spaced = level(1, "decimal", "%1.%2 ", '<w:suff w:val="space"/>')
    joined = level(2, "decimalEnclosedCircle", "%3", '<w:suff w:val="nothing"/>')
    body = numbered("总则") + numbered("目的", level=1) + numbered("甲", level=2)
    assert shown(body, numbering=one_list(chapter, spaced, joined)) == [
        "第一章 总则",
        "一.1 目的",
        "①甲",
    ]


def test_deeper_levels_begin_anew_and_text_between_does_not_matter():
    places = [0, 1, 1, None, 2, 0, 1, 2, 2]
    body = "".join(
        paragraph("正文") if place is None else numbered("甲", level=place) for place in places
    )
    assert labels(body, numbering=one_list(*OFFICIAL)) == [
        "一、",
        "（一）",
        "（二）",
        "",
        "1.",
        "二、",
        "（一）",
        "1.",
        "2.",
    ]


def test_a_level_may_run_on_or_begin_anew_under_one_level_only():
    on = level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')
    under_first = level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    body = "".join(numbered("甲", level=place) for place in [0, 1, 2, 1, 2, 0, 1, 2])
    assert labels(body, numbering=one_list(COMMA, on, under_first)) == [
        "一、",
        "第1条",
        "1)",
        "第2条",
        "2)",
        "二、",
        "第3条",
        "1)",
    ]


def test_legal_numbering_shows_digits_of_every_level():
    legal = level(1, "chineseCounting", "%1.%2", "<w:isLgl/>")
    body = numbered("甲") + numbered("乙", level=1)
    assert labels(body, numbering=one_list(COMMA, legal)) == ["一、", "1.1"]


def test_a_level_met_first_shows_the_start_of_those_above():
    decimal = (level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2"))
    body = numbered("甲", level=1) + numbered("乙", level=1) + numbered("丙")
    assert labels(body, numbering=one_list(*decimal)) == ["3.1", "3.2", "4"]


def test_lists_of_one_definition_count_on_unless_a_start_is_given():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, *OFFICIAL) + number(1, 0) + number(2, 0) + number(3, 0, start)
    body = "".join(numbered("甲", n) for n in [1, 1, 2, 3, 3, 1])
    assert labels(body, numbering=numbering) == ["一、", "二、", "三、", "五、", "六、", "七、"]


def test_a_start_given_to_a_level_holds_when_the_list_comes_to_that_level():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    decimal = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    numbering = abstract(0, *decimal) + number(1, 0) + number(2, 0, start)
    body = numbered("甲") + numbered("乙") + numbered("丙", 2, 1) + numbered("丁", 2)
    assert labels(body, numbering=numbering) == ["1", "2", "2.1", "1"]


def test_a_given_start_holds_under_each_new_heading():
    start = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>'
    numbering = abstract(0, *OFFICIAL) + number(1, 0, start)
    body = "".join(numbered("甲", level=place) for place in [0, 1, 0, 1, 1])
    assert labels(body, numbering=numbering) == ["一、", "（四）", "二、", "（四）", "（五）"]


def test_a_list_may_replace_a_level_of_its_definition():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>'
    numbering = abstract(0, COMMA) + number(1, 0) + number(2, 0, other)
    assert labels(numbered("甲", 1) + numbered("乙", 2), numbering=numbering) == ["一、", "2)"]


HEADED = style("H1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
    "H2", "heading 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
)
HEADED_LEVELS = (
    level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
    level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
)


def test_styles_number_their_paragraphs_at_the_level_that_names_them():
    styles = HEADED + style("Mine", based_on="H2")
    body = styled("甲", "H1") + styled("乙", "H2") + styled("丙", "Mine") + styled("丁", "H1")
    document = read_word(docx(body, styles=styles, numbering=one_list(*HEADED_LEVELS)))
    assert [(block.label, block.depth) for block in document.blocks] == [
        ("一、", 1),
        ("（一）", 2),
        ("（二）", 2),
        ("二、", 1),
    ]


def test_a_level_that_names_the_style_wins_over_the_level_the_style_says():
    said = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = HEADED + style("H3", inner=said)
    named = level(2, "decimal", "%3.", '<w:pStyle w:val="H3"/>')
    body = styled("甲", "H1") + styled("乙", "H3")
    found = labels(body, styles=styles, numbering=one_list(*HEADED_LEVELS, named))
    assert found == ["一、", "1."]


def test_a_style_that_no_level_names_has_the_level_it_says():
    body = styled("甲", "H1") + styled("乙", "H2")
    assert labels(body, styles=HEADED, numbering=one_list(*OFFICIAL)) == ["一、", "（一）"]


def test_number_zero_takes_the_number_off():
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = HEADED + style("Off", inner=f"<w:pPr>{off}</w:pPr>", based_on="H1")
    body = styled("甲", "H1") + styled("乙", "H1", off) + styled("丙", "Off") + styled("丁", "H1")
    numbering = one_list(*HEADED_LEVELS) + number(0, 0)
    assert labels(body, styles=styles, numbering=numbering) == ["一、", "", "", "二、"]


def test_a_numbering_style_leads_to_the_list_it_names():
    styles = (
        '<w:style w:type="numbering" w:styleId="Lists"><w:name w:val="Lists"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:numStyleLink w:val="Lists"/>'
    numbering = abstract(0, '<w:styleLink w:val="Lists"/>', COMMA) + abstract(1, linked)
    numbering += number(1, 0) + number(2, 1)
    body = numbered("甲", 1) + numbered("乙", 2)
    assert labels(body, styles=styles, numbering=numbering) == ["一、", "二、"]


def test_numbers_are_counted_in_cells_and_text_boxes_too():
    body = numbered("甲") + table([numbered("乙"), "丙"]) + numbered("丁")
    assert shown(body, numbering=one_list(COMMA)) == ["一、甲", "二、乙\t丙", "三、丁"]


def test_an_empty_numbered_paragraph_shows_its_number():
    assert shown(numbered("") + numbered("乙"), numbering=one_list(COMMA)) == ["一、", "二、乙"]


def test_a_bullet_is_an_item_and_no_label():
    dot = level(0, "bullet", "\uf06c", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')
    letter = level(1, "bullet", "l")
    dash = level(2, "none", "—")
    body = numbered("甲") + numbered("乙", level=1) + numbered("丙", level=2)
    document = read_word(docx(body, numbering=one_list(dot, letter, dash)))
    found = [(block.text, block.label, block.item) for block in document.blocks]
    assert found == [("甲", "", "ul"), ("乙", "", "ul"), ("丙", "", "ul")]


def test_a_bullet_that_is_written_as_a_number_is_one():
    assert labels(numbered("甲"), numbering=one_list(level(0, "bullet", "（一）"))) == ["（一）"]


def test_a_level_without_a_number_shows_its_words_and_is_counted():
    named = level(0, "none", "附则")
    silent = level(1, "none", "")
    body = numbered("甲") + numbered("乙", level=1)
    document = read_word(docx(body, numbering=one_list(named, silent)))
    assert [(block.text, block.item) for block in document.blocks] == [("附则 甲", ""), ("乙", "")]


def test_a_number_of_no_list_shows_nothing():
    body = numbered("甲", 9) + numbered("乙", 1, 7) + numbered("丙", "x", "y")
    assert shown(body, numbering=one_list(COMMA)) == ["甲", "乙", "丙"]
    assert shown(numbered("甲")) == ["甲"]


def test_lists_that_lead_to_each_other_do_not_hang():
    styles = (
        '<w:style w:type="numbering" w:styleId="A"><w:basedOn w:val="A"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(0, '<w:numStyleLink w:val="A"/>') + number(1, 0)
    assert shown(numbered("甲"), styles=styles, numbering=numbering) == ["甲"]
