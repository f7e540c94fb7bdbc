"""Import: which first words of a section are its heading, evenly among siblings."""

import pytest

from notices.importing import read
from notices.numbering import labels

LEAD = "一、安排"


def headings(*lines: str) -> list[str]:
    """The heading of each section; "。" behind one that its text follows in the paragraph."""
    sections = read("\n".join(lines).encode(), "通知.txt").sections
    return [section.heading + "。" * section.run_in for section in sections]


def test_the_first_two_levels_have_run_in_headings_each_by_itself():
    assert headings(
        "一、备足苗木。各村先登记。", "（一）登记。逐户登记。", "（二）调剂从近到远。"
    ) == ["备足苗木。", "登记。", ""]


def test_points_of_one_and_of_two_sentences_are_all_text():
    assert headings(
        LEAD, "1.苗木五月底前运到。缺的随时补。", "2.栽后当天浇水。", "3.树坑由各村挖好。"
    ) == ["安排", "", "", ""]


def test_points_that_all_open_with_a_heading_have_one():
    assert headings(LEAD, "1.运苗。五月底前运到。", "2.浇水。栽后当天浇透。") == [
        "安排",
        "运苗。",
        "浇水。",
    ]


def test_a_point_alone_has_no_run_in_heading():
    assert headings(LEAD, "1.运苗。五月底前运到。", "二、要求") == ["安排", "", "要求"]


@pytest.mark.parametrize(
    "first",
    ["不得毁林开荒。违者追回补助", "苗木由示例县林业站从示例河两岸的各个乡镇苗圃统一调运。缺的补"],
    ids=["a rule", "a long sentence"],
)
def test_one_sentence_that_is_no_heading_makes_all_siblings_text(first: str):
    assert headings(LEAD, f"1.{first}。", "2.浇水。栽后当天浇透。") == ["安排", "", ""]


def test_each_family_of_siblings_is_looked_at_by_itself():
    assert headings(
        "一、栽种",
        "1.运苗。五月底前运到。",
        "2.浇水。当天浇透。",
        "二、管护",
        "1.管护到户。每户十亩。",
        "2.按年检查。",
    ) == ["栽种", "运苗。", "浇水。", "管护", "", ""]


def test_deep_levels_have_run_in_headings_by_the_same_rule():
    assert headings(
        "1 著录", "1.1 必备项目", "1.1.1 编号。四位数字。", "1.1.2 题名。照录原题。"
    ) == ["著录", "必备项目", "编号。", "题名。"]


def test_lines_that_all_have_paragraphs_below_are_headings():
    assert headings(LEAD, "1.运苗", "五月底前运到。", "2.浇水", "当天浇透。", "二、要求") == [
        "安排",
        "运苗",
        "浇水",
        "要求",
    ]


def test_a_list_of_words_has_no_headings():
    assert headings(LEAD, "1.铁锹", "2.水桶", "二、要求") == ["安排", "", "", "要求"]


def test_a_line_above_deeper_sections_is_a_heading_whatever_its_siblings_are():
    assert headings("一、栽种", "（一）分工", "1.运苗", "（1）装车。", "2.当天浇水。") == [
        "栽种",
        "分工",
        "运苗",
        "",
        "",
    ]


@pytest.mark.parametrize("label", ["第一条", "第一章"])
def test_what_counts_on_under_articles_and_chapters_is_text(label: str):
    assert headings(
        f"{label}　管护", "一、示例河由沿岸各村管护。县里按年检查。", "二、支流由乡镇管护。"
    )[1:] == ["", ""]


def test_a_number_that_is_due_before_a_year_is_a_label():
    notice = read(
        "一、对象\n1.在校学生。\n2.退役军人。\n3.1997年1月1日以后出生的。\n二、要求".encode(),
        "通知.txt",
    )

    assert [section.label for section in notice.sections] == ["一、", "1.", "2.", "3.", "二、"]
    assert notice.sections[3].text == "1997年1月1日以后出生的。"
    assert labels(notice.scheme, notice.entries) == ["一、", "1.", "2.", "3.", "二、"]


@pytest.mark.parametrize("line", ["5.1997年的数据另报。", "3.1997亿元已到位。", "3.5万人参加。"])
def test_a_number_that_is_not_due_is_text(line: str):
    notice = read(f"一、对象\n1.学生。\n2.军人：\n{line}\n二、要求".encode(), "通知.txt")

    assert [section.label for section in notice.sections] == ["一、", "1.", "2.", "二、"]


def test_the_first_number_of_all_may_stand_before_a_year():
    notice = read("1.2026年计划栽树。\n2.2027年计划管护。".encode(), "通知.txt")

    assert [section.label for section in notice.sections] == ["1.", "2."]
    assert [section.text for section in notice.sections] == ["2026年计划栽树。", "2027年计划管护。"]
