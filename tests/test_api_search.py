"""/api/search/: what the page finds, as data that is described; and all refusals."""

import datetime
import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.models import Kind, Section, Topic
from notices.models.searching import frequent

from .described import conforming, operation, told
from .making import make_notice, published, publisher

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
TITLE = "中共示例省委关于做好春季植树工作的通知"


def asked(client, q, status=200, **more) -> dict:
    return told(client, f"/api/search/?{urlencode({'q': q} | more)}", status)


def numbers(answer: dict) -> list[int]:
    return [row["notice"]["number"] for row in answer["results"]]


def pages(client, q, **more) -> list[list[int]]:
    """The numbers of every page, walked by `next`."""
    found, address = [], f"/api/search/?{urlencode({'q': q} | more)}"
    while address:
        answer = told(client, address)
        found.append(numbers(answer))
        address = (answer["next"] or "").removeprefix(SITE)
    return found


def plain(text: str) -> list[dict]:
    return [{"text": text, "hit": False}] if text else []


def test_a_hit_says_where_it_stands_and_what_is_to_be_marked(client):
    notice = published(doc_number="示发〔2026〕7号")
    page = f"{SITE}/notices/{notice.pk}/"
    (listed,) = told(client, "/api/")["notices"]
    assert asked(client, "第1项") == {
        "query": "第1项",
        "sort": "relevance",
        "total": {"notices": 1, "places": 1},
        "results": [
            {
                "notice": listed,
                "title": plain(TITLE),
                "doc_number": plain("示发〔2026〕7号"),
                "hits": [
                    {
                        "section": 1,
                        "attachment": None,
                        "label": [
                            *plain("一、"),
                            {"text": "第1项", "hit": True},
                            *plain("安排"),
                        ],
                        "address": f"{page}#s1",
                        "snippet": [{"text": "第1项", "hit": True}, *plain("安排的内容。")],
                    }
                ],
                "more": 0,
            }
        ],
        "next": None,
        "description": f"{SITE}/api/openapi.json",
    }


def test_what_has_no_section_has_the_address_of_the_page(client):
    notice = published(closing="<p>请遵照办理。</p>")
    (hit,) = asked(client, "遵照办理")["results"][0]["hits"]
    assert (hit["section"], hit["label"], hit["address"]) == (
        None,
        plain("结尾"),
        f"{SITE}/notices/{notice.pk}/",
    )


def test_sections_beyond_three_are_counted(client):
    notice = make_notice(sections=0)
    for _ in range(5):
        Section.objects.create(notice=notice, body="<p>苗圃要浇水。</p>")
    notice.refresh_from_db()
    notice.publish(publisher())
    answer = asked(client, "苗圃")
    assert answer["total"] == {"notices": 1, "places": 5}
    assert (len(answer["results"][0]["hits"]), answer["results"][0]["more"]) == (3, 2)


def test_nothing_found_is_an_answer(client):
    published()
    answer = asked(client, "隐患")
    assert (answer["total"], answer["results"], answer["next"]) == (
        {"notices": 0, "places": 0},
        [],
        None,
    )


def test_page_and_data_find_the_same_in_the_same_order(client):
    titled = published(title="关于苗圃的通知")
    plainer = published(preamble="<p>苗圃要浇水。</p>")
    newest = published(preamble="<p>苗圃、苗圃。</p>")
    for sort, order in (
        ("relevance", [titled.pk, newest.pk, plainer.pk]),
        ("date", [newest.pk, plainer.pk, titled.pk]),
    ):
        page = client.get("/search/", {"q": "苗圃", "sort": sort}).content.decode()
        assert [int(n) for n in re.findall(r'class="t" href="/notices/(\d+)/', page)] == order
        assert numbers(asked(client, "苗圃", sort=sort)) == order


def test_filters_leave_what_they_name(client):
    topic = Topic.objects.create(name="绿化")
    of_topic = published(topic=topic, issuers=2)
    later = published(
        kind=Kind.objects.get(code="publicity"), effective_on=datetime.date(2999, 1, 1)
    )
    old = make_notice()
    old.move_in(publisher(), datetime.date(2018, 5, 12), ())
    assert {
        name: numbers(asked(client, "植树", **{name: value}))
        for name, value in {
            "topic": topic.pk,
            "issuer": "示例省第2办公室",
            "kind": "publicity",
            "year": 2018,
            "validity": "not_yet",
        }.items()
    } == {
        "topic": [of_topic.pk],
        "issuer": [of_topic.pk],
        "kind": [later.pk],
        "year": [old.pk],
        "validity": [later.pk],
    }
    assert numbers(asked(client, "植树", validity="in_force")) == [of_topic.pk, old.pk]


@pytest.mark.parametrize("more", [{}, {"sort": "date"}, {"validity": "in_force", "topic": "1"}])
def test_pages_follow_each_other_and_keep_what_was_asked(client, more):
    topic = Topic.objects.create(pk=1, name="绿化")
    made = [published(topic=topic).pk for _ in range(5)][::-1]
    assert pages(client, "植树 工作", limit=2, **more) == [made[:2], made[2:4], made[4:]]


