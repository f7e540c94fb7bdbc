"""Numbering: each scheme by example, and that labels and outlines give each other back."""

import re
from dataclasses import replace
from timeit import repeat

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from notices.numbering import (
    DEFAULT_SCHEME,
    DEPTHS,
    NUMBERS,
    SCHEMES,
    Entry,
    choose_scheme,
    gap,
    labels,
    read_label,
)
from notices.numbering.numerals import ARABIC, CHINESE, CIRCLES, LETTERS

codes = st.sampled_from(list(SCHEMES))
outlines = st.lists(
    st.builds(
        Entry,
        depth=st.sampled_from(DEPTHS),
        start=st.none() | st.integers(1, 60) | st.integers(1, 9000),
        unnumbered=st.sampled_from([False, False, False, True]),
    ),
    max_size=40,
)


def outline(*depths):
    return [Entry(depth) for depth in depths]


def shown(code, *depths):
    return " ".join(labels(code, outline(*depths)))


# Each scheme by example


def test_official_labels_are_those_of_the_standard_and_two_levels_more():
    assert shown("official", 1, 2, 2, 3, 4, 5, 6, 6, 3, 1, 2) == (
        "一、 （一） （二） 1. （1） ① 1） 2） 2. 二、 （一）"
    )


def test_short_labels_leave_out_the_bracketed_chinese_numeral():
    assert shown("short", 1, 2, 3, 4, 5, 6, 6, 2, 1, 2) == "一、 1. （1） ① 1） a） b） 2. 二、 1."


def test_articles_have_items_and_points():
    assert shown("articles", 1, 2, 2, 3, 3, 4, 5, 6, 1, 2) == (
        "第一条 （一） （二） 1. 2. （1） ① 1） 第二条 （一）"
    )


def test_articles_run_on_across_chapters():
    assert shown("chapter-articles", 1, 2, 2, 3, 4, 5, 6, 1, 2, 3) == (
        "第一章 第一条 第二条 （一） 1. （1） ① 第二章 第三条 （一）"
    )


def test_divisions_restart_in_each_chapter_and_articles_run_on():
    assert shown("chapters", 1, 2, 3, 3, 2, 3, 4, 5, 6, 1, 2, 3) == (
        "第一章 第一节 第一条 第二条 第二节 第三条 （一） 1. （1） 第二章 第一节 第四条"
    )


def test_chapters_of_a_statute_restart_in_each_part_and_articles_run_on():
    assert shown("statute", 1, 2, 3, 4, 3, 4, 5, 6, 2, 4, 1, 2, 4, 5) == (
        "第一编 第一章 第一节 第一条 第二节 第二条 （一） 1. "
        "第二章 第三条 第二编 第一章 第四条 （一）"
    )


def test_decimal_labels_carry_the_numbers_of_their_parents():
    assert shown("decimal", 1, 2, 2, 3, 4, 5, 6, 6, 1, 2) == (
        "1 1.1 1.2 1.2.1 1.2.1.1 1.2.1.1.1 1.2.1.1.1.1 1.2.1.1.1.2 2 2.1"
    )


@pytest.mark.parametrize("code", SCHEMES)
def test_a_label_tells_its_depth(code):
    read = map(read_label, labels(code, outline(*DEPTHS)))
    assert [label.depths[code] for label in read] == list(DEPTHS)


def test_the_default_scheme_is_the_official_one_and_comes_first():
    assert (DEFAULT_SCHEME, next(iter(SCHEMES))) == ("official", "official")


def test_only_ordinals_and_decimals_stand_apart_from_their_heading():
    assert [gap("official", depth) for depth in DEPTHS] == [""] * 6
    assert [gap("decimal", depth) for depth in DEPTHS] == [" "] * 6
    assert [gap("chapters", depth) for depth in DEPTHS] == ["　", "　", "　", "", "", ""]


# Counting


def test_a_start_number_sets_the_counter_and_siblings_go_on():
    entries = [Entry(1, start=3), Entry(1), Entry(2, start=5), Entry(2), Entry(1), Entry(2)]
    assert labels("official", entries) == ["三、", "四、", "（五）", "（六）", "五、", "（一）"]


def test_an_unnumbered_section_does_not_count_but_its_children_begin_anew():
    entries = [*outline(1, 2, 2), Entry(1, unnumbered=True), *outline(2, 1)]
    assert labels("official", entries) == ["一、", "（一）", "（二）", "", "（一）", "二、"]


def test_an_unnumbered_section_never_makes_a_decimal_number_stand_twice():
    entries = [*outline(1, 2), Entry(1, unnumbered=True), *outline(2, 1, 2)]
    assert labels("decimal", entries) == ["1", "1.1", "", "1.2", "2", "2.1"]


