"""比对原件 in the newsroom, and 导出 Word: who sees what, and what is on record."""

import json
import re
from urllib.parse import unquote

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from notices import importing
from notices.models import AcceptedDifference, Event, Notice
from notices.rich_text import plain

from .making import editor, gone_for_good, illustrate, make_notice, person, publisher, refusal_of
from .newsroom import said

pytestmark = pytest.mark.django_db
SOURCE = """中共示例省委关于做好春季植树工作的通知
各市委：
为做好春季植树工作，各地登記(jì)數(shù)量,關(guān)鍵(jiàn)在責(zé)任,現(xiàn)通知如下。
一、备足苗木。各地登记数量。
二、安排地块。优先在河岸栽种。
特此通知。
中共示例省委
2026年3月1日
关于我们 | 联系我们 | 网站地图"""


@pytest.fixture
def notice() -> Notice:
    notice, _ = Notice.objects.import_file(editor(), SOURCE.encode(), "通知.txt")
    return notice


@pytest.fixture
def reviewer():
    return person("reviewer")


def alter(notice: Notice, old: str = "各地登记数量。", new: str = "各县统计数量。") -> Notice:
    section = notice.sections.get(body__contains=old)
    section.body = section.body.replace(old, new)
    section.save()
    notice.refresh_from_db()
    return notice


def page(client, notice: Notice):
    return client.get(reverse("admin:notices_notice_compare_original", args=[notice.pk]))


def words(response) -> str:
    main = re.search(r'<div id="content-main".*', response.content.decode(), re.S)
    return plain(main[0])


def accept(client, notice: Notice, digest: str, reason: str = ""):
    address = reverse("admin:notices_notice_compare_original", args=[notice.pk])
    return client.post(address, {"digest": digest, "reason": reason}, follow=True)


# The verb


def test_what_was_imported_is_the_same_as_its_original(notice):
    assert notice.compared().is_same


def test_a_notice_without_an_original_cannot_be_compared(reviewer):
    notice = make_notice()
    assert notice.compared() is None
    assert refusal_of(notice.accept_difference, reviewer, "0" * 64) == [
        "这份通知没有原件，不能比对。"
    ]


def test_a_difference_is_accepted_by_name_and_on_record(notice, reviewer):
    (one,) = alter(notice).compared().differences
    notice.accept_difference(reviewer, one.digest, " 原件笔误。 ")

    row = AcceptedDifference.objects.get()
    assert (row.notice, row.digest, row.reason, row.accepted_by) == (
        *(notice, one.digest, "原件笔误。", reviewer),
    )
    event = Event.objects.first()
    assert (event.verb, event.actor_name, event.notice) == (
        *("difference_accepted", "reviewer", notice),
    )
    assert json.loads(event.data)["facts"] == {
        "detail": "正文：原件“地登记”，现为“县统计”",
        "difference": one.digest,
        "reason": "原件笔误。",
    }


def test_it_stays_accepted_until_the_words_there_change(notice, reviewer):
    (one,) = alter(notice).compared().differences
    notice.accept_difference(reviewer, one.digest)
    alter(notice, "优先在河岸栽种。", "优先在河岸和坡地栽种。")
    digests = [one.digest for one in notice.compared().differences]
    assert one.digest in digests
    assert len(digests) == 2

    alter(notice, "各县统计数量。", "各县统计总数。")
    assert one.digest not in [one.digest for one in notice.compared().differences]


def test_it_is_accepted_once_and_only_while_it_is_there(notice, reviewer):
    (one,) = alter(notice).compared().differences
    assert refusal_of(notice.accept_difference, reviewer, "0" * 64) == [
        "这处差异已经不在了：文字在您打开之后有变化，请对照最新内容。"
    ]
    notice.accept_difference(reviewer, one.digest)
    assert refusal_of(notice.accept_difference, reviewer, one.digest) == [
        "这处差异已经有人接受了。"
    ]
    assert AcceptedDifference.objects.count() == 1


def test_who_drafts_does_not_accept(notice):
    (one,) = alter(notice).compared().differences
    assert refusal_of(notice.accept_difference, editor(), one.digest) == [
        "您没有接受与原件的差异的权限。"
    ]


def test_a_reason_that_is_too_long_is_refused(notice, reviewer):
    (one,) = alter(notice).compared().differences
    assert refusal_of(notice.accept_difference, reviewer, one.digest, "长" * 201) == [
        "理由最多 200 个字，请写短一些。"
    ]


def test_a_draft_with_an_accepted_difference_can_be_discarded(notice, reviewer):
    (one,) = alter(notice).compared().differences
    notice.accept_difference(reviewer, one.digest)
    gone_for_good(notice)
    assert AcceptedDifference.objects.count() == 0


def test_an_original_is_compared_as_it_was_last_read(notice):
    choices = importing.Choices(without=["pinyin", "traditional"])
    notice.reread(editor(), notice.original(), choices, version=notice.version)
    assert "登記（jì）" in notice.preamble
    comparison = notice.compared()
    assert comparison.is_same
    assert "pinyin" not in comparison.repairs


# The page


def test_the_page_says_that_both_are_the_same_and_what_is_no_difference(desk, notice, reviewer):
    response = page(desk(reviewer), notice)
    told = words(response)
    assert response.status_code == 200
    assert "与原件一致" in told
    assert "导入时修复的拼音：6处" in told
    assert "导入时修复的繁体字：6处" in told
    assert "未采用的：1行" in told
    assert "各地登記(jì)數(shù)量,關(guān)鍵(jiàn)在責(zé)任,現(xiàn)通知如下" in told


