"""The API: the list, a notice as data, one of its editions, and the description of all of it."""

import json
from datetime import datetime

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from .. import reading
from ..describing import asking, data
from ..describing.description import description as description_of
from ..describing.places import Place
from ..models import Kind, Release, Topic
from ..querysets import ReleaseQuerySet
from .answers import shown, shown_before
from .machines import answering_machines
from .narrowing import listed, worth
from .pages import drawn, validity_of
from .related import Related


@answering_machines
def notices(request) -> dict:
    """The public notices the filters let through, newest first, some at a time."""
    at = timezone.now()
    asked = asking.read(request.GET)
    releases = worth(listed(Release.objects.public(at), asked.wanted), asked.wanted, at)
    releases = described(releases, at)
    if asked.after:
        releases = releases.after(asked.after.moment, asked.after.release)
    found = list(releases.in_order()[: asked.limit + 1])
    page = found[: asked.limit]
    more = len(found) > asked.limit
    return {
        "notices": [summary(release, at) for release in page],
        "next": _next(asked, page[-1]) if more else None,
        "description": absolute("api_description"),
    }


def described(releases: ReleaseQuerySet, at: datetime) -> ReleaseQuerySet:
    """Releases with all that `summary` says of them."""
    payload = "edition__payload__"
    kinds = Kind.objects.filter(code=OuterRef(f"{payload}kind"))
    topics = Topic.objects.filter(pk=OuterRef(f"{payload}topic_number"))
    return (
        releases.with_validity(at)
        .annotate(
            kind_name=Subquery(kinds.values("name")[:1]),
            topic_name=Subquery(topics.values("name")[:1]),
        )
        .select_related("edition__payload")
        .defer("edition__payload__text")
    )


def _next(asked: asking.Asked, last: Release) -> str:
    query = asked.query(Place(last.first_live_at, last.pk))
    return f"{absolute('api')}?{query}"


def summary(release: Release, at: datetime) -> dict:
    """What a list says of a release that is `listed`."""
    payload = release.edition.payload
    topic = {"id": payload.topic_number, "name": release.topic_name}
    return _head(release) | {
        "title": payload.title,
        "kind": {"code": payload.kind, "name": release.kind_name or payload.kind},
        "topic": topic if release.topic_name else None,
        "issuers": [name for name in payload.issuers.split("\n") if name],
        "doc_number": payload.doc_number,
        "signed_on": data.day(payload.signed_on),
        "effective_on": data.day(payload.effective_on),
        "validity": data.worth(validity_of(release, at), release.ended_at),
        "edition": {
            "number": release.edition.number,
            "digest": release.edition.digest,
            "live_since": data.moment(release.goes_live_at),
        },
    }


def _head(release: Release) -> dict:
    return {
        "number": release.notice_id,
        "address": absolute("page", release.notice_id),
        "data": absolute("data", release.notice_id),
        "published_at": data.moment(release.first_live_at),
    }


@answering_machines
def notice(request, number: int) -> dict:
    """The live edition as data."""
    at = timezone.now()
    live = shown(number, at)
    return _whole(live, live, at)


@answering_machines
def edition(request, number: int, edition_number: int) -> dict:
    """Edition k as data: the live one always, an earlier one where the setting shows it."""
    at = timezone.now()
    live = shown(number, at)
    is_live = live.edition.number == edition_number
    return _whole(live, live if is_live else shown_before(live, edition_number, at), at)


def _whole(live: Release, release: Release, at) -> dict:
    payload = json.loads(release.edition.payload.text)
    context = drawn(live, release, at)
    page = absolute("page", live.notice_id)
    text = data.text_of(payload, context["document"], page, _addresses(live, release))
    return _head(live) | text | _standing(context)


def _addresses(live: Release, release: Release) -> data.Address:
    """The addresses of files; an earlier edition's only where the live one has them still."""
    names = {"attachments": "file", "figures": "figure"}
    offered = reading.files_of(json.loads(live.edition.payload.text))

    def address(sort: str, row: dict) -> str | None:
        is_offered = release is live or (row["number"], row["sha256"]) in offered
        return absolute(names[sort], live.notice_id, row["number"]) if is_offered else None

    return address


def _standing(context: dict) -> dict:
    """What the notice is worth, which edition this is, and what it does to others."""
    live, edition, relations = context["live"], context["edition"], context["relations"]
    ending, correction = context["ending"], context["correction"]
    return {
        "validity": data.worth(context["validity"], live.ended_at)
        | {
            "reason": ending.reason if ending else None,
            "decided_by": ending.decided_by if ending else None,
            "basis_number": ending.basis_number if ending else None,
            "successor": relations.successor and _related(relations.successor),
        },
        "edition": {
            "number": edition.number,
            "digest": edition.digest,
            "live_since": data.moment(context["release"].goes_live_at),
            "is_live": context["release"] is live,
            "correction": correction and {"degree": correction.correction, "note": correction.note},
        },
        "relations": [_related(other) for other in relations.all],
    }


def _related(other: Related) -> dict:
    return {
        "way": other.way,
        "type": other.type,
        "title": other.title,
        "doc_number": other.doc_number,
        "number": other.number,
        "address": other.number and absolute("page", other.number),
    }


@answering_machines
def description(request) -> dict:
    """The OpenAPI description."""
    return description_of(settings.SITE_URL)


def absolute(name: str, *numbers: int) -> str:
    """An address of ours as it is told to others."""
    return f"{settings.SITE_URL}{reverse(f'notices:{name}', args=numbers)}"
