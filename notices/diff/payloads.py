"""Two payloads (format 1): what differs, in the order of the page."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from .. import numbering, reading
from ..reading.document import FORMAT
from . import files
from .sections import sections
from .shapes import ADDED, CHANGED, REMOVED, Change, Differences, Part, element
from .texts import texts

# A relation of a payload → how it is told; "" where it is not for who reads.
Told = Callable[[Mapping], str]


def differences(old: Mapping, new: Mapping, told: Told) -> Differences:
    """What the later payload says otherwise; ValueError on a format that is not known."""
    for payload in (old, new):
        if payload["format"] != FORMAT:
            raise ValueError(f"an edition of format {payload['format']} is not known here")
    outline = sections(old["sections"], new["sections"])
    told_files = [
        *files.figures(old["figures"], new["figures"]),
        *files.attachments(old["attachments"], new["attachments"]),
    ]
    changes = [
        *_above(old, new),
        *_rich("引言", old["preamble"], new["preamble"]),
        *outline.changes,
        *_rich("结尾", old["closing"], new["closing"]),
        *(one for one in told_files if isinstance(one, Change)),
        *_below(old, new),
        *_listed("关联", _relations(old, told), _relations(new, told)),
    ]
    renumbered = [one for one in told_files if not isinstance(one, Change)]
    return Differences(tuple(changes), (*outline.relabelled, *renumbered), outline.same)


def _above(old: Mapping, new: Mapping) -> Iterator[Change]:
    yield from _listed("发文机关", old["issuers"], new["issuers"])
    for place, key in [("发文字号", "doc_number"), ("标题", "title"), ("主送机关", "addressee")]:
        yield from element(place, old[key], new[key])


def _below(old: Mapping, new: Mapping) -> Iterator[Change]:
    """What stands after the text, then 文件信息."""
    for place, read in _BELOW.items():
        yield from element(place, read(old), read(new))


def _day(text: str | None) -> str:
    return reading.day(date.fromisoformat(text)) if text else ""


def _period(stated: Mapping | None) -> str:
    return reading.period(stated) if stated else ""


def _scheme(payload: Mapping) -> str:
    scheme = numbering.SCHEMES.get(payload["scheme"])
    return scheme.name if scheme else payload["scheme"]


_BELOW: dict[str, Callable[[Mapping], str]] = {
    "署名": lambda one: one["signature"],
    "成文日期": lambda one: _day(one["signed_on"]),
    "附注": lambda one: one["annotation"],
    "抄送": lambda one: one["cc"],
    "印发机关": lambda one: one["imprint"]["issuer"],
    "印发日期": lambda one: _day(one["imprint"]["on"]),
    "文种": lambda one: one["kind"]["name"],
    "施行日期": lambda one: _day(one["effective_on"]),
    "公示期": lambda one: _period(one.get("period")),
    "原发布时间": lambda one: one.get("first_published_on", ""),
    "索引号": lambda one: one["index_number"],
    "主题分类": lambda one: one["topic"]["name"] if one["topic"] else "",
    "来源": lambda one: one["source"]["name"],
    "转载网址": lambda one: one["source"]["address"],
    "原发布日期": lambda one: _day(one["source"]["date"]),
    "编号方案": _scheme,
}


def _rich(place: str, old: str, new: str) -> Iterator[Change]:
    parts, notes = texts(old, new)
    if parts or notes:
        kind = CHANGED if old and new else ADDED if new else REMOVED
        yield Change(place, kind, tuple(parts), tuple(notes))


def _listed(place: str, old: list[str], new: list[str]) -> Iterator[Change]:
    """A list each of whose items is there or is not."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    parts = [Part.of("", item, "") for item in gone] + [Part.of("", "", item) for item in come]
    if parts:
        kind = CHANGED if gone and come else ADDED if come else REMOVED
        yield Change(place, kind, tuple(parts))
    elif old != new:
        yield Change(place, CHANGED, (Part.of("", "、".join(old), "、".join(new)),))


def _relations(payload: Mapping, told: Told) -> list[str]:
    return [sentence for sentence in map(told, payload["relations"]) if sentence]
