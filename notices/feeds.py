"""The Atom feed: the newest notices in full, labels included; what was moved in is not news."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from . import reading
from .describing.asking import NotUnderstood, Wanted, filters
from .describing.places import LONGEST_NUMBER
from .models import Edition, Issuer, Release, Topic
from .validity import ENDED
from .views.narrowing import listed
from .views.pages import validity_of

LENGTH = 20
ABOUT = ("topic", "issuer")  # what a feed can be narrowed to

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Item:
    release: Release
    document: reading.Document
    validity: str


class FullText(Atom1Feed):
    """Entries whose content is the whole notice; its relative addresses start from the page."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        attributes = {"type": "html", "xml:base": item["link"]}
        handler.addQuickElement("content", item["content"], attributes)


@dataclass(frozen=True)
class _Asked:
    """What one feed is about: a topic, an issuer, both, or all."""

    request: HttpRequest
    wanted: Wanted
    names: tuple[str, ...]
    query: str


class NoticeFeed(Feed):
    """Absolute addresses come from SITE_URL, never from the Host header."""

    feed_type = FullText
    language = "zh-Hans"

    def get_object(self, request) -> _Asked:
        given = {name: request.GET[name] for name in ABOUT if name in request.GET}
        try:
            wanted = filters(given)
        except NotUnderstood:
            raise Http404("no such feed") from None
        names = [get_object_or_404(Topic, pk=wanted.topic).name] if wanted.topic else []
        if wanted.issuer:
            wanted, name = _issued(wanted, wanted.issuer)
            names.append(name)
        return _Asked(request, wanted, tuple(names), urlencode(given))

    def link(self, asked):
        """The page that lists what the feed is about; the list of all where none does."""
        wanted = asked.wanted
        about = {"topic": wanted.topic, "issuer": wanted.issuer_number}
        known = [(name, number) for name, number in about.items() if number]
        if len(known) != 1 or wanted.issuer:
            return f"{settings.SITE_URL}/"
        ((name, number),) = known
        return f"{settings.SITE_URL}{reverse(f'notices:{name}', args=[number])}"

    def feed_url(self, asked):
        query = f"?{asked.query}" if asked.query else ""
        return f"{settings.SITE_URL}/feed/{query}"

    def feed_guid(self, asked):
        return self.feed_url(asked) if asked.query else f"{settings.SITE_URL}/"

    def title(self, asked):
        about = {"about": asked.names}
        return render_to_string("notices/feed_title.txt", about, asked.request).strip()

    def items(self, asked):
        at = timezone.now()
        releases = (
            Release.objects.public(at)
            .announced()
            .with_validity(at)
            .with_turns(at)
            .annotate(news_at=Subquery(_news(at).values("goes_live_at")[:1]))
            .select_related("edition__payload")
        )
        found = listed(releases, asked.wanted).in_order()[:LENGTH]
        issuer = asked.wanted.issuer
        if not found and issuer and not Issuer.objects.known(at).filter(name=issuer).exists():
            raise Http404("no such issuer")
        return list(_readable(found, at))

    def item_title(self, item):
        return item.document.title

    def item_description(self, item):
        return escape(item.document.description)

    def item_link(self, item):
        return f"{settings.SITE_URL}/notices/{item.release.notice_id}/"

    def item_author_name(self, item):
        return "、".join(item.document.issuers)

    def item_pubdate(self, item):
        return item.release.first_live_at

    def item_updateddate(self, item):
        """An ending or its undoing changes what the document is worth: readers are told of it."""
        return max(filter(None, (item.release.news_at, item.release.turned_at)))

    def item_categories(self, item):
        return [item.validity]

    def item_extra_kwargs(self, item):
        return {
            "content": render_to_string(
                "notices/feed_item.html",
                {
                    "document": item.document,
                    "notice": item.release.notice_id,
                    "validity": item.validity,
                    "has_ended": item.release.ended_as in ENDED,
                },
            )
        }


def _issued(wanted: Wanted, issuer: str) -> tuple[Wanted, str]:
    """By an issuer's number, which outlives its name, or by a name as editions say it."""
    if not (issuer.isascii() and issuer.isdigit() and len(issuer) <= LONGEST_NUMBER):
        return wanted, issuer
    found = get_object_or_404(Issuer.objects.known(timezone.now()), pk=int(issuer))
    return replace(wanted, issuer=None, issuer_number=found.pk), found.name


def _news(at: datetime):
    """The releases of a notice that are news to who has read it: 文字更正 is none."""
    own = Release.objects.effective(at).filter(notice=OuterRef("notice"))
    return own.exclude(edition__correction=Edition.Correction.MINOR).order_by("-goes_live_at")


def _readable(releases, at: datetime) -> Iterator[_Item]:
    """One edition that cannot be drawn must not take the others from the readers."""
    for release in releases:
        try:
            document = reading.document(json.loads(release.edition.payload.text))
            yield _Item(release, document, validity_of(release, at))
        except ValueError as error:
            log.error("notice %s is not in the feed: %s", release.notice_id, error)


_feed = NoticeFeed()


@require_safe
def feed(request):
    """`/feed/`, `?topic=` a topic's number, `?issuer=` an issuer's number or name."""
    response = _feed(request)
    # The newest time says nothing of what was taken down or put right; the answer's ETag does.
    del response.headers["Last-Modified"]
    return response
