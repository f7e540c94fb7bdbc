"""The rows of many public notices at once: what the verbs would write, one Event a notice."""

from collections.abc import Sequence

from django.db import transaction

from ...canonical import canonical_json, digest
from ...models import (
    Edition,
    EditionPayload,
    Event,
    Fingerprint,
    Generation,
    Issuer,
    Kind,
    Notice,
    NoticeIssuer,
    Passage,
    Release,
    Section,
    Shelf,
    Topic,
    User,
)
from ...models.arriving.fingerprint import digests
from ...models.freezing import columns_of
from ...models.payload import Parts, payload_of
from .texts import Paper


@transaction.atomic
def publish_papers(papers: Sequence[Paper], user: User) -> None:
    """Makes the papers public, each since its own moment; all of them or none."""
    issuers = {name: Issuer.objects.named(name, user) for name in {p.issuer for p in papers}}
    topics = {name: _topic(name) for name in {p.topic for p in papers}}
    kind = Kind.objects.get(code="notice")
    notices = Notice.objects.bulk_create(
        _notice(paper, kind, topics[paper.topic], user) for paper in papers
    )
    named = NoticeIssuer.objects.bulk_create(
        NoticeIssuer(notice=notice, issuer=issuers[paper.issuer], order=10)
        for notice, paper in zip(notices, papers, strict=True)
    )
    sections = [_sections(notice, paper) for notice, paper in zip(notices, papers, strict=True)]
    Section.objects.bulk_create(row for rows in sections for row in rows)
    payloads = [
        payload_of(notice, Parts([issuer], rows, [], [], []))
        for notice, issuer, rows in zip(notices, named, sections, strict=True)
    ]
    _freeze(notices, papers, payloads, user)
    Generation.bump()


def _topic(name: str) -> Topic:
    return Topic.objects.get_or_create(name=name)[0]


def _notice(paper: Paper, kind: Kind, topic: Topic, user: User) -> Notice:
    return Notice(
        title=paper.title,
        kind=kind,
        topic=topic,
        doc_number=paper.number,
        lacks_addressee=True,
        signed_on=paper.moment.date(),
        preamble=f"<p>{paper.preamble}</p>",
        section_count=len(paper.sections),
        edition_count=1,
        has_release=True,
        made_by=user,
    )


def _sections(notice: Notice, paper: Paper) -> list[Section]:
    return [
        Section(
            notice=notice,
            number=number,
            order=number * Section.STEP,
            depth=depth,
            heading=heading,
            body=f"<p>{text}</p>",
        )
        for number, (depth, heading, text) in enumerate(paper.sections, 1)
    ]


def _freeze(notices: list[Notice], papers: Sequence[Paper], payloads: list[dict], user) -> None:
    texts = [canonical_json(payload) for payload in payloads]
    editions = Edition.objects.bulk_create(
        Edition(
            notice=notice,
            number=1,
            format=payload["format"],
            digest=digest(text),
            frozen_at=paper.moment,
            frozen_by=user,
        )
        for notice, paper, payload, text in zip(notices, papers, payloads, texts, strict=True)
    )
    contents = EditionPayload.objects.bulk_create(
        EditionPayload(edition=edition, text=text, **columns_of(payload))
        for edition, payload, text in zip(editions, payloads, texts, strict=True)
    )
    # Synthetic texts of a demo, which no desk has seen: their releases stand on nothing.
    made = [
        Release(
            notice=edition.notice,
            edition=edition,
            goes_live_at=edition.frozen_at,
            first_live_at=edition.frozen_at,
            made_at=edition.frozen_at,
            made_by=user,
        )
        for edition in editions
    ]
    releases = Release.objects.bulk_create(made, by_verb=True)
    Shelf.objects.write(releases)
    for rows in zip(editions, contents, releases, strict=True):
        _record(*rows, user)
    for edition, payload in zip(editions, payloads, strict=True):
        Passage.objects.write(edition, payload)
    Fingerprint.objects.bulk_create(
        Fingerprint(notice=edition.notice, edition=of, **digests(payload, payload["sections"]))
        for edition, payload in zip(editions, payloads, strict=True)
        for of in (None, edition)
    )


def _record(edition: Edition, content: EditionPayload, release: Release, user: User) -> None:
    Event.objects.record(
        Event.Verb.PUBLISHED,
        user,
        notice=edition.notice,
        digest=edition.digest,
        rows=[edition, content, release],
        edition=edition.number,
        goes_live_at=release.goes_live_at.isoformat(),
        note="",
    )
