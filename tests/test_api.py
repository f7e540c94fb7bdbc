"""The API: the list and where it goes on, a notice and its editions as data, and all refusals."""

import base64
import datetime
import hashlib
import json
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from notices.canonical import utc
from notices.models import Issuer, Kind, ReadingSetting, Section, Topic

from .described import DESCRIPTION, PATHS, conforming, operation, told
from .making import attach, corrected, illustrate, make_notice, published, publisher

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
TITLE = "中共示例省委关于做好春季植树工作的通知"


def numbers(client, query: str = "") -> list[int]:
    return [row["number"] for row in told(client, f"/api/{query}")["notices"]]


def pages(client, query: str) -> list[list[int]]:
    """The numbers of every page, walked by `next`."""
    found, address = [], f"/api/{query}"
    while address:
        answer = told(client, address)
        found.append([row["number"] for row in answer["notices"]])
        address = (answer["next"] or "").removeprefix(SITE)
    return found


# --- a notice as data --------------------------------------------------------------------


def test_a_notice_as_data_says_all_that_its_page_says(client):
    topic = Topic.objects.create(name="绿化")
    notice = make_notice(
        topic=topic, addressee="各市委", doc_number="示发〔2026〕7号", closing="<p>特此通知。</p>"
    )
    Section.objects.create(notice=notice, depth=2, order=99, heading="时间", body="<p>三月。</p>")
    notice.refresh_from_db()
    notice.publish(publisher())
    live = notice.live_release()
    page = f"{SITE}/notices/{notice.pk}/"
    assert told(client, f"/notices/{notice.pk}.json") == {
        "number": notice.pk,
        "address": page,
        "data": f"{SITE}/notices/{notice.pk}.json",
        "published_at": utc(live.first_live_at),
        "kind": {"code": "notice", "name": "通知"},
        "topic": {"id": topic.pk, "name": "绿化"},
        "title": TITLE,
        "issuers": ["中共示例省委"],
        "addressee": "各市委",
        "doc_number": "示发〔2026〕7号",
        "index_number": "",
        "signed_on": "2026-05-12",
        "effective_on": None,
        "first_published_on": None,
        "citation": f"《{TITLE}》（示发〔2026〕7号）",
        "source": {"kind": "original", "name": "", "address": "", "date": None},
        "scheme": "official",
        "preamble": {
            "html": "<p>为做好春季植树工作，现通知如下。</p>",
            "text": "为做好春季植树工作，现通知如下。",
        },
        "sections": [
            {
                "number": 1,
                "depth": 1,
                "label": "一、",
                "heading": "第1项安排",
                "run_in": False,
                "address": f"{page}#s1",
                "place": "第一部分",
                "body": {"html": "<p>第1项安排的内容。</p>", "text": "第1项安排的内容。"},
            },
            {
                "number": 2,
                "depth": 2,
                "label": "（一）",
                "heading": "时间",
                "run_in": False,
                "address": f"{page}#s2",
                "place": "第一部分第（一）项",
                "body": {"html": "<p>三月。</p>", "text": "三月。"},
            },
        ],
        "closing": {"html": "<p>特此通知。</p>", "text": "特此通知。"},
        "signature": ["中共示例省委"],
        "annotation": "",
        "cc": "",
        "imprint": {"issuer": "", "on": None},
        "attachments": [],
        "figures": [],
        "validity": {
            "code": "in_force",
            "word": "现行有效",
            "ended_at": None,
            "reason": None,
            "decided_by": None,
            "basis_number": None,
            "successor": None,
        },
        "edition": {
            "number": 1,
            "digest": live.edition.digest,
            "live_since": utc(live.goes_live_at),
            "is_live": True,
            "correction": None,
        },
        "relations": [],
    }


def test_files_are_named_with_their_digests_and_are_found_at_their_addresses(client):
    notice = make_notice()
    attach(notice, "登记表", b"1,2,3")
    illustrate(notice)
    notice.refresh_from_db()
    notice.publish(publisher())
    found = told(client, f"/notices/{notice.pk}.json")
    (file,), (figure,) = found["attachments"], found["figures"]
    assert (file["name"], file["file_name"], file["size"]) == ("登记表", "登记表.txt", 5)
    for row in (file, figure):
        sent = client.get(row["address"].removeprefix(SITE)).getvalue()
        assert hashlib.sha256(sent).hexdigest() == row["sha256"]


