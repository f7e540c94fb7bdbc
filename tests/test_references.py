"""References between sections: their words follow the outline, wherever the text is seen."""

import json

import pytest
from django.urls import reverse

from notices import whole_text
from notices.importing import Choices
from notices.models import Notice, Section, StoredFile
from notices.models.payload import payload_of
from notices.rich_text import (
    clean,
    led_to,
    linked,
    plain,
    reference,
    references,
    removed,
    with_words,
)
from notices.rich_text.references import Reference

from .making import editor, make_notice, published, publisher, refusal_of
from .newsroom import change, said
from .payloads import payload, section

REL = ' rel="noopener noreferrer"'


def to(number: int, words: str = "旧的说法") -> str:
    """A paragraph with one reference."""
    return f"<p>见本通知{reference(number, words)}的规定。</p>"


def words(html: str) -> list[str]:
    return [one.words for one in references(html)]


def outlined(*depths: int, **fields) -> Notice:
    """A notice with one section of each depth; the closing refers to the last."""
    notice = make_notice(sections=0, **fields)
    for at, depth in enumerate(depths, 1):
        Section.objects.create(
            notice=notice, depth=depth, heading=f"安排{at}", body=f"<p>内容{at}。</p>"
        )
    notice.refresh_from_db()
    notice.closing = to(len(depths))
    notice.save()
    return notice


# The HTML


def test_a_reference_is_kept_with_its_class_and_address_in_one_order():
    for written in ('href="#s12" class="xref"', 'class="xref other" href="#s12" id="a"'):
        assert clean(f"<p><a {written}>甲</a></p>") == (
            f'<p><a href="#s12" class="xref"{REL}>甲</a></p>'
        )


@pytest.mark.parametrize("address", ["#toc", "#s", "#s01", "/notices/7/#s1", "https://a.cn/#s1"])
def test_a_link_to_anything_else_is_no_reference(address):
    html = clean(f'<p><a class="xref" href="{address}">甲</a></p>')
    assert html == f'<p><a href="{address}"{REL}>甲</a></p>'
    assert references(html) == []


def test_a_reference_without_address_is_text():
    assert clean('<p><a class="xref">甲</a></p>') == "<p>甲</p>"


def test_a_reference_is_nothing_that_cleaning_takes_away():
    assert removed(to(3)) == []


def test_references_are_read_in_the_order_of_the_text():
    html = clean(to(3, "“甲&乙”") + to(1, "第一条"))
    assert references(html) == [Reference(3, "“甲&乙”"), Reference(1, "第一条")]


def test_words_are_put_in_as_text_and_stay_where_the_target_has_none():
    html = clean(f"{to(1)}<p><strong>{reference(2, '甲')}</strong></p>")
    filled = with_words(html, {1: "“<b>&乙”", 2: ""})
    assert words(filled) == ["“<b>&乙”", "甲"]
    assert clean(filled) == filled


def test_a_reference_is_led_to_another_section():
    assert references(led_to(clean(to(3)), lambda number: number + 4)) == [Reference(7, "旧的说法")]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("见第一部分。", True),
        ("见第一部分第（一）项，不是第一部分。", True),
        ("见第一部分第（一）项。", False),
        ("见第一部分“附则”。", False),
        ("没有提到。", False),
    ],
)
def test_words_are_linked_only_where_they_are_a_whole_citation(text, cited):
    html = linked(clean(f"<p>{text}</p>"), Reference(1, "第一部分"))
    assert plain(html) == text
    assert references(html) == [Reference(1, "第一部分")] * cited


def test_words_with_any_characters_are_linked_and_no_link_within_a_link():
    one = Reference(1, "“a\\1&<b>”")
    html = clean('<p><a href="https://a.cn/">“a\\1&amp;&lt;b&gt;”</a>“a\\1&amp;&lt;b&gt;”</p>')
    again = linked(html, one)
    assert (references(again), plain(again)) == ([one], plain(html))
    assert again.count("<a ") == 2


# The working copy and its editions


