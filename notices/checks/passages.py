"""An edition's payload as passages: every text a reader would see, each with its place."""

from collections.abc import Iterator

from .. import rich_text
from .problem import Passage

HEAD = [("title", "标题"), ("doc_number", "发文字号"), ("annotation", "附注")]
LINES = [
    ("addressee", "主送机关"),
    ("signature", "署名"),
    ("cc", "抄送"),
    ("index_number", "索引号"),
]
FIGURE = [("alt", "图的替代文字"), ("caption", "图题")]
RICH = [("preamble", "引言"), ("closing", "结尾")]


def passages(payload: dict) -> Iterator[Passage]:
    """All texts of a payload (format 1), rich ones as plain text, in no binding order."""
    for key, place in HEAD:
        yield Passage(place, payload[key], head=True, part=key)
    for key, place in LINES:
        yield Passage(place, payload[key], part=key)
    for key, place in RICH:
        yield _rich(place, payload[key], key)
    yield Passage("发文机关", "\n".join(payload["issuers"]), part="issuers")
    yield Passage("印发机关", payload["imprint"]["issuer"], part="imprint_issuer")
    source = payload["source"]
    yield Passage("来源", f"{source['name']}\n{source['address']}", part="source_name")
    for section, place in zip(
        payload["sections"], section_places(payload["sections"]), strict=True
    ):
        part = f"section:{section['number']}"
        yield Passage(f"{place}序号", section["typed"], part=f"{part}:typed_label")
        yield Passage(f"{place}标题", section["heading"], part=f"{part}:heading")
        yield _rich(place, section["body"], f"{part}:body")
    for row in payload["attachments"]:
        words = f"{row['name']}\n{row['file_name']}"
        yield Passage(f"附件“{row['name']}”", words, part=f"attachment:{row['number']}")
    for row in payload["figures"]:
        for field, place in FIGURE:
            yield Passage(place, row[field], part=f"figure:{row['number']}:{field}")
    for row in payload["relations"]:
        yield Passage("关联文件", row["name"], part="relations")


def rich_parts(payload: dict) -> dict[str, str]:
    """The HTML of each rich text, by its part."""
    texts = {key: payload[key] for key, _ in RICH}
    bodies = {f"section:{row['number']}:body": row["body"] for row in payload["sections"]}
    return texts | bodies


def _rich(place: str, html: str, part: str) -> Passage:
    """A rich text as readers see it, last the numbers its links call."""
    words = "\n".join([rich_text.plain(html), *rich_text.contacts(html)])
    return Passage(place, words, part=part)


def section_places(sections: list[dict]) -> list[str]:
    """Where each section stands, as people cite it: "二、（一）1."; an unlabelled one by heading.

    `sections`: mappings with depth, label and heading.
    """
    path: list[str] = []
    places = []
    for section in sections:
        del path[section["depth"] - 1 :]
        path += [""] * (section["depth"] - 1 - len(path))
        path.append(section["label"] or f"“{section['heading'][:10] or '未编号层次'}”")
        places.append("".join(path))
    return places
