"""What machines are given keeps the rules of its format: Atom, site maps, linked data.

The rules are those of RFC 4287 (Atom), RFC 3339 (its moments), the schema of https://sitemaps.org
and the classes of https://schema.org, written out here, as no validator is asked on the network.
"""

import datetime
import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from notices import sitemaps
from notices.models import Issuer, Kind, Topic

from .making import corrected, illustrate, make_notice, published, publisher

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339
# RFC 4287, 4.1.1 and 4.1.2: (at least, at most) of each element.
MANY = 10**6
OF_FEED = {"author": (0, MANY), "category": (0, MANY), "contributor": (0, MANY)}
OF_FEED |= {"generator": (0, 1), "icon": (0, 1), "logo": (0, 1), "id": (1, 1), "link": (0, MANY)}
OF_FEED |= {"rights": (0, 1), "subtitle": (0, 1), "title": (1, 1), "updated": (1, 1)}
OF_FEED |= {"entry": (0, MANY)}
OF_ENTRY = {"author": (1, MANY), "category": (0, MANY), "content": (1, 1), "id": (1, 1)}
OF_ENTRY |= {"contributor": (0, MANY), "link": (1, MANY), "published": (0, 1), "rights": (0, 1)}
OF_ENTRY |= {"source": (0, 1), "summary": (0, 1), "title": (1, 1), "updated": (1, 1)}


def is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in text


def faults(root: ElementTree.Element) -> list[str]:
    """Where a feed breaks RFC 4287."""
    found = _children(root, OF_FEED)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    found += ["two entries of one id"] * (len(ids) != len(set(ids)))
    for entry in root.iter(f"{ATOM}entry"):
        found += _children(entry, OF_ENTRY)
        found += [] if entry.find(f"{ATOM}content").get("type") == "html" else ["content"]
    return found


def _children(of: ElementTree.Element, rules: dict) -> list[str]:
    names = [child.tag.removeprefix(ATOM) for child in of]
    found = [f"no such element: {name}" for name in names if name not in rules]
    found += [
        f"{names.count(name)} of {name}"
        for name, (least, most) in rules.items()
        if not least <= names.count(name) <= most
    ]
    for child in of:
        found += _child(child)
    alternates = [(c.get("type"), c.get("hreflang")) for c in of if c.get("rel") == "alternate"]
    return found + ["two alternates alike"] * (len(alternates) != len(set(alternates)))


def _child(child: ElementTree.Element) -> list[str]:
    name, text = child.tag.removeprefix(ATOM), child.text or ""
    good = {
        "id": lambda: is_address(text),
        "link": lambda: is_address(child.get("href", "")) and not text,
        "updated": lambda: MOMENT.fullmatch(text),
        "published": lambda: MOMENT.fullmatch(text),
        "author": lambda: (child.findtext(f"{ATOM}name") or "").strip(),
        "category": lambda: child.get("term"),
        "title": lambda: text.strip(),
    }
    return [] if good.get(name, lambda: True)() else [f"{name}: {text!r}"]


def papers() -> Topic:
    """Notices of many kinds: amended, ended, corrected, moved in, with files and odd signs."""
    topic = Topic.objects.create(name="绿化")
    odd = "关于“甲<乙>&丙”和]]>以及\u200b空白的通知"
    first = published(topic=topic, title=odd, attachments=2, issuers=2)
    other = make_notice(topic=topic)
    illustrate(other)
    other.relations.create(type="amends", other=first)
    other.refresh_from_db()
    other.publish(publisher())
    ended = corrected(published(topic=topic, kind=Kind.objects.get(code="publicity")))
    ended.withdraw(publisher(), "expired", reason="到期。", takes_effect_at=timezone.now())
    moved = make_notice(topic=topic)
    moved.move_in(publisher(), datetime.date(1949, 10, 1), ())
    return topic


def test_every_feed_is_an_atom_feed(client):
    topic = papers()
    issuer = Issuer.objects.get(name="中共示例省委")
    queries = ["", f"?topic={topic.pk}", f"?issuer={issuer.pk}", "?issuer=中共示例省委"]
    queries += [f"?topic={topic.pk}&issuer={issuer.pk}"]
    for query in queries:
        root = ElementTree.fromstring(client.get(f"/feed/{query}").content)
        assert (root.tag, faults(root)) == (f"{ATOM}feed", []), query
        assert len(list(root.iter(f"{ATOM}entry"))) == 3, query
    Topic.objects.create(name="防汛")
    empty = ElementTree.fromstring(client.get(f"/feed/?topic={topic.pk + 1}").content)
    assert faults(empty) == []


