"""The working copy as plain values: what freezing writes down and approval will name."""

from dataclasses import dataclass

from .. import numbering
from ..reading.citing import with_references
from .acting import asked_once

FORMAT = 1
# 原文无: elements the editor looked for and the original does not have.
ABSENT = {"addressee": "lacks_addressee", "doc_number": "lacks_number"}
# What follows a 公示期, by the kind of the withdrawal that ends it; at most so many working days.
ENDINGS = {"expired": "到期失效", "taken_down": "到期撤下"}
LONGEST_PERIOD = 60
# What a correction is, by the weight readers are told of it.
CORRECTIONS = {"minor": "文字更正（不改变意思）", "major": "内容更正"}


def entries_of(sections) -> list[numbering.Entry]:
    """The outline of some Section rows, in their order."""
    return [
        numbering.Entry(
            depth=section.depth,
            start=section.start,
            unnumbered=section.unnumbered,
            typed=section.typed_label,
        )
        for section in sections
    ]


def label(scheme: str, sections: list) -> None:
    """Tells Section rows, in their order, the labels their scheme gives them.

    None where there are more siblings than numbers: they can be shown all the same.
    """
    try:
        labels = numbering.labels(scheme, entries_of(sections))
    except ValueError:
        labels = [""] * len(sections)
    for section, shown in zip(sections, labels, strict=True):
        section.shown_label = shown


@dataclass(frozen=True)
class Parts:
    """The rows under a notice, each list in its order: saved ones, or those of an unsaved form."""

    notice_issuers: list
    sections: list
    attachments: list
    figures: list
    relations: list


@asked_once
def saved_parts(notice) -> Parts:
    return Parts(
        notice_issuers=list(notice.notice_issuers.select_related("issuer")),
        sections=list(notice.sections.all()),
        attachments=list(notice.attachments.select_related("file")),
        figures=list(_figures(notice)),
        relations=list(notice.relations.all()),
    )


def payload_of(notice, parts: Parts | None = None) -> dict:
    """Everything an edition of the notice would say, in format 1; `parts` default to the saved.

    References between sections have the words that the outline gives them now.
    """
    return with_references(_as_it_stands(notice, parts or saved_parts(notice)))


def _as_it_stands(notice, parts: Parts) -> dict:
    labels = numbering.labels(notice.scheme, entries_of(parts.sections))
    return _if_any(notice) | {
        "format": FORMAT,
        "notice": notice.pk,
        "title": notice.title,
        "kind": {
            "code": notice.kind.code,
            "name": notice.kind.name,
            "red_head": notice.kind.red_head,
        },
        "issuers": [row.issuer.name for row in parts.notice_issuers],
        "addressee": notice.addressee,
        "doc_number": notice.doc_number,
        "signed_on": _day(notice.signed_on),
        "effective_on": _day(notice.effective_on),
        "index_number": notice.index_number,
        "topic": {"id": notice.topic_id, "name": notice.topic.name} if notice.topic else None,
        "source": {
            "kind": notice.source,
            "name": notice.source_name,
            "address": notice.source_address,
            "date": _day(notice.source_date),
        },
        "preamble": notice.preamble,
        "closing": notice.closing,
        "signature": notice.signature,
        "annotation": notice.annotation,
        "cc": notice.cc,
        "imprint": {"issuer": notice.imprint_issuer, "on": _day(notice.imprint_on)},
        "absent": [name for name in ABSENT if getattr(notice, ABSENT[name])],
        "scheme": notice.scheme,
        "sections": [_section(*pair) for pair in zip(parts.sections, labels, strict=True)],
        "attachments": [_attachment(row) for row in parts.attachments],
        "figures": [_figure(row) for row in parts.figures],
        "relations": [_relation(row) for row in parts.relations],
    }


def _if_any(notice) -> dict:
    """Only of a notice that was moved in or states one of these: the digest of no other changes."""
    optional = {
        "first_published_on": notice.first_published_on,
        "period": period_of(notice),
        "correction": correction_of(notice),
    }
    return {name: value for name, value in optional.items() if value}


def period_of(notice) -> dict | None:
    """The 公示期 a notice states: {"days", "ending"}, the ending one of ENDINGS."""
    days = notice.period_days
    return {"days": days, "ending": notice.period_ending} if days else None


def correction_of(notice) -> dict | None:
    """What a draft says of itself as a correction: {"kind", "note"}, the kind one of CORRECTIONS."""
    kind, note = notice.correction_kind, notice.correction_note
    return {"kind": kind, "note": note} if kind or note else None


def _day(day) -> str | None:
    return day.isoformat() if day else None


def _section(section, label: str) -> dict:
    return {
        "number": section.number,
        "depth": section.depth,
        "label": label,
        "heading": section.heading,
        "run_in": section.run_in,
        "body": section.body,
        "start": section.start,
        "unnumbered": section.unnumbered,
        "typed": section.typed_label,
    }


def _file(row) -> dict:
    return {
        "number": row.number,
        "sha256": row.file_id,
        "size": row.file.size if row.file else 0,
        "media_type": row.file.media_type if row.file else "",
    }


def _attachment(row) -> dict:
    return _file(row) | {"name": row.name, "file_name": row.file_name}


def _figures(notice):
    return notice.figures.select_related("file", "section").prefetch_related("file__variants__file")


def _figure(row) -> dict:
    return _file(row) | {
        "place": row.place,
        "section": row.section.number if row.place == "section" else None,
        "alt": row.alt,
        "caption": row.caption,
        "variants": [_variant(variant) for variant in row.file.variants.all()],
    }


def _variant(variant) -> dict:
    return {
        "width": variant.width,
        "height": variant.height,
        "sha256": variant.file_id,
        "media_type": variant.file.media_type,
        "size": variant.file.size,
    }


def _relation(row) -> dict:
    # Only what was typed: the other's title is its own, and may be that of a draft.
    return {"type": row.type, "notice": row.other_id, "name": row.name}
