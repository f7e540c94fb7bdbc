"""What was typed and is not saved: its preview, its meeting with another's save, its errors."""

import json
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.diff import runs
from notices.models import Event, Notice, Section, StoredFile
from notices.rich_text import plain
from site_config.headers import EDITOR, FRAMED, PUBLIC

from .making import attach, editor, illustrate, make_notice, person, published
from .newsroom import errors, form_of

pytestmark = pytest.mark.django_db


def change_address(notice) -> str:
    return reverse("admin:notices_notice_change", args=[notice.pk])


def preview_address(notice=None) -> str:
    if notice is None:
        return reverse("admin:notices_notice_preview_new")
    return reverse("admin:notices_notice_preview", args=[notice.pk])


def form_data(client, notice) -> dict:
    response = client.get(change_address(notice))
    return form_of(response) | {"seen_parts": response.context["seen_parts"]}


def main_of(response) -> str:
    return re.search(r"<main.*</main>", response.content.decode(), re.S)[0]


def everything() -> dict:
    """Every row of the product's tables, to be the same afterwards."""
    models = apps.get_app_config("notices").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


# The preview.


def test_the_preview_of_a_saved_copy_is_the_main_of_the_public_page(desk, client):
    notice = published(sections=3, attachments=1, issuers=2, annotation="（此件公开发布）")
    seen = client.get(notice.get_absolute_url())
    shown = desk(editor()).get(preview_address(notice))
    unshared = re.sub(r'<details class="share">.*?</details>', "", main_of(seen), flags=re.S)
    file = f'<a href="{notice.get_absolute_url()}files/1/" download>'
    for_staff = re.search(r'<a href="/admin/[^"]+" target="_blank" rel="noopener">', main_of(shown))
    reading = re.search(r'<a href="[^"]*/view/">在线阅读.*?</a>', unshared)[0]
    expected = unshared.replace(reading, "")
    assert main_of(shown).replace("第2版", "第1版").replace(for_staff[0], file) == expected


def test_the_preview_says_what_the_form_says_and_leaves_no_trace(desk):
    notice, client = make_notice(sections=2, attachments=1), desk(editor())
    data = form_data(client, notice) | {
        "title": "中共示例省委关于没存的标题的通知",
        "sections-1-body": "<p>打到一半的<script>alert(1)</script>文字。</p>",
        "sections-TOTAL_FORMS": 3,
        "sections-2-depth": 1,
        "sections-2-heading": "新的一层",
        "attachments-TOTAL_FORMS": 2,
        "attachments-1-name": "新的附件",
        "attachments-1-upload": SimpleUploadedFile("回执.txt", "回执".encode()),
    }
    before = everything()
    response = client.post(preview_address(notice), data)
    assert everything() == before
    text = plain(main_of(response))
    for words in ("没存的标题", "打到一半的文字。", "三、新的一层", "新的附件"):
        assert words in text
    assert "alert" not in response.content.decode()
    numbers = re.search(r'name="section-numbers" content="([^"]*)"', response.content.decode())[1]
    assert json.loads(numbers.replace("&#34;", '"')) == {
        "sections-0": 1,
        "sections-1": 2,
        "sections-2": 3,
    }


def test_a_section_marked_for_deletion_is_gone_from_the_preview_only(desk):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {"sections-0-DELETE": "on"}
    text = plain(main_of(client.post(preview_address(notice), data)))
    assert "第1项安排" not in text and "一、第2项安排" in text
    assert Section.objects.count() == 2


def test_a_form_that_could_not_be_saved_is_shown_as_far_as_it_goes(desk):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"signed_on": "不是日期", "kind": "", "seen_version": "0"}
    response = client.post(preview_address(notice), data)
    assert (response.status_code, "植树" in main_of(response)) == (200, True)


def test_what_cannot_be_numbered_is_said_in_a_sentence(desk):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {"sections-0-start": 9999}
    response = client.post(preview_address(notice), data)
    assert response["Content-Type"].startswith("text/plain")
    assert "9999" in response.content.decode()