def test_a_feed_leads_to_the_page_of_what_it_is_about(client):
    topic = papers()
    issuer = Issuer.objects.get(name="中共示例省委")
    pages = {
        "": "/",
        f"?topic={topic.pk}": f"/topics/{topic.pk}/",
        f"?issuer={issuer.pk}": f"/issuers/{issuer.pk}/",
        f"?topic={topic.pk}&issuer={issuer.pk}": "/",
        "?issuer=中共示例省委": "/",
    }
    found = {}
    for query in pages:
        root = ElementTree.fromstring(client.get(f"/feed/{query}").content)
        (link,) = [one for one in root.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        found[query] = link.get("href").removeprefix(SITE)
        assert client.get(found[query]).status_code == 200
    assert found == pages


def test_every_file_of_the_site_map_is_what_its_schema_asks_for(client, monkeypatch):
    papers()
    make_notice()  # a file of its own number stays empty until it is published
    published()
    whole = _map(client, "/sitemap.xml", "urlset", "url")
    for section in ("notices", "lists", "pages"):
        assert _map(client, f"/sitemap.xml?section={section}", "urlset", "url") <= whole
    monkeypatch.setattr(sitemaps.NoticeSitemap, "limit", 1)
    files = _map(client, "/sitemap.xml", "sitemapindex", "sitemap")
    listed = {address for file in files for address in _map(client, file, "urlset", "url")}
    assert listed == whole
    for address in sorted(whole):
        assert client.get(address).status_code == 200, address


def _map(client, address: str, root: str, line: str) -> set[str]:
    """The addresses of a file of the map, without the site; the test fails where it is none."""
    response = client.get(address)
    assert response["Content-Type"] == "application/xml"
    assert len(response.content) < 50 * 2**20
    tree = ElementTree.fromstring(response.content)
    assert tree.tag == f"{MAP}{root}" and 0 < len(tree) <= 50_000
    found = []
    for one in tree:
        names = [part.tag.removeprefix(MAP) for part in one]
        assert one.tag == f"{MAP}{line}" and names in (["loc"], ["loc", "lastmod"])
        assert all(MOMENT.fullmatch(part.text) for part in one[1:])
        found.append(one[0].text)
    assert all(each.startswith(f"{SITE}/") and len(each) < 2048 for each in found)
    assert len(found) == len(set(found))
    return {each.removeprefix(SITE) for each in found}


# https://schema.org: what each property of ours may hold.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TO_THE_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")
ARTICLE = {"@context": "https://schema.org", "inLanguage": "zh-Hans"}
MOMENTS = {"datePublished", "dateModified", "expires"}
LEGISLATION = {"legislationType", "legislationIdentifier", "legislationDate"}
LEGISLATION |= {"legislationDateOfApplicability", "legislationLegalForce"}
PROPERTIES = {*ARTICLE, *MOMENTS, "@type", "headline", "url", "creativeWorkStatus", "author"}
FORCES = {f"https://schema.org/{word}" for word in ("InForce", "NotInForce", "PartiallyInForce")}


def test_linked_data_has_only_properties_and_values_of_its_classes(client):
    papers()
    kinds = set()
    for address in sorted(_map(client, "/sitemap.xml?section=notices", "urlset", "url")):
        page = client.get(address).content.decode()
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        said = json.loads(text)
        kinds.add(said["@type"])
        allowed = PROPERTIES | (LEGISLATION if said["@type"] == "Legislation" else set())
        assert set(said) <= allowed, address
        assert ARTICLE.items() <= said.items() and said["url"] == SITE + address
        assert all(TO_THE_MINUTE.fullmatch(said[name]) for name in MOMENTS & set(said))
        days = {"legislationDate", "legislationDateOfApplicability"} & set(said)
        assert all(DAY.fullmatch(said[name]) for name in days)
        assert said.get("legislationLegalForce", "https://schema.org/InForce") in FORCES
        assert {one["@type"] for one in said["author"]} == {"Organization"}
    assert kinds == {"Article", "Legislation"}
