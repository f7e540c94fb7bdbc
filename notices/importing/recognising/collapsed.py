"""Lines that hold what should stand on several: a whole notice copied into one line."""

import re

from ...numbering import read_label
from ...numbering.numerals import ARABIC, CHINESE
from .dates import DATE
from .head import DOC_NUMBER, is_addressee
from .lines import Line, is_organ
from .titles import KINDS

_LONG = 150  # characters; a shorter line is no collapsed notice
_MOST_LABELS = 100  # a level of one line
_NUMBER_AND_SIGNER = re.compile(rf"({DOC_NUMBER})\s*签发人：.*")
_DATED_NUMBER = re.compile(rf"（?(?:{DATE.pattern})\s*({DOC_NUMBER})）?")
_NUMBER_BELOW = re.compile(rf"(.{{4,}}?(?:{KINDS})(?:（[^（）]{{1,10}}）)?)\s*({DOC_NUMBER})")
_TITLE_ABOVE = re.compile(rf"([^。；：，]{{4,100}}?的(?:{KINDS}))\s*(?=[^。；：]{{1,200}}：)")
_ADDRESSEE = re.compile(r"([^。；！？：]{2,200}：)(?=.{20})")
_CALLED = re.compile(
    r"各.*|.*(?:同志|单位|部门|机构|委员会|党委|政府|[厅局委办院部会]|公司|支部|处|所|站|中心|干部|群众)"
)
_LABELS = [
    [f"{before}{numeral.write(n)}{after}" for n in range(1, _MOST_LABELS)]
    for before, numeral, after in (
        ("", CHINESE, "、"),
        ("（", CHINESE, "）"),
        ("", ARABIC, "."),
        ("", ARABIC, "、"),
    )
]
_INTRODUCED = re.compile(r"如下[：:。]\s*")
_SIGNED = re.compile(
    rf"(?:(?<=[。！）])|(?<=特此(?:通知|通报|通告|公告|批复|函复|公示)))\s*([^。；：，]{{2,40}}?)\s*({DATE.pattern})\s*$"
)


def cut_collapsed(lines: list[Line]) -> list[Line]:
    """The lines, those cut that hold several parts of a notice."""
    cut = []
    for line in lines:
        pieces = _cut_head(line, is_first=not cut) if line.is_open else [line]
        for piece in pieces:
            cut += _cut_labels(piece) if piece.is_open and _holds_labels(piece.text) else [piece]
    return [piece for line in cut for piece in _cut_signed(line)]


def _holds_labels(text: str) -> bool:
    announced = _INTRODUCED.search(text)
    return len(text) > _LONG or bool(announced) and text.startswith("一、", announced.end())


def _cut_head(line: Line, is_first: bool) -> list[Line]:
    """Title, number and addressee, each on a line of its own."""
    text = line.text
    numbered = _NUMBER_BELOW.fullmatch(text) if len(text) <= _LONG else None
    if numbered:
        return line.cut(numbered.start(2))
    signed, dated = _NUMBER_AND_SIGNER.fullmatch(text), _DATED_NUMBER.fullmatch(text)
    if signed or dated:
        return line.cut(signed.end(1) if signed else dated.start(1))
    if len(text) <= _LONG:
        return [line]
    places, start = [], 0
    titled = _TITLE_ABOVE.match(text) if is_first else None
    if titled:
        start = titled.end()
        places.append(start)
        number = re.compile(rf"\s*{DOC_NUMBER}").match(text, start)
        if number:
            start = number.end()
            places.append(start)
    called = _ADDRESSEE.match(text, start)
    if called and is_addressee(called[1].strip()) and _CALLED.fullmatch(called[1].strip()[:-1]):
        places.append(called.end())
    return line.cut(*places)


def _cut_labels(line: Line) -> list[Line]:
    """A line in which 一、 and 二、 each open a sentence, cut before them; and again below.

    Where there is no 一、, the numbers of the first lower form that follows 如下： are cut.
    """
    pieces = _cut_before(line, _LABELS[0])
    if len(pieces) > 1:
        for labels in _LABELS[1:]:
            pieces = [part for piece in pieces for part in _cut_before(piece, labels)]
        return pieces
    introduced = _INTRODUCED.search(line.text)
    for labels in _LABELS[1:] if introduced else []:
        if line.text.startswith(labels[0], introduced.end()):
            return _cut_before(line, labels)
    return [line]


def _cut_before(line: Line, labels: list[str]) -> list[Line]:
    """Cut before each of these labels that follows a sentence, if there are two or more."""
    places, start = [], 0
    for label in labels:
        place = _sentence_opening(line.text, label, start, is_first=not places)
        if place is None:
            break
        places.append(place)
        start = place + len(label)
    return line.cut(*places) if len(places) > 1 else [line]


def _sentence_opening(text: str, label: str, start: int, is_first: bool) -> int | None:
    """Where the label stands after a sentence; the first may follow its parent's heading."""
    place = text.find(label, start)
    while place >= 0:
        before = text[:place].rstrip()[-1:]
        after_heading = is_first and bool(read_label(label)) and label[0] == "（"
        is_apart = text[place - 1 : place].isspace()
        if not before or before in "。：；！？" or after_heading or is_apart:
            return place
        place = text.find(label, place + 1)
    return None


def _cut_signed(line: Line) -> list[Line]:
    """署名 and date after the last sentence, on lines of their own."""
    signed = _SIGNED.search(line.text) if line.is_open else None
    if signed and is_organ(signed[1]):
        return line.cut(signed.start(1), signed.start(2))
    return [line]