def test_a_new_notice_has_a_preview_before_it_is_saved(desk):
    client = desk(editor())
    data = form_of(client.get(reverse("admin:notices_notice_add"))) | {"title": "关于植树的通知"}
    before = everything()
    assert client.get(preview_address()).status_code == 200
    assert "关于植树的通知" in main_of(client.post(preview_address(), data))
    assert everything() == before


def test_the_preview_shows_the_pictures_of_a_draft_to_staff(desk, client):
    notice = make_notice(sections=2)
    illustrate(notice)
    address = preview_address(notice)
    data = form_data(desk(editor()), notice) | {"figures-0-caption": "没有保存的图题"}
    page = client.post(address, data).content.decode()
    (shown,) = re.findall(r'<img src="(/admin/[^"]+)"', page)
    assert "没有保存的图题" in page
    assert client.get(shown).status_code == 200
    client.logout()
    assert client.get(shown).status_code == 302


def test_the_preview_leads_staff_to_an_attachment_before_it_is_public(desk, client):
    notice = make_notice()
    attach(notice, "名额表", "名额二十个。".encode())
    page = desk(editor()).get(preview_address(notice)).content.decode()
    ((address, words),) = re.findall(r'<a href="([^"]+)" target="_blank"[^>]*>(.*?)</a>', page)
    assert plain(words).split() == ["下载", "附件名额表"]
    assert "名额二十个。".encode() in b"".join(client.get(address).streaming_content)
    assert "/files/1/" not in page
    client.logout()
    assert client.get(address).status_code == 302


def test_the_preview_says_which_attachment_has_no_file_yet(desk):
    notice = make_notice()
    notice.attachments.create(number=1, order=10, name="名额表")
    listed = re.search(
        r'<div class="att">.*?</ul>', main_of(desk(editor()).get(preview_address(notice))), re.S
    )
    assert plain(listed[0]).split() == ["附件：", "名额表", "还没有文件"]


def test_the_preview_names_no_notice_that_readers_cannot_see(desk):
    draft, live = make_notice(title="关于保密事项的草稿"), published(title="关于种树的老通知")
    notice = make_notice()
    notice.relations.create(type="explains", other=draft)
    notice.relations.create(type="supplements", other=live)
    text = desk(editor()).get(preview_address(notice)).content.decode()
    assert ("关于种树的老通知" in text, "关于保密事项的草稿" in text) == (True, False)


@pytest.mark.parametrize(
    ("role", "statuses"),
    [("editor", (200, 200)), ("reviewer", (200, 403)), ("auditor", (403, 403))],
)
def test_who_may_only_look_has_the_saved_copy(desk, role, statuses):
    notice = make_notice()
    client = desk(person(role, f"another-{role}"))
    address = preview_address(notice)
    answers = (client.get(address), client.post(address, {"title": "别的"}))
    assert tuple(answer.status_code for answer in answers) == statuses


def test_a_stranger_is_led_to_the_sign_in(client):
    notice = make_notice()
    response = client.get(preview_address(notice))
    assert (response.status_code, "/login/" in response["Location"]) == (302, True)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_the_preview_alone_may_be_framed_and_runs_no_script(desk):
    notice = published()
    client = desk(editor())
    framed = client.get(preview_address(notice))
    assert (framed["X-Frame-Options"], framed["Content-Security-Policy"]) == ("SAMEORIGIN", FRAMED)
    assert "frame-ancestors 'self'" in FRAMED and "script-src 'none'" in FRAMED
    assert framed["Cache-Control"] == "no-store"
    assert "<script" not in framed.content.decode()
    for address, policy in ((change_address(notice), EDITOR), (notice.get_absolute_url(), PUBLIC)):
        answer = client.get(address)
        assert (answer["X-Frame-Options"], answer["Content-Security-Policy"]) == ("DENY", policy)


# A save that comes too late.


