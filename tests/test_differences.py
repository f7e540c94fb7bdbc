"""Two editions: what the later one says otherwise."""

import pytest

from notices.diff import differences

from .payloads import attachment, figure, payload, section

WATER = section(1, "浇水", "6月底前浇水三次。")
SEEDLINGS = section(1, "备足苗木", "各地登记数量。")
LAND = section(1, "安排地块", "每村一处。")
TABLE = (
    "<table><caption>表1</caption><thead><tr><th>储备点</th><th>应急灯（展）</th></tr></thead>"
    "<tbody><tr><td>县</td><td>200</td></tr><tr><td>乡镇</td><td>40</td></tr></tbody></table>"
)


def edition(*numbered: tuple[int, dict], **given) -> dict:
    """A payload whose sections have these numbers of their own."""
    one = payload(*(row for _, row in numbered), **given)
    for (number, _), row in zip(numbered, one["sections"], strict=True):
        row["number"] = number
    return one


def compared(old: dict, new: dict):
    return differences(old, new, lambda relation: relation["name"])


def marked(runs) -> str:
    """The text, what the other does not have in brackets."""
    return "".join(f"[{run.text}]" if run.changed else run.text for run in runs)


def told(old: dict, new: dict) -> list[tuple]:
    """(place, kind, parts) of each change; a part is (label, before, after)."""
    return [
        (
            change.place,
            change.kind,
            [(part.label, marked(part.old), marked(part.new)) for part in change.parts],
        )
        for change in compared(old, new).changes
    ]


def notes(old: dict, new: dict) -> list[tuple[str, ...]]:
    return [change.notes for change in compared(old, new).changes]


def test_the_same_edition_has_no_differences_and_counts_its_sections():
    one = edition((1, WATER), (2, LAND))
    found = compared(one, edition((1, WATER), (2, LAND)))
    assert (found.are_none, found.same) == (True, 2)


def test_a_month_that_changed_is_one_character():
    later = section(1, "浇水", "7月底前浇水三次。")
    assert told(edition((1, WATER), (2, LAND)), edition((1, later), (2, LAND))) == [
        ("一、", "changed", [("", "[6]月底前浇水三次。", "[7]月底前浇水三次。")])
    ]


def test_dates_keep_what_they_share_and_other_sentences_share_nothing_by_chance():
    old = edition(
        (1, section(1, "", "6月30日前报送。")), (2, section(1, "", "请于月底前报送总结。"))
    )
    new = edition(
        (1, section(1, "", "7月15日前报送。")), (2, section(1, "", "各地自行安排，不必报告。"))
    )
    (_, _, ((_, *dates),)), (_, _, ((_, *sentences),)) = told(old, new)
    assert dates == ["[6]月[30]日前报送。", "[7]月[15]日前报送。"]
    assert sentences == ["[请于月底前报送总结]。", "[各地自行安排，不必报告]。"]


def test_of_a_section_only_the_lines_that_differ_are_shown():
    old = section(1, "浇水", "<p>第一次在清明。</p><p>第二次在谷雨。</p>")
    new = section(1, "浇水", "<p>第一次在清明。</p><p>第二次在立夏。</p>")
    assert told(edition((1, old)), edition((1, new))) == [
        ("一、", "changed", [("", "第二次在[谷雨]。", "第二次在[立夏]。")])
    ]


def test_a_section_that_was_moved_is_told_once_as_moved():
    found = compared(
        edition((1, WATER), (2, SEEDLINGS), (3, LAND)),
        edition((2, SEEDLINGS), (3, LAND), (1, WATER)),
    )
    assert [(one.place, one.kind, one.parts, one.notes) for one in found.changes] == [
        ("三、", "moved", (), ("原来是一、，移到这里。",))
    ]
    assert [(one.old, one.new, one.heading) for one in found.relabelled] == [
        ("二、", "一、", "备足苗木"),
        ("三、", "二、", "安排地块"),
    ]
    assert found.same == 2


def test_a_section_goes_with_its_parent_and_is_not_moved_itself():
    below = section(2, "", "每月一次。")
    old = edition((1, WATER), (2, below), (3, LAND), (4, SEEDLINGS))
    new = edition((3, LAND), (4, SEEDLINGS), (1, WATER), (2, below))
    assert told(old, new) == [("三、", "moved", [])]


def test_a_point_that_goes_under_another_heading_is_moved():
    below = section(2, "", "每月一次。")
    old = edition((1, WATER), (2, below), (3, LAND))
    new = edition((1, WATER), (3, LAND), (2, below))
    assert told(old, new) == [("二、（一）", "moved", [])]
    assert notes(old, new) == [("原来是一、（一），移到这里。",)]


def test_points_under_a_heading_that_is_new_are_not_moved():
    first, second = section(2, "", "每月一次。"), section(2, "", "每村一处。")
    old = edition((1, WATER), (2, first), (3, second))
    new = edition((1, WATER), (2, first), (4, LAND), (3, second))
    assert told(old, new) == [("二、", "added", [("", "", "[安排地块\n每村一处。]")])]


