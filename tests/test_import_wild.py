"""Import: the forms in which notices come from web pages and old files."""

import datetime

import pytest

from notices.importing import Choices, ImportedNotice, Role, read
from notices.numbering import labels


def imported(text: str, choices: Choices | None = None) -> ImportedNotice:
    return read(text.encode(), "通知.txt", choices or Choices())


def roles(notice: ImportedNotice) -> list[tuple[str, str]]:
    return [(line.role.value, line.text) for line in notice.lines]


COLLAPSED = (
    "示例省水利厅关于做好防汛工作的通知示水〔2026〕7号\n"
    "各市水利局：汛期将至，现将有关事项通知如下：一、关于巡查问题各地要逐库巡查。一是查坝体。二是查溢洪道。"
    "二、关于值守问题实行领导带班制度，带班人员名单报省水利厅备案，无故离岗的按照有关规定处理。"
    "（一）县级水利部门每天值守。（二）乡镇每天报告。三、关于物资问题备好沙袋。请各地抓好落实。"
    "示例省水利厅            二〇二六年五月十二日"
)


def test_a_whole_notice_in_one_line_is_read_like_one_on_many():
    notice = imported(COLLAPSED)

    assert notice.title == "示例省水利厅关于做好防汛工作的通知"
    assert notice.doc_number == "示水〔2026〕7号"
    assert notice.addressee == "各市水利局"
    assert notice.preamble == "汛期将至，现将有关事项通知如下："
    assert labels(notice.scheme, notice.entries) == ["一、", "二、", "（一）", "（二）", "三、"]
    assert (
        notice.sections[0].whole_text() == "关于巡查问题各地要逐库巡查。一是查坝体。二是查溢洪道。"
    )
    assert (notice.signature, notice.date) == ("示例省水利厅", datetime.date(2026, 5, 12))


def test_an_enumeration_inside_a_paragraph_opens_no_section():
    line = "各地要做到：（一）逐库巡查；（二）每天报告；（三）备好物资，" + "确保安全，" * 30
    notice = imported(f"一、巡查。{line}\n二、值守。每天报告。")

    assert [section.label for section in notice.sections] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("typed", "read_as", "scheme"),
    [
        ("㈠ ㈡", "（一） （二）", "official"),
        ("⑴ ⑵", "（1） （2）", "official"),
        ("⒈ ⒉", "1. 2.", "items"),
        ("１． ２．", "1. 2.", "items"),
        ("１、 ２、", "1、 2、", "items-comma"),
        ("一． 二．", "一、 二、", "official"),
        ("一, 二,", "一、 二、", "official"),
        ("（ 一 ） （ 二 ）", "（一） （二）", "official"),
    ],
)
def test_a_number_in_odd_characters_is_the_same_number(typed, read_as, scheme):
    first, second = typed.split(" ") if typed.count(" ") == 1 else ("（ 一 ）", "（ 二 ）")
    notice = imported(f"{first}修坝清淤。\n{second}值守报告。")

    assert [section.label for section in notice.sections] == read_as.split(" ")
    assert labels(notice.scheme, notice.entries) == read_as.split(" ")
    assert (notice.scheme in (scheme, "short"), notice.repairs["labels"] > 0) == (True, True)


def test_a_comma_after_an_arabic_number_has_a_scheme_of_its_own():
    notice = imported("一、修坝\n1、查坝体。\n2、查坡面。\n二、值守\n1、带班。\n2、报告。")

    assert (notice.scheme, notice.repairs["labels"]) == ("short-comma", 0)
    assert [section.level for section in notice.sections] == [1, 2, 2, 1, 2, 2]