def fresh(notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def other_saves(notice, **fields) -> Notice:
    other = fresh(notice)
    for name, value in fields.items():
        setattr(other, name, value)
    other.save()
    return other


def late(client, notice, data: dict):
    """The save that comes too late, and what its page would send again."""
    response = client.post(change_address(notice), data)
    comparison = response.context["comparison"]
    again = form_of(response) | {
        "seen_parts": comparison.seen_parts,
        "compared_version": comparison.version,
        "compared": [part.key for part in comparison.differences],
    }
    return comparison, again


def told(comparison) -> dict:
    return {part.name: (part.changed_by, part.choice) for part in comparison.differences}


def words(runs) -> str:
    return "".join(run.text for run in runs)


def test_both_texts_are_shown_part_by_part_and_only_what_differs(desk):
    notice, client = make_notice(sections=3), desk(editor())
    data = form_data(client, notice) | {
        "title": "中共示例省委关于做好秋季植树工作的通知",
        "annotation": "（我的附注）",
        "sections-0-heading": "我的标题",
    }
    other = other_saves(notice, title="中共示例省委关于做好夏季植树工作的通知", cc="各市。")
    second = other.sections.all()[1]
    second.body = "<p>对方的内容。</p>"
    second.save()
    comparison, again = late(client, notice, data)
    assert told(comparison) == {
        "标题": ("both", ""),
        "附注": ("mine", "mine"),
        "抄送": ("theirs", "theirs"),
        "一、第1项安排": ("mine", "mine"),
        "二、第2项安排": ("theirs", "theirs"),
    }
    title = comparison.differences[0].pairs[0]
    assert words(title.mine) == "中共示例省委关于做好秋季植树工作的通知"
    assert [run.text for run in title.theirs if run.changed] == ["夏"]
    assert again["annotation"] == "（我的附注）"
    assert fresh(notice).annotation == ""


def test_nothing_is_saved_before_every_part_is_chosen(desk):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"title": "我的标题", "annotation": "（我的附注）"}
    other_saves(notice, title="对方的标题", annotation="（对方的附注）")
    _, again = late(client, notice, data)
    response = client.post(change_address(notice), again | {"choose-title": "mine"})
    assert told(response.context["comparison"]) == {"标题": ("both", "mine"), "附注": ("both", "")}
    assert fresh(notice).title == "对方的标题"
    chosen = again | {"choose-title": "mine", "choose-annotation": "theirs"}
    assert client.post(change_address(notice), chosen).status_code == 302
    assert (fresh(notice).title, fresh(notice).annotation) == ("我的标题", "（对方的附注）")


def test_a_third_save_in_between_is_compared_again(desk):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"title": "我的标题"}
    other_saves(notice, title="对方的标题")
    _, again = late(client, notice, data)
    other_saves(notice, title="第三个人的标题")
    response = client.post(change_address(notice), again | {"choose-title": "mine"})
    assert told(response.context["comparison"]) == {"标题": ("both", "")}
    assert fresh(notice).title == "第三个人的标题"


def test_what_was_typed_after_the_comparison_was_shown_is_kept(desk):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"title": "我的标题"}
    other_saves(notice, title="对方的标题")
    _, again = late(client, notice, data)
    client.post(change_address(notice), again | {"choose-title": "theirs", "cc": "后来打的抄送"})
    assert (fresh(notice).title, fresh(notice).cc) == ("对方的标题", "后来打的抄送")


def test_a_section_of_theirs_replaces_mine_in_every_field(desk):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {"sections-0-heading": "我的", "sections-0-run_in": "on"}
    section = notice.sections.first()
    section.body, section.depth = "<p>对方的。</p>", 2
    section.save()
    comparison, again = late(client, notice, data)
    (part,) = comparison.differences
    assert [pair.label for pair in part.pairs] == ["层次", "标题", "段首标题", "正文"]
    client.post(change_address(notice), again | {f"choose-{part.key}": "theirs"})
    kept = Section.objects.get(pk=section.pk)
    assert (kept.heading, kept.run_in, kept.body, kept.depth, kept.number) == (
        "第1项安排",
        False,
        "<p>对方的。</p>",
        2,
        1,
    )


def headings(notice) -> list[tuple]:
    return list(notice.sections.values_list("heading", "number"))


