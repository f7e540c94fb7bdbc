"""整篇编辑 as plain rules: an outline written as one text and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import numbering
from notices.importing import Unreadable
from notices.numbering import Entry
from notices.rich_text import from_plain
from notices.whole_text import rewrite, write

TABLE = "<table><tbody><tr><td>苗木</td><td>500株</td></tr></tbody></table>"


def outline(*rows: tuple, scheme: str = "official") -> dict:
    """A payload's outline; a row is (depth, heading, body) and what else it has, by name."""
    entries = [Entry(row[0], **_named(row, "start", "unnumbered", "typed")) for row in rows]
    labels = numbering.labels(scheme, entries)
    sections = [
        {
            "number": number,
            "depth": row[0],
            "label": label,
            "heading": row[1],
            "run_in": False,
            "body": from_plain(row[2]) if row[2][:1] != "<" else row[2],
            "start": None,
            "unnumbered": False,
            "typed": "",
        }
        | _named(row, "start", "unnumbered", "typed", "run_in")
        for number, (row, label) in enumerate(zip(rows, labels, strict=True), 1)
    ]
    return {"scheme": scheme, "sections": sections, "figures": []}


def _named(row: tuple, *names: str) -> dict:
    given = row[3] if len(row) > 3 else {}
    return {name: given[name] for name in names if name in given}


PLANTING = outline(
    (1, "备足苗木", "各地登记数量。\n就近调剂余缺。"),
    (2, "登记", "逐村登记。", {"run_in": True}),
    (2, "", "调剂从近到远。"),
    (1, "安排地块", TABLE),
    (1, "落实管护", "谁栽种、谁管护。"),
)
TEXT = """一、备足苗木
各地登记数量。
就近调剂余缺。
（一）登记。逐村登记。
（二）调剂从近到远。

二、安排地块
苗木
500株

三、落实管护
谁栽种、谁管护。"""


def numbers(rewriting) -> list[tuple]:
    return [(row["label"], row["number"]) for row in rewriting.sections]


def test_the_outline_is_written_as_readers_see_it():
    assert write(PLANTING) == TEXT


def test_a_text_that_is_not_changed_gives_the_same_outline():
    read = rewrite(PLANTING, TEXT)
    assert read.sections == PLANTING["sections"]
    assert (read.changed, read.added, read.removed, read.losses) == (0, 0, [], [])


def test_a_section_keeps_its_number_when_its_words_change():
    read = rewrite(PLANTING, TEXT.replace("谁栽种、谁管护。", "谁栽种、谁管护、谁受益。"))
    assert numbers(read) == numbers(rewrite(PLANTING, TEXT))
    assert read.sections[4]["body"] == "<p>谁栽种、谁管护、谁受益。</p>"
    assert (read.changed, read.added) == (1, 0)


def test_a_section_keeps_its_number_when_it_is_moved_or_retitled():
    first, second = "一、备足苗木\n各地登记数量。\n就近调剂余缺。", "二、落实养护\n谁栽种、谁管护。"
    read = rewrite(PLANTING, f"{second.replace('二', '一')}\n{first.replace('一', '二', 1)}")
    assert numbers(read) == [("一、", 5), ("二、", 1)]
    assert [row["heading"] for row in read.sections] == ["落实养护", "备足苗木"]


def test_a_new_section_has_no_number_and_the_others_may_be_counted_on():
    inserted = TEXT.replace("二、安排地块", "二、培训人员\n办好培训班。\n二、安排地块")
    read = rewrite(PLANTING, inserted)
    assert numbers(read)[3:] == [("二、", None), ("二、", 4), ("三、", 5)]
    assert read.recounted == [("二、", "三、"), ("三、", "四、")]
    counted = rewrite(PLANTING, inserted, recount=True)
    assert numbers(counted)[3:] == [("二、", None), ("三、", 4), ("四、", 5)]
    assert [row["start"] for row in counted.sections] == [None] * 6