@pytest.mark.parametrize(
    "typed",
    [
        ["A.", "B."],
        ["甲、", "乙、"],
        ["I.", "II."],
        ["第一部分", "第二部分"],
        ["（一）、", "（二）、"],
    ]
    + [["1.1.", "1.2."], ["第1条 ", "第2条 "], ["一）", "二）"]],
)
def test_numbers_that_no_scheme_has_are_kept_as_typed_where_there_are_two(typed):
    labels_typed = [label.strip() for label in typed]
    notice = imported("\n".join(f"{label}修坝清淤。" for label in typed))

    assert [entry.typed for entry in notice.entries] == labels_typed
    assert [section.whole_text() for section in notice.sections] == ["修坝清淤。"] * 2
    assert imported(f"{typed[0]}修坝清淤。").sections == []


def test_a_part_of_another_text_is_no_number_of_a_section():
    lines = ["一、时间", "第二部分第一项改为五天。", "二、方式", "第二部分第二项改为两次。"]
    notice = imported("\n".join(lines))

    assert [section.label for section in notice.sections] == ["一、", "二、"]


PAGE = """您的位置: 首页 » 示例资料网 » 法律法规 »
示例市人民政府办公厅关于印发水库管理办法的通知
作者:示例资料网 时间:2024-07-24 02:42:10  浏览:9313   来源:示例资料网
下载地址: 点击此处下载
示例省示例市人民政府办公厅
示例市人民政府办公厅关于印发水库管理办法的通知
示例办〔2008〕114号
各区人民政府:
现将《水库管理办法(试行)》印发给你们,请遵照执行。
二○○八年九月二十二日
水库管理办法(试行)
第一章 总 则
第一条 为加强管理,制定本办法。"""


def test_the_notices_own_title_and_date_are_told_from_the_pages_and_the_plans():
    notice = imported(PAGE)

    assert notice.title == "示例市人民政府办公厅关于印发水库管理办法的通知"
    assert notice.doc_number == "示例办〔2008〕114号"
    assert notice.date == datetime.date(2008, 9, 22)
    assert notice.preamble == "现将《水库管理办法（试行）》印发给你们，请遵照执行。"
    assert [text for role, text in roles(notice) if role == "attachment_body"] == [
        "水库管理办法（试行）",
        "第一章 总 则",
        "第一条 为加强管理，制定本办法。",
    ]


def test_the_record_above_a_page_gives_title_and_number_where_the_text_has_none():
    notice = imported("【发文字号】示办〔2026〕8号\n标题：示例办关于巡查的通知\n各区：\n要巡查。")

    assert (notice.title, notice.doc_number) == ("示例办关于巡查的通知", "示办〔2026〕8号")


def test_the_frame_of_a_table_is_no_part_of_a_line():
    notice = imported("示例厅关于防汛的公告 | ||||\n|\n||||\n汛期将至。\n2026年3月17日\n|")

    assert (notice.title, notice.date) == ("示例厅关于防汛的公告", datetime.date(2026, 3, 17))
    assert notice.repairs["rules"] == 1


def test_old_forms_of_the_tail_are_read():
    notice = imported(
        "中共示例市委组织部\n关于发展党员的\n通　　知\n（示组字[2026]第12号）\n各党委：\n要坚持标准。\n"
        "附：1、名额表\n2、申请表\n中共示例市委组织部\n二O二六年三月一日\n主题词：党员 通知\n抄报：省委组织部"
    )

    assert notice.title == "中共示例市委组织部关于发展党员的通知"
    assert notice.doc_number == "示组字[2026]第12号"
    assert notice.attachments == ["名额表", "申请表"]
    assert (notice.date, notice.cc) == (datetime.date(2026, 3, 1), "抄报：省委组织部")
    assert notice.set_aside == ["主题词：党员 通知"]


@pytest.mark.parametrize("typed", ["2026-3-1", "2026.3.1", "2026/03/01", "二〇二六年 三月 一日"])
def test_a_date_may_be_typed_in_figures_alone(typed):
    assert imported(f"要巡查。\n示例办公室\n{typed}").date == datetime.date(2026, 3, 1)


def test_an_addressee_without_its_colon_is_known_by_its_place():
    notice = imported(
        "示例镇关于选举的\n实 施意 见\n各工作片、镇级机关各部门\n现提出如下意见：\n一、选举。"
    )

    assert (notice.title, notice.addressee) == (
        "示例镇关于选举的实施意见",
        "各工作片、镇级机关各部门",
    )