def test_renumbering_is_no_change_but_the_new_number_is_told():
    old = edition((1, WATER), (2, SEEDLINGS), (3, LAND))
    found = compared(old, edition((2, SEEDLINGS), (3, LAND)))
    assert [(one.place, one.kind) for one in found.changes] == [("一、", "removed")]
    assert [(one.old, one.new) for one in found.relabelled] == [("二、", "一、"), ("三、", "二、")]
    assert found.same == 2


def test_a_section_that_changed_tells_its_new_number_as_well():
    later = section(1, "安排地块", "每村两处。")
    old = edition((1, WATER), (3, LAND))
    assert notes(old, edition((3, later))) == [(), ("序号由“二、”改为“一、”。",)]


def test_what_was_taken_out_and_put_in_again_is_the_same_section():
    found = compared(edition((1, WATER), (2, LAND)), edition((1, WATER), (7, LAND)))
    assert (found.are_none, found.same) == (True, 2)


def test_a_cell_of_a_table_is_told_by_its_row_and_column():
    old = edition((1, section(1, "备足物资", TABLE)))
    new = edition((1, section(1, "备足物资", TABLE.replace("展", "盏").replace("40", "45"))))
    assert told(old, new) == [
        (
            "一、",
            "changed",
            [
                ("表格表头", "应急灯（[展]）", "应急灯（[盏]）"),
                ("表格“乡镇”一行“应急灯（盏）”一列", "4[0]", "4[5]"),
            ],
        )
    ]


def test_a_row_and_a_column_that_came_are_told_whole():
    row = "<tr><td>村</td><td>8</td></tr></tbody>"
    old = edition((1, section(1, "备足物资", TABLE)))
    new = edition((1, section(1, "备足物资", TABLE.replace("</tbody>", row))))
    assert told(old, new) == [("一、", "changed", [("表格新增一行", "", "[村；8]")])]
    wide = TABLE.replace("</th></tr>", "</th><th>锣</th></tr>").replace(
        "</td></tr>", "</td><td>1</td></tr>"
    )
    new = edition((1, section(1, "备足物资", wide)))
    assert told(old, new) == [("一、", "changed", [("表格新增一列", "", "[锣；1；1]")])]


def test_a_merged_cell_does_not_push_the_others_aside():
    merged = '<table><tr><td rowspan="2">县</td><td>甲</td></tr><tr><td>乙</td></tr></table>'
    old = edition((1, section(1, "备足物资", merged)))
    new = edition((1, section(1, "备足物资", merged.replace("乙", "丙"))))
    assert told(old, new) == [("一、", "changed", [("表格第2行“甲”一列", "[乙]", "[丙]")])]


def test_a_file_that_was_replaced_and_one_that_was_renamed_are_told():
    old = payload(attachments=[attachment(1, "登记表"), attachment(2, "名单")])
    replaced = attachment(1, "登记表") | {"sha256": "f" * 64, "size": 3000}
    renamed = attachment(2, "人员名单") | {"file_name": "名单.txt"}
    new = payload(attachments=[replaced, renamed])
    assert told(old, new) == [
        ("附件1：登记表", "changed", []),
        ("附件2：人员名单", "changed", [("名称", "名单", "[人员]名单")]),
    ]
    assert notes(old, new) == [("文件已更换：原为TXT，1 KB，现为TXT，3 KB。",), ()]


def test_a_file_that_came_and_one_that_went_are_told_and_another_place_is_no_change():
    old = payload(attachments=[attachment(1, "登记表"), attachment(2, "名单")])
    found = compared(old, payload(attachments=[attachment(2, "名单"), attachment(3, "图纸")]))
    assert [(one.place, one.kind) for one in found.changes] == [
        ("附件1", "removed"),
        ("附件2", "added"),
    ]
    assert [(one.old, one.new, one.heading) for one in found.relabelled] == [
        ("附件2", "附件1", "名单")
    ]


def test_the_file_of_an_attachment_made_anew_under_its_name_was_replaced():
    old = payload(attachments=[attachment(1, "登记表")])
    new = payload(attachments=[attachment(5, "登记表")])
    assert notes(old, new) == [("文件已更换：原为TXT，1 KB，现为TXT，1 KB。",)]


def test_a_picture_tells_its_file_its_words_and_its_place():
    new = figure("b" * 64, alt="河边的一排杨树", place="closing")
    (change,) = compared(payload(figures=[figure("a" * 64)]), payload(figures=[new])).changes
    assert (change.place, change.kind) == ("图：图1　河岸", "changed")
    assert [(marked(p.old), marked(p.new)) for p in change.parts] == [
        ("河边的一排[柳]树", "河边的一排[杨]树")
    ]
    assert change.notes[0] == "在文中的位置有变化。" and "文件已更换" in change.notes[1]


