"""Import: forms of heads, tails and outlines that other organs, sites and collections give."""

import datetime

import pytest

from notices.importing import ImportedNotice, read
from notices.numbering import labels

NUMBERED = "一、修坝。先修主坝。\n二、清淤。后清淤。\n"


def imported(text: str) -> ImportedNotice:
    return read(text.encode(), "通知.txt")


def roles(notice: ImportedNotice) -> list[tuple[str, str]]:
    return [(line.role.value, line.text) for line in notice.lines]


def depths(notice: ImportedNotice) -> list[int]:
    return [section.level for section in notice.sections]


def test_an_organ_above_the_number_is_the_red_head_and_not_of_the_title():
    notice = imported("岚川县水利局\n岚水〔2026〕3号\n关于防汛的通知\n各村：\n要巡查。")

    assert (notice.title, notice.issuers) == ("关于防汛的通知", ["岚川县水利局"])
    assert notice.set_aside == ["岚川县水利局"]


def test_an_organ_on_the_line_above_the_title_is_its_issuer_where_no_number_parts_them():
    notice = imported("岚川县水利局\n关于防汛的通知\n各村：\n要巡查。")

    assert notice.title == "岚川县水利局关于防汛的通知"


def test_joint_issuers_over_two_lines_are_both_of_the_title():
    notice = imported("中共岚川县委\n岚川县人民政府关于防汛的通知\n各村：\n要巡查。")

    assert notice.title == "中共岚川县委 岚川县人民政府关于防汛的通知"


def test_a_title_that_passes_on_two_organs_is_taken_whole():
    notice = imported(
        "岚川县人民政府办公室转发县水利局\n县应急局关于防汛意见的通知\n各村：\n要巡查。"
    )

    assert notice.title.replace(" ", "") == (
        "岚川县人民政府办公室转发县水利局县应急局关于防汛意见的通知"
    )


@pytest.mark.parametrize(
    "page",
    [
        "防汛安全通知",
        "《岚川县防汛办法》正式发布",
        "党员之家\n干部之家\n人才之家",
        "岚川县政府公报",
    ],
)
def test_what_a_page_calls_a_notice_is_not_its_title(page):
    notice = imported(f"{page}\n岚川县水利局关于防汛的通知\n各村：\n要巡查。")

    assert notice.title == "岚川县水利局关于防汛的通知"
    assert notice.preamble == "要巡查。"


def test_a_law_that_is_named_twice_keeps_one_name():
    notice = imported("中华人民共和国岚川法\n中华人民共和国岚川法\n第一条 为防汛，制定本法。")

    assert notice.title == "中华人民共和国岚川法"


def test_number_and_signer_on_one_line_are_two_elements():
    notice = imported(
        "岚川县水利局文件\n岚水〔2026〕3号　　　　签发人：张三\n关于防汛的请示\n县政府：\n要巡查。"
    )

    assert (notice.doc_number, notice.title) == ("岚水〔2026〕3号", "关于防汛的请示")
    assert notice.preamble == "要巡查。"
    assert "签发人：张三" in notice.set_aside


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("2026年第5号", "2026年第5号"),
        ("（2026年第5号）", "2026年第5号"),
        ("（2026）岚01民初1号", "（2026）岚01民初1号"),
        ("(83)岚字第12号", "（83）岚字第12号"),
        ("岚水A〔2026〕3号", "岚水A〔2026〕3号"),
    ],
)
def test_numbers_of_orders_cases_and_old_files_are_numbers(line, number):
    notice = imported(f"公　　告\n{line}\n现公告如下：\n{NUMBERED}")

    assert (notice.title, notice.doc_number) == ("公告", number)


def test_an_addressee_may_be_broken_over_lines_or_called_on_several():
    broken = imported("关于防汛的通知\n各乡镇人民政府，县直各委办局、\n各企业：\n要巡查。")
    several = imported("关于防汛的通知\n各乡镇人民政府：\n各企业：\n现通知如下：\n要巡查。")

    torn = imported("关于防汛的通知\n各乡镇人民政府，县直各直属机\n构：\n要巡查。")

    assert torn.addressee == "各乡镇人民政府，县直各直属机构"
    assert broken.addressee == "各乡镇人民政府，县直各委办局、各企业"
    assert several.addressee.replace("：", "") == "各乡镇人民政府各企业"
    assert several.preamble == "现通知如下：\n要巡查。"


RECORD = """返回顶部
岚川县防汛工作规则
• 索引号:
000/2026-001
• 发文机构:
县政府网站
• 发布日期:
2026年04月06日 16:34
岚川县防汛工作规则
第一章 总则
一、要巡查。
第二章 附则
二、要值守。"""


