"""Import: a text's elements and its outline."""

import datetime

import pytest

from notices.importing import KINDS, ImportedNotice, ImportedSection, read
from notices.numbering import Entry, labels

FULL = """中共示例省委文件
示例委办〔2026〕7号
中共示例省委办公厅
示例省人民政府办公厅
关于加强全省山塘水库
安全管理的通知

各市委、市政府，省直各单位：
　　为保障汛期安全，现就有关事项通知如下：
　　一、总　　则
　　山塘水库实行分级管理。
　　二、重点任务
　　（一）开展排查。汛前对全部坝体逐一检查。发现隐患立即处置。
　　（二）落实值守。建立下列制度：
　　1.汛期值班制度；
　　2.险情报告制度。
　　三、保障措施
　　所需经费列入年度预算。
　　各级各部门要认真抓好落实。
　　特此通知。
　　附件：1.山塘水库名录
　　　　　2.巡查记录表（样
　　　　　式）
中共示例省委办公厅
示例省人民政府办公厅
2026年5月12日
（此件公开发布）
附件1
山塘水库名录
一、示例河
抄送：省军区，
省各人民团体。
中共示例省委办公厅　2026年5月13日印发"""


def imported(text: str) -> ImportedNotice:
    return read(text.encode(), "通知.txt")


def sentences(notice: ImportedNotice) -> list[str]:
    return [doubt.sentence for doubt in notice.doubts]


def test_every_element_of_an_official_notice_is_read():
    notice = imported(FULL)

    assert notice.title == (
        "中共示例省委办公厅 示例省人民政府办公厅关于加强全省山塘水库安全管理的通知"
    )
    assert notice.issuers == ["中共示例省委办公厅", "示例省人民政府办公厅"]
    assert notice.doc_number == "示例委办〔2026〕7号"
    assert notice.addressee == "各市委、市政府，省直各单位"
    assert notice.preamble == "为保障汛期安全，现就有关事项通知如下："
    assert notice.closing == "各级各部门要认真抓好落实。\n特此通知。"
    assert notice.attachments == ["山塘水库名录", "巡查记录表（样式）"]
    assert notice.signature == "中共示例省委办公厅\n示例省人民政府办公厅"
    assert notice.date == datetime.date(2026, 5, 12)
    assert notice.annotation == "（此件公开发布）"
    assert notice.cc == "省军区，省各人民团体。"
    assert notice.imprint == "中共示例省委办公厅　2026年5月13日印发"


def test_headings_stand_alone_run_in_or_are_absent():
    notice = imported(FULL)

    assert notice.scheme == "official"
    assert notice.entries == [Entry(1), Entry(1), Entry(2), Entry(2), Entry(3), Entry(3), Entry(1)]
    assert notice.sections == [
        ImportedSection(1, "一、", "总则", False, "山塘水库实行分级管理。"),
        ImportedSection(1, "二、", "重点任务", False, ""),
        ImportedSection(
            2, "（一）", "开展排查", True, "汛前对全部坝体逐一检查。发现隐患立即处置。"
        ),
        ImportedSection(2, "（二）", "落实值守", True, "建立下列制度："),
        ImportedSection(3, "1.", "", False, "汛期值班制度；"),
        ImportedSection(3, "2.", "", False, "险情报告制度。"),
        ImportedSection(1, "三、", "保障措施", False, "所需经费列入年度预算。"),
    ]


def test_an_attachments_own_body_is_set_aside_and_said_to_be():
    notice = imported(FULL)

    assert notice.set_aside == ["中共示例省委文件", "附件1", "山塘水库名录", "一、示例河"]
    assert sentences(notice) == [
        "第 28 行起的 3 行在成文日期之后，像是附件的正文，没有放进通知；请作为附件上传，或补进正文。"
    ]


def test_a_plan_that_follows_the_signature_without_a_head_is_set_aside():
    notice = imported("汛期将至。\n示例厅\n2026年5月12日\n防汛方案\n一、修坝。")

    assert (notice.signature, notice.date) == ("示例厅", datetime.date(2026, 5, 12))
    assert (notice.sections, notice.set_aside) == ([], ["防汛方案", "一、修坝。"])


def test_a_date_in_a_schedule_is_no_date_of_signing():
    notice = imported("汛期将至。\n2026年5月12日\n开始巡查。\n示例厅\n2026年5月1日")

    assert notice.preamble == "汛期将至。\n2026年5月12日\n开始巡查。"
    assert notice.date == datetime.date(2026, 5, 1)


def test_the_json_object_has_heading_and_text_together():
    assert imported("一、要求\n抓紧。\n（一）时间。五月底前。全部完成。").as_json() == {
        "file": "通知.txt",
        "title": None,
        "doc_number": None,
        "addressee": None,
        "preamble": None,
        "sections": [
            {"level": 1, "label": "一、", "heading": "要求", "text": "要求\n抓紧。"},
            {
                "level": 2,
                "label": "（一）",
                "heading": "时间",
                "text": "时间。五月底前。全部完成。",
            },
        ],
        "closing": None,
        "signature": None,
        "date": None,
        "attachments": [],
        "repairs": dict.fromkeys(KINDS, 0),
        "doubts": [
            "没有找到标题，请补上。",
            "没有找到发文机关，请补上。",
            "没有找到成文日期，请补上。",
            "没有找到署名，请补上。",
        ],
    }


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2026年5月12日", datetime.date(2026, 5, 12)),
        ("二〇二六年五月十二日", datetime.date(2026, 5, 12)),
        ("二○二六年十月三十一日", datetime.date(2026, 10, 31)),
        ("2026年2月30日", None),
    ],
)
def test_the_date_is_read_in_both_kinds_of_numerals(typed: str, date: datetime.date | None):
    notice = imported(f"示例市民政局关于放假的通知\n五月一日放假。\n示例市民政局　{typed}")

    assert (notice.signature, notice.date) == ("示例市民政局", date)


