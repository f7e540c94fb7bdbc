"""What the parts of the package share while a document is written: relations, pictures, lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .numbering import Numbering

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What every document has; the numbers of links and pictures follow theirs.
FIXED = ("styles", "numbering", "settings", "fontTable", "footer", "footer")
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}


@dataclass(frozen=True)
class Relation:
    """One relation of the document part: its id, type and target."""

    id: str
    type: str
    target: str
    external: bool = False


@dataclass
class Parts:
    """Collects what the document refers to.

    files: the bytes of pictures by sha256, None where they are gone; address: of the site, before
    which a link to one of its own pages stands.
    """

    files: Callable[[str], bytes | None]
    address: str
    numbering: Numbering
    relations: list[Relation] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    drawings: int = 0
    _links: dict[str, str] = field(default_factory=dict)

    def link(self, href: str) -> str:
        """The relation of an external address."""
        if href not in self._links:
            self._links[href] = self._relate("hyperlink", href, external=True)
        return self._links[href]

    def absolute(self, href: str) -> str:
        """An address as it works from a file; "" for a place within the page."""
        if href.startswith("/"):
            return f"{self.address}{href}" if self.address else ""
        return "" if href.startswith("#") else href

    def picture(self, row: Mapping) -> str:
        """The relation of a picture's bytes; "" where they are gone or no type of Word's."""
        extension = EXTENSIONS.get(row["media_type"])
        data = self.files(row["sha256"]) if extension else None
        if data is None:
            return ""
        name = f"media/{row['sha256']}.{extension}"
        if name in self.media:
            return next(one.id for one in self.relations if one.target == name)
        self.media[name] = data
        return self._relate("image", name)

    def _relate(self, kind: str, target: str, external: bool = False) -> str:
        name = f"rId{len(FIXED) + len(self.relations) + 1}"
        self.relations.append(Relation(name, f"{_OFFICE}/{kind}", target, external))
        return name