def test_a_record_may_have_its_values_on_the_lines_below():
    notice = imported(RECORD)

    assert (notice.title, notice.addressee, notice.preamble) == ("岚川县防汛工作规则", None, None)
    assert depths(notice) == [1, 2, 1, 2]


def test_facts_in_the_text_are_no_record_of_the_page():
    text = "关于防汛的通知\n各村：\n一、安排\n实施时间：2026年5月1日\n时间：2026年5月1日上午\n二、要求\n要巡查。"

    assert imported(text).sections[0].text == "实施时间：2026年5月1日\n时间：2026年5月1日上午"


def test_when_a_meeting_was_is_no_record_of_the_page():
    notice = imported(
        "岚川县防汛会议纪要\n时间：2026年3月1日\n地点：会议室\n会议议定：\n一、修坝。"
    )

    assert notice.preamble == "时间：2026年3月1日\n地点：会议室\n会议议定："


def test_a_table_of_contents_opens_no_section():
    notice = imported(
        "岚川县防汛规则\n目　录\n第一章 总则……1\n第二章 附则……2\n"
        "第一章　总则\n一、要巡查。\n第二章　附则\n二、要值守。"
    )

    assert [section.label for section in notice.sections] == ["第一章", "一、", "第二章", "二、"]


def test_when_a_text_was_adopted_is_told_in_many_ways():
    for told in (
        "1990年2月20日第5次会议通过 1990年3月1日省政府令第51号发布 根据2011年1月8日《决定》修订",
        "(2026年3月1日县政府第5次常务会议通过, 2026年4月1日公布",
        "（1994年2月3日省政府令第1号发布（试行）　自1994年5月1日起施行）",
    ):
        assert imported(f"岚川县防汛办法\n{told}\n第一条 要巡查。").preamble is None


def test_a_date_and_a_number_on_one_line_are_both_read():
    notice = imported("关于防汛的批复\n2008年12月16日 岚释〔2008〕17号\n县法院：\n同意。\n此复")

    assert (notice.doc_number, notice.date) == ("岚释〔2008〕17号", datetime.date(2008, 12, 16))


def test_organs_listed_below_their_heading_do_not_sign():
    notice = imported(
        "关于机构设置的通知\n各村：\n一、政府\n县水利局\n二、事业单位\n县水文站\n县水库管理处\n"
        "岚川县人民政府\n2026年3月1日"
    )

    assert notice.signature == "岚川县人民政府"
    assert notice.sections[1].text == "县水文站\n县水库管理处"


@pytest.mark.parametrize("seal", ["（公章）", "（盖章）", "（代章）"])
def test_a_note_of_the_seal_is_of_the_signature(seal):
    notice = imported(f"{NUMBERED}岚川县水利局{seal}\n2026年3月1日")

    assert (notice.signature, notice.closing) == (f"岚川县水利局{seal}", None)


@pytest.mark.parametrize("zero", "〇○◯OＯО０0零")
def test_whatever_round_sign_is_typed_for_zero(zero):
    notice = imported(f"{NUMBERED}岚川县水利局\n二{zero}二六年三月一日")

    assert notice.date == datetime.date(2026, 3, 1)


def test_a_date_without_its_day_is_asked_for_and_the_signature_known():
    notice = imported(f"{NUMBERED}岚川县水利局\n2026年3月")

    assert (notice.signature, notice.date) == ("岚川县水利局", None)
    assert "第 4 行的日期“2026年3月”没有写明哪一日，请补上。" in [
        doubt.sentence for doubt in notice.doubts
    ]


@pytest.mark.parametrize(
    "note",
    [
        "附件\n1.检查表\n2.汇总表",
        "附件：\n检查表\n汇总表",
        "附件：1.检查表；2.汇总表",
        "附件1：检查表　附件2：汇总表",
        "附件一：检查表\n附件二：汇总表",
        "附件：一、检查表\n二、汇总表",
        "附：（1）检查表 （2）汇总表",
        "（附件：1.检查表 2.汇总表）",
    ],
)
def test_attachments_are_named_in_many_ways(note):
    notice = imported(f"各村：\n要巡查。\n{note}\n岚川县水利局\n2026年3月1日")

    assert notice.attachments == ["检查表", "汇总表"]
    assert (notice.preamble, notice.signature) == ("要巡查。", "岚川县水利局")


