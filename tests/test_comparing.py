"""比对原件 as plain rules: what the original and the page say differently, and what is none."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices import importing
from notices.comparing import Comparison, compare
from notices.diff.matching import changes

from .payloads import attachment, payload, section

SOURCE = """示发〔2026〕7号
中共示例省委关于做好春季植树工作的通知
各市委：
为做好春季植树工作，现通知如下。
一、备足苗木。各地登记数量。
就近调剂余缺。
二、安排地块
（一）河岸栽种柳树。
特此通知。
附件：1．苗木登记表；
2．地块分布图。
中共示例省委
二〇二六年五月十二日
（此件公开发布）
抄送：示例省绿化办公室。
中共示例省委办公室　2026年5月13日印发"""
SECTIONS = (
    section(1, "备足苗木", "各地登记数量。\n就近调剂余缺。", run_in=True),
    section(1, "安排地块"),
    section(2, "", "河岸栽种柳树。"),
)
NAMES = [attachment(1, "苗木登记表"), attachment(2, "地块分布图")]


def compared(source: str = SOURCE, *sections: dict, **given) -> Comparison:
    read = importing.read(source.encode(), "通知.txt")
    said = payload(*(sections or SECTIONS), **{"attachments": NAMES} | given)
    return compare(read, said)


def told(comparison: Comparison) -> list[tuple]:
    return [(one.place, one.old, one.new) for one in comparison.differences]


def test_a_notice_as_it_was_imported_is_the_same_as_its_original():
    assert compared().differences == ()
    assert compared().is_same


def test_every_changed_character_is_told_with_its_place_and_what_stands_around_it():
    comparison = compared(
        SOURCE, section(1, "备足苗木", "各地统计数量。\n就近调剂余缺。", run_in=True), *SECTIONS[1:]
    )
    (one,) = comparison.differences
    assert (one.place, one.old, one.new) == ("正文", "登记", "统计")
    assert one.before.endswith("一、备足苗木。各地")
    assert one.after.startswith("数量。就近调剂")


def test_each_element_is_named():
    comparison = compared(
        title="中共示例省委关于做好秋季植树工作的通知",
        doc_number="示发〔2026〕8号",
        addressee="各县委",
        signed_on="2026-05-21",
        annotation="（此件发至县团级）",
        closing="",
    )
    assert told(comparison) == [
        ("标题", "春", "秋"),
        ("发文字号", "7", "8"),
        ("主送机关", "市", "县"),
        ("结尾", "特此通知。", ""),
        ("成文日期", "二〇二六年五月十二", "2026年5月21"),
        ("附注", "公开发布", "发至县团级"),
    ]


def test_a_text_that_was_left_out_and_one_that_was_added_are_differences():
    gone = compared(SOURCE, *SECTIONS[:2])
    assert told(gone) == [("正文", "（一）河岸栽种柳树。", "")]
    more = compared(SOURCE, *SECTIONS, section(2, "", "坡地栽种松树。"))
    assert told(more) == [("正文", "", "（二）坡地栽种松树。")]


def test_a_renumbered_section_is_a_difference():
    moved = compared(SOURCE, SECTIONS[0], section(1, "安排地块", start=3), SECTIONS[2])
    assert told(moved) == [("正文", "二", "三")]


def test_changes_near_one_another_in_a_sentence_are_one_and_in_two_sentences_two():
    sections = (
        section(1, "备足苗木", "各县统计数目。\n就近调剂缺口。", run_in=True),
        *SECTIONS[1:],
    )
    assert told(compared(SOURCE, *sections)) == [
        ("正文", "地登记数量", "县统计数目"),
        ("正文", "余缺", "缺口"),
    ]


def test_blanks_and_line_ends_are_no_difference():
    spaced = SOURCE.replace("备足苗木", "备 足 苗 木").replace("各地登记", "　　各地登记")
    assert compared(spaced).is_same


# What is no difference


def test_an_element_in_the_form_of_the_page_is_told_apart():
    rewritten = [(one.place, one.old, one.new) for one in compared().rewritten]
    assert ("成文日期", "二〇二六年五月十二日", "2026年5月12日") in rewritten
    assert [place for place, _, _ in rewritten] == ["附件说明", "成文日期"]


def test_a_date_that_is_another_day_is_a_difference():
    comparison = compared(signed_on="2026-05-13")
    assert [one.place for one in comparison.differences] == ["成文日期"]


DAMAGED = SOURCE.replace("各地登记数量。", "各地登記(jì)數(shù)量,關(guān)鍵(jiàn)在責(zé)任。")


def test_repairs_are_told_by_kind_and_are_no_difference():
    text = "各地登记数量，关键在责任。\n就近调剂余缺。"
    comparison = compared(DAMAGED, section(1, "备足苗木", text, run_in=True), *SECTIONS[1:])

    assert comparison.is_same
    counts = {kind: len(repairs) for kind, repairs in comparison.repairs.items()}
    assert counts == {"pinyin": 5, "traditional": 5, "punctuation": 1, "labels": 1}
    assert comparison.repairs["pinyin"][0].old == "(jì)"
    assert comparison.repairs["pinyin"][0].new == ""


def test_a_repair_that_the_editor_undid_is_no_difference_where_it_was_made():
    text = "各地登记数量,關键在责任。\n就近调剂余缺。"
    undone = compared(DAMAGED, section(1, "备足苗木", text, run_in=True), *SECTIONS[1:])
    assert undone.is_same
    elsewhere = compared(
        DAMAGED,
        section(1, "备足苗木", "各地登记数量，关键在责任。\n就近调剂餘缺。", run_in=True),
        *SECTIONS[1:],
    )
    assert told(elsewhere) == [("正文", "余", "餘")]


def test_what_was_set_aside_is_told_apart_and_is_a_text_again_once_it_is_taken_in():
    page = SOURCE.replace("抄送：", "附件1\n苗木登记表\n每户填写一张登记表。\n抄送：")
    comparison = compared(page)
    assert comparison.is_same
    assert "每户填写一张登记表。" in [one.text for one in comparison.set_aside]

    adopted = compared(page, *SECTIONS, closing="<p>特此通知。</p><p>每户填写一张登记表。</p>")
    assert adopted.is_same
    assert "每户填写一张登记表。" not in [one.text for one in adopted.set_aside]


def test_a_difference_is_the_same_as_long_as_its_words_and_their_surroundings_are():
    changed = (section(1, "备足苗木", "各地统计数量。\n就近调剂余缺。", run_in=True), *SECTIONS[1:])
    (one,) = compared(SOURCE, *changed).differences
    (again,) = compared(SOURCE, *changed, annotation="（此件公开发布）").differences
    assert one.digest == again.digest

    (other,) = compared(
        SOURCE, section(1, "备足苗木", "各地统计数量，\n就近调剂余缺。", run_in=True), *SECTIONS[1:]
    ).differences[:1]
    assert other.digest != one.digest


# Matching

LETTERS = st.text("ab的一，。", max_size=80)


@given(LETTERS, LETTERS)
@settings(max_examples=300, deadline=None)
def test_between_two_changes_the_texts_are_the_same(one, other):
    start = at = 0
    for change in changes(one, other):
        assert one[start : change.start] == other[at : change.at]
        assert one[change.start : change.end] != other[change.at : change.until]
        start, at = change.end, change.until
    assert one[start:] == other[at:]


def text_of(length: int, seed: int) -> str:
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]
    chosen = random.Random(seed)
    return "".join(chosen.choices(letters + ["，"] * 60 + ["。"] * 30, k=length))


@pytest.mark.parametrize("share", [0, 0.01, 0.05, 1])
def test_long_texts_differ_where_characters_do(share):
    one, other = text_of(20_000, 1), text_of(20_000, 2)
    chosen = random.Random(3)
    mixed = "".join(b if chosen.random() < share else a for a, b in zip(one, other))
    found = changes(one, mixed)
    assert bool(found) == bool(share)