def test_a_date_that_does_not_exist_is_a_doubt():
    notice = imported("示例市民政局关于放假的通知\n放假一天。\n示例市民政局\n2026年2月30日")

    assert sentences(notice) == [
        "没有找到成文日期，请补上。",
        "第 4 行的日期“2026年2月30日”不存在，请核对。",
    ]


@pytest.mark.parametrize("number", ["示例〔2026〕7号", "示例[2026]7号", "示例【2026】7号"])
def test_a_document_number_is_known_in_the_common_brackets(number: str):
    assert imported(f"示例厅关于放假的通知\n{number}\n放假一天。").doc_number == number


def test_the_red_head_names_the_issuer_where_the_title_does_not():
    notice = imported("示例省水利厅文件\n关于防汛的通知\n各市水利局：\n汛期将至。")

    assert (notice.title, notice.issuers) == ("关于防汛的通知", ["示例省水利厅"])


def test_of_two_titles_the_first_is_taken_and_the_second_kept():
    notice = imported("示例厅关于防汛的通知\n示例厅关于抗旱的通知\n汛期将至。")

    assert notice.title == "示例厅关于防汛的通知"
    assert notice.preamble == "示例厅关于抗旱的通知\n汛期将至。"
    assert sentences(notice)[-1] == (
        "有两个标题，取了第一个；第 2 行“示例厅关于抗旱的通知”放在了引言里，请核对。"
    )


def test_a_mark_of_secrecy_is_never_lost():
    notice = imported("机密★1年\n内部文件\n示例厅关于防汛的通知\n汛期将至。")

    assert notice.title == "示例厅关于防汛的通知"
    assert notice.preamble == "机密★1年\n内部文件\n汛期将至。"


def test_a_text_without_sections_is_preamble_and_closing():
    notice = imported("示例厅关于防汛的通知\n汛期将至。\n要备好沙袋。\n特此通知。")

    assert notice.preamble == "汛期将至。\n要备好沙袋。"
    assert (notice.sections, notice.scheme, notice.closing) == ([], None, "特此通知。")


def test_below_single_paragraphs_any_paragraph_is_closing():
    assert imported("一、修坝。\n二、清淤。\n汛情随时上报。").closing == "汛情随时上报。"


def test_below_own_line_headings_a_plain_paragraph_is_the_sections():
    notice = imported("一、修坝\n先修主坝。\n二、清淤\n先清下游。\n汛情随时上报。")

    assert notice.closing is None
    assert notice.sections[1].text == "先清下游。\n汛情随时上报。"


def test_a_sections_only_paragraph_is_never_closing():
    notice = imported("一、修坝\n先修主坝。\n二、要求\n各村要抓好落实。")

    assert notice.closing is None
    assert notice.sections[1].text == "各村要抓好落实。"


@pytest.mark.parametrize(
    "line",
    ["修坝要“先主坝。后副坝。”", "时限：五月底前。逾期通报。", "修坝。", "修" * 41 + "。好。"],
)
def test_what_is_no_heading_stays_text(line: str):
    section = imported(f"一、{line}").sections[0]

    assert (section.heading, section.run_in, section.text) == ("", False, line)


def test_articles_have_no_run_in_heading():
    notice = imported("第一条　山塘归乡镇管理。乡镇应当巡查。\n第二条　本办法自公布之日起施行。")

    assert notice.scheme == "articles"
    assert [section.heading for section in notice.sections] == ["", ""]
    assert notice.sections[0].text == "山塘归乡镇管理。乡镇应当巡查。"


def test_labels_out_of_order_are_kept_and_named_by_line():
    notice = imported("一、修坝。\n三、清淤。\n\n二、值守。")

    assert [section.label for section in notice.sections] == ["一、", "三、", "二、"]
    assert labels(notice.scheme, notice.entries) == ["一、", "三、", "二、"]
    assert sentences(notice)[-2:] == [
        "第 2 行的序号“三、”不连续（前一个是“一、”），已照原文保留。",
        "第 4 行的序号“二、”不连续（前一个是“三、”），已照原文保留。",
    ]


def test_labels_that_no_scheme_reproduces_are_kept_as_typed():
    notice = imported("第一章　总则\n一、修坝。\n二、清淤。\n第二章　职责\n三、值守。")

    assert notice.scheme is None
    assert [entry.typed for entry in notice.entries] == ["第一章", "一、", "二、", "第二章", "三、"]
    assert [section.level for section in notice.sections] == [1, 2, 2, 1, 2]
    assert sentences(notice)[-1] == "序号不合任何一种现成的编号方案，已照原文保留，请核对层次。"


def test_three_hundred_sections_are_read_with_their_labels():
    shown = labels("official", [Entry(1 + place % 3) for place in range(300)])
    text = "\n".join(f"{label}修好第{place}座山塘。" * 5 for place, label in enumerate(shown))

    assert [section.label for section in imported(text).sections] == shown
