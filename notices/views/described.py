"""What the head of a notice's page tells machines: page labels and linked data."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ..describing import labels, linked
from ..models import Release


def file_head(context: dict, live: Release) -> dict:
    """The part of the context of an attachment's page its head is drawn from."""
    file = context["file"]
    path = reverse("notices:file_view", args=[context["notice"], file.number])
    part = f"?p={context['here']}" if context["here"] != 1 else ""
    published = timezone.localtime(live.first_live_at)
    address = f"{settings.SITE_URL}{path}{part}"
    return {
        "column_type": labels.COLUMN_TYPE,
        "labels": labels.file_labels(context["document"], file.name, published, address),
    }


def head(context: dict) -> dict:
    """The part of the page's context its head is drawn from; `context` is that of `pages.drawn`."""
    live, document = context["live"], context["document"]
    published = timezone.localtime(live.first_live_at)
    path = reverse("notices:page", args=[context["notice"]])
    modified = max(filter(None, (live.goes_live_at, live.turned_at)))
    standing = linked.Standing(
        address=f"{settings.SITE_URL}{path}",
        validity=context["validity"],
        published=published,
        modified=timezone.localtime(modified),
        ended=live.ended_at and timezone.localtime(live.ended_at),
    )
    return {
        "column_type": labels.COLUMN_TYPE,
        "labels": labels.article_labels(document, published, settings.SITE_URL, path),
        "linked": linked.linked(document, standing),
    }
