"""An edition's payload (format 1) cut into what is found: its title block and its sections.

What stands before and after the sections has no address of its own and is found as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import numbering, rich_text
from ..viewing import TABLE, Part
from .folding import fold
from .pairs import SEPARATOR

TITLE = 0  # the order of the title block
ATTACHED, MOST_ORDERS = 1 << 15, 1 << 16  # from which order on stands what files say, and to which
OPENING, CLOSING, ATTACHMENTS = "开头", "结尾", "附件"


@dataclass(frozen=True)
class Text:
    """One passage.

    `order` is its place in the notice, `section` the number its address is made of, None where it
    has none; `place` the words that name it; `text` what is shown of it; `head` and `folded` what
    is compared of its heading, and of all of it.
    """

    order: int
    section: int | None
    place: str
    text: str
    head: str
    folded: str


@dataclass(frozen=True)
class FileText(Text):
    """A passage of an attachment; `section` is the number of its part."""

    attachment: int


def texts(payload: dict) -> list[Text]:
    """The passages of a payload, in the order of the page, without those that say nothing."""
    found = [_title_block(payload), _other(OPENING, [_plain(payload["preamble"])])]
    found += _sections(payload)
    ending = [_plain(payload["closing"]), payload["signature"], payload["annotation"]]
    found.append(_other(CLOSING, [*ending, payload["cc"], payload["imprint"]["issuer"]]))
    found.append(_other(ATTACHMENTS, [row["name"] for row in payload["attachments"]]))
    return [Text(order, **values) for order, values in enumerate(found) if order == TITLE or values]


def file_texts(
    attachments: Sequence[dict], said: Mapping[str, tuple[str, Sequence[Part]]]
) -> list[FileText]:
    """The passages of a payload's attachments; `said` is the kind and the parts of each file, by
    its hash, as `notices.viewing` has them. What is beyond MOST_ORDERS (60 whole files) is left out.
    """
    found = []
    for place, row in enumerate(attachments, 1):
        kind, parts = said[row["sha256"]]
        called = f"{ATTACHMENTS}{place if len(attachments) > 1 else ''}　{row['name']}"
        for part in parts:
            # Words run on over the end of a line, but not from one row of a table to the next.
            folded = _folded(part.text.split("\n")) if kind == TABLE else fold(part.text)
            if folded:
                name = f"{called}　{part.name}" if part.name else called
                order = ATTACHED + len(found)
                found.append(
                    FileText(order, part.number, name, part.text, "", folded, row["number"])
                )
    return found[: MOST_ORDERS - ATTACHED]


def _title_block(payload: dict) -> dict:
    """Title and number weigh as a heading; they are shown by themselves, the rest as the text."""
    head = [payload["title"], payload["doc_number"]]
    rest = [*payload["issuers"], payload["addressee"], payload["index_number"]]
    return {
        "section": None,
        "place": "",
        "text": "\n".join(filter(None, rest)),
        "head": _folded(head),
        "folded": _folded(head + rest),
    }


def _other(place: str, parts: Sequence[str]) -> dict:
    """A passage that is no section; {} where it says nothing."""
    folded = _folded(parts)
    if not folded:
        return {}
    text = "\n".join(filter(None, parts))
    return {"section": None, "place": place, "text": text, "head": "", "folded": folded}


def _sections(payload: dict) -> Iterator[dict]:
    captions: dict = {}
    for figure in payload["figures"]:
        captions.setdefault(figure["section"], []).append(figure["caption"])
    for row, place in zip(payload["sections"], _places(payload["sections"], payload["scheme"])):
        head = row["label"] + row["heading"]
        body = "\n".join(filter(None, [_plain(row["body"]), *captions.get(row["number"], [])]))
        yield {
            "section": row["number"],
            "place": place,
            "text": body,
            "head": fold(head),
            # A heading runs on into its text, so words are found across.
            "folded": fold(head + body),
        }


def _places(rows: Sequence[dict], scheme: str) -> Iterator[str]:
    """二、（三）照护重点人群　1.: where a section stands, headings as far as they are needed."""
    above: list[dict] = []
    for row in rows:
        above = [other for other in above if other["depth"] < row["depth"]]
        above.append(row)
        yield _place(above, scheme)


def _place(path: Sequence[dict], scheme: str) -> str:
    *above, row = path
    if row["heading"]:
        labels = "".join(other["label"] for other in above)
        gap = numbering.gap(scheme, row["depth"]) if row["label"] else ""
        return f"{labels}{row['label']}{gap}{row['heading'].rstrip('。')}"
    if not above:
        return row["label"] or OPENING
    # After a heading the label of a point stands apart; after another label it follows on.
    between = "　" if above[-1]["heading"] else ""
    return f"{_place(above, scheme)}{between}{row['label']}".rstrip()


def _plain(html: str) -> str:
    return rich_text.plain(html)


def _folded(parts: Sequence[str]) -> str:
    return SEPARATOR.join(filter(None, map(fold, parts)))
