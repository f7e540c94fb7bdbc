"""Where texts are at the desk, in the list, its filter, on 工作台 and in the sidebar."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.models import DeskRule, Kind, Topic, User
from notices.newsroom.waiting import STALE

from .making import TOMORROW, editor, make_notice, person, published, publisher
from .reviewing import approve, approved, delegated, reviewer, site_asks, submitted, urgent

pytestmark = pytest.mark.django_db
LIST = "/admin/notices/notice/"


@pytest.fixture
def papers(desk):
    """{state: notice} on a desk that asks for one approval, and for three of a 决定."""
    site_asks(1)
    decision = Kind.objects.exclude(code="notice").first()
    DeskRule.objects.create(kind=decision, approvals=3)
    second = submitted(title="关于复审的通知", kind=decision)
    approve(second)
    back = submitted(title="关于退回的通知")
    back.send_back(reviewer(), reason="标题要改。")
    owing = make_notice(title="关于补审的通知")
    urgent(owing)
    return {
        "first": submitted(title="关于初审的通知", kind=decision),
        "second": second,
        "last": submitted(title="关于终审的通知"),
        "returned": back,
        "approved": approved(title="关于批准的通知"),
        "owing": owing,
    }


def shown(client, **query) -> dict[int, str]:
    rows = client.get(LIST, query).context["cl"].result_list
    admin = client.get(LIST).context["cl"].model_admin
    return {row.pk: admin.state(row) for row in rows}


def test_the_list_says_where_each_text_is_and_finds_it_by_that(desk, papers):
    make_notice(title="关于起草的通知")
    client = desk(editor())
    words = {
        "first": "待初审",
        "second": "待复审",
        "last": "待终审",
        "returned": "退回修改",
        "approved": "已批准",
        "owing": "已发布，待补审",
    }
    assert {state: shown(client, desk=state) for state in papers} == {
        state: {notice.pk: words[state]} for state, notice in papers.items()
    }
    assert sorted(shown(client).values()) == sorted([*words.values(), "草稿"])


def test_a_text_that_waits_for_its_moment_waits_for_no_reviewer(desk):
    site_asks()
    notice = approved()
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    client = desk(editor())
    assert shown(client, desk="approved") == {}
    assert ["发布" in state for state in shown(client).values()] == [True]


def test_a_person_finds_what_waits_for_him_alone(desk, papers):
    mine = shown(desk(reviewer()), desk="mine")
    assert set(mine) == {papers["first"].pk, papers["last"].pk}
    assert set(shown(desk(editor()), desk="back")) == {papers["returned"].pk}
    assert shown(desk(person("editor", "other")), desk="back") == {}


def ends_in(days: int):
    site_asks()
    notice = approved(title=f"关于{days}天后失效的通知")
    notice.publish(publisher())
    moment = timezone.now() + datetime.timedelta(days=days)
    notice.withdraw(publisher(), "expired", reason="期限届满。", takes_effect_at=moment)
    return notice


def test_what_ends_soon_is_found(desk):
    soon, _ = ends_in(10), ends_in(40)
    assert set(shown(desk(editor()), desk="ending")) == {soon.pk}


def waiting(client) -> dict[str, str]:
    return {one.title: one.shown for one in client.get(LIST).context["waiting"]}


def test_the_sidebar_counts_what_waits_for_each(desk, papers):
    ends_in(10)
    assert waiting(desk(editor())) == {
        "退回给我": "1",
        "我的草稿": "5",
        "预约发布": "0",
        "即将失效": "1",
        "长期未更新的栏目": "0",
    }
    assert waiting(desk(reviewer())) == {
        "待我审核": "2",
        "预约发布": "0",
        "待补审": "1",
        "即将失效": "1",
        "长期未更新的栏目": "0",
    }
    assert "待我审核" not in waiting(desk(publisher()))
    delegated(publisher())
    assert waiting(desk(User.objects.get(pk=publisher().pk)))["待我审核"] == "3"


def test_every_count_leads_to_what_it_counts(desk, papers):
    ends_in(10)
    client = desk(reviewer())
    for one in client.get(LIST).context["waiting"]:
        answer = client.get(f"/admin/{one.address}")
        assert answer.status_code == 200
        if one.query:
            assert len(answer.context["cl"].result_list) == one.count


def test_a_topic_that_nobody_has_written_for_is_named(desk):
    topic, quiet = Topic.objects.create(name="防汛"), Topic.objects.create(name="档案")
    published(topic=topic)
    old = make_notice(title="关于旧事的通知", topic=quiet)
    old.move_in(publisher(), timezone.now() - datetime.timedelta(days=200))
    client = desk(editor())
    assert waiting(client)["长期未更新的栏目"] == "1"
    (panel,) = [one for one in client.get("/admin/").context["panels"] if one.mark == STALE]
    assert [row.title for row in panel.rows] == ["档案"]
    assert set(shown(client, topic=quiet.pk, state="live")) == {old.pk}


def test_the_counts_take_as_many_queries_for_one_text_as_for_many(desk):
    site_asks()
    client = desk(reviewer())

    def queries() -> int:
        submitted()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    queries()
    assert len({queries() for _ in range(3)}) == 1
