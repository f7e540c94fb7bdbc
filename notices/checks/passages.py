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
RICH = [("preamble", "引言"), ("closing", "结尾")]


def passages(payload: dict) -> Iterator[Passage]:
    """All texts of a payload (format 1), rich ones as plain text, in no binding order."""
    for key, place in HEAD:
        yield Passage(place, payload[key], head=True)
    for key, place in LINES:
        yield Passage(place, payload[key])
    for key, place in RICH:
        yield _rich(place, payload[key])
    yield Passage("发文机关", "\n".join(payload["issuers"]))
    yield Passage("印发机关", payload["imprint"]["issuer"])
    source = payload["source"]
    yield Passage("来源", f"{source['name']}\n{source['address']}")
    for section, place in zip(
        payload["sections"], section_places(payload["sections"]), strict=True
    ):
        yield Passage(f"{place}序号", section["typed"])
        yield Passage(f"{place}标题", section["heading"])
        yield _rich(place, section["body"])
    for row in payload["attachments"]:
        yield Passage(f"附件“{row['name']}”", f"{row['name']}\n{row['file_name']}")
    for row in payload["figures"]:
        yield Passage("图的文字", f"{row['alt']}\n{row['caption']}")
    for row in payload["relations"]:
        yield Passage("关联文件", row["name"])


def rich_texts(payload: dict) -> Iterator[tuple[str, str]]:
    """(place, HTML) of every rich text."""
    for key, place in RICH:
        yield place, payload[key]
    places = section_places(payload["sections"])
    for section, place in zip(payload["sections"], places, strict=True):
        yield place, section["body"]


def _rich(place: str, html: str) -> Passage:
    """A rich text as readers see it, last the numbers its links call."""
    return Passage(place, "\n".join([rich_text.plain(html), *rich_text.contacts(html)]))


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
