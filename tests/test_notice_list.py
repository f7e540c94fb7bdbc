"""The list of notices: found by search and filters, and never counted."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from notices.models import Issuer, Kind, Notice, SavedFilter, Topic
from notices.newsroom.waiting import drafts_of
from notices.querysets import in_state
from notices.rich_text import plain

from .making import TOMORROW, corrected, editor, make_notice, person, published, publisher
from .reviewing import reviewer, site_asks

pytestmark = pytest.mark.django_db
LIST = "/admin/notices/notice/"


def shown(response) -> set[int]:
    return {notice.pk for notice in response.context["cl"].result_list}


def found(client, **query) -> set[int]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return shown(response)


@pytest.fixture
def states(desk):
    """A client, and one notice in each state."""
    pending = make_notice(title="关于预约的通知")
    pending.schedule(publisher(), timezone.now() + TOMORROW)
    ended, gone = published(title="关于废止的通知"), published(title="关于撤下的通知")
    ended.withdraw(
        publisher(),
        "repealed",
        reason="另有规定。",
        decided_by="示例省委",
        basis_number="示1号",
        takes_effect_at=timezone.now(),
    )
    gone.withdraw(publisher(), "taken_down", reason="正在整理。", stays_in_force=True)
    made = {
        "draft": make_notice(title="关于起草的通知"),
        "pending": pending,
        "live": published(title="关于发布的通知"),
        "ended": ended,
        "gone": gone,
    }
    return desk(editor()), {state: notice.pk for state, notice in made.items()}


def test_each_state_finds_its_notices(states):
    client, made = states
    assert {state: found(client, state=state) for state in made} == {
        state: {number} for state, number in made.items()
    }
    assert found(client) == set(made.values())


def test_an_unknown_or_empty_choice_filters_nothing(states):
    client, made = states
    for query in ({"state": ""}, {"state": "no-such"}, {"kind": "x"}, {"person": "9" * 30}):
        assert found(client, **query) == set(made.values())


def test_the_filters_of_issuer_topic_kind_year_and_person_find_what_they_name(desk):
    topic = Topic.objects.create(name="生态")
    other = person("editor", "second")
    kind = Kind.objects.get(code="decision")
    mine = make_notice()
    theirs = make_notice(issuers=2, made_by=other, topic=topic, kind=kind, signed_on="2019-03-01")
    undated = make_notice(issuers=0, signed_on=None)
    client = desk(editor())
    second = Issuer.objects.get(name="示例省第2办公室")
    assert found(client, issuer=second.pk) == {theirs.pk}
    assert found(client, topic=topic.pk) == {theirs.pk}
    assert found(client, kind=kind.pk) == {theirs.pk}
    assert found(client, person=other.pk) == {theirs.pk}
    assert found(client, year="2019") == {theirs.pk}
    assert found(client, year="none") == {undated.pk}
    assert found(client, year="none", person=other.pk) == set()
    assert mine.pk in found(client, person=editor().pk)


def test_search_finds_titles_and_numbers_with_every_word(desk):
    found_by_both = make_notice(title="关于植树的通知", doc_number="示发〔2026〕7号")
    make_notice(title="关于植树节的通知")
    client = desk(editor())
    assert found(client, q="植树 7号") == {found_by_both.pk}
    assert found(client, q="〔2026〕") == {found_by_both.pk}
    assert found(client, q="100%_'\"") == set()


def test_a_search_for_what_no_text_can_hold_is_refused_and_breaks_nothing(desk):
    client = desk(editor())
    assert client.get(f"{LIST}?q=%00").status_code == 400
    for page in ("0", "-1", "9" * 20, "x"):
        assert client.get(LIST, {"p": page}, follow=True).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "chosen", ["", "state=draft", "desk=returned", "year=2026&q=件事", "person=1&o=-4", "issuer=1"]
)
def test_the_list_costs_ten_queries_whatever_is_chosen_and_counts_nothing(
    desk, rows, chosen, django_assert_num_queries
):
    site_asks()
    for number in range(rows):
        notice = make_notice(title=f"关于第{number}件事的通知", issuers=2)
        if chosen == "desk=returned":
            notice.submit(editor())
            notice.send_back(reviewer(), reason="标题要改。")
    client = desk(editor())
    query = chosen.replace("person=1", f"person={editor().pk}")
    query = query.replace("issuer=1", f"issuer={Issuer.objects.first().pk}")
    with django_assert_num_queries(10) as asked:
        assert len(shown(client.get(f"{LIST}?{query}"))) == rows
    pages = [one["sql"] for one in asked if one["sql"].startswith("SELECT COUNT")]
    assert pages == []


def test_a_text_is_a_draft_again_once_its_schedule_is_cancelled(desk):
    notice, client = make_notice(), desk(editor())
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    assert found(client, state="draft") == set()
    notice.cancel_schedule(publisher())
    assert found(client, state="draft") == {notice.pk}
    notice.publish(publisher())
    corrected(notice)
    assert found(client, state="draft") == set()


def test_a_cancelled_correction_leaves_the_live_edition_no_draft(desk):
    notice, client = published(), desk(editor())
    notice.refresh_from_db()
    notice.closing = "<p>另行通知。</p>"
    notice.save()
    details = {"note": "补充结尾。", "correction": "minor"}
    notice.schedule(publisher(), timezone.now() + TOMORROW, **details)
    notice.cancel_schedule(publisher())
    assert found(client, state="draft") == set()
    assert found(client, state="live") == {notice.pk}


def test_a_late_copy_of_a_notice_does_not_make_it_a_draft():
    notice = make_notice()
    late = Notice.objects.get(pk=notice.pk)
    notice.publish(publisher())
    late.save()
    assert Notice.objects.get(pk=notice.pk).has_release is True


def plan_of(notices) -> str:
    """How SQLite looks for the first page of some notices."""
    text, given = notices[:50].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {text}", given)
        return " / ".join(row[3] for row in cursor.fetchall())


def forget_statistics() -> None:
    """The planner knows what it does in a new database, whatever an earlier test optimised."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if cursor.fetchone():
            cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_master")  # reads them again


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words of one database")
def test_drafts_are_looked_for_among_drafts_alone():
    forget_statistics()
    drafts = Notice.objects.filter(in_state("draft", timezone.now()))
    assert "USING INDEX notice_draft" in plan_of(drafts)
    mine = plan_of(drafts_of(editor()))
    assert "USING INDEX notice_draft_of (made_by_id=?)" in mine
    assert "TEMP B-TREE" not in mine


