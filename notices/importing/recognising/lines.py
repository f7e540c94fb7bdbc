"""The lines of a document, and what can be seen in one line alone."""

import re
from dataclasses import dataclass

from ...numbering import Label
from ..blocks import Aside, Block
from ..roles import Role

_SPACED_OUT = re.compile(r"(?:\S\s+)+\S")
_CLOSING_MARKS = "”’）》〉】〕"
_ORGAN_ENDING = (
    "委员会|委|办公厅|办公室|办|部|局|厅|署|院|政府|党组|组|会|社|公司|集团|中心|大学|学院|学校|中学|小学"
    "|银行|分行|支行|总队|支队|大队|处|科|室|馆|所|站|台|妇联|联盟|联|街道|医院|支部|总支|司|厂|矿|园|人大|政协|军区"
)
_SEAL = r"(?:\s*（(?:公章|盖章|印章|印|章|代章)）)?"
_ORGAN = re.compile(rf"[\u4e00-\u9fff0-9A-Za-z×·“”（）、\s]{{1,60}}?(?:{_ORGAN_ENDING}){_SEAL}")


@dataclass
class Line:
    """One line that is not blank, and what it was recognised as.

    number: in the source, from 1. parts: where text stands in the repaired text, (start, end) in
    characters, one for each line that was joined. block: what the reader of the format found, from
    the offset block_at of the decoded source on.
    aside says why a line whose role is ASIDE is no part of the notice.
    depth, 1 to 6, and label belong to a HEADING; a label is None where it has no number.
    """

    number: int
    text: str
    parts: tuple[tuple[int, int], ...]
    block: Block
    block_at: int
    role: Role | None = None
    depth: int = 0
    label: Label | None = None
    aside: Aside = Aside.OUTSIDE

    @property
    def is_open(self) -> bool:
        """Whether its role is still to be recognised from its text."""
        return self.role is None and not self.block.cells

    @property
    def is_whole(self) -> bool:
        """Whether it begins where its block does."""
        return self.text[:1] == self.block.text.lstrip()[:1]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    def cut(self, *places: int) -> list["Line"]:
        """The line in pieces at these places of its text, trimmed; empty ones are left out."""
        bounds = [0, *places, len(self.text)]
        pieces = [_piece(self, a, b) for a, b in zip(bounds, bounds[1:])]
        return [piece for piece in pieces if piece.text]

    def join(self, other: "Line", between: str = "") -> "Line":
        """Both as one line, a wrapped paragraph."""
        text = f"{self.text}{between}{other.text}"
        return Line(self.number, text, self.parts + other.parts, self.block, self.block_at)


def _piece(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    offset = line.start + start
    return Line(line.number, text, ((offset, offset + len(text)),), line.block, line.block_at)


def close_up(text: str) -> str:
    """Return 总　则 and 工 作 规 则 without the blanks that only spread the letters."""
    return re.sub(r"\s+", "", text) if _SPACED_OUT.fullmatch(text) else text


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a mark of punctuation, as a paragraph does and a heading not."""
    return text.rstrip(_CLOSING_MARKS)[-1:] in tuple("。；：！？，、…")


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket that is opened is closed."""
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "（）", "〔〕"))


def is_organ(text: str) -> bool:
    """Whether the text reads as the name of an organ, or of several."""
    return bool(_ORGAN.fullmatch(text))


def organs(text: str) -> list[str]:
    """Return the organs that a text names, [] where it names anything else."""
    names = re.split(r"[\s、]+", text)
    return names if all(is_organ(name) for name in names) else []


def joined(lines: list[Line]) -> str | None:
    """Return the texts of the lines as paragraphs, None when there are none."""
    return "\n".join(line.text for line in lines) or None


def give(lines: list[Line], role: Role) -> None:
    for line in lines:
        line.role = role