def test_attachments_may_be_named_below_the_date_only_or_again():
    text = "各村：\n要巡查。\n{}岚川县水利局\n2026年3月1日\n{}"
    links = "检查表.docx\n汇总表.xlsx"
    note = "附件1：检查表\n附件2：汇总表\n"

    assert imported(text.format("", links)).attachments == ["检查表.docx", "汇总表.xlsx"]
    assert imported(text.format(note, note)).attachments == ["检查表", "汇总表"]


def test_from_when_a_text_is_in_force_ends_its_sections():
    notice = imported(
        "岚川县关于修改办法的决定\n现作如下修改：\n一、第二条修改为：\n“第二条 要巡查。”\n"
        "二、删去第三条。\n删去第四条。\n本决定自2026年3月1日起施行。\n《办法》重新公布。"
    )

    assert notice.sections[-1].whole_text() == "删去第三条。\n删去第四条。"
    assert notice.closing == "本决定自2026年3月1日起施行。\n《办法》重新公布。"


def test_what_a_text_without_sections_asks_at_length_is_no_closing():
    long = "各村要在三月底以前逐库巡查，查清坝体、坡面和溢洪道，登记隐患，落实措施，并逐级上报县水利局备案。"

    assert imported(f"汛期将至。\n{long}\n特此通知。").closing == "特此通知。"
    assert imported("汛期将至。\n请认真执行。").closing == "请认真执行。"


def test_a_form_that_no_scheme_puts_there_goes_one_deeper_and_stays_as_typed():
    notice = imported("一、修坝\n1.主坝\n①坝体；\n②坝面。\n二、清淤\n要清淤。")

    assert depths(notice) == [1, 2, 3, 3, 1]
    assert [section.label for section in notice.sections] == ["一、", "1.", "①", "②", "二、"]


def test_articles_stand_right_below_a_chapter_that_has_no_divisions():
    notice = imported(
        "岚川县防汛办法\n第一章　总则\n第一条　要防汛。\n第二章　巡查\n第一节　水库\n第二条　要巡查：\n"
        "（一）坝体；\n（二）坡面。\n第三章　附则\n第三条　自发布之日起施行。"
    )

    assert depths(notice) == [1, 2, 1, 2, 3, 4, 4, 1, 2]
    assert notice.scheme == "chapters"
    assert labels(notice.scheme, notice.entries) == [section.label for section in notice.sections]


def test_thanks_and_what_follows_paragraphs_of_one_are_the_closing():
    thanks = imported(f"{NUMBERED}再次感谢您的支持。\n岚川县政府\n2026年3月1日")
    appeal = imported(
        "一、要求\n（一）定位。\n——示范区。\n——核心区。\n二、实施\n"
        "（二）县政府要加强领导，落实责任，健全机制，定期研究解决防汛工作中的重大问题，确保完成任务，并向市政府报告。\n"
        "（三）县水利局要加强指导，会同有关部门跟踪分析防汛工作进展情况，及时总结推广各村的好做法好经验，做好督促检查。\n"
        "防汛意义重大。有关方面要开拓创新。"
    )

    assert thanks.closing == "再次感谢您的支持。"
    assert appeal.closing == "防汛意义重大。有关方面要开拓创新。"


def test_what_counts_on_in_the_last_section_is_no_closing():
    notice = imported(
        "一、甲\n要防汛。\n二、乙\n要巡查。\n三、要求\n一要值守。\n二要报告。\n三要总结。\n望认真落实。"
    )

    assert notice.sections[-1].text == "一要值守。\n二要报告。\n三要总结。"
    assert notice.closing == "望认真落实。"


def test_a_fragment_of_a_page_may_begin_with_any_element():
    notice = read("<ol><li>修坝。</li></ol><p>特此通知。</p>".encode(), "通知.html")

    assert "<" not in "".join(line.text for line in notice.lines)


def test_readings_of_one_character_are_a_converters_and_so_are_the_others():
    text = "爲(wéi / wèi)貫徹關于(yú)防汛的(de)規定,要(yào / yāo)逐庫(kù)巡查。"

    assert imported(text).preamble == "为贯彻关于防汛的规定，要逐库巡查。"


def test_a_plan_below_those_it_is_copied_to_is_not_of_them():
    notice = imported(
        f"{NUMBERED}岚川县水利局\n2026年3月1日\n抄送：县委办。\n岚川县防汛办法\n第一条 要巡查。"
    )

    assert notice.cc == "县委办。"
    assert [text for role, text in roles(notice) if role == "attachment_body"] == [
        "岚川县防汛办法",
        "第一条 要巡查。",
    ]


def test_a_date_may_bear_its_name():
    notice = imported(
        "岚川公司员工手册\n第一章 总则\n1. 要值守。\n岚川公司 人力资源部\n生效日期：2026年03月01日"
    )

    assert (notice.signature, notice.date) == ("岚川公司 人力资源部", datetime.date(2026, 3, 1))
    assert notice.closing is None