def test_pages_follow_each_other_without_a_count(desk):
    kind = Kind.objects.get(code="notice")
    user = editor()
    Notice.objects.bulk_create(
        Notice(title=f"关于第{number}件事的通知", kind=kind, made_by=user) for number in range(120)
    )
    client = desk(user)
    pages = [client.get(LIST, {"p": page}).context["cl"] for page in (1, 2, 3)]
    numbers = [row.pk for page in pages for row in page.result_list]
    assert len(numbers) == len(set(numbers)) == 120
    assert [bool(page.next_page) for page in pages] == [True, True, False]
    assert [bool(page.previous_page) for page in pages] == [False, True, True]


def test_the_list_says_what_it_lists_in_plain_words(desk):
    make_notice()
    page = client_text(desk(editor()), LIST)
    assert "选择 通知 来修改" not in page
    assert re.search(r"<h1>通知</h1>", page)


def client_text(client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_kept_filter_stands_above_the_list_of_its_owner_alone(desk):
    make_notice()
    client = desk(editor())
    query = "state=draft&q=%E6%A4%8D%E6%A0%91"
    keep = reverse("admin:notices_notice_keep_filter")
    client.post(keep, {"name": "植树草稿", "query": f"{query}&p=3&_popup=1&evil=1"})
    kept = SavedFilter.objects.get()
    assert kept.query == "q=%E6%A4%8D%E6%A0%91&state=draft"
    assert "植树草稿" in plain(client_text(client, LIST))
    assert found(client, q="植树", state="draft") == {Notice.objects.get().pk}

    client.post(keep, {"name": "植树草稿", "query": "state=live"})
    assert [one.query for one in SavedFilter.objects.all()] == ["state=live"]

    other = desk(person("editor", "second"))
    assert "植树草稿" not in client_text(other, LIST)
    other.post(reverse("admin:notices_notice_forget_filter", args=[kept.pk]))
    assert SavedFilter.objects.count() == 1
    desk(editor()).post(reverse("admin:notices_notice_forget_filter", args=[kept.pk]))
    assert SavedFilter.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "query"), [("", "state=draft"), ("名" * 21, "state=draft"), ("空", ""), ("空", "p=2")]
)
def test_a_filter_without_name_or_filter_is_not_kept(desk, name, query):
    client = desk(editor())
    answer = client.post(
        reverse("admin:notices_notice_keep_filter"), {"name": name, "query": query}, follow=True
    )
    assert answer.status_code == 200
    assert len(answer.context["messages"]) == 1
    assert SavedFilter.objects.count() == 0


def test_who_may_not_see_notices_keeps_no_filter(desk):
    answer = desk(person("auditor")).post(
        reverse("admin:notices_notice_keep_filter"), {"name": "我", "query": "state=draft"}
    )
    assert answer.status_code == 403


def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True)
