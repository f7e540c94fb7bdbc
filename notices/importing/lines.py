"""The lines of a text, and what can be seen in one line alone."""

import re
from dataclasses import dataclass

_SPACED_OUT = re.compile(r"(?:\S\s+)+\S")
_CLOSING_MARKS = "”’）》〉】〕"
_ORGAN_ENDING = (
    "委员会|委|办公厅|办公室|办|部|局|厅|署|院|政府|党组|组|会|社|公司|集团|中心|大学|学院|学校|中学|小学"
    "|银行|总队|支队|大队|处|科|室|馆|所|站|台|妇联|联盟|联|街道|医院|支部"
)
_ORGAN = re.compile(rf"[\u4e00-\u9fff（）、\s]{{1,60}}?(?:{_ORGAN_ENDING})")


@dataclass(frozen=True)
class Line:
    """One line that is not blank: its number in the source (from 1), its text trimmed."""

    number: int
    text: str


def split(text: str) -> list[Line]:
    """Return the lines that are not blank."""
    numbered = enumerate(text.split("\n"), 1)
    return [Line(number, line.strip()) for number, line in numbered if line.strip()]


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