def test_both_addresses_of_a_notice_give_the_same(client):
    notice = published(attachments=1)
    first = told(client, f"/notices/{notice.pk}.json")
    assert told(client, f"/api/notices/{notice.pk}/") == first


def test_an_ended_document_says_why_and_what_took_its_place(client):
    notice, successor = published(), published(title="关于秋季植树的通知")
    notice.withdraw(
        publisher(),
        "revoked",
        reason="与上级规定不一致。",
        decided_by="中共示例省委",
        basis_number="示发〔2026〕9号",
        successor=successor,
    )
    found = told(client, f"/notices/{notice.pk}.json")["validity"]
    assert found == {
        "code": "revoked",
        "word": "已撤销",
        "ended_at": utc(notice.withdrawals.get().takes_effect_at),
        "reason": "与上级规定不一致。",
        "decided_by": "中共示例省委",
        "basis_number": "示发〔2026〕9号",
        "successor": {
            "way": "succeeding",
            "type": "succeeds",
            "title": "关于秋季植树的通知",
            "doc_number": "",
            "number": successor.pk,
            "address": f"{SITE}/notices/{successor.pk}/",
        },
    }
    (row,) = [row for row in told(client, "/api/")["notices"] if row["number"] == notice.pk]
    assert row["validity"] == {name: found[name] for name in ("code", "word", "ended_at")}


def test_relations_are_told_both_ways_and_a_draft_is_not(client):
    old, draft = published(title="关于植树的通知"), make_notice(title="还在起草的秘密计划")
    new = make_notice(title="关于修改植树时间的通知")
    new.relations.create(type="amends", other=old)
    new.relations.create(type="forwards", other=draft)
    new.relations.create(type="explains", name="国家林业规划（2025年）")
    new.refresh_from_db()
    new.publish(publisher())
    forwards = told(client, f"/notices/{new.pk}.json")["relations"]
    told_of = [(row["way"], row["type"], row["title"], row["number"]) for row in forwards]
    assert told_of == [
        ("named", "amends", "关于植树的通知", old.pk),
        ("named", "explains", "国家林业规划（2025年）", None),
    ]
    backwards = told(client, f"/notices/{old.pk}.json")
    assert [(row["way"], row["number"]) for row in backwards["relations"]] == [("naming", new.pk)]
    assert backwards["validity"]["code"] == "amended"


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (datetime.date(2019, 5, 12), "2019-05-12"),
        (datetime.datetime(2019, 5, 12, 9, 30), "2019-05-12T01:30:00.000000Z"),
    ],
)
def test_what_was_moved_in_says_when_the_old_site_published_it(client, on, written):
    notice = make_notice()
    notice.move_in(publisher(), on, ())
    assert told(client, f"/notices/{notice.pk}.json")["first_published_on"] == written


@pytest.mark.parametrize(
    ("history", "note"),
    [("hidden", None), ("notes", "“苗”误作“描”。"), ("compare", "“苗”误作“描”。")],
)
def test_a_correction_is_told_as_the_setting_says(client, history, note):
    ReadingSetting.objects.create(pk=1, history=history)
    notice = corrected(published())
    edition = told(client, f"/notices/{notice.pk}.json")["edition"]
    expected = note and {"degree": "minor", "note": note}
    assert (edition["number"], edition["correction"]) == (2, expected)


@pytest.mark.parametrize(("history", "status"), [("hidden", 404), ("notes", 404), ("compare", 200)])
def test_an_earlier_edition_is_given_only_where_the_setting_says_so(client, history, status):
    ReadingSetting.objects.create(pk=1, history=history)
    notice = corrected(published())
    told(client, f"/api/notices/{notice.pk}/editions/1/", status)
    assert told(client, f"/api/notices/{notice.pk}/editions/2/")["edition"]["is_live"] is True