def test_articles_run_on_after_an_unnumbered_chapter():
    entries = [*outline(1, 2), Entry(1, unnumbered=True), *outline(2, 1)]
    assert labels("chapter-articles", entries) == ["第一章", "第一条", "", "第二条", "第二章"]


def test_a_typed_label_counts_as_one():
    entries = [Entry(1), Entry(1, typed="贰、"), Entry(2), Entry(1)]
    assert labels("official", entries) == ["一、", "贰、", "（一）", "三、"]


def test_an_unnumbered_section_shows_no_typed_label():
    assert labels("official", [Entry(1, unnumbered=True, typed="附则"), Entry(1)]) == ["", "一、"]


def test_depths_may_be_skipped():
    assert shown("official", 1, 3, 3, 2, 3, 6, 1, 3) == "一、 1. 2. （一） 1. 1） 二、 1."


def test_a_missing_decimal_parent_counts_as_the_first_of_its_kind():
    assert labels("decimal", outline(1, 3, 3, 2, 1)) == ["1", "1.1.1", "1.1.2", "1.2", "2"]
    assert labels("decimal", outline(3, 1, 2)) == ["1.1.1", "2", "2.1"]


def test_no_entries_have_no_labels():
    assert labels("statute", []) == []


@pytest.mark.parametrize("depth", [0, 7, -1])
def test_a_depth_outside_one_to_six_is_refused_naming_the_section(depth):
    sentence = f"第 2 个层次的级别是 {depth}，请改为 1 到 6。"
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        labels("official", [Entry(1), Entry(depth)])


@pytest.mark.parametrize("start", [0, -3, 10_000])
def test_a_start_number_outside_the_numerals_is_refused_naming_the_section(start):
    sentence = f"第 1 个层次的序号是 {start}，序号只能是 1 到 9999 的整数，请修改起始序号。"
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        labels("decimal", [Entry(2, start=start)])


def test_counting_past_the_last_numeral_is_refused():
    with pytest.raises(ValueError, match="^第 2 个层次的序号是 10000，"):
        labels("official", [Entry(1, start=9999), Entry(1)])


def test_an_unknown_scheme_is_refused():
    with pytest.raises(ValueError, match="^没有名为“roman”的编号方案，请从列表中选择。$"):
        labels("roman", [])


def test_three_hundred_sections_are_labelled_in_milliseconds():
    entries = outline(1, 2, 2, 3, 3, 4) * 50
    assert min(repeat(lambda: labels("official", entries), number=1, repeat=5)) < 0.005


# Numerals