@pytest.mark.django_db
def test_the_payload_has_the_words_of_the_outline_in_every_text():
    notice = outlined(1, 2, 1)
    notice.preamble = to(2)
    notice.save()
    Section.objects.filter(notice=notice, number=1).update(body=clean(to(3) + to(1)))

    made = payload_of(notice)
    assert words(made["preamble"]) == ["第一部分第（一）项"]
    assert words(made["sections"][0]["body"]) == ["第二部分", "第一部分"]
    assert words(made["closing"]) == ["第二部分"]


@pytest.mark.django_db
def test_moving_a_section_changes_what_it_is_called_and_not_where_the_link_leads():
    notice = outlined(1, 1, 1)
    notice.sections.filter(number=3).update(order=1)
    assert references(payload_of(notice)["closing"]) == [Reference(3, "第一部分")]


@pytest.mark.django_db
def test_another_scheme_changes_the_words():
    notice = outlined(1, 2)
    notice.scheme = "articles"
    assert words(payload_of(notice)["closing"]) == ["第一条第（一）项"]


@pytest.mark.django_db
def test_an_unnumbered_section_is_cited_by_its_heading():
    notice = outlined(1, 2)
    notice.sections.filter(number=2).update(unnumbered=True)
    assert words(payload_of(notice)["closing"]) == ["第一部分“安排2”"]


@pytest.mark.django_db
def test_a_text_without_references_says_what_it_said():
    notice = make_notice()
    body = '<p>见<a href="#s1">第一部分</a>和<a href="/notices/7/#s1">旧文</a>。</p>'
    notice.closing = body
    notice.save()
    assert payload_of(notice)["closing"] == clean(body)


@pytest.mark.django_db
def test_a_save_writes_the_words_into_the_rows(client):
    notice = outlined(1, 1)
    Section.objects.filter(notice=notice, number=1).update(body=clean(to(2)))
    client.force_login(editor())

    answer = change(client, notice, title="关于引用的通知")

    assert "已保存" in said(answer)[0]
    notice.refresh_from_db()
    assert words(notice.closing) == ["第二部分"]
    assert words(notice.sections.get(number=1).body) == ["第二部分"]
    digest = notice.events.first().digest
    assert digest == notice.working_digest()


@pytest.mark.django_db
def test_a_section_that_was_joined_into_another_leaves_its_references_to_that(client):
    notice = outlined(1, 1, 1)
    client.force_login(editor())

    change(client, notice, **{"sections-2-DELETE": "on", "sections-2-joined_to": "2"})

    notice.refresh_from_db()
    assert references(notice.closing) == [Reference(2, "第二部分")]
    assert [problem for problem in notice.problems() if problem.rule == "reference"] == []


@pytest.mark.django_db
def test_a_deleted_target_blocks_and_leaves_the_words_it_had():
    notice = outlined(1, 1)
    notice.record_saved(editor())
    notice.sections.get(number=2).delete()
    notice.refresh_from_db()

    (problem,) = [one for one in notice.problems() if one.rule == "reference"]
    assert (problem.place, problem.blocking, problem.offset) == ("结尾", True, 4)
    assert problem.message == "引用的“第二部分”已不在本通知里。"
    assert "还有 1 处必须修改。" in refusal_of(notice.publish, publisher())
    assert words(payload_of(notice)["closing"]) == ["第二部分"]


@pytest.mark.django_db
def test_a_target_without_label_and_heading_blocks_too():
    notice = outlined(1, 1)
    notice.sections.filter(number=2).update(unnumbered=True, heading="")
    (problem,) = [one for one in notice.problems() if one.rule == "reference"]
    assert problem.message == "引用的“旧的说法”没有序号也没有标题，写不出它的位置。"