def test_a_file_the_present_edition_has_no_more_has_no_address(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    notice = published(attachments=2)
    notice.attachments.get(number=1).delete()
    corrected(notice)
    earlier = told(client, f"/api/notices/{notice.pk}/editions/1/")
    assert [row["address"] for row in earlier["attachments"]] == [
        None,
        f"{SITE}/notices/{notice.pk}/files/2/",
    ]
    assert (earlier["edition"]["number"], earlier["edition"]["is_live"]) == (1, False)


@pytest.mark.parametrize("many", [1, 3])
def test_a_notice_as_data_costs_two_queries(client, many, django_assert_num_queries):
    notice = published(sections=many, attachments=many, issuers=many)
    with django_assert_num_queries(2):
        told(client, f"/notices/{notice.pk}.json")


# --- the list ----------------------------------------------------------------------------


def test_the_list_says_of_each_notice_what_a_list_needs(client):
    topic = Topic.objects.create(name="绿化")
    notice = corrected(published(topic=topic, issuers=2, doc_number="示发〔2026〕7号"))
    live = notice.live_release()
    assert told(client, "/api/") == {
        "notices": [
            {
                "number": notice.pk,
                "address": f"{SITE}/notices/{notice.pk}/",
                "data": f"{SITE}/notices/{notice.pk}.json",
                "published_at": utc(live.first_live_at),
                "title": TITLE,
                "kind": {"code": "notice", "name": "通知"},
                "topic": {"id": topic.pk, "name": "绿化"},
                "issuers": ["中共示例省委", "示例省第2办公室"],
                "doc_number": "示发〔2026〕7号",
                "signed_on": "2026-05-12",
                "effective_on": None,
                "validity": {"code": "in_force", "word": "现行有效", "ended_at": None},
                "edition": {
                    "number": 2,
                    "digest": live.edition.digest,
                    "live_since": utc(live.goes_live_at),
                },
            }
        ],
        "next": None,
        "description": f"{SITE}/api/openapi.json",
    }


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(
    "query", ["", "?year=2026&issuer=中共示例省委&topic=1&kind=notice&validity=amended"]
)
def test_the_list_costs_one_query(client, many, query, django_assert_num_queries):
    for _ in range(many):
        published()
    with django_assert_num_queries(1):
        told(client, f"/api/{query}")


def test_filters_leave_what_they_name(client):
    greens, waters = (Topic.objects.create(name=name) for name in ("绿化", "水利"))
    public_kind = Kind.objects.get(code="publicity")
    first = published(topic=greens, issuers=2)
    second = published(topic=waters, kind=public_kind)
    third = make_notice(topic=greens)
    third.move_in(publisher(), datetime.datetime(2018, 12, 31, 23, 59), ())
    year = timezone.localtime().year
    assert {
        query: numbers(client, query)
        for query in (
            f"?topic={greens.pk}",
            f"?topic={greens.pk}&year={year}",
            "?kind=publicity",
            "?year=2018",
            "?year=2019",
            f"?issuer={quote('示例省第2办公室')}",
            f"?issuer={quote('示例省第2')}",
            f"?issuer={quote('中共示例省委')}",
        )
    } == {
        f"?topic={greens.pk}": [first.pk, third.pk],
        f"?topic={greens.pk}&year={year}": [first.pk],
        "?kind=publicity": [second.pk],
        "?year=2018": [third.pk],
        "?year=2019": [],
        f"?issuer={quote('示例省第2办公室')}": [first.pk],
        f"?issuer={quote('示例省第2')}": [],
        f"?issuer={quote('中共示例省委')}": [second.pk, first.pk, third.pk],
    }


def test_the_list_gives_what_is_worth_one_of_the_words_page_by_page(client):
    later = published(effective_on=datetime.date(2999, 1, 1))
    plain = [published().pk for _ in range(3)][::-1]
    ended = published()
    ended.withdraw(
        publisher(), "revoked", reason="无依据。", decided_by="示例省委", basis_number="示〔1〕"
    )
    assert numbers(client, "?validity=not_yet") == [later.pk]
    assert numbers(client, "?validity=revoked&kind=notice") == [ended.pk]
    assert numbers(client, "?validity=amended") == []
    assert pages(client, "?validity=in_force&limit=2") == [plain[:2], plain[2:]]


def test_pages_follow_each_other_and_keep_the_filters(client):
    issuer = Issuer.objects.create(name="甲&乙办公室")
    made = []
    for _ in range(5):
        notice = make_notice(issuers=0)
        notice.notice_issuers.create(issuer=issuer)
        notice.refresh_from_db()
        notice.publish(publisher())
        made.insert(0, notice.pk)
    published()
    query = urlencode({"issuer": issuer.name, "limit": 2})
    assert pages(client, f"?{query}") == [made[:2], made[2:4], made[4:]]


def test_what_went_live_at_the_same_moment_is_on_one_page_and_no_other(client):
    made = []
    for _ in range(5):
        notice = make_notice()
        notice.move_in(publisher(), datetime.date(2019, 5, 12), ())
        made.insert(0, notice.pk)
    assert pages(client, "?limit=2") == [made[:2], made[2:4], made[4:]]


def test_what_comes_and_goes_between_two_pages_moves_nothing(client):
    made = [published() for _ in range(4)]
    address = told(client, "/api/?limit=2")["next"].removeprefix(SITE)
    published()
    made[2].withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    assert [row["number"] for row in told(client, address)["notices"]] == [made[1].pk, made[0].pk]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "?page=2",
            "没有“page”这个参数，可以用的有：year、issuer、topic、kind、validity、limit、cursor。",
        ),
        ("?year=abc", "year 应是 1900 到 9998 之间的整数。"),
        ("?year=9999", "year 应是 1900 到 9998 之间的整数。"),
        ("?limit=0", "limit 应是 1 到 100 之间的整数。"),
        ("?limit=-1", "limit 应是 1 到 100 之间的整数。"),
        ("?limit=" + "9" * 5000, "limit 应是 1 到 100 之间的整数。"),
        ("?topic=²", "topic 应是 1 到 999999999999999999 之间的整数。"),
        (
            "?validity=void",
            "validity 应是 not_yet、in_force、amended、repealed、revoked、expired 之一。",
        ),
        ("?kind=", "kind 应是 1 到 200 个字，不能有控制字符。"),
        ("?issuer=%00", "issuer 应是 1 到 200 个字，不能有控制字符。"),
        ("?issuer=" + "党" * 2000, "issuer 应是 1 到 200 个字，不能有控制字符。"),
    ],
)
def test_what_can_mean_nothing_is_answered_with_a_sentence(client, query, sentence):
    assert told(client, f"/api/{query}", 400) == {"status": 400, "error": sentence}