def test_what_both_added_stands_in_the_saved_text(desk):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {
        "sections-TOTAL_FORMS": 3,
        "sections-2-depth": 1,
        "sections-2-heading": "我加的",
        "title": "我的标题",
    }
    Section.objects.create(notice=fresh(notice), heading="对方加的", order=15)
    other_saves(notice, title="对方的标题")
    comparison, again = late(client, notice, data)
    assert (comparison.added_by_me, comparison.added_by_them) == (["我加的"], ["二、对方加的"])
    client.post(change_address(notice), again | {"choose-title": "mine"})
    assert headings(notice) == [
        ("第1项安排", 1),
        ("对方加的", 3),
        ("第2项安排", 2),
        ("我加的", 4),
    ]


@pytest.mark.parametrize(
    ("choice", "left"),
    [("mine", ["第1项安排", "我改过的"]), ("theirs", ["第1项安排"])],
)
def test_a_section_they_deleted_is_kept_until_it_is_chosen(desk, choice, left):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {"sections-1-heading": "我改过的"}
    fresh(notice).sections.last().delete()
    comparison, again = late(client, notice, data)
    (part,) = comparison.differences
    assert (part.changed_by, words(part.pairs[0].theirs)) == ("both", "（对方删除了）")
    page = client.post(change_address(notice), again).content.decode()
    assert 'value="我改过的"' in page
    client.post(change_address(notice), again | {f"choose-{part.key}": choice})
    assert [heading for heading, _ in headings(notice)] == left


@pytest.mark.parametrize(("choice", "left"), [("mine", 1), ("theirs", 2)])
def test_a_section_i_deleted_and_they_changed_is_asked_about(desk, choice, left):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {"sections-1-DELETE": "on"}
    changed = fresh(notice).sections.last()
    changed.heading = "对方改过的"
    changed.save()
    comparison, again = late(client, notice, data)
    (part,) = comparison.differences
    assert words(part.pairs[0].mine) == "（您删除了）"
    again |= {"sections-1-DELETE": "on", f"choose-{part.key}": choice}
    client.post(change_address(notice), again)
    assert notice.sections.count() == left


@pytest.mark.parametrize(("choice", "order"), [("mine", [3, 1, 2]), ("theirs", [2, 1, 3])])
def test_two_orders_are_one_choice(desk, choice, order):
    notice, client = make_notice(sections=3), desk(editor())
    data = form_data(client, notice) | {"sections-2-order": 5}
    second = fresh(notice).sections.all()[1]
    second.order = 6
    second.save()
    comparison, again = late(client, notice, data)
    (part,) = comparison.differences
    assert (part.name, part.changed_by) == ("层次的先后", "both")
    client.post(change_address(notice), again | {f"choose-{part.key}": choice})
    assert [number for _, number in headings(notice)] == order


def test_a_picture_of_theirs_replaces_mine(desk):
    notice, client = make_notice(sections=1), desk(editor())
    figure = illustrate(notice)
    data = form_data(client, notice) | {"figures-0-alt": "我写的", "figures-0-where": "closing"}
    theirs = fresh(notice).figures.get()
    theirs.alt, theirs.place, theirs.section = "对方写的", "section", notice.sections.get()
    theirs.save()
    comparison, again = late(client, notice, data)
    (part,) = comparison.differences
    client.post(change_address(notice), again | {f"choose-{part.key}": "theirs"})
    figure.refresh_from_db()
    assert (figure.alt, figure.place, figure.section) == (theirs.alt, "section", theirs.section)


def test_a_late_save_that_differs_in_nothing_is_saved(desk):
    notice, client = make_notice(sections=1), desk(editor())
    data = form_data(client, notice)
    other_saves(notice)
    assert client.post(change_address(notice), data).status_code == 302


