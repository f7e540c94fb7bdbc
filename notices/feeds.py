"""The Atom feed: the newest notices in full, labels included; what was moved in is not news."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from . import reading
from .models import Release
from .validity import ENDED

LENGTH = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Item:
    release: Release
    document: reading.Document


class FullText(Atom1Feed):
    """Entries whose content is the whole notice; its relative addresses start from the page."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        attributes = {"type": "html", "xml:base": item["link"]}
        handler.addQuickElement("content", item["content"], attributes)


class NoticeFeed(Feed):
    """Absolute addresses come from SITE_URL, never from the Host header."""

    feed_type = FullText
    language = "zh-Hans"

    def link(self, request):
        return f"{settings.SITE_URL}/"

    def feed_url(self, request):
        return f"{settings.SITE_URL}/feed/"

    def get_object(self, request):
        return request

    def title(self, request):
        return render_to_string("notices/feed_title.txt", request=request).strip()

    def items(self):
        releases = (
            Release.objects.public()
            .announced()
            .with_validity()
            .newest_first()
            .select_related("edition__payload")
        )
        return list(_readable(releases[:LENGTH]))

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
        """An ending changes what the document is worth, so readers are told of it."""
        return max(filter(None, (item.release.goes_live_at, item.release.ended_at)))

    def item_extra_kwargs(self, item):
        return {
            "content": render_to_string(
                "notices/feed_item.html",
                {
                    "document": item.document,
                    "notice": item.release.notice_id,
                    "ended": ENDED.get(item.release.ended_as),
                },
            )
        }


def _readable(releases) -> Iterator[_Item]:
    """One edition that cannot be drawn must not take the others from the readers."""
    for release in releases:
        try:
            yield _Item(release, reading.document(json.loads(release.edition.payload.text)))
        except ValueError as error:
            log.error("notice %s is not in the feed: %s", release.notice_id, error)
