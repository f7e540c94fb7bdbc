"""What the template of a notice draws, made from an edition's payload (format 1)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from .. import pictures, rich_text, viewing
from .citing import citation
from .outline import Entry, Part, Picture, Section, contents, parts, sections, summary
from .titles import title_lines
from .wording import day, file_type, period, size

FORMAT = 1
# (figure, variant) of a payload → where that file is found
Address = Callable[[dict, dict], str]
LONGEST_HEAD = 12  # characters of a red head that fit one line of a phone
FEWEST_CONTENTS = 3
LONGEST_DESCRIPTION = 100
# GB/T 9704—2012 7.2.4 and 10: what follows the issuer's name in the red head of these kinds.
HEAD_WORDS = {"letter": "", "order": "令", "minutes": "纪要"}
HEAD_WORD = "文件"
# Kinds whose name does not read after 本: 本通知, but 本命令 and 本文件.
CALLED = {"order": "命令", "reprint": "文件"}


@dataclass(frozen=True)
class Mast:
    """The red head: one line, or one for each issuer, and the document number under it."""

    lines: tuple[str, ...]
    number: str

    @property
    def is_long(self) -> bool:
        return len(self.lines) > 1 or len(self.lines[0]) > LONGEST_HEAD


@dataclass(frozen=True)
class Row:
    """One line of 文件信息; `on` where it is a date."""

    name: str
    text: str
    on: date | None = None


@dataclass(frozen=True)
class Source:
    """来源: its name, and of a reprint the address and day."""

    name: str
    address: str
    on: date | None


@dataclass(frozen=True)
class File:
    """An attachment as listed; `offered` is false where the present edition has it no more.

    `readable`: a page of the site can show what files of its kind say.
    """

    number: int
    order: str  # 1. 2. 3.; "" of an only one
    name: str
    type: str
    size: str
    offered: bool
    readable: bool


@dataclass(frozen=True)
class Document:
    title: str
    title_lines: tuple[tuple[str, ...], ...]  # the lines it must have, each in pieces
    called: str  # 通知, 公示 …: what follows 本
    citation: str
    mast: Mast | None
    doc_number: str
    issuers: tuple[str, ...]
    addressee: str
    preamble: str
    preamble_pictures: tuple[Picture, ...]
    parts: tuple[Part, ...]
    closing: str
    closing_pictures: tuple[Picture, ...]
    contents: tuple[Entry, ...]
    contents_summary: str
    attachments: tuple[File, ...]
    signature: tuple[str, ...]
    signed_on: date | None
    first_published: date | datetime | None  # on an old site: a day, or a moment in UTC
    annotation: str
    cc: str
    imprint_issuer: str
    imprint_on: date | None
    info: tuple[Row, ...]
    source: Source
    period: str  # 公示期, as the text states it; "" where it states none
    kind: dict  # the payload's: {"code", "name", "red_head"}
    topic: dict | None  # {"id", "name"}
    effective_on: date | None
    named: tuple[dict, ...]  # the payload's relations: {"type", "notice", "name"}
    description: str


def document(
    payload: dict,
    offered: Collection[tuple[int, str]] | None = None,
    picture_address: Address | None = None,
) -> Document:
    """The document a payload says.

    `offered`: (number, sha256) of the files readers can have now; None where the payload is of
    the present edition. `picture_address`: None where readers have the pictures. Raises ValueError on a format it does not know.
    """
    if payload["format"] != FORMAT:
        raise ValueError(f"an edition of format {payload['format']} is not known here")
    shown = _pictures(payload, offered, picture_address or _public_address(payload["notice"]))
    rows = sections(payload["sections"], payload["scheme"], shown)
    return Document(
        **_title_block(payload),
        **_text(payload, rows, shown),
        **_after_the_text(payload, offered),
        **_about(payload),
    )


def files_of(payload: dict) -> set[tuple[int, str]]:
    """(number, sha256) of every file of an edition, attachments and figures."""
    return {(row["number"], row["sha256"]) for row in payload["attachments"] + payload["figures"]}


def _is_offered(row: dict, offered) -> bool:
    return offered is None or (row["number"], row["sha256"]) in offered


def _public_address(notice: int) -> Address:
    """The addresses of `notices.surfaces`: a figure, and a figure of one width."""

    def address(row: dict, variant: dict) -> str:
        figure = f"/notices/{notice}/figures/{row['number']}/"
        return figure if variant["sha256"] == row["sha256"] else f"{figure}{variant['width']}/"

    return address


def _pictures(payload: dict, offered, address: Address) -> dict:
    """Figures by where they stand: a section's number, "preamble" or "closing"."""
    found: dict = {}
    for row in payload["figures"]:
        where = row["section"] if row["place"] == "section" else row["place"]
        picture = _picture(row, _is_offered(row, offered), address)
        found[where] = (*found.get(where, ()), picture)
    return found


