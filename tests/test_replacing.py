"""用新文件替换: the author's next file is laid over the working copy, after its changes were seen."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.integrity.verifying import first_lie
from notices.models import Event, Notice

from .making import attach, editor, make_notice, publisher
from .newsroom import said

pytestmark = pytest.mark.django_db

TITLE = "中共示例省委关于做好春季植树工作的通知"
FIRST = f"""{TITLE}
示发〔2026〕7号
各市委：
为做好春季植树工作，现通知如下。
一、抓紧备足苗木。各地要提前登记苗木的数量和品种。
二、科学安排地块。优先在河岸和村庄周围栽种。
三、落实管护责任。谁栽种、谁管护，成活率按年公布。
附件：1.苗木登记表
2.地块分布图
中共示例省委
2026年3月1日"""
NEXT = (
    FIRST.replace("二、科学安排地块。优先在河岸和村庄周围栽种。\n", "")
    .replace("三、", "二、")
    .replace("按年公布", "按季公布")
    .replace("\n2.地块分布图", "")
)


def imported(text: str = FIRST) -> Notice:
    return Notice.objects.import_file(editor(), text.encode(), "一稿.txt")[0]


def address(notice: Notice) -> str:
    return reverse("admin:notices_notice_replace", args=[notice.pk])


def send(client, notice: Notice, text: str, name: str = "二稿.txt"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(address(notice), {"file": file}, follow=True)


def agree(client, notice: Notice, shown):
    page = shown.content.decode()
    given = dict(re.findall(r'name="(kept|agreed)" value="([^"]*)"', page))
    return client.post(address(notice), given, follow=True)


def outline(notice: Notice) -> list[tuple]:
    return [(row.number, row.heading) for row in notice.sections.all()]


def attachments(notice: Notice) -> list[str]:
    return [row.name for row in notice.attachments.all()]


def test_what_would_change_is_shown_and_nothing_is_saved(desk):
    notice, client = imported(), desk(editor())
    page = send(client, notice, NEXT).content.decode()
    assert "还没有替换：“二稿.txt”会改动 3 处" in page
    assert "按<mark>季</mark>公布" in page
    assert notice.originals.count() == 1
    assert outline(notice) == [(1, "抓紧备足苗木"), (2, "科学安排地块"), (3, "落实管护责任")]


def test_agreed_to_it_takes_the_place_and_matching_sections_keep_their_numbers(desk):
    notice, client = imported(), desk(editor())
    attach(notice, "现场照片")
    response = agree(client, notice, send(client, notice, NEXT))
    notice = Notice.objects.get()
    assert said(response) == ["已导入“二稿.txt”。"]
    assert outline(notice) == [(1, "抓紧备足苗木"), (3, "落实管护责任")]
    # What the first file named goes with it, what an editor has added stays.
    assert attachments(notice) == ["苗木登记表", "现场照片"]
    assert [original.file_name for original in notice.originals.all()] == ["一稿.txt", "二稿.txt"]
    assert [one.new for one in notice.compared().differences] == ["2.现场照片"]
    assert notice.is_as_read()
    assert notice.events.filter(verb=Event.Verb.REREAD).count() == 1
    assert first_lie() is None


def test_a_typed_notice_takes_a_file_and_keeps_what_the_file_does_not_say(desk):
    notice, client = make_notice(annotation="（此件公开发布）"), desk(editor())
    agree(client, notice, send(client, notice, NEXT))
    notice.refresh_from_db()
    assert (notice.title, notice.annotation) == (TITLE, "（此件公开发布）")
    assert notice.originals.get().file_name == "二稿.txt"


def test_what_was_saved_in_between_is_not_lost(desk):
    notice, client = imported(), desk(editor())
    shown = send(client, notice, NEXT)
    notice.refresh_from_db()
    notice.signature = "中共示例省委办公室"
    notice.save()
    notice.record_saved(editor())
    again = agree(client, notice, shown)
    assert "别人保存过这份通知，所以这次没有替换" in again.content.decode()
    assert outline(notice)[1] == (2, "科学安排地块")
    agree(client, notice, again)
    assert outline(notice)[1] == (3, "落实管护责任")


def test_the_same_words_change_nothing(desk):
    notice, client = imported(), desk(editor())
    response = send(client, notice, FIRST)
    assert said(response) == ["与现在的内容相同，没有什么要改的。"]
    assert notice.originals.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "请选择文件。"),
        ({"kept": "rubbish", "agreed": "rubbish"}, "请选择文件。"),
        ({"file": SimpleUploadedFile("空.txt", b"")}, "文件里没有文字"),
        ({"file": SimpleUploadedFile("坏.txt", b"\x00" * 9)}, "这不是文本文件"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(desk, given, sentence):
    notice = imported()
    page = desk(editor()).post(address(notice), given).content.decode()
    assert f'<p class="errornote" role="alert">{sentence}' in page
    assert outline(notice)[0] == (1, "抓紧备足苗木")


def test_the_form_leads_there_and_only_who_may_import_may_replace(desk):
    notice = imported()
    form = desk(editor()).get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert f'<a href="{address(notice)}">用新文件替换</a>' in form.content.decode()
    assert desk(editor()).get(address(notice)).status_code == 200
    assert desk(publisher()).get(address(notice)).status_code == 403
