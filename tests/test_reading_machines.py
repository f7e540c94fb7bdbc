"""What machines read: the feed, the site map, robots.txt."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from notices import reading, sitemaps
from notices.models import Issuer, Section, Topic

from .making import corrected, make_notice, published, publisher

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"


def feed(client, query="", **headers):
    response = client.get(f"/feed/{query}", **headers)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def locations(response):
    return [node.text for node in ElementTree.fromstring(response.content).iter(f"{MAP}loc")]


def test_the_feed_has_the_full_text_with_labels(client):
    notice = make_notice(addressee="各市委", signature="示例省委办公室")
    Section.objects.create(notice=notice, depth=3, order=9, body="<p>看根系。</p>")
    notice.publish(publisher())
    (entry,) = feed(client).iter(f"{ATOM}entry")
    content = entry.find(f"{ATOM}content")
    assert content.get("{http://www.w3.org/XML/1998/namespace}base") == (
        f"{SITE}/notices/{notice.pk}/"
    )
    for part in ("<p>各市委：</p>", "一、第1项安排</h2>", ">1.</a>看根系。</p>", "示例省委办公室"):
        assert part in content.text


def test_only_a_correction_of_the_matter_changes_when_an_entry_was_updated(client):
    notice = corrected(published())
    first = notice.live_release().first_live_at.isoformat()
    assert times(client) == [first, first]
    notice.refresh_from_db()
    notice.closing = "<p>改在四月。</p>"
    notice.save()
    notice.publish(publisher(), note="时间有变。", correction="major")
    second = notice.live_release().goes_live_at.isoformat()
    assert times(client) == [first, second]
    corrected(notice)
    assert times(client) == [first, second]


def times(client) -> list[str]:
    (entry,) = feed(client).iter(f"{ATOM}entry")
    return [entry.find(f"{ATOM}{name}").text for name in ("published", "updated")]


def test_what_is_no_longer_in_force_says_so_first_and_is_news(client):
    notice = published()
    since = timezone.now() - timedelta(days=1)
    notice.withdraw(publisher(), "expired", reason="植树节已过。", takes_effect_at=since)
    (entry,) = feed(client).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}content").text.strip().startswith("<p>〔已失效〕")
    told_at = notice.withdrawals.get().made_at
    assert entry.find(f"{ATOM}updated").text == told_at.isoformat()


def test_an_undoing_is_news_and_changes_the_line_of_the_map(client):
    notice = published()
    ending = notice.withdraw(
        publisher(), "expired", reason="植树节已过。", takes_effect_at=timezone.now()
    )
    undoing = notice.undo_withdrawal(publisher(), ending, reason="登记错了")
    assert times(client)[1] == changed(client, notice) == undoing.made_at.isoformat()


def test_an_ending_undone_before_its_day_changes_nothing(client):
    notice = published()
    later = timezone.now() + timedelta(days=1)
    ending = notice.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=later)
    notice.undo_withdrawal(publisher(), ending, reason="登记错了")
    live_at = notice.live_release().goes_live_at.isoformat()
    assert times(client)[1] == changed(client, notice) == live_at


def test_every_entry_says_what_its_document_is_worth(client):
    plain, amended = published(), published()
    other = make_notice()
    other.relations.create(type="amends", other=amended)
    other.refresh_from_db()
    other.publish(publisher())
    later = published(effective_on=timezone.localdate() + timedelta(days=2))
    ended = published()
    ended.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=timezone.now())
    told = {}
    for entry in feed(client).iter(f"{ATOM}entry"):
        number = int(entry.find(f"{ATOM}link").get("href").split("/")[-2])
        first = entry.find(f"{ATOM}content").text.strip().split("\n")[0]
        told[number] = entry.find(f"{ATOM}category").get("term"), first.startswith("<p>〔")
    assert told == {
        plain.pk: ("现行有效", False),
        amended.pk: ("已修改", True),
        other.pk: ("现行有效", False),
        later.pk: ("尚未生效", True),
        ended.pk: ("已失效", True),
    }


def test_an_entry_was_updated_when_its_document_ended(client):
    notice = published()
    notice.withdraw(
        publisher(),
        "revoked",
        reason="缺少依据。",
        decided_by="中共示例省委",
        basis_number="示〔1〕",
    )
    ended_at = notice.withdrawals.get().takes_effect_at
    (entry,) = feed(client).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}content").text.strip().startswith("<p>〔已撤销〕")
    assert entry.find(f"{ATOM}updated").text == ended_at.isoformat()


def test_an_edition_of_a_later_format_is_left_out_of_the_feed_and_logged(
    client, monkeypatch, caplog
):
    odd, plain = published(), published()
    document = reading.document

    def of_this_format(payload):
        if payload["notice"] == odd.pk:
            raise ValueError("an edition of format 2 is not known here")
        return document(payload)

    monkeypatch.setattr(reading, "document", of_this_format)
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed(client).iter(f"{ATOM}entry")]
    assert links == [f"{SITE}/notices/{plain.pk}/"]
    assert caplog.messages == [
        f"notice {odd.pk} is not in the feed: an edition of format 2 is not known here"
    ]


def test_the_feed_holds_the_twenty_newest(client):
    numbers = [published().pk for _ in range(21)][::-1]
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed(client).iter(f"{ATOM}entry")]
    assert links == [f"{SITE}/notices/{number}/" for number in numbers[:20]]


def test_no_address_comes_from_the_host_header(client):
    notice = published()
    for address in ("/feed/", "/sitemap.xml", "/robots.txt", "/", f"/notices/{notice.pk}/"):
        body = client.get(address, headers={"host": "localhost:81"}).content.decode()
        assert "localhost" not in body, address
    assert f'href="{SITE}/feed/"' in client.get("/feed/").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_feed_costs_two_queries(client, many, django_assert_num_queries):
    for _ in range(many):
        published()
    with django_assert_num_queries(2):
        feed(client)


def entries(client, query: str) -> list[str]:
    return [
        entry.find(f"{ATOM}link").get("href") for entry in feed(client, query).iter(f"{ATOM}entry")
    ]


def test_a_topic_and_an_issuer_have_feeds_of_their_own(client):
    greens, waters = (Topic.objects.create(name=name) for name in ("绿化", "水利"))
    first, second = published(topic=greens, issuers=2), published(topic=waters)
    asked = {
        f"?topic={greens.pk}": ("通知公告 - 绿化", [first]),
        f"?issuer={quote('示例省第2办公室')}": ("通知公告 - 示例省第2办公室", [first]),
        f"?topic={waters.pk}&issuer={quote('中共示例省委')}": (
            "通知公告 - 水利 - 中共示例省委",
            [second],
        ),
    }
    for query, (title, notices) in asked.items():
        found = feed(client, query)
        (own,) = [one for one in found.findall(f"{ATOM}link") if one.get("rel") == "self"]
        assert own.get("href") == found.find(f"{ATOM}id").text == f"{SITE}/feed/{query}"
        assert found.find(f"{ATOM}title").text == title
        assert entries(client, query) == [f"{SITE}/notices/{one.pk}/" for one in notices]
    assert feed(client).find(f"{ATOM}id").text == f"{SITE}/"


@pytest.mark.parametrize("many", [1, 3])
def test_the_feed_of_a_topic_costs_three_queries(client, many, django_assert_num_queries):
    topic = Topic.objects.create(name="绿化")
    for _ in range(many):
        published(topic=topic)
    with django_assert_num_queries(3):
        assert len(entries(client, f"?topic={topic.pk}")) == many


def test_an_issuer_of_no_notice_any_more_has_an_empty_feed_and_one_no_reader_knows_has_none(client):
    notice = published()
    by_name = f"?issuer={quote(notice.issuers.get().name)}"
    assert len(entries(client, by_name)) == 1
    notice.withdraw(publisher(), "taken_down", reason="附表有误。", stays_in_force=True)
    assert entries(client, by_name) == []
    Issuer.objects.create(name="示例省林业局")
    assert client.get(f"/feed/?issuer={quote('示例省林业局')}").status_code == 404
    for query in ("?issuer=x", "?issuer=", "?issuer=%00", "?topic=9999", "?topic=x", "?topic=0"):
        assert client.get(f"/feed/{query}").status_code == 404, query


def test_the_summary_of_an_entry_is_text_and_not_markup(client):
    published(preamble="<p>苗高 &lt;b&gt; 1米 &amp; 以上。</p>")
    (entry,) = feed(client).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary").text == "苗高 &lt;b&gt; 1米 &amp; 以上。"


def test_an_empty_feed_is_a_feed(client):
    assert list(feed(client).iter(f"{ATOM}entry")) == []


def test_the_site_map_lists_the_public_notices(client):
    make_notice()
    numbers = [published().pk for _ in range(2)]
    found = [one for one in locations(client.get("/sitemap.xml")) if "/notices/" in one]
    assert found == [f"{SITE}/notices/{number}/" for number in reversed(numbers)]


def test_a_long_site_map_is_an_index_of_files_by_the_numbers_of_notices(client, monkeypatch):
    monkeypatch.setattr(sitemaps.NoticeSitemap, "limit", 2)
    made = [published() for _ in range(5)]
    numbers = sorted({-(-notice.pk // 2) for notice in made})
    files = [one for one in locations(client.get("/sitemap.xml")) if "section=notices" in one]
    assert files == [f"{SITE}/sitemap.xml?section=notices&p={page}" for page in numbers]
    gone = made.pop(1)
    gone.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    found = [locations(client.get(file.removeprefix(SITE))) for file in files]
    for notice in made:
        assert f"{SITE}/notices/{notice.pk}/" in found[numbers.index(-(-notice.pk // 2))]
    assert sum(map(len, found)) == 4


def test_a_line_of_the_site_map_changes_with_a_correction_and_an_ending(client):
    notice = corrected(published())
    assert changed(client, notice) == notice.live_release().goes_live_at.isoformat()
    notice.withdraw(
        publisher(), "revoked", reason="缺少依据。", decided_by="示例省委", basis_number="示〔1〕"
    )
    ended_at = notice.withdrawals.get().takes_effect_at
    assert changed(client, notice) == ended_at.isoformat()


def changed(client, notice) -> str:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    (line,) = [
        line
        for line in root.iter(f"{MAP}url")
        if line.find(f"{MAP}loc").text == f"{SITE}/notices/{notice.pk}/"
    ]
    moment = datetime.fromisoformat(line.find(f"{MAP}lastmod").text)
    return moment.astimezone(UTC).isoformat()


@pytest.mark.parametrize("many", [1, 3])
def test_the_site_map_costs_six_queries(client, many, django_assert_num_queries):
    for _ in range(many):
        published()
    with django_assert_num_queries(6):
        client.get("/sitemap.xml")


@pytest.mark.parametrize("address", ["/feed/", "/sitemap.xml", "/sitemap.xml?section=notices"])
def test_who_knows_only_the_newest_time_is_told_of_what_was_taken_down(client, address):
    older, newer = published(title="较早的通知"), published()
    since = format_datetime(timezone.now() + timedelta(seconds=2), usegmt=True)
    older.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    response = client.get(address, headers={"if-modified-since": since})
    assert response.status_code == 200
    body = response.content.decode()
    assert f"/notices/{newer.pk}/" in body and f"/notices/{older.pk}/" not in body


@pytest.mark.parametrize("query", ["?section=none", "?section=notices&p=9", "?section=notices&p=x"])
def test_a_file_the_index_does_not_name_is_not_found(client, query):
    published()
    assert client.get(f"/sitemap.xml{query}").status_code == 404


def test_robots_are_kept_out_of_the_newsroom_and_shown_the_site_map(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        f"User-agent: *\nDisallow: /admin/\nSitemap: {SITE}/sitemap.xml\n"
    )
