"""What machines read: the feed, the site map, robots.txt."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from notices import reading, sitemaps
from notices.models import Section

from .making import corrected, make_notice, published, publisher

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"


def feed(client, **headers):
    response = client.get("/feed/", **headers)
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


def test_a_correction_changes_when_an_entry_was_updated_and_not_when_published(client):
    notice = corrected(published())
    (entry,) = feed(client).iter(f"{ATOM}entry")
    live = notice.live_release()
    times = [entry.find(f"{ATOM}{name}").text for name in ("published", "updated")]
    assert times == [live.first_live_at.isoformat(), live.goes_live_at.isoformat()]


def test_what_is_no_longer_in_force_says_so_first_and_is_news(client):
    notice = published()
    since = timezone.now() - timedelta(days=1)
    notice.withdraw(publisher(), "expired", reason="植树节已过。", takes_effect_at=since)
    (entry,) = feed(client).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}content").text.strip().startswith("<p>〔已失效〕")
    live = notice.live_release()
    assert entry.find(f"{ATOM}updated").text == live.goes_live_at.isoformat()


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


def test_a_long_site_map_is_an_index_of_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps.NoticeSitemap, "limit", 2)
    numbers = [published().pk for _ in range(3)]
    files = [one for one in locations(client.get("/sitemap.xml")) if "section=notices" in one]
    assert files == [f"{SITE}/sitemap.xml?section=notices&p={page}" for page in (1, 2)]
    found = [one for file in files for one in locations(client.get(file.removeprefix(SITE)))]
    assert found == [f"{SITE}/notices/{number}/" for number in reversed(numbers)]


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
