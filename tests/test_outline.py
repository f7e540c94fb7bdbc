"""The outline in the newsroom's form, without a browser: the save, its refusals, the labels."""

import json
import re

import pytest
from django.urls import reverse

from notices import numbering, rich_text
from notices.models import Figure, Notice, Section, StoredFile

from .making import editor, make_notice, person
from .newsroom import change, errors

pytestmark = pytest.mark.django_db
LABELS = "/admin/notices/notice/labels/"
ENTRIES = [{"depth": 1}, {"depth": 2, "start": 3}, {"depth": 2}, {"depth": 1, "unnumbered": True}]


@pytest.fixture
def desk(client):
    """An editor's browser."""
    client.force_login(editor())
    return client


def ask(client, body):
    body = body if isinstance(body, str) else json.dumps(body)
    return client.post(LABELS, body, content_type="application/json")


def form_page(client, notice):
    return client.get(reverse("admin:notices_notice_change", args=[notice.pk]))


def shown(page) -> list[tuple[str, str]]:
    """(label, heading) of each row of the form; the last is the spare one."""
    rows = r'class="label">([^<]*)</span><span class="inline_label"><b class="head">([^<]*)<'
    found = re.findall(rows, page.content.decode().partition("<template")[0])
    return found[:-1]


def stored(notice) -> list[tuple[int, str]]:
    return list(notice.sections.values_list("depth", "heading"))


def test_labels_are_those_of_the_one_numbering(desk):
    asked = [numbering.Entry(1), numbering.Entry(2, 3), numbering.Entry(2)]
    asked.append(numbering.Entry(1, unnumbered=True))
    for scheme in numbering.SCHEMES:
        answer = ask(desk, {"scheme": scheme, "entries": ENTRIES})
        assert answer.json() == {"labels": numbering.labels(scheme, asked)}


def test_a_typed_label_stands_as_it_was_typed_and_counts(desk):
    entries = [{"depth": 1, "typed": " 甲、"}, {"depth": 1}]
    assert ask(desk, {"scheme": "official", "entries": entries}).json() == {
        "labels": ["甲、", "二、"]
    }


@pytest.mark.parametrize(
    "entries",
    [
        [{"depth": 7}],
        [{"depth": 1, "start": 10_000}],
        [{"depth": 1, "start": 9999}, {"depth": 1}],
    ],
)
def test_what_cannot_be_numbered_is_answered_with_a_sentence(desk, entries):
    answer = ask(desk, {"scheme": "official", "entries": entries})
    assert answer.status_code == 200
    assert answer.json()["problem"].startswith("第 ")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '"x"',
        "[" * 100_000,
        b"\xff".decode("latin-1"),
        {"scheme": "official"},
        {"scheme": 1, "entries": []},
        {"scheme": "official", "entries": 1},
        {"scheme": "official", "entries": [1]},
        {"scheme": "official", "entries": ["depth"]},
        {"scheme": "official", "entries": [{"depth": "1"}]},
        {"scheme": "official", "entries": [{"depth": True}]},
        {"scheme": "official", "entries": [{"depth": 1, "start": 1.5}]},
        {"scheme": "official", "entries": [{"depth": 1, "typed": "长" * 101}]},
        {"scheme": "official", "entries": [{"depth": 1}] * 2001},
        " " * 300_001,
    ],
)
def test_a_question_of_another_shape_is_refused(desk, body):
    answer = ask(desk, body)
    assert (answer.status_code, list(answer.json())) == (400, ["problem"])


def test_only_those_who_write_may_ask(client):
    assert ask(client, {"scheme": "official", "entries": []}).status_code == 302
    client.force_login(person("reviewer"))
    assert ask(client, {"scheme": "official", "entries": []}).status_code == 403
    client.force_login(editor())
    assert client.get(LABELS).status_code == 405


def test_without_script_the_plain_fields_move_a_section_and_change_its_depth(desk):
    notice = make_notice(sections=3)
    change(desk, notice, **{"sections-2-order": 5, "sections-1-depth": 2})
    assert stored(notice) == [(1, "第3项安排"), (1, "第1项安排"), (2, "第2项安排")]
    assert shown(form_page(desk, notice)) == [
        ("一、", "第3项安排"),
        ("二、", "第1项安排"),
        ("（一）", "第2项安排"),
    ]


def test_the_spare_row_adds_a_section_only_where_something_is_written(desk):
    notice = make_notice(sections=1)
    change(desk, notice)
    assert notice.sections.count() == 1
    change(desk, notice, **{"sections-1-heading": "补充说明"})
    assert stored(notice) == [(1, "第1项安排"), (1, "补充说明")]


def test_a_heading_of_500_characters_is_kept_and_a_longer_one_refused_in_words(desk):
    notice = make_notice(sections=1)
    change(desk, notice, **{"sections-0-heading": "长" * 500})
    assert notice.sections.get().heading == "长" * 500
    response = change(desk, notice, **{"sections-0-heading": "更长" * 300})
    assert "标题最多 500 字，现在有 600 字。" in errors(response)
    assert f'value="{"更长" * 300}"' in response.content.decode()
    assert (
        "maxlength" not in re.search(r"<input[^>]*-0-heading[^>]*>", response.content.decode())[0]
    )
    assert notice.sections.get().heading == "长" * 500


def test_a_text_that_is_too_long_is_refused_at_its_field_and_comes_back_whole(desk):
    notice = make_notice(sections=1)
    long = f"<p>{'长' * rich_text.MAX_CHARS}</p>"
    response = change(desk, notice, **{"sections-0-body": long})
    assert "请拆成几个层次" in errors(response)
    assert response.content.decode().count("长") > rich_text.MAX_CHARS
    assert notice.sections.get().body == "<p>第1项安排的内容。</p>"


def test_a_start_number_beyond_all_numerals_is_refused_in_words(desk):
    notice = make_notice(sections=1)
    assert "9999" in errors(change(desk, notice, **{"sections-0-start": 10_000}))
    assert notice.sections.get().start is None


def test_an_outline_that_counts_too_far_is_refused_in_words(desk):
    notice = make_notice(sections=2)
    response = change(desk, notice, **{"sections-0-start": 9999})
    assert errors(response).startswith("第 2 个层次的序号是 10000")
    change(desk, notice, **{"sections-0-start": 9999, "sections-1-DELETE": "on"})
    assert notice.sections.get().start == 9999


def test_a_section_joined_to_another_leaves_it_its_pictures(desk):
    notice = make_notice(sections=3)
    upper, lower, last = notice.sections.all()
    file = StoredFile.objects.keep(b"picture", "image/png")
    for section in (lower, last):
        Figure.objects.create(
            notice=notice, place=Figure.Place.SECTION, section=section, file=file, alt="会场"
        )
    notice.refresh_from_db()
    change(
        desk,
        notice,
        **{
            "sections-1-DELETE": "on",
            "sections-1-joined_to": upper.number,
            "sections-2-DELETE": "on",
            "figures-1-DELETE": "on",
        },
    )
    assert [figure.section for figure in Figure.objects.all()] == [upper]
    assert list(Section.objects.all()) == [upper]


def test_sections_keep_their_numbers_when_they_move(desk):
    notice = make_notice(sections=3)
    change(desk, notice, **{"sections-0-order": 40})
    numbers = list(Notice.objects.get(pk=notice.pk).sections.values_list("number", flat=True))
    assert numbers == [2, 3, 1]