def test_every_difference_is_shown_and_accepted_with_a_reason(desk, notice, reviewer):
    (one,) = alter(notice).compared().differences
    client = desk(reviewer)
    shown = page(client, notice).content.decode()
    assert "有 1 处差异，1 处还没有人接受" in shown
    assert f"<del>{one.old}</del>" in shown
    assert f"<ins>{one.new}</ins>" in shown

    response = accept(client, notice, one.digest, "原件笔误")
    assert said(response) == ["已记下：这处差异由您接受。"]
    told = words(response)
    assert "有 1 处差异，都已有人接受" in told
    assert re.search(r"reviewer 于 \d+年\d+月\d+日 \d\d:\d\d接受：原件笔误", told)
    assert b'name="digest"' not in response.content


def test_what_was_typed_is_kept_where_it_is_refused(desk, notice, reviewer):
    (one,) = alter(notice).compared().differences
    response = accept(desk(reviewer), notice, one.digest, "长" * 201)
    assert "理由最多 200 个字，请写短一些。" in words(response)
    assert f'value="{"长" * 201}"' in response.content.decode()


def test_a_difference_that_is_gone_is_said_to_be(desk, notice, reviewer):
    response = accept(desk(reviewer), notice, "0" * 64)
    assert "这处差异已经不在了" in words(response)


@pytest.mark.parametrize(
    "role, status", [("editor", 200), ("reviewer", 200), ("publisher", 200), ("auditor", 403)]
)
def test_who_may_see_a_notice_sees_the_page(desk, notice, role, status):
    user = {"editor": editor, "publisher": publisher}.get(role, lambda: person(role))()
    assert page(desk(user), notice).status_code == status


def test_who_may_only_look_has_no_button(desk, notice):
    alter(notice)
    response = page(desk(editor()), notice)
    assert "还没有人接受。" in words(response)
    assert b'name="digest"' not in response.content
    refused = accept(desk(editor()), notice, notice.compared().differences[0].digest)
    assert AcceptedDifference.objects.count() == 0
    assert "您没有接受与原件的差异的权限。" in words(refused)


def test_the_page_of_a_notice_without_an_original_leads_back(desk, reviewer):
    notice = make_notice(title="植树的通知")
    response = desk(reviewer).get(
        reverse("admin:notices_notice_compare_original", args=[notice.pk]), follow=True
    )
    assert said(response) == ["《植树的通知》没有原件，不能比对。"]


def test_an_original_that_is_gone_is_said_to_be(desk, notice, reviewer):
    original = notice.original().file
    default_storage.delete(original.path)
    assert "原件的文件不见了，请告诉系统管理员。" in words(page(desk(reviewer), notice))


def test_the_form_says_how_a_notice_compares(desk, notice):
    client = desk(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    assert "（与原件一致）" in client.get(address).content.decode()
    alter(notice)
    shown = client.get(address).content.decode()
    assert "（有 1 处差异，1 处还没有人接受）" in shown
    assert reverse("admin:notices_notice_compare_original", args=[notice.pk]) in shown


def test_a_notice_without_an_original_has_no_link(desk):
    notice = make_notice()
    shown = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert "比对原件" not in shown.content.decode()


# 导出 Word


def word(client, notice: Notice, *edition: int):
    name = "admin:notices_notice_edition_word" if edition else "admin:notices_notice_word"
    return client.get(reverse(name, args=[notice.pk, *edition]))


def test_a_working_copy_goes_out_as_a_word_file_and_comes_back_the_same(desk, notice):
    response = word(desk(editor()), notice)
    assert response.status_code == 200
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["X-Content-Type-Options"] == "nosniff"
    name = re.search(r"filename\*=utf-8''(\S+)", response["Content-Disposition"])[1]
    assert unquote(name) == "中共示例省委关于做好春季植树工作的通知.docx"

    read = importing.read(response.content, "x.docx")
    assert (read.title, read.addressee, read.date.isoformat()) == (
        *(notice.title, "各市委", "2026-03-01"),
    )
    assert [(one.label, one.heading, one.text) for one in read.sections] == [
        ("一、", "备足苗木", "各地登记数量。"),
        ("二、", "安排地块", "优先在河岸栽种。"),
    ]


def test_a_title_that_is_no_file_name_is_made_one(desk):
    notice = make_notice(title='甲/乙\\丙"丁：通知')
    response = word(desk(editor()), notice)
    name = re.search(r"filename\*=utf-8''(\S+)", response["Content-Disposition"])[1]
    assert unquote(name) == "甲_乙_丙_丁：通知.docx"


def test_its_pictures_are_in_it(desk):
    notice = make_notice()
    figure = illustrate(notice)
    read = importing.read(word(desk(editor()), notice).content, "x.docx")
    with figure.file.open() as handle:
        assert [one.picture.data for one in read.figures] == [handle.read()]


def test_an_edition_says_what_was_published_not_what_is_drafted(desk):
    notice = make_notice(title="植树的通知")
    notice.publish(publisher())
    notice.title = "种树的通知"
    notice.save()
    client = desk(editor())
    assert importing.read(word(client, notice, 1).content, "x.docx").title == "植树的通知"
    assert importing.read(word(client, notice).content, "x.docx").title == "种树的通知"
    shown = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    assert reverse("admin:notices_notice_edition_word", args=[notice.pk, 1]) in shown


def test_a_sealed_edition_is_not_given_out(desk):
    notice = make_notice()
    edition = notice.publish(publisher()).edition
    notice.seal(publisher(), edition, reason="涉密，立即处理。")
    assert word(desk(editor()), notice, 1).status_code == 404


def test_only_who_may_see_notices_gets_the_file(desk):
    notice = make_notice()
    assert word(desk(person("auditor")), notice).status_code == 403
    assert (
        desk(editor()).post(reverse("admin:notices_notice_word", args=[notice.pk])).status_code
        == 405
    )