def test_an_issuer_that_joined_is_told_alone():
    assert told(payload(), payload(issuers=["中共示例省委", "示例省人民政府"])) == [
        ("发文机关", "added", [("", "", "[示例省人民政府]")])
    ]


def test_every_element_of_the_title_block_and_the_end_is_told_under_its_name():
    new = payload(
        title="中共示例省委关于做好秋季植树工作的通知",
        doc_number="示发〔2026〕8号",
        addressee="",
        signed_on="2026-05-13",
        effective_on="2026-06-01",
        signature="中共示例省委\n示例省人民政府",
        annotation="（此件发至县团级）",
        cc="",
        imprint={"issuer": "中共示例省委", "on": "2026-05-14"},
        kind={"code": "opinion", "name": "意见", "red_head": True},
        index_number="SL001",
        topic={"id": 3, "name": "绿化"},
        source={
            "kind": "reprint",
            "name": "省网",
            "address": "https://a.cn/",
            "date": "2026-05-01",
        },
        closing="<p>请认真执行。</p>",
        preamble="",
        first_published_on="2019-05-12",
    )
    places = [(place, kind) for place, kind, _ in told(payload(), new)]
    assert places == [
        ("发文字号", "changed"),
        ("标题", "changed"),
        ("主送机关", "removed"),
        ("引言", "removed"),
        ("结尾", "changed"),
        ("署名", "changed"),
        ("成文日期", "changed"),
        ("附注", "changed"),
        ("抄送", "removed"),
        ("印发机关", "changed"),
        ("印发日期", "changed"),
        ("文种", "changed"),
        ("施行日期", "added"),
        ("原发布时间", "added"),
        ("索引号", "added"),
        ("主题分类", "added"),
        ("来源", "added"),
        ("转载网址", "added"),
        ("原发布日期", "added"),
    ]
    dates = [parts for place, _, parts in told(payload(), new) if place == "成文日期"]
    assert dates == [[("", "2026年5月1[2]日", "2026年5月1[3]日")]]


def test_another_scheme_is_told_and_the_new_numbers_are_no_changes():
    old, new = edition((1, WATER), (2, LAND)), payload(WATER, LAND, scheme="decimal")
    found = compared(old, new)
    assert [one.place for one in found.changes] == ["编号方案"]
    assert [(one.old, one.new) for one in found.relabelled] == [("一、", "1"), ("二、", "2")]


def test_relations_are_told_only_as_the_caller_tells_them():
    secret = {"type": "amends", "notice": 9, "name": "密"}
    new = payload(relations=[secret, {"type": "explains", "notice": None, "name": "解读"}])
    found = differences(payload(), new, lambda one: one["name"] if one["notice"] is None else "")
    assert [(one.place, marked(one.parts[0].new)) for one in found.changes] == [("关联", "[解读]")]


def test_words_that_only_look_otherwise_are_said_to():
    bold = section(1, "浇水", "<p><strong>6月底前</strong>浇水三次。</p>")
    assert notes(edition((1, WATER)), edition((1, bold))) == [
        ("文字相同，只是格式、链接或分段有变化。",)
    ]


def test_a_heading_that_runs_on_is_one_line_with_its_text():
    old = section(2, "浇水", "每月一次。", run_in=True)
    new = section(2, "浇水", "每月两次。", run_in=True)
    assert told(edition((1, old)), edition((1, new))) == [
        ("（一）", "changed", [("", "浇水。每月[一]次。", "浇水。每月[两]次。")])
    ]


def test_a_format_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="format 2"):
        compared(payload(), payload(format=2))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲" * 5000, "甲乙" * 2500),
        ("甲乙丙丁" * 1250, "丁丙乙甲" * 1250),
        (
            "".join(map(chr, range(0x4E00, 0x4E00 + 5000))),
            "".join(map(chr, range(0x6E00, 0x6E00 + 5000))),
        ),
        ("甲" * 5000, "乙" * 5000),
    ],
    ids=["one sign", "turned round", "half", "nothing in common"],
)
def test_texts_made_to_be_slow_keep_every_character(old, new):
    one, other = edition((1, section(1, "", old))), edition((1, section(1, "", new)))
    ((_, _, ((_, before, after),)),) = told(one, other)
    assert before.replace("[", "").replace("]", "") == old
    assert after.replace("[", "").replace("]", "") == new


def test_sections_turned_round_are_all_moved_but_one():
    rows = [(at, section(1, f"第{at}处", "")) for at in range(1, 60)]
    found = compared(edition(*rows), edition(*reversed(rows)))
    assert (len(found.changes), found.same) == (58, 1)


def test_a_table_of_countless_columns_is_read_as_wide_as_a_page_could_be():
    wide = "<table><tr>" + '<td colspan="100" rowspan="100">甲</td>' * 3000 + "</tr></table>"
    old, new = section(1, "备足物资", wide), section(1, "备足物资", wide.replace("甲", "乙", 1))
    assert told(edition((1, old)), edition((1, new))) == [
        ("一、", "changed", [("表格表头", "[甲]", "[乙]")])
    ]
