"""网页标签 of a notice's page (《政府网站发展指引》, 国办发〔2017〕47号, annex 网页标签规范).

One tag carries the label and the Open Graph property that says the same (https://ogp.me).
"""

from dataclasses import dataclass
from datetime import datetime

from ..reading import Document, Picture

# The one of the standard's column types that notices fall under.
COLUMN_TYPE = "政策文件"


@dataclass(frozen=True)
class Label:
    name: str
    content: str
    property: str = ""


def article_labels(document: Document, published: datetime, site: str, path: str) -> list[Label]:
    """The labels of the article group, in the standard's order.

    `published` is in the zone of the site; `site` its address without the slash, `path` that of
    the notice. Optional labels without a value are left out.
    """
    issuers = "、".join(document.issuers)
    picture = first_picture(document)
    labels = [
        Label("ArticleTitle", document.title, "og:title"),
        Label("PubDate", f"{published:%Y-%m-%d %H:%M}"),
        Label("ContentSource", document.source.name or issuers),
        Label("Keywords", ",".join(_keywords(document))),
        Label("Author", issuers),
        Label("Description", document.description, "og:description"),
        Label("Image", f"{site}{picture.address}" if picture else "", "og:image"),
        Label("Url", f"{site}{path}", "og:url"),
    ]
    return [label for label in labels if label.content]


def file_labels(document: Document, name: str, published: datetime, address: str) -> list[Label]:
    """The labels of the article group of an attachment that is read on a page of its own.

    `name` is that of the attachment, `published` as above, `address` the whole one of the page.
    """
    of = f"{document.title}（{document.doc_number}）" if document.doc_number else document.title
    return [
        Label("ArticleTitle", name, "og:title"),
        Label("PubDate", f"{published:%Y-%m-%d %H:%M}"),
        Label("ContentSource", document.source.name or "、".join(document.issuers)),
        Label("Description", f"{of}的附件。", "og:description"),
        Label("Url", address, "og:url"),
    ]


def first_picture(document: Document) -> Picture | None:
    """The picture that stands first in the text, of those readers can have."""
    sections = [section for part in document.parts for section in part.sections]
    groups = [document.preamble_pictures, *(section.pictures for section in sections)]
    shown = (one for group in [*groups, document.closing_pictures] for one in group if one.offered)
    return next(shown, None)


def _keywords(document: Document) -> list[str]:
    """What the notice is filed under; the standard asks for words between commas."""
    topic = [document.topic["name"]] if document.topic else []
    words = [*topic, document.kind["name"], *document.issuers, document.doc_number]
    return [word for word in dict.fromkeys(words) if word]