@pytest.mark.django_db
def test_a_restored_edition_refers_to_the_sections_it_had():
    notice = outlined(1, 1)
    notice.publish(publisher())
    edition = notice.editions.get()
    notice.sections.get(number=2).delete()
    notice.refresh_from_db()

    notice.restore(publisher(), edition, discard_changes=True)

    notice.refresh_from_db()
    assert references(notice.closing) == [Reference(2, "第二部分")]
    assert [section.number for section in notice.sections.all()] == [1, 2]
    assert notice.problems() == []


@pytest.mark.django_db
def test_a_copy_refers_to_its_own_sections_and_never_by_accident_to_another():
    notice = outlined(1, 1, 1)
    notice.sections.get(number=1).delete()
    notice.refresh_from_db()
    notice.preamble = to(1, "第九部分")
    notice.save()

    copy = notice.copy_as_new(editor())

    assert references(copy.closing) == [Reference(2, "第二部分")]
    assert references(copy.preamble) == [Reference(0, "第九部分")]
    (problem,) = [one for one in copy.problems() if one.rule == "reference"]
    assert problem.place == "引言"


SOURCE = """关于引用的通知
各市委：
现通知如下，其中第一部分先办。
一、甲部
甲的内容见第二部分第（一）项和第二部分。
二、乙部
（一）乙一
乙的内容。
三、丙部
丙的内容。
特此通知。
中共示例省委
2026年3月1日"""


@pytest.fixture
def imported() -> Notice:
    """A notice read from SOURCE, what it refers to chosen by a person."""
    notice = Notice.objects.import_file(editor(), SOURCE.encode(), "一稿.txt")[0]
    notice.sections.filter(number=1).update(
        body=clean(f"<p>甲的内容见{reference(3, '—')}和{reference(2, '—')}。</p>")
    )
    notice.refresh_from_db()
    notice.preamble = clean(f"<p>现通知如下，其中{reference(1, '—')}先办。</p>")
    notice.save()
    notice.record_saved(editor())
    return notice


def read_anew(notice: Notice, text: str) -> Notice:
    stored = StoredFile.objects.keep(text.encode(), "text/plain")
    original = notice.new_original(editor(), stored, "二稿.txt")
    notice.refresh_from_db()
    notice.reread(editor(), original, Choices(), version=notice.version)
    notice.refresh_from_db()
    return notice


@pytest.mark.django_db
def test_a_next_file_with_other_words_around_keeps_the_references(imported):
    text = SOURCE.replace("甲的内容见", "甲的详细内容见").replace("先办", "尽快办")
    notice = read_anew(imported, text)
    body = notice.sections.get(number=1).body
    assert references(body) == [Reference(3, "第二部分第（一）项"), Reference(2, "第二部分")]
    assert plain(body) == "甲的详细内容见第二部分第（一）项和第二部分。"
    assert references(notice.preamble) == [Reference(1, "第一部分")]


@pytest.mark.django_db
def test_a_next_file_whose_words_mean_another_section_is_text(imported):
    """二、乙部 is the third part now, and the author wrote 第二部分: nobody knows what he meant."""
    text = SOURCE.replace("三、丙", "四、丙").replace("二、乙", "三、乙")
    text = text.replace("三、乙部", "二、新部\n新的内容。\n三、乙部")
    notice = read_anew(imported, text)
    assert [section.number for section in notice.sections.all()] == [1, 5, 2, 3, 4]
    body = payload_of(notice)["sections"][0]["body"]
    assert references(body) == []
    assert plain(body) == "甲的内容见第二部分第（一）项和第二部分。"
    assert references(notice.preamble) == [Reference(1, "第一部分")]


# 整篇编辑


def test_a_whole_text_marks_its_references_and_reads_them_back():
    said = payload(section(1, "甲", to(2, "第二部分")), section(1, "乙", "内容。"))
    text = whole_text.write(said)
    assert "见本通知【引用2：第二部分】的规定。" in text
    read = whole_text.rewrite(said, text)
    assert (read.sections, read.losses) == (said["sections"], [])