def test_an_upload_survives_a_late_save(desk):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {
        "title": "我的标题",
        "attachments-TOTAL_FORMS": 1,
        "attachments-0-upload": SimpleUploadedFile("回执.txt", "回执内容".encode()),
    }
    attach(fresh(notice), "对方的附件")
    other_saves(notice, title="对方的标题")
    _, again = late(client, notice, data)
    client.post(change_address(notice), again | {"choose-title": "mine"})
    files = notice.attachments.values_list("name", "file_name")
    assert sorted(files) == [("回执", "回执.txt"), ("对方的附件", "对方的附件.txt")]
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize("seen", ["", "nonsense", "[1]", '{"title": 3, "sections-order": ["x"]}'])
def test_a_form_that_remembers_nothing_asks_about_everything(desk, seen):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"title": "我的标题", "seen_parts": seen}
    other_saves(notice, cc="对方的抄送")
    comparison, _ = late(client, notice, data)
    assert told(comparison) == {"标题": ("both", ""), "抄送": ("both", "")}


# Drafts, and errors on top.


def test_a_restored_form_is_shown_and_not_yet_saved(desk):
    notice, client = make_notice(sections=1), desk(editor())
    data = form_data(client, notice) | {"title": "恢复的标题", "draft": "0123456789ab"}
    response = client.post(change_address(notice), data | {"_restored": "1"})
    assert "已恢复上次没有保存的内容" in errors(response)
    assert response.context["adminform"].form["title"].value() == "恢复的标题"
    assert 'name="draft" value="0123456789ab"' in response.content.decode()
    assert (fresh(notice).title, Event.objects.count()) == (notice.title, 0)
    saved = client.post(change_address(notice), data)
    assert (saved.status_code, saved.cookies["saved_drafts"].value) == (302, "0123456789ab")
    assert saved.cookies["saved_drafts"]["path"] == "/admin/"


def test_a_save_that_was_refused_names_no_draft(desk):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"signed_on": "不是日期", "draft": "0123456789ab"}
    assert "saved_drafts" not in client.post(change_address(notice), data).cookies


@pytest.mark.parametrize("token", ["", "short", "with;semicolon", "x" * 41])
def test_a_token_that_is_none_is_not_kept(desk, token):
    notice, client = make_notice(), desk(editor())
    data = form_data(client, notice) | {"draft": token}
    assert "saved_drafts" not in client.post(change_address(notice), data).cookies


def test_every_error_stands_on_top_with_a_way_to_its_field(desk):
    notice, client = make_notice(sections=2), desk(editor())
    data = form_data(client, notice) | {
        "signed_on": "不是日期",
        "sections-1-typed_label": "长" * 31,
    }
    response = client.post(change_address(notice), data)
    found = [(error.where, error.target) for error in response.context["field_errors"]]
    assert found == [
        ("成文日期", "id_signed_on"),
        ("二、第2项安排，原样序号", "id_sections-1-typed_label"),
    ]
    page = response.content.decode()
    jump = page.index('href="#id_sections-1-typed_label"')
    assert page.index("errornote") < jump < page.index('id="id_title"')
    assert re.findall(r'<input[^>]*name="(\w+)"[^>]*autofocus', page) == ["signed_on"]


def test_without_errors_nothing_takes_the_focus_from_what_is_said_on_top(desk):
    client, notice = desk(editor()), make_notice()
    for address in (reverse("admin:notices_notice_add"), change_address(notice)):
        page = client.get(address).content.decode()
        assert 'id="id_title"' in page and "autofocus" not in page


# Two texts.


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        ("同样的话", "同样的话", ([], [])),
        ("", "新的话", ([], ["新的话"])),
        ("春季植树", "秋季植树", (["春"], ["秋"])),
        ("aXbYc", "aXXbc", (["Y"], ["X"])),
    ],
)
def test_two_texts_in_runs(one, other, changed):
    mine, theirs = runs(one, other)
    assert ("".join(run.text for run in mine), "".join(run.text for run in theirs)) == (one, other)
    assert [[run.text for run in side if run.changed] for side in (mine, theirs)] == list(changed)


def test_long_texts_that_have_nothing_in_common_are_told_at_once():
    one, other = "甲" * 5000, "乙" * 5000
    assert [[run.text for run in side] for side in runs(one, other)] == [[one], [other]]