def test_a_cursor_that_is_broken_or_of_another_list_is_told_so(client):
    for _ in range(3):
        published()
    sentence = "这个 cursor 不能用：它不完整，或者筛选条件已经换了。请去掉它，从第一页重新开始。"
    good = urlsplit(told(client, "/api/?limit=1")["next"]).query.partition("cursor=")[2]
    assert len(numbers(client, f"?cursor={good}")) == 2
    far = base64.urlsafe_b64encode(f"{10**30}.1.0".encode()).decode().rstrip("=")
    odd = [good[:-1], f"{good}=", f"{good}A", "", "x", "é", "%00", "A" * 10_000, far]
    for query in [f"?cursor={word}" for word in odd] + [f"?kind=notice&cursor={good}"]:
        assert told(client, f"/api/{query}", 400)["error"] == sentence, query


names = st.sampled_from(["year", "issuer", "topic", "kind", "limit", "cursor", "page", "q"])
values = st.one_of(
    st.integers(-5, 10_000).map(str),
    st.sampled_from(["notice", "中共示例省委", "2026", "20", "'; --", "%", "_", "\\"]),
    st.text(max_size=30).filter(lambda text: text.isascii() or text.isprintable()),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.dictionaries(names, values, max_size=3))
def test_every_question_has_an_answer_that_is_described(client, query):
    address = f"/api/?{urlencode(query)}"
    response = client.get(address)
    assert response.status_code in {200, 400}
    conforming(address, response)