def test_a_changed_section_keeps_its_references_and_loses_nothing():
    said = payload(section(1, "甲", to(2, "第二部分")), section(1, "乙", "内容。"))
    text = whole_text.write(said).replace("见本通知", "依照本通知")
    read = whole_text.rewrite(said, text)
    assert read.sections[0]["body"] == clean(f"<p>依照本通知{reference(2, '第二部分')}的规定。</p>")
    assert read.losses == []


def test_a_reference_may_move_to_another_section_and_in_a_heading_is_text():
    said = payload(section(1, "甲", to(2, "第二部分")), section(1, "乙", "内容。"))
    text = "一、甲\n内容。\n二、参照【引用2：第二部分】\n见【引用2：第二部分】。"
    first, second = whole_text.rewrite(said, text).sections
    assert references(first["body"]) == []
    assert references(second["body"]) == [Reference(2, "第二部分")]
    assert second["heading"] == "参照第二部分"


def test_a_mark_of_another_notice_is_text_and_told():
    said = payload(section(1, "甲", to(2, "第二部分")), section(1, "乙", "内容。"))
    text = whole_text.write(said).replace("内容。", "见【引用1：第七部分】。")
    read = whole_text.rewrite(said, text)
    assert plain(read.sections[1]["body"]) == "见第七部分。"
    assert references(read.sections[1]["body"]) == []
    assert read.losses == ["“【引用1：第七部分】”不是本通知里已有的引用，只留下文字。"]


@pytest.mark.django_db
def test_a_whole_text_that_puts_a_part_before_renumbers_the_references():
    notice = outlined(1, 1)
    Section.objects.filter(notice=notice, number=1).update(body=clean(to(2)))
    text = "一、新的一节\n" + whole_text.write(payload_of(notice))
    read = whole_text.rewrite(payload_of(notice), text, recount=True)

    notice.rewrite_outline(editor(), read.scheme, read.sections, version=notice.version)

    assert references(notice.sections.get(number=1).body) == [Reference(2, "第三部分")]
    notice.refresh_from_db()
    assert words(notice.closing) == ["第三部分"]


# What readers and machines get


@pytest.mark.django_db
def test_readers_get_a_link_to_the_section_and_machines_the_words(client):
    notice = published(closing=to(1))
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert f'见本通知<a href="#s1" class="xref"{REL}>第一部分</a>的规定。' in page
    assert 'id="s1"' in page
    data = client.get(f"/notices/{notice.pk}.json").json()
    assert data["closing"]["text"] == "见本通知第一部分的规定。"
    found = client.get("/search/", {"q": "见本通知第一部分的规定"}).content.decode()
    assert notice.title in found


@pytest.mark.django_db
def test_an_edition_keeps_the_words_it_was_frozen_with():
    notice = published(closing=to(1))
    Section.objects.create(notice=notice, heading="新的第一节", order=1)
    assert words(json.loads(notice.editions.get().payload.text)["closing"]) == ["第一部分"]
    notice.refresh_from_db()
    assert words(payload_of(notice)["closing"]) == ["第二部分"]


# What the dialog asks


def asked(client, **question):
    address = reverse("admin:notices_notice_labels")
    return client.post(address, json.dumps(question), content_type="application/json")


@pytest.mark.django_db
def test_the_dialog_is_told_how_each_section_is_cited(client):
    client.force_login(editor())
    entries = [
        {"depth": 1, "heading": "甲"},
        {"depth": 2, "heading": ""},
        {"depth": 2, "heading": "乙\u200b", "unnumbered": True},
        {"depth": 2, "heading": "", "unnumbered": True},
    ]
    answer = asked(client, scheme="official", entries=entries, cite=True)
    assert answer.json() == {
        "labels": ["一、", "（一）", "", ""],
        "words": ["第一部分", "第一部分第（一）项", "第一部分“乙”", ""],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("heading", [7, ["甲"], {"甲": 1}])
def test_a_heading_that_is_no_text_is_refused(client, heading):
    client.force_login(editor())
    entries = [{"depth": 1, "heading": heading}]
    answer = asked(client, scheme="official", entries=entries, cite=True)
    assert answer.status_code == 400