def test_a_start_number_that_was_there_is_kept_when_the_rest_is_counted():
    extract = outline((1, "甲事", "办好。", {"start": 3}), (1, "乙事", "办妥。"))
    read = rewrite(extract, "三、甲事\n办好。\n丁\n五、乙事\n办妥。", recount=True)
    assert numbers(read) == [("三、", 1), ("四、", 2)]


def test_an_unchanged_table_stays_and_a_changed_one_is_told():
    kept = rewrite(PLANTING, TEXT.replace("二、安排地块", "二、科学安排地块"))
    assert (kept.sections[3]["heading"], kept.sections[3]["body"]) == ("科学安排地块", TABLE)
    assert kept.losses == []
    flat = rewrite(PLANTING, TEXT.replace("500株", "600株"))
    assert flat.sections[3]["body"] == "<p>苗木</p><p>600株</p>"
    assert flat.losses == [
        "“二、安排地块”的正文有改动，其中的表格将变成普通段落；要保留，请在通知表单里改这一节。"
    ]


def test_a_deleted_section_is_told_with_its_pictures():
    payload = PLANTING | {"figures": [{"section": 5}]}
    read = rewrite(payload, TEXT.partition("\n\n三、")[0])
    assert [row["number"] for row in read.removed] == [5]
    assert read.losses == [
        "“三、落实管护”将删除，连同它后面的 1 张图；发布以后，指向这一节的网址不再有效。"
    ]


def test_marks_stand_for_what_a_label_cannot_say():
    payload = outline(
        (1, "总的要求", "1.这一段不是层次。"),
        (2, "说明", "", {"unnumbered": True}),
        (1, "小结", "", {"unnumbered": True}),
        (1, "怪的序号", "", {"typed": "甲、"}),
        (2, "2026年安排", ""),
        scheme="short",
    )
    assert write(payload).split() == [
        "一、总的要求",
        "【正文】1.这一段不是层次。",
        "【不编号·第2层】说明",
        "【不编号·第1层】小结",
        "【序号：甲、】怪的序号",
        "【序号：1.】2026年安排",
    ]
    assert rewrite(payload, write(payload)).sections == payload["sections"]


def test_a_label_no_scheme_reproduces_is_kept_as_typed_and_told():
    read = rewrite(PLANTING, f"{TEXT}\n第四条　另行安排。")
    assert numbers(read)[-2:] == [("三、", 5), ("第四条", None)]
    assert [row["typed"] for row in read.sections] == [""] * 5 + ["第四条"]
    assert [loss.partition("”")[2][:10] for loss in read.losses] == ["的序号不合编号方案，"]


def test_another_way_of_numbering_changes_the_scheme_and_is_told():
    read = rewrite(PLANTING, "第一条　各地登记数量。\n第二条　谁栽种、谁管护。")
    assert (read.scheme, [row["label"] for row in read.sections]) == (
        "articles",
        ["第一条", "第二条"],
    )
    assert read.losses[-1].startswith("编号方案将由“")


def test_text_before_the_first_label_is_refused_with_its_line():
    with pytest.raises(Unreadable, match="第 2 行“为做好植树”前面没有序号"):
        rewrite(PLANTING, f"\n为做好植树\n{TEXT}")


words = st.text("甲乙丙丁一二1.（）、。：第章条【】序号不编正文 ", max_size=12).map(str.strip)
rows = st.lists(
    st.tuples(st.integers(1, 6), words, words, st.fixed_dictionaries({"run_in": st.booleans()})),
    max_size=8,
)


@given(rows, st.sampled_from(sorted(numbering.SCHEMES)))
def test_whatever_is_written_is_read_back_unchanged(rows, scheme):
    payload = outline(*rows, scheme=scheme)
    read = rewrite(payload, write(payload))
    assert [row["body"] for row in read.sections] == [row["body"] for row in payload["sections"]]
    assert [row["heading"] for row in read.sections] == [
        row["heading"] for row in payload["sections"]
    ]
    assert numbers(read) == [(row["label"], row["number"]) for row in payload["sections"]]
    assert read.losses == [] or read.scheme != scheme
