"""Styles: what a paragraph takes from its style and the styles that one is based on (17.7)."""

import re
from dataclasses import dataclass, field

from ..roles import Role
from .looks import PLAIN, RunFormat, mixed, run_format
from .xml import Element, value, whole_number

DEEPEST_HEADING = 6
CENTRED = ("center", "distribute")  # red heads are spread over the line (分散对齐)

# The styles that Word out writes: id or name of a paragraph style → (role, depth).
ROLES = {
    "HongtouRedHead": (Role.RED_HEAD, 0),
    "HongtouDocNumber": (Role.DOC_NUMBER, 0),
    "HongtouTitle": (Role.TITLE, 0),
    "HongtouAddressee": (Role.ADDRESSEE, 0),
    "HongtouPreamble": (Role.PREAMBLE, 0),
    "HongtouBody": (Role.BODY, 0),
    "HongtouClosing": (Role.CLOSING, 0),
    "HongtouAttachmentNote": (Role.ATTACHMENT_NOTE, 0),
    "HongtouSignature": (Role.SIGNATURE, 0),
    "HongtouDate": (Role.DATE, 0),
    "HongtouAnnotation": (Role.ANNOTATION, 0),
    "HongtouCc": (Role.CC, 0),
    "HongtouImprint": (Role.IMPRINT, 0),
} | {f"HongtouHeading{depth}": (Role.HEADING, depth) for depth in range(1, DEEPEST_HEADING + 1)}
# And the character style of the text that goes on in a heading's paragraph.
RUNS_ON = "HongtouText"

_MOST_BASES = 50  # styles based on each other; Word's own make up to five
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)


@dataclass(frozen=True)
class NumberedBy:
    """A numPr: the numId of numbering.xml and the level; None where it does not say."""

    number: str | None = None
    level: int | None = None


@dataclass(frozen=True)
class ParagraphFormat:
    """What a paragraph's styles say; chain holds their ids, the nearest first."""

    chain: tuple[str, ...] = ()
    depth: int = 0
    centred: bool = False
    role: Role | None = None
    contents: bool = False
    numbering: tuple[tuple[str, NumberedBy], ...] = ()


@dataclass(frozen=True)
class _Style:
    id: str
    name: str
    based_on: str | None
    paragraph: Element | None
    run: RunFormat


@dataclass
class Styles:
    """The style sheet of a document; theme gives the fonts that its styles call by name."""

    theme: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _defaults: dict[str, str] = field(default_factory=dict)
    _default_run: RunFormat = PLAIN
    _formats: dict[str | None, ParagraphFormat] = field(default_factory=dict)
    _runs: dict[tuple[str | None, str | None], RunFormat] = field(default_factory=dict)

    @classmethod
    def read(cls, part: Element | None, theme: dict[str, str]) -> "Styles":
        styles = cls(theme)
        if part is None:
            return styles
        styles._default_run = run_format(part.find("docDefaults/rPrDefault/rPr"), theme)
        for element in part.findall("style"):
            style = _Style(
                element.get("styleId", ""),
                value(element, "name", "") or "",
                value(element, "basedOn"),
                element.find("pPr"),
                run_format(element.find("rPr"), theme),
            )
            styles._styles.setdefault(style.id, style)
            if element.get("default") in ("1", "true", "on"):
                styles._defaults.setdefault(element.get("type", ""), style.id)
        return styles

    def paragraph(self, style_id: str | None) -> ParagraphFormat:
        """What a paragraph of this style is; of the default style for None."""
        if style_id not in self._formats:
            self._formats[style_id] = self._paragraph(style_id)
        return self._formats[style_id]

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunFormat:
        """How a run looks before its own formatting."""
        key = (paragraph_style, run_style)
        if key not in self._runs:
            of_paragraph = self._run(paragraph_style or self._defaults.get("paragraph"))
            self._runs[key] = mixed(of_paragraph, self._run(run_style), self._default_run)
        return self._runs[key]

    def numbering_of(self, style_id: str) -> NumberedBy:
        """The numPr of a numbering style (17.9.21), the nearest in its chain."""
        for style in self._chain(style_id):
            found = numbered_by(style.paragraph)
            if found and found.number:
                return found
        return NumberedBy()

    def _chain(self, style_id: str | None) -> list[_Style]:
        chain: dict[str, _Style] = {}
        while style_id in self._styles and style_id not in chain and len(chain) < _MOST_BASES:
            chain[style_id] = self._styles[style_id]
            style_id = chain[style_id].based_on
        return list(chain.values())

    def _run(self, style_id: str | None) -> RunFormat:
        form = PLAIN
        for style in self._chain(style_id):
            form = form.over(style.run)
        return form

    def _paragraph(self, style_id: str | None) -> ParagraphFormat:
        known = style_id in self._styles
        chain = self._chain(style_id if known else self._defaults.get("paragraph"))
        role, depth = _role(style_id, chain)
        alignments = filter(None, (alignment(style.paragraph) for style in chain))
        numbering = [(style.id, numbered_by(style.paragraph)) for style in chain]
        return ParagraphFormat(
            chain=tuple(style.id for style in chain),
            depth=depth or _depth(chain),
            centred=next(alignments, "") in CENTRED,
            role=role,
            contents=any(_CONTENTS.fullmatch(style.name.strip()) for style in chain),
            numbering=tuple((style, found) for style, found in numbering if found),
        )


def outline_depth(properties: Element | None) -> int | None:
    """The depth an outlineLvl says: 0 for body text (17.3.1.20), None where there is none."""
    level = value(properties, "outlineLvl")
    if level is None:
        return None
    number = whole_number(level, 9)
    return min(number + 1, DEEPEST_HEADING) if 0 <= number < 9 else 0


def alignment(properties: Element | None) -> str | None:
    """How a pPr aligns its paragraph (17.18.44), None where it does not say."""
    return value(properties, "jc")


def numbered_by(properties: Element | None) -> NumberedBy | None:
    """The numPr of a pPr element, None where it has none."""
    element = None if properties is None else properties.find("numPr")
    if element is None:
        return None
    level = value(element, "ilvl")
    return NumberedBy(value(element, "numId"), None if level is None else whole_number(level))


def _depth(chain: list[_Style]) -> int:
    for style in chain:
        outlined = outline_depth(style.paragraph)
        if outlined is not None:
            return outlined
        named = _HEADING.fullmatch(style.name.strip())
        if named:
            return min(int(named[1]), DEEPEST_HEADING)
    return 0


def _role(style_id: str | None, chain: list[_Style]) -> tuple[Role | None, int]:
    names = [style_id] + [name for style in chain for name in (style.id, style.name)]
    return next((ROLES[name] for name in names if name in ROLES), (None, 0))