def test_a_short_sentence_above_paragraphs_is_a_heading_that_keeps_its_stop():
    notice = imported("一、修好坝体。\n先修主坝。\n二、做好值守。\n各村要每天报告。")

    assert [(s.heading, s.run_in, s.text) for s in notice.sections] == [
        ("修好坝体。", False, "先修主坝。"),
        ("做好值守。", False, "各村要每天报告。"),
    ]
    assert notice.closing is None


def test_a_style_that_was_deep_stays_deep_where_its_parent_is_missing():
    notice = imported("第一章　总则\n1.1 概况\n1.修坝。\n第二章　附则\n1.清淤。")

    assert [section.level for section in notice.sections] == [1, 2, 3, 1, 3]


def test_a_person_says_what_a_line_is_and_only_that_line_changes():
    text = "示例厅防汛安排\n各村：\n汛期将至。\n一、修坝。\n二、清淤。\n抓紧落实。"
    at = {line.text: line.at for line in imported(text).lines}
    notice = imported(
        text,
        Choices(
            roles={
                at["汛期将至。"]: (Role.ASIDE, 0),
                at["二、清淤。"]: (Role.BODY, 0),
                at["抓紧落实。"]: (Role.HEADING, 2),
            }
        ),
    )

    assert (notice.preamble, notice.set_aside) == (None, ["汛期将至。"])
    assert [(s.level, s.label, s.whole_text()) for s in notice.sections] == [
        (1, "一、", "修坝。\n二、清淤。"),
        (2, "", "抓紧落实。"),
    ]


def test_text_above_a_line_made_the_first_heading_is_preamble_and_below_it_its_own():
    text = "汛期将至。\n修坝\n先修主坝。"
    at = {line.text: line.at for line in imported(text).lines}
    notice = imported(text, Choices(roles={at["修坝"]: (Role.HEADING, 1)}))

    assert notice.preamble == "汛期将至。"
    assert [(s.label, s.heading, s.text) for s in notice.sections] == [("", "修坝", "先修主坝。")]


def test_each_kind_of_repair_can_be_left_out():
    text = "首页 | 关于我们 | 登录\n各單位要認真落實,按時報送情況。\n㈠修坝。"

    assert imported(text).preamble == "各单位要认真落实，按时报送情况。"
    without = imported(text, Choices(without={"chrome", "traditional", "punctuation", "labels"}))
    assert "各單位要認真落實,按時報送情況。" in [line.text for line in without.lines]
    assert [line.role for line in without.lines if "首页" in line.text] != [Role.ASIDE]
    assert (without.repairs["traditional"], without.repairs["labels"]) == (0, 0)


def test_words_of_the_sites_table_are_never_simplified():
    text = "請各單位於五月底前將乾隆年間檔案報送示例館,逾期不候。"

    assert "干隆" in imported(text).preamble or "乾隆" in imported(text).preamble
    kept = imported(text, Choices(kept_words=["乾隆", "於"]))
    assert kept.preamble == "请各单位於五月底前将乾隆年间档案报送示例馆，逾期不候。"


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("各級黨組織政(zheng)(zheng)(zheng)府", "各级党组织政府"),
        (
            "府?dāng)?shù)據(jù)網(wǎng)站標(biāo)準(zhǔn)術(shù)語認(rèn)真",
            "府数据网站标准术语认真",
        ),
        ("示例網(wǎng)站??h級機(jī)關(guān)認(rèn)真落實(shí)", "示例网站。县级机关认真落实"),
        ("??各縣要認真落實。", "各县要认真落实。"),
        ("å…³äºŽé˜²æ±›å·¥ä½œçš„é€šçŸ¥", "关于防汛工作的通知"),
    ],
)
def test_known_traces_of_a_wrong_encoding_are_put_right(damaged, meant):
    assert imported(damaged).lines[0].text == meant
