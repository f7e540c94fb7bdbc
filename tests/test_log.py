"""站内记录: the log in the newsroom, filtered, in sentences, and as a file safe to open."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.admin.log import page as log_page
from notices.admin.log.export import HEAD, cell
from notices.integrity.verifying import first_lie
from notices.models import Event

from .making import editor, gone_for_good, make_notice, person, published, publisher

pytestmark = pytest.mark.django_db
LOG = "/admin/notices/event/"
EXPORT = f"{LOG}export/"


@pytest.fixture
def log(client):
    """The log as the auditor reads it: a function of the query to (verb, person, notice)."""
    client.force_login(person("auditor"))

    def read(query: str = "") -> list[tuple]:
        rows = [row["event"] for row in client.get(f"{LOG}?{query}").context["rows"]]
        return [(row.verb, row.actor_name, row.notice_id) for row in rows]

    return read


def test_the_log_is_asked_by_act_person_and_notice(log):
    one, other = published(title="关于甲的通知"), make_notice(title="关于乙的通知")
    other.record_saved(editor())
    saved = ("saved", "editor", other.pk)
    out = ("published", "publisher", one.pk)
    assert log() == [saved, out]
    assert log("verb=published") == [out]
    assert log("person=editor") == [saved]
    assert log(f"notice={one.pk}") == [out]
    assert log(f"notice={one.pk}&person=editor") == []


def test_the_log_is_asked_by_days(log):
    published()
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    assert len(log(f"since={today}&until={today}")) == 1
    assert log(f"since={today + day}") == []
    assert log(f"until={today - day}") == []


def test_what_the_site_does_by_itself_is_asked_for_too(log):
    gone_for_good(make_notice())
    assert [row[0] for row in log("person=-")] == ["deleted"]


def test_each_record_is_a_sentence_that_names_person_act_and_notice(client):
    notice = published(title="关于甲的通知")
    client.force_login(person("security"))
    html = client.get(LOG).content.decode()
    assert f'publisher</a> <b>发布</b><a href="?notice={notice.pk}">《关于甲的通知》</a>：' in html
    assert "版次：1" in html


def test_a_notice_that_is_gone_is_named_by_its_number(client):
    notice = make_notice(title="关于甲的通知")
    number = notice.pk
    gone_for_good(notice)
    client.force_login(person("auditor"))
    html = client.get(LOG).content.decode()
    assert f"（通知 {number}，已删除）" in html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("since=abc", "没有看懂这个日期，请写成 2026-05-12。"),
        ("since=0001-01-01", "请核对年份。"),
        ("since=2026-05-02&until=2026-05-01", "截止的日期在开始以前。"),
        ("notice=x", "请填写整数。"),
        ("notice=99999999999999999999999", "不能大于"),
        ("verb=nothing", "选择一个有效的选项"),
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(client, query, expected):
    published()
    client.force_login(person("auditor"))
    answer = client.get(f"{LOG}?{query}")
    told = [str(one) for errors in answer.context["form"].errors.values() for one in errors]
    assert answer.status_code == 200
    assert [sentence for sentence in told if expected in sentence] == told != []
    assert answer.context["rows"] == []


@pytest.mark.parametrize("before", ["x", "", "9" * 40, "-1", "\x00"])
def test_a_page_that_cannot_be_is_the_first(log, before):
    published()
    assert len(log(f"before={before}")) == 1


def test_a_page_leads_to_the_older_ones_until_there_are_none(client, monkeypatch):
    monkeypatch.setattr(log_page, "ON_A_PAGE", 2)
    notice = make_notice()
    for _ in range(5):
        notice.record_saved(editor())
    client.force_login(person("auditor"))
    seen, before = [], 10**9
    while before:
        page = client.get(f"{LOG}?verb=saved&before={before}")
        seen += [row["event"].seq for row in page.context["rows"]]
        before = page.context["older"]
    assert seen == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("many", [1, 30])
def test_a_page_costs_the_same_queries_however_long_the_log_is(client, many):
    for number in range(many):
        make_notice(title=f"关于第{number}件事的通知").record_saved(editor())
    client.force_login(person("auditor"))
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LOG}?verb=saved")
    ours = [one["sql"] for one in queries if '"notices_event"' in one["sql"]]
    assert len(ours) == 1
    assert len(queries) == 6
    assert not [one for one in queries if "COUNT(" in one["sql"]]


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "admin"])
def test_nobody_else_reads_or_takes_the_log(client, role):
    client.force_login(person(role, f"another-{role}"))
    assert client.get(LOG).status_code == 403
    assert client.post(EXPORT).status_code == 403


def test_nobody_changes_the_log(client):
    published()
    client.force_login(person("auditor"))
    assert client.get(f"{LOG}1/change/").status_code == 200
    for address in (f"{LOG}1/change/", f"{LOG}1/delete/", f"{LOG}add/"):
        assert client.post(address, {"actor_name": "x"}).status_code == 403
    assert first_lie() is None


def taken(client, **asked) -> list[list[str]]:
    answer = client.post(EXPORT, asked)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_file_says_what_the_page_says_and_taking_it_is_on_record(client):
    notice = published(title="关于甲的通知")
    make_notice().record_saved(editor())
    client.force_login(person("auditor"))
    head, row = taken(client, verb="published")
    assert head == HEAD
    event = Event.objects.get(verb="published")
    assert row[0] == str(event.seq) and row[2:6] == [
        "publisher",
        "发布",
        str(notice.pk),
        "关于甲的通知",
    ]
    assert row[7:] == [event.digest, event.hash]
    newest = Event.objects.first()
    assert (newest.verb, newest.actor_name) == ("log_exported", "auditor")
    assert "动作 发布" in newest.data and "1 条" in newest.data
    assert first_lie() is None


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "＠"])
def test_no_cell_begins_a_formula(sign):
    assert cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["关于甲的通知", "1", "2026-05-12", "a=b", ""])
def test_other_cells_stay_as_they_are(text):
    assert cell(text) == text


def test_a_title_that_is_a_formula_is_text_in_the_file(client):
    make_notice(title='=HYPERLINK("http://example.com")').record_saved(publisher_who_edits())
    client.force_login(person("auditor"))
    _, row = taken(client)
    assert row[5] == '\'=HYPERLINK("http://example.com")'
    assert row[6].startswith("'=HYPERLINK")


def publisher_who_edits():
    user = publisher()
    user.groups.add(*editor().groups.all())
    return user


def test_an_export_of_what_cannot_be_is_refused_and_leaves_no_record(client):
    client.force_login(person("auditor"))
    answer = client.post(EXPORT, {"since": "abc"}, follow=True)
    assert answer.redirect_chain == [(f"{LOG}?since=abc", 302)]
    assert not Event.objects.exists()
    assert client.get(EXPORT).status_code == 405