def test_years_in_brackets_below_a_title_are_of_it():
    notice = imported(
        "岚川县防汛行动计划\n（2026—2030年）\n为防汛，制定本计划。\n一、要求\n要巡查。"
    )

    assert notice.title == "岚川县防汛行动计划（2026—2030年）"
    assert notice.preamble == "为防汛，制定本计划。"


def test_decimals_with_wide_stops_are_decimals():
    notice = imported(
        "岚川县防汛预案\n１．总则\n１．１目的\n要巡查。\n２．附则\n２．１解释\n要值守。"
    )

    assert [section.label for section in notice.sections] == ["1.", "1.1", "2.", "2.1"]
    assert depths(notice) == [1, 2, 1, 2]


def test_a_collapsed_list_of_figures_is_cut_where_it_is_announced():
    line = (
        "县水利局：你局请示收悉。现函复如下：1．同意修坝，规划面积10．5平方公里，东起岚川河，西至示例山，"
        "投资由县财政安排，建设期为两年，建成后由县水利局管理。2．要依法用地，合理、集约、高效利用土地，不得占用耕地，不得污染河道，"
        "按照规定办理手续。3．加强领导，确保质量和安全，按时完成建设任务，及时报告进展情况。"
        "岚川县人民政府二○二六年二月二十三日"
    )
    notice = imported(f"岚川县人民政府关于修坝的复函岚函〔2026〕21号\n{line}")

    assert [section.label for section in notice.sections] == ["1.", "2.", "3."]
    assert notice.preamble == "你局请示收悉。现函复如下："
    assert (notice.signature, notice.date) == ("岚川县人民政府", datetime.date(2026, 2, 23))


def test_a_collapsed_notice_is_signed_where_its_issuer_and_a_date_stand():
    title = "岚川县政府办公室关于印发防汛规定的通知岚办发〔2026〕7号"
    above = "各乡镇人民政府，县政府各部门、各直属机构：《防汛规定》已经县政府批准，现予印发，请认真贯彻执行。"
    signed = "岚川县政府办公室二○二六年一月二十日"
    below = (
        "防汛规定根据县政府安排，制定本规定。一、职责调整（一）划入的职责。1．巡查的职责。（二）划出的职责。二、主要职责"
        + "要值守。" * 20
    )
    plan = imported(f"{title}\n{above}{signed}{below}")
    note = imported(f"{title}\n{above}{'要逐库巡查。' * 20}附件：防汛规定{signed}（公开）")

    assert (plan.title, plan.doc_number) == (
        "岚川县政府办公室关于印发防汛规定的通知",
        "岚办发〔2026〕7号",
    )
    assert (plan.sections, plan.signature) == ([], "岚川县政府办公室")
    assert (plan.date, plan.closing) == (datetime.date(2026, 1, 20), None)
    assert (note.attachments, note.signature) == (["防汛规定"], "岚川县政府办公室")


def test_a_collapsed_line_may_part_its_sections_by_blanks_alone():
    line = "现通告如下：一、时间 3月1日 二、路段 岚川路双向 三、要求 自觉遵守。" + "服从指挥，" * 20
    notice = imported(f"{line}特此通告 岚川县交通局 2026年2月20日")

    assert labels(notice.scheme, notice.entries) == ["一、", "二、", "三、"]
    assert (notice.signature, notice.date) == ("岚川县交通局", datetime.date(2026, 2, 20))


MARKDOWN = """# 岚川公司文件
## 岚公司字[2026]3号
### 关于防汛的通知
**各部门：**
&emsp;&emsp;现通知如下：
#### 一、修坝
先修主坝。
**二、清淤。**后清淤。
> 附件：[检查表](a.docx)

岚川公司<br>
2026年3月1日"""


def test_signs_of_markdown_that_nothing_rendered_are_taken_out():
    notice = imported(MARKDOWN)

    assert (notice.title, notice.doc_number) == ("关于防汛的通知", "岚公司字[2026]3号")
    assert (notice.addressee, notice.preamble) == ("各部门", "现通知如下：")
    assert [section.label for section in notice.sections] == ["一、", "二、"]
    assert (notice.attachments, notice.signature) == (["检查表"], "岚川公司")
    assert notice.repairs["markup"] == 14


def test_stars_in_place_of_names_are_no_markdown():
    text = "**县**镇要巡查，电话155********。\n**县水利局要值守。"

    assert (imported(text).preamble, imported(text).repairs["markup"]) == (text, 0)