@pytest.mark.parametrize(
    ("number", "written"),
    [
        *((1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百")),
        *((101, "一百零一"), (110, "一百一十"), (111, "一百一十一"), (200, "二百")),
        *((1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百")),
        *((1101, "一千一百零一"), (2026, "二千零二十六"), (9999, "九千九百九十九")),
    ],
)
def test_chinese_numerals(number, written):
    assert CHINESE.write(number) == written


def test_circles_go_on_digit_by_digit_where_unicode_ends():
    written = map(CIRCLES.write, (1, 20, 21, 36, 50, 51, 60, 123))
    assert " ".join(written) == "① ⑳ ㉑ ㊱ ㊿ ⑤① ⑥⓪ ①②③"


def test_letters_go_on_as_columns_do():
    assert " ".join(map(LETTERS.write, (1, 26, 27, 52, 702, 703))) == "a z aa az zz aaa"


@pytest.mark.parametrize("numeral", [CHINESE, ARABIC, CIRCLES, LETTERS])
def test_every_number_reads_back_from_its_numeral(numeral):
    assert [numeral.read(numeral.write(number)) for number in NUMBERS] == list(NUMBERS)


# From labels back to scheme and outline


def test_a_list_without_labels_takes_the_default_scheme():
    assert choose_scheme([]) == ("official", [])
    assert choose_scheme([""]) == ("official", [Entry(1, unnumbered=True)])


@pytest.mark.parametrize(
    ("source", "code", "depths"),
    [
        (["一、", "二、"], "official", [1, 1]),
        (["一、", "（一）", "1."], "official", [1, 2, 3]),
        (["1.", "2."], "items", [1, 1]),
        (["1、", "（1）", "2、"], "items-comma", [1, 2, 1]),
        (["一、", "（一）", "1、", "2、"], "official-comma", [1, 2, 3, 3]),
        (["一、", "1、", "二、"], "short-comma", [1, 2, 1]),
        (["一、", "1.", "2.", "二、", "1."], "short", [1, 2, 2, 1, 2]),
        (["第一条", "（一）", "第二条"], "articles", [1, 2, 1]),
        (["第一章", "第一条", "第二章", "第二条"], "chapter-articles", [1, 2, 1, 2]),
        (["第一章", "第一节", "第一条", "第二章", "第二条"], "chapters", [1, 2, 3, 1, 3]),
        (
            ["第一编", "第一章", "第一条", "第二编", "第一章", "第二条"],
            "statute",
            [1, 2, 4, 1, 2, 4],
        ),
        (["1", "1.1", "1.1.1", "2"], "decimal", [1, 2, 3, 1]),
        (["1.1", "1.2", "2"], "decimal", [2, 2, 1]),
    ],
)
def test_the_scheme_that_fits_without_start_numbers_is_chosen(source, code, depths):
    assert choose_scheme(source) == (code, outline(*depths))


def test_a_list_that_begins_late_has_a_gap_or_is_out_of_order_is_kept_by_start_numbers():
    entries = [Entry(1, start=3), Entry(1), Entry(1, start=7), Entry(1, start=5), Entry(1)]
    assert choose_scheme(["三、", "四、", "七、", "五、", "六、"]) == ("official", entries)


def test_articles_that_begin_anew_in_a_chapter_take_a_start_number():
    entries = [*outline(1, 2, 1), Entry(2, start=1)]
    source = ["第一章", "第一条", "第二章", "第一条"]
    assert choose_scheme(source) == ("chapter-articles", entries)


def test_an_unnumbered_section_stands_beside_the_label_before_it():
    entries = [*outline(1, 2), Entry(2, unnumbered=True), Entry(2)]
    assert choose_scheme(["一、", "（一）", "", "（二）"]) == ("official", entries)


@pytest.mark.parametrize(
    "source",
    [
        *(["一、", "贰、"], ["一、", "第一条"], ["一、", "1.1"], ["(一)"], ["一、 "], ["一十、"]),
        *(["3.1", "3.2"], ["1", "2.1"]),
    ],
)
def test_no_scheme_is_chosen_where_none_shows_every_label(source):
    assert choose_scheme(source) is None


@settings(max_examples=300)
@given(codes, outlines)
def test_labels_give_back_an_outline_that_shows_them(code, entries):
    source = labels(code, entries)
    assert labels(*choose_scheme(source)) == source


@given(
    st.lists(st.sampled_from(["", "一、", "三、", "（一）", "（二）", "1.", "（4）", "①", "2）"]))
)
def test_a_chosen_outline_shows_exactly_the_labels_it_was_chosen_for(source):
    assert labels(*choose_scheme(source)) == source


@given(codes, outlines)
def test_a_plain_outline_is_found_without_start_numbers(code, entries):
    plain = [replace(entry, start=None, unnumbered=False) for entry in entries]
    _, found = choose_scheme(labels(code, plain))
    assert [entry.start for entry in found] == [None] * len(plain)


@given(outlines)
def test_no_decimal_label_stands_twice_without_start_numbers(entries):
    source = labels("decimal", [replace(entry, start=None) for entry in entries])
    numbered = [label for label in source if label]
    assert len(set(numbered)) == len(numbered)


@given(codes, outlines, outlines)
def test_what_comes_later_never_changes_a_label(code, entries, later):
    assert labels(code, entries + later)[: len(entries)] == labels(code, entries)


@given(codes, outlines, st.text(min_size=1, max_size=8))
def test_a_typed_label_changes_no_other_label(code, entries, text):
    assume(any(not entry.unnumbered for entry in entries))
    at = next(i for i, entry in enumerate(entries) if not entry.unnumbered)
    retyped = [*entries[:at], replace(entries[at], typed=text), *entries[at + 1 :]]
    expected = labels(code, entries)
    expected[at] = text
    assert labels(code, retyped) == expected


def test_of_schemes_that_fit_alike_the_preferred_one_is_chosen():
    source = ["第一章", "第一条", "第二条"]
    assert choose_scheme(source)[0] == "chapter-articles"
    assert choose_scheme(["第一章"], "chapters")[0] == "chapters"
    assert choose_scheme(source, "chapters")[0] == "chapter-articles"


def test_an_entry_stands_for_itself_among_the_labels():
    known = [Entry(1, unnumbered=True), Entry(2, typed="甲、")]
    assert choose_scheme(["一、", known[1], "（二）", known[0], "（一）"]) == (
        "official",
        [Entry(1), known[1], Entry(2), known[0], Entry(2)],
    )