def test_a_page_behind_the_last_still_says_how_many_there_are(client):
    notices = [published() for _ in range(3)]
    address = asked(client, "植树", limit=2)["next"].removeprefix(SITE)
    notices[0].withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    answer = told(client, address)
    assert (answer["total"]["notices"], answer["results"], answer["next"]) == (2, [], None)


@pytest.mark.parametrize("many", [1, 3])
def test_what_is_found_costs_four_queries(client, many, django_assert_num_queries):
    for _ in range(many):
        published(sections=3)
    with django_assert_num_queries(4):
        assert len(numbers(asked(client, "春季植树", year=2026, validity="in_force"))) == many


PARAMETERS = "q、year、issuer、topic、kind、validity、sort、limit、cursor"
CURSOR = "这个 cursor 不能用：它不完整，或者筛选条件已经换了。请去掉它，从第一页重新开始。"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "q 应有要找的汉字、字母或数字。"),
        ("q=", "q 应有要找的汉字、字母或数字。"),
        ("q=%00", "q 应有要找的汉字、字母或数字。"),
        ("q=%ff%fe", "q 应有要找的汉字、字母或数字。"),
        (f"q={quote('《》——')}", "q 应有要找的汉字、字母或数字。"),
        (f"q={quote('防' * 10_000)}", "q 最多 100 个字、8 个词。"),
        (f"q={quote('甲 乙 丙 丁 戊 己 庚 辛 壬')}", "q 最多 100 个字、8 个词。"),
        ("q=a&page=2", f"没有“page”这个参数，可以用的有：{PARAMETERS}。"),
        ("q=a&sort=score", "sort 应是 relevance、date 之一。"),
        (
            "q=a&validity=void",
            "validity 应是 not_yet、in_force、amended、repealed、revoked、expired 之一。",
        ),
        ("q=a&limit=0", "limit 应是 1 到 100 之间的整数。"),
        ("q=a&year=abc", "year 应是 1900 到 9998 之间的整数。"),
        ("q=a&cursor=x", CURSOR),
        ("q=a&cursor=" + "A" * 10_000, CURSOR),
    ],
)
def test_what_can_mean_nothing_is_answered_with_a_sentence(client, query, sentence):
    assert told(client, f"/api/search/?{query}", 400) == {"status": 400, "error": sentence}


def test_a_cursor_goes_with_its_question_only(client):
    for _ in range(3):
        published()
    following = asked(client, "植树", limit=1)["next"]
    cursor = re.search(r"cursor=([\w-]+)", following)[1]
    assert len(numbers(asked(client, "植樹，", cursor=cursor))) == 2
    for other in ({"q": "通知"}, {"sort": "date"}, {"kind": "notice"}, {"validity": "in_force"}):
        assert asked(client, status=400, **{"q": "植树", "cursor": cursor} | other) == {
            "status": 400,
            "error": CURSOR,
        }


names = st.sampled_from(["year", "issuer", "topic", "kind", "validity", "sort", "limit", "cursor"])
values = st.one_of(
    st.integers(-5, 10_000).map(str),
    st.sampled_from(["notice", "in_force", "date", "2026", "'; --", "%", "\\"]),
    st.text(max_size=20).filter(lambda text: text.isascii() or text.isprintable()),
)
words = st.text("植树工作 A7〔\"'*()%_\\\0\u202e😀", max_size=12)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(q=words, more=st.dictionaries(names, values, max_size=2))
def test_every_question_has_an_answer_that_is_described(client, q, more):
    address = f"/api/search/?{urlencode({'q': q} | more)}"
    response = client.get(address)
    assert response.status_code in {200, 400}
    conforming(address, response)


def test_other_sites_may_read_and_nobody_may_write(client):
    published()
    address = f"/api/search/?q={quote('植树')}"
    assert client.options(address)["Access-Control-Allow-Origin"] == "*"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    assert client.post(address).status_code == 405
    host = client.get(address, headers={"host": "localhost:81"})
    assert "localhost" not in host.content.decode()


def test_the_description_names_every_parameter():
    described = [parameter["name"] for parameter in operation("/api/search/")["parameters"]]
    assert described == PARAMETERS.split("、")


def test_a_common_word_is_given_by_date_without_a_total(client, monkeypatch):
    monkeypatch.setattr(frequent, "MOST_WEIGHED", 0)
    made = [published().pk for _ in range(5)][::-1]
    answer = asked(client, "植树", limit=2)
    assert (answer["sort"], answer["total"], numbers(answer)) == ("date", None, made[:2])
    assert pages(client, "植树", limit=2) == [made[:2], made[2:4], made[4:]]
    assert pages(client, "植树", limit=2, kind="order") == [[]]
