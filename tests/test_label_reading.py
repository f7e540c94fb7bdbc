"""Reading labels: what is one, alone and at the start of a line, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.numbering import at_start, read_label
from notices.numbering.reading import STYLES


def opening(line):
    label = at_start(line)
    return label and label.text


# A label alone


@pytest.mark.parametrize(
    "text",
    ["一十、", "二〇、", "一百一、", "零、", "一百零十、", "两、", "廿、", "一万、", "、", "一,"]
    + ["01.", "0.", "1．", "10000.", "(一)", "（01）", "（）", "①②", "⓪", "第1条", "第十条 "]
    + ["第零章", "第一款", "1.0", "1.01", "1.1.", ".1", "1..1", "1.1.1.1.1.1.1", "A）", "", "甲"],
)
def test_what_no_scheme_writes_is_no_label(text):
    assert read_label(text) is None


@given(st.sampled_from(STYLES), st.lists(st.integers(1, 9999), min_size=6, max_size=6))
def test_every_label_reads_back_to_its_style_and_numbers(style, numbers):
    shown = tuple(numbers[: style.components])
    label = read_label(style.write(shown))
    assert (label.style, label.numbers) == (style, shown)


@given(st.text("一二十百千零、（）1029.①②第编章节条a）", max_size=8))
def test_whatever_is_read_as_a_label_is_written_the_same(text):
    label = read_label(text)
    assert label is None or label.style.write(label.numbers) == text


# A label at the start of a line


@pytest.mark.parametrize(
    ("line", "label"),
    [
        *(("一、加强值守。", "一、"), ("十二、其他事项", "十二、"), ("（三）分级负责", "（三）")),
        *(
            ("1.按时报送", "1."),
            ("12. 按时报送", "12."),
            ("（2）明确专人", "（2）"),
            ("①甲类", "①"),
        ),
        *(("1）甲类", "1）"), ("b）甲类", "b）"), ("第一条　为了便民", "第一条")),
        *(("第二十一条为了便民", "第二十一条"), ("第三章", "第三章"), ("1 范围", "1")),
        *(("1　范围", "1"), ("2.10总则", "2.10"), ("2.1 “一窗”办理", "2.1")),
        *(("1.1.2 术语", "1.1.2"), ("1.2日常巡查", "1.2"), ("2.3个人信息", "2.3")),
    ],
)
def test_a_label_is_recognised_at_the_start_of_a_line(line, label):
    assert opening(line) == label


@pytest.mark.parametrize(
    "line",
    [
        "1.5万人参加",
        "1.5公里",
        "3.6个百分点",
        "2026年工作要点",
        "2026 年工作要点",
        "12 个月内",
        "1范围",
    ]
    + ["第三条第二款规定", "第三条的要求", "第三条之一", "第三条和第五条", "（一）、（二）项材料"]
    + [
        "（一）至（三）项材料",
        "一、二、三级单位",
        "一是加强值守",
        "１.甲",
        "通知如下：",
        "",
        " 一、甲",
    ]
    + ["8 000元", "1", "0.5元", "第一", "①②项", "1.2.", "5.5%"],
)
def test_what_only_looks_like_a_label_is_left_alone(line):
    assert opening(line) is None


@given(st.sampled_from(STYLES), st.lists(st.integers(1, 9999), min_size=6, max_size=6))
def test_every_label_is_recognised_before_a_heading(style, numbers):
    label = style.write(numbers[: style.components])
    assert opening(f"{label}{style.gap}严格落实") == label