# --- refusals, and how it may be asked ---------------------------------------------------

ADDRESSES = ("/notices/{}.json", "/api/notices/{}/", "/api/notices/{}/editions/1/")


def under(notice) -> list[str]:
    return [address.format(notice.pk) for address in ADDRESSES]


def test_what_never_was_is_not_found(client):
    draft = make_notice()
    for address in [*under(draft), "/notices/999.json", f"/api/notices/{10**18 - 1}/"]:
        assert told(client, address, 404)["error"] == ("没有这份公开的通知，或者没有公开这一版。")


def test_a_page_taken_down_is_gone_with_the_reason(client):
    notice = published()
    notice.withdraw(publisher(), "taken_down", reason="附表有误。", stays_in_force=True)
    for address in under(notice):
        assert told(client, address, 410) == {
            "status": 410,
            "error": "这份通知的页面已撤下。",
            "how": "taken_down",
            "at": utc(notice.withdrawals.get().takes_effect_at),
            "reason": "附表有误。",
            "stays_in_force": True,
        }
    assert numbers(client) == []


def test_a_sealed_edition_is_gone_and_says_nothing_else(client):
    notice = published(title="含有涉密语句的通知", preamble="<p>涉密语句。</p>")
    notice.seal(publisher(), notice.live_release().edition, reason="内部的原因")
    for address in under(notice):
        assert told(client, address, 410) == {
            "status": 410,
            "error": "这一版已封存，不再对外提供。",
            "how": "sealed",
            "at": None,
            "reason": None,
            "stays_in_force": None,
        }


def test_a_sealed_earlier_edition_is_gone_and_the_present_one_stays(client):
    ReadingSetting.objects.create(pk=1, history="compare")
    notice = corrected(published())
    notice.seal(publisher(), notice.editions.get(number=1), reason="内部的原因")
    told(client, f"/api/notices/{notice.pk}/editions/1/", 410)
    told(client, f"/api/notices/{notice.pk}/editions/2/")
    assert numbers(client) == [notice.pk]


def test_other_sites_may_read_and_nobody_may_write(client):
    notice = published()
    for address in [*under(notice), "/api/", "/api/openapi.json"]:
        allowed = client.options(address)
        assert (allowed.status_code, allowed.content) == (204, b"")
        assert allowed["Allow"] == "GET, HEAD, OPTIONS"
        assert allowed["Access-Control-Allow-Origin"] == "*"
        assert allowed["Access-Control-Allow-Methods"] == "GET"
        asked, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head["Content-Length"] == str(len(asked.content))
        for method in ("post", "put", "patch", "delete"):
            refused = getattr(client, method)(address)
            assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert json.loads(refused.content) == {
                "status": 405,
                "error": "这个网址只供读取，请用 GET。",
            }
            assert not refused.has_header("Access-Control-Allow-Origin")


def test_no_address_in_an_answer_comes_from_the_host_header(client):
    notice = published(attachments=1)
    for address in [*under(notice), "/api/?limit=1", "/api/openapi.json"]:
        assert (
            "localhost"
            not in client.get(address, headers={"host": "localhost:81"}).content.decode()
        )


# --- the description ---------------------------------------------------------------------


def test_the_description_is_one_of_openapi_3_1_and_of_this_site(client):
    response = client.get("/api/openapi.json")
    assert json.loads(response.content) == DESCRIPTION
    assert (DESCRIPTION["openapi"], DESCRIPTION["servers"]) == ("3.1.0", [{"url": SITE}])
    for schema in DESCRIPTION["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    named = [PATHS[path]["get"]["operationId"] for path in PATHS]
    assert len(set(named)) == len(named)


def test_the_description_names_every_parameter_of_the_list():
    described = [parameter["name"] for parameter in operation("/api/")["parameters"]]
    assert described == ["year", "issuer", "topic", "kind", "validity", "limit", "cursor"]
