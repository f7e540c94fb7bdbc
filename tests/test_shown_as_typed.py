"""What looks like markup is shown as it was typed, wherever a reader or a colleague meets it."""

import json
import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from notices.models import Issuer, Notice, ReadingSetting, Topic
from site_config.models import FooterLink, Page, SiteIdentity, SurveyChoice, SurveyQuestion

from .making import addresses, attach, editor, illustrate, make_notice, publisher
from .reviewing import approve, reviewer, site_asks

pytestmark = pytest.mark.django_db

MARK = "甲"  # stands in nothing else that a page says
TYPED = f"<b>{MARK}</b>&\"乙'"
RICH = f"<p>{escape(TYPED)}</p>"
TABLE = f"<table><caption>{escape(TYPED)}</caption><tr><td>{escape(TYPED)}</td></tr></table>"
LINES = ("addressee", "cc", "annotation", "signature", "imprint_issuer", "index_number")


class Told(HTMLParser):
    """The text of a page, its elements' and its attributes', and what it tells machines."""

    def __init__(self, html: str):
        super().__init__()
        self.texts: list[str] = []
        self.linked: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.texts += [value for _, value in attrs if value]

    def handle_data(self, data):
        if self.cdata_elem != "script":
            self.texts.append(data)
        elif data.strip():
            self.linked += strings(json.loads(data))

    def __str__(self):
        return "".join((*self.texts, "\n", *self.linked))


def strings(value) -> Iterator[str]:
    """Every text in a value of JSON; rich text as it reads."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
    elif isinstance(value, str):
        yield str(Told(value)) if value.startswith(("<p>", "<table>")) else value


def of_feed(body: bytes) -> Iterator[str]:
    for element in ElementTree.fromstring(body).iter():
        text = element.text or ""
        yield str(Told(text)) if element.get("type") == "html" else text


def text_of(response) -> str:
    kind = response.headers["Content-Type"]
    body = response.getvalue()
    if kind.startswith("text/html"):
        return str(Told(body.decode()))
    if kind.startswith("application/json"):
        return "".join(strings(json.loads(body)))  # a snippet comes in pieces
    return "\n".join(of_feed(body)) if kind.startswith("application/atom") else ""


def otherwise(text: str) -> list[str]:
    """Where a text tells it otherwise than it was typed, with what stands around."""
    return re.findall(f".{{0,20}}{MARK}.{{0,20}}", text.replace(TYPED, ""))


def dress_the_site() -> None:
    words = ("name", "short_name", "organisation", "description", "home_heading", "copyright")
    numbers = ("icp_number", "police_number")
    SiteIdentity.objects.create(pk=SiteIdentity.ROW, **dict.fromkeys(words + numbers, TYPED))
    FooterLink.objects.create(title=TYPED, address="https://example.org/?a=1&b=2")
    Page.objects.create(slug="about", title=TYPED, body=RICH)
    question = SurveyQuestion.objects.create(text=TYPED)
    SurveyChoice.objects.create(question=question, text=TYPED)
    ReadingSetting.objects.create(pk=ReadingSetting.ROW, history="compare")


def saying_it() -> Notice:
    """A notice that says it in every place, on a site that does."""
    dress_the_site()
    notice = make_notice(
        title=f"关于{TYPED}的通知",
        doc_number=TYPED,
        topic=Topic.objects.create(name=TYPED, description=TYPED),
        preamble=RICH + TABLE,
        closing=RICH,
        source_name=TYPED,
        **dict.fromkeys(LINES, TYPED),
    )
    notice.notice_issuers.create(issuer=Issuer.objects.create(name=TYPED))
    for depth, run_in in ((1, False), (2, True), (3, True)):
        notice.sections.create(depth=depth, heading=TYPED, run_in=run_in, body=RICH)
    attach(notice, TYPED, TYPED.encode())
    illustrate(notice, alt=TYPED, caption=TYPED)
    notice.relations.create(type="amends", name=TYPED)
    notice.refresh_from_db()
    return notice


def said_again(notice: Notice) -> Notice:
    """Its working copy says it once more."""
    notice.refresh_from_db()
    notice.closing, notice.cc = RICH + RICH, TYPED + TYPED
    notice.save()
    return notice


def ended() -> Notice:
    """Published, corrected and revoked, all in its words."""
    notice = saying_it()
    notice.publish(publisher())
    said_again(notice).publish(publisher(), note=TYPED, correction="minor")
    facts = {"decided_by": TYPED, "basis_number": TYPED, "reason": TYPED}
    notice.withdraw(publisher(), "revoked", **facts)
    return notice


def asked(notice: Notice) -> list[str]:
    """Questions that say it themselves."""
    page, query = f"/notices/{notice.pk}/", urlencode({"q": TYPED})
    filters = dict.fromkeys(("year", "issuer", "topic", "kind", "validity", "page"), TYPED)
    return [
        f"/search/?{query}",
        f"/search/?{query}&in={notice.pk}",
        f"/search/?{query}&{urlencode(filters)}",
        f"/search/?{urlencode({'q': TYPED + '没有这样的'})}",
        f"/api/search/?{query}",
        f"/?{urlencode(filters)}",
        f"/feed/?topic={notice.topic_id}",
        f"{page}history/?{urlencode({'on': TYPED, 'edition': TYPED})}",
    ]


def test_every_public_page_shows_what_was_typed(client):
    notice = ended()
    pages = {one: text_of(client.get(one)) for one in addresses(notice) + asked(notice)}
    assert {one: otherwise(text) for one, text in pages.items() if otherwise(text)} == {}
    assert {one for one in asked(notice) if TYPED not in pages[one]} == set()


def test_a_page_that_is_gone_shows_what_was_typed(client):
    notice = saying_it()
    notice.publish(publisher())
    notice.withdraw(publisher(), "taken_down", reason=TYPED, stays_in_force=True)
    response = client.get(f"/notices/{notice.pk}/")
    text = text_of(response)
    assert (response.status_code, otherwise(text)) == (410, [])
    assert f"撤下原因：{TYPED}" in text and f"关于{TYPED}的通知" in text


def test_the_pages_of_the_newsroom_show_what_was_typed(desk):
    notice = saying_it()
    site_asks()
    notice.submit(editor())
    notice.comment(reviewer(), TYPED, section=2)
    approve(notice)
    notice.publish(publisher())
    said_again(notice)
    client = desk(reviewer())
    own = ("change", "history", "preview", "differences", "sheet", "wechat_article")
    pages = [reverse(f"admin:notices_notice_{name}", args=[notice.pk]) for name in own]
    told = {one: text_of(client.get(one)) for one in [*pages, reverse("admin:index")]}
    assert {one: otherwise(text) for one, text in told.items() if otherwise(text)} == {}
    assert {one for one in pages if TYPED not in told[one]} == set()
