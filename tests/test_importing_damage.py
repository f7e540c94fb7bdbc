"""Import: refusals, repair of what converters damage."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices import rich_text
from notices.importing import ImportedNotice, Unreadable, read
from notices.importing.decoding import LONGEST_LINE
from notices.importing.repairing import KINDS, composed, repair
from notices.script import to_simplified
from tests.damager import FOOTER, GREETING, damage

NOTICE = """为扎实推进全省村级阅览室建设，满足广大党员群众读书学习需要，经示例省委研究，现就有关事项通知如下。
一、充分认识村级阅览室的重要作用。办好村级阅览室，是服务乡村振兴的实际举措。各级党委（党组）要把这项工作列入议事日程，定期听取汇报，及时协调解决场地、设备、经费等问题，做到“有人管、有书看、有活动”。
二、分类抓好村级阅览室的日常运行。选址要方便群众，优先利用社区（村）空房；开放时间要照顾农忙时节，每周不少于三十小时。要建立图书轮换制度，后续补充的图书向农业技术、医疗卫生倾斜；书目由乡镇党委审定。
三、组织党员干部带头读书讲书。要运用远程教育、流动书车等载体，广泛开展共读活动。怎样读、读什么？由支部党员大会讨论决定。对表现突出的集体和个人，按照规定予以表扬。
各级组织部门要加强指导督促，总结推广好经验好做法，重要情况及时报告省委组织部。"""


def imported(text: str) -> ImportedNotice:
    return read(text.encode(), "通知.txt")


def sentences(notice: ImportedNotice) -> list[str]:
    return [doubt.sentence for doubt in notice.doubts]


def without_report(notice: ImportedNotice) -> ImportedNotice:
    return dataclasses.replace(notice, repairs={}, set_aside=[], source="", edits=(), lines=[])


def test_a_damaged_copy_is_repaired_to_exactly_the_original():
    damaged, counts = damage(NOTICE)
    original, repaired = imported(NOTICE), imported(damaged)

    assert without_report(repaired) == without_report(original)
    assert [section.label for section in repaired.sections] == ["一、", "二、", "三、"]
    assert [section.heading for section in repaired.sections] == [
        "充分认识村级阅览室的重要作用",
        "分类抓好村级阅览室的日常运行",
        "组织党员干部带头读书讲书",
    ]
    assert repaired.closing == NOTICE.split("\n")[-1]
    assert repaired.set_aside == [GREETING, *FOOTER]
    assert original.repairs == dict.fromkeys(KINDS, 0)
    assert repaired.repairs == dict.fromkeys(KINDS, 0) | counts
    assert counts["pinyin"] > 50


def test_a_repaired_copy_has_no_traces_of_damage():
    text = repair(damage(NOTICE)[0]).text

    assert text == to_simplified(text)
    assert re.findall(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", text) == []
    assert re.findall(r"(?<=[\u4e00-\u9fff”])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff“])", text) == []


def test_what_a_damaged_copy_lacks_is_reported_and_not_invented():
    notice = imported(damage(NOTICE)[0])

    assert (notice.title, notice.issuers, notice.date, notice.signature) == (None, [], None, None)
    assert sentences(notice) == [
        "没有找到标题，请补上。",
        "没有找到发文机关，请补上。",
        "没有找到成文日期，请补上。",
        "没有找到署名，请补上。",
    ]


@pytest.mark.parametrize(
    "text",
    ["骰（tóu）子", "重庆路（chóng qìng lù）", "机构（WTO）", "应用（APP）", "参见（a）款"],
)
def test_real_glosses_and_abbreviations_survive(text: str):
    assert repair(f"请注意{text}的写法。").text == f"请注意{text}的写法。"


def test_a_few_glosses_are_kept_and_named_as_a_doubt():
    notice = imported("现就掷骰(tóu)子和虫(chóng)害的读音通知如下。")

    assert notice.preamble == "现就掷骰（tóu）子和虫（chóng）害的读音通知如下。"
    assert notice.repairs["pinyin"] == 0
    assert "“骰(tóu)”、“虫(chóng)”像是注音，共 2 处，没有改动；如系转换造成，请删去。" in sentences(
        notice
    )


def test_many_glosses_on_simplified_characters_are_kept():
    text = "山（shān）水（shuǐ）田（tián）林（lín）路（lù）桥（qiáo）的读音如下。"

    assert repair(text).text == text
    assert repair(text).counts["pinyin"] == 0


def test_an_artefact_inside_real_brackets_leaves_the_brackets():
    damaged = "機(jī)關(guān)和街道(社區(qū))要認(rèn)真落實(shí)責(zé)任。"

    assert repair(damaged).text == "机关和街道（社区）要认真落实责任。"


def test_traditional_text_is_simplified_character_by_character():
    repaired = repair("請各單位及時建立軟件臺賬,關于檔案的規定不變。")

    assert repaired.text == "请各单位及时建立软件台账，关于档案的规定不变。"
    assert repaired.counts["traditional"] == 10


def test_a_word_that_an_older_converter_broke_stays_whole():
    assert to_simplified("破壞、损坏的桥梁") == "破坏、损坏的桥梁"


def test_a_traditional_quotation_in_a_simplified_text_is_kept_as_a_doubt():
    text = "示例省图书馆展出手稿，题签写作“書”，现将参观办法通知如下，请各单位组织干部职工参观。"

    assert repair(text).text == text
    assert [doubt.sentence for doubt in repair(text).doubts] == [
        "文中有 1 个繁体字（書），没有改动；不是有意保留的，请改正。"
    ]


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("各市委,各部门:", "各市委，各部门："),
        ("(一)加强领导", "（一）加强领导"),
        ("加入组织(WTO)后", "加入组织（WTO）后"),
        ("增长5%,其中水稻占1,200亩", "增长5%，其中水稻占1,200亩"),
        ("每天8:30开馆", "每天8:30开馆"),
        ("见https://example.cn/a?b=1:2,3;4!和(office@example.cn)", None),
        ("f(x)=1; g(y)", "f(x)=1; g(y)"),
    ],
)
def test_only_marks_beside_han_become_full_width(narrow: str, wide: str | None):
    expected = wide or "见https://example.cn/a?b=1:2,3;4!和（office@example.cn）"

    assert repair(narrow).text == expected


def test_traces_that_cannot_be_repaired_are_named_by_line():
    assert repair("第一行。\n府?dāng據\n完\ufffd成").doubts[0].sentence == (
        "第 2、3 行有疑似乱码（如 � 或 ??），请对照原件改正。"
    )


def test_decomposed_letters_are_composed_before_pinyin_is_looked_for():
    assert (
        repair(composed("機(ji\u0304)關(gua\u0304n)認(re\u0300n)實(shi\u0301)責(ze\u0301)任")).text
        == "机关认实责任"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件里没有文字，请核对是否选错了文件。"),
        ("\ufeff \r\n　".encode(), "文件里没有文字，请核对是否选错了文件。"),
        (b"\0" * 50 * 1024 * 1024, "文件有 50.0 MB，超过上限 2 MB，请只保留通知正文后再导入。"),
        (b"\n" * 20_000 + b"a", "文件有 20001 行，超过上限 20000 行，请只保留通知正文后再导入。"),
        (
            b"\n" + b"a" * 200_001,
            "第 2 行有 200001 个字，超过上限 200000 个字，请分段后再导入。",
        ),
        (
            b"f(x) " * 10_001,
            "文件里的半角括号和 <、>、& 共 20002 个，超过上限 20000 个，不像是通知，请核对文件。",
        ),
        (
            ("a" + "\u0301" * 31).encode(),
            "文件里有堆在同一个字上的大量附加符号，不像是通知，请核对文件。",
        ),
        (
            "修坝。\n2026年1月1日\n".encode() + "附件：表\n".encode() * 201,
            "附件说明里有 201 个附件，超过上限 200 个，请核对文末的附件名称。",
        ),
        (
            "修坝。\n".encode() + "示例厅\n".encode() * 51 + "2026年1月1日".encode(),
            "署名处有 51 个机关，超过上限 50 个，像是认错了行，请核对原文。",
        ),
        (
            bytes(range(256)),
            "认不出文件的编码（不是 UTF-8、UTF-16、GB18030 或 Big5），第 129 个字节起无法解读，"
            "请另存为 UTF-8 文本后再导入。",
        ),
        (b"abc\0def", "这不是文本文件（含有二进制内容），请核对文件，或另存为 .txt 后再导入。"),
        (
            b"PK\x03\x04rest",
            "文件不完整或已损坏（可能没有下载完），请重新取得原件后再导入。",
        ),
        (
            b"\xff\xfea",
            "文件标明是 UTF-16 编码，但内容已损坏，第 3 个字节起无法解读，请另存为 UTF-8 文本后再导入。",
        ),
    ],
    ids=[
        "empty",
        "blank",
        "50 MB",
        "lines",
        "long line",
        "brackets",
        "accents",
        "attachments",
        "issuers",
        "bytes",
        "NUL",
        "docx",
        "UTF-16 cut off",
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, sentence: str):
    with pytest.raises(Unreadable) as refusal:
        read(data, "通知.txt")

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "unit", ["a", "a.", "www.", "1", "1.", "2026 ", "修 ", "\t ", "（", "“", "书國", "修,坝"]
)
def test_the_longest_line_is_read_in_one_pass(unit: str):
    line = "修" + (unit * LONGEST_LINE)[: LONGEST_LINE - 2] + "。"

    assert "".join(imported(line).preamble.split()) == "".join(repair(line).text.split())


def test_a_line_may_be_as_long_as_a_rich_text():
    assert LONGEST_LINE == rich_text.MAX_CHARS


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_no_file_breaks_the_import(data: bytes):
    try:
        assert read(data, "通知.txt").file == "通知.txt"
    except Unreadable as refusal:
        assert str(refusal).endswith("。")