def _picture(row: dict, is_offered: bool, address: Address) -> Picture:
    variants = row["variants"]
    (own,) = [variant for variant in variants if variant["sha256"] == row["sha256"]]
    webp = [variant for variant in variants if variant["media_type"] == pictures.WEBP]
    return Picture(
        number=row["number"],
        alt=row["alt"],
        caption=row["caption"],
        width=own["width"],
        height=own["height"],
        address=address(row, own),
        srcset=", ".join(f"{address(row, variant)} {variant['width']}w" for variant in webp),
        offered=is_offered,
    )


def _title_block(payload: dict) -> dict:
    kind, issuers = payload["kind"], payload["issuers"]
    return {
        "title": payload["title"],
        "title_lines": tuple(map(tuple, title_lines(payload["title"], issuers))),
        "citation": citation(payload["title"], payload["doc_number"]),
        "called": CALLED.get(kind["code"], kind["name"]),
        "mast": _mast(kind, issuers, payload["doc_number"]),
        "doc_number": payload["doc_number"],
        "issuers": tuple(issuers),
        "addressee": f"{payload['addressee'].rstrip('：:')}：" if payload["addressee"] else "",
    }


def _mast(kind: dict, issuers: list[str], number: str) -> Mast | None:
    if not (kind["red_head"] and number and issuers):
        return None
    word = HEAD_WORDS.get(kind["code"], HEAD_WORD) if len(issuers) == 1 else ""
    return Mast(tuple(f"{name}{word}" for name in issuers), number)


def _text(payload: dict, rows: list[Section], pictures: dict) -> dict:
    entries = contents(rows)
    shown = len(entries) + sum(len(entry.below) for entry in entries) >= FEWEST_CONTENTS
    return {
        "preamble": payload["preamble"],
        "preamble_pictures": pictures.get("preamble", ()),
        "parts": parts(rows),
        "closing": payload["closing"],
        "closing_pictures": pictures.get("closing", ()),
        "contents": entries if shown else (),
        "contents_summary": summary(entries),
    }


def _after_the_text(payload: dict, offered) -> dict:
    signature = [line.strip() for line in payload["signature"].split("\n") if line.strip()]
    return {
        "attachments": _attachments(payload["attachments"], offered),
        "signature": tuple(signature or payload["issuers"]),
        "signed_on": _date(payload["signed_on"]),
        "first_published": _first_published(payload.get("first_published_on")),
        "annotation": payload["annotation"],
        "cc": payload["cc"],
        "imprint_issuer": payload["imprint"]["issuer"],
        "imprint_on": _date(payload["imprint"]["on"]),
    }


def _first_published(text: str | None) -> date | datetime | None:
    if text and "T" in text:
        return datetime.fromisoformat(text)
    return _date(text)


def _attachments(rows: list[dict], offered) -> tuple[File, ...]:
    return tuple(
        File(
            number=row["number"],
            order=f"{order}." if len(rows) > 1 else "",
            name=row["name"],
            type=file_type(row["file_name"]),
            size=size(row["size"]),
            offered=_is_offered(row, offered),
            readable=viewing.is_readable(row["file_name"]),
        )
        for order, row in enumerate(rows, 1)
    )


def _about(payload: dict) -> dict:
    source = payload["source"]
    return {
        "info": tuple(_info(payload)),
        "period": period(payload["period"]) if "period" in payload else "",
        "source": Source(source["name"], source["address"], _date(source["date"])),
        "kind": payload["kind"],
        "topic": payload["topic"],
        "effective_on": _date(payload["effective_on"]),
        "named": tuple(payload["relations"]),
        "description": _description(payload),
    }


def _info(payload: dict) -> list[Row]:
    """索引号 … 施行日期, in the order of 文件信息, those that are there."""
    issuing = "发文机关" if payload["kind"]["red_head"] else "发布机关"
    texts = [
        ("索引号", payload["index_number"]),
        ("主题分类", payload["topic"]["name"] if payload["topic"] else ""),
        (issuing, "、".join(payload["issuers"])),
        ("发文字号", payload["doc_number"]),
    ]
    dates = [("成文日期", payload["signed_on"]), ("施行日期", payload["effective_on"])]
    return [Row(name, text) for name, text in texts if text] + [
        Row(name, day(_date(text)), _date(text)) for name, text in dates if text
    ]


def _description(payload: dict) -> str:
    """The beginning of the text, for search engines and feeds."""
    first = payload["preamble"] or next((row["body"] for row in payload["sections"]), "")
    text = rich_text.plain(first).replace("\n", " ")
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1]}…"


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
