"""Lines broken in mid-sentence are joined; every other line stays alone."""

import pytest

from notices.importing.wraps import column_of, join_wraps, joined_text, width

WRAPPED = """示例省水务厅关于做好汛期值守工作的通知
示水〔2024〕3号
各市水务局，厅机关各处室：
　　为做好二〇二四年汛期值守工作，保障人民群众生命
财产安全，根据有关规定，经研究，现就有关事项通知如
下：
　　一、落实值守责任
　　各单位要严格落实二十四小时值班和领导带班制度，
主要负责人在岗带班，不得擅离职守。险情发生后三十分
钟内报告。电话（010—12345678）要畅通，不得无人接听。
重要情况随时报告，交接班手续要清楚。
　　二、按时报送
　　附件：值班表
　　　　　　　　　　　　　　　示例省水务厅
　　　　　　　　　　　　　　　2024年5月1日"""


def joined(text: str) -> list[str]:
    lines = text.split("\n")
    return [joined_text([lines[place] for place in group]) for group in join_wraps(lines)]


def test_a_wrapped_text_becomes_its_paragraphs():
    assert joined(WRAPPED) == [
        "示例省水务厅关于做好汛期值守工作的通知",
        "示水〔2024〕3号",
        "各市水务局，厅机关各处室：",
        "为做好二〇二四年汛期值守工作，保障人民群众生命财产安全，根据有关规定，经研究，"
        "现就有关事项通知如下：",
        "一、落实值守责任",
        "各单位要严格落实二十四小时值班和领导带班制度，主要负责人在岗带班，不得擅离职守。"
        "险情发生后三十分钟内报告。电话（010—12345678）要畅通，不得无人接听。重要情况随时报告，"
        "交接班手续要清楚。",
        "二、按时报送",
        "附件：值班表",
        "示例省水务厅",
        "2024年5月1日",
    ]


def test_the_source_lines_of_each_paragraph_are_known():
    assert join_wraps(WRAPPED.split("\n")) == [
        [0],
        [1],
        [2],
        [3, 4, 5],
        [6],
        [7, 8, 9, 10],
        [11],
        [12],
        [13],
        [14],
    ]


def test_without_indents_the_end_of_a_sentence_ends_a_paragraph():
    bare = "\n".join(line.strip() for line in WRAPPED.split("\n"))

    assert joined(bare)[3:6] == [
        "为做好二〇二四年汛期值守工作，保障人民群众生命财产安全，根据有关规定，经研究，"
        "现就有关事项通知如下：",
        "一、落实值守责任",
        "各单位要严格落实二十四小时值班和领导带班制度，主要负责人在岗带班，不得擅离职守。"
        "险情发生后三十分钟内报告。电话（010—12345678）要畅通，不得无人接听。",
    ]


ALONE = [
    "示例省水务厅关于做好汛期值守工作的通知",
    "各市水务局：",
    "为做好汛期值守工作，保障人民群众生命财产安全，根据有关规定，经研究，现就有关事项通知如下，请认真贯彻执行。",
    "一、进一步提高政治站位，切实增强做好汛期值守工作的责任感、使命感和紧迫感，全力确保人民群众生命财产安全",
    "各单位要严格落实值班制度，主要负责人在岗带班，不得擅离职守，险情发生后三十分钟内报告。",
    "张　三　李　四　王　五",
    "赵　六　钱　七　孙　八",
    "示例省水务厅",
    "2024年5月1日",
]


def test_paragraphs_that_each_stand_on_one_line_stay_alone():
    assert join_wraps(ALONE) == [[place] for place in range(len(ALONE))]
    assert column_of(ALONE) is None


def test_a_long_line_that_stops_in_mid_sentence_goes_on_in_the_next():
    lines = [
        "  一、加强检查。公司将落实情况纳入年度计划，开展日常检查时，对一线员工进行现场询问，并跟进抓好问题",
        "整改，形成闭环管理。",
        "",
        "  二、按时报送",
    ]

    assert join_wraps(lines) == [[0, 1], [3]]


@pytest.mark.parametrize(
    "after",
    [
        "二、按时报送，不得迟报。",
        "　　各单位要按时报送，不得迟报。",
        "（此件公开发布）",
        "附件：值班表。",
        "2024年5月1日",
        "示例省水务厅",
        "",
    ],
)
def test_what_opens_a_paragraph_is_never_joined(after: str):
    long = "  加强检查，将落实情况纳入年度计划，开展日常检查时，对一线员工进行现场询问，并跟进抓好有关问题"

    assert join_wraps([long, after])[0] == [0]


def test_rows_of_names_of_one_width_stay_alone():
    lines = [f"{one}某某　{one}某某　{one}某某　{one}某某　{one}某某" for one in "赵钱孙李周吴"]

    assert join_wraps(lines) == [[place] for place in range(6)]


def test_a_title_that_fills_the_column_stays_alone():
    text = WRAPPED.replace(
        "示例省水务厅关于做好汛期值守工作的通知",
        "示例省水务厅关于做好二〇二四年汛期水利工程防守和\n值班值守有关工作的通知",
    )

    assert joined(text)[:3] == [
        "示例省水务厅关于做好二〇二四年汛期水利工程防守和",
        "值班值守有关工作的通知",
        "示水〔2024〕3号",
    ]


def test_latin_words_stay_apart_when_lines_join():
    assert joined_text(["use the new", "dam"]) == "use the new dam"
    assert joined_text(["按照 ISO", "标准"]) == "按照 ISO标准"


def test_width_counts_ems():
    assert width("修坝2024，") == 5.0


def test_no_line_is_lost():
    assert join_wraps(["", " ", "修坝", ""]) == [[2]]
    assert join_wraps([]) == []


@pytest.mark.parametrize("opening", ["a）　开展排查，消除隐患", "示例办〔2026〕7号"])
def test_a_letter_or_a_document_number_opens_a_line_of_its_own(opening):
    lines = [
        "修建山塘水库，管护林路桥梁，清淤护岸",
        "修建山塘水库，管护林路桥梁，清淤固坝",
        opening,
    ]
    lines = [*lines[:2], *lines[:2], "一、开展排查，消除水库的全部隐患", opening, "修坝。"]

    assert [lines.index(opening)] in join_wraps(lines)
