"""Lines that a scan, a mail or a page of print broke in mid-sentence → paragraphs.

Two cases. A text that is wrapped has one column: most of its lines are full, and cut anywhere.
In any other text each paragraph stands on its line, and only a long line that stops in
mid-sentence goes on in the next.
"""

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import east_asian_width

from ..numbering import at_start

# What opens a paragraph: a number in any form, not 1.5万 and not 第三条规定.
NUMBER = re.compile(
    r"第[一二三四五六七八九十百零0-9]{1,6}[编章节条款](?![规之的第和、至])"
    r"|[（(][一二三四五六七八九十百零0-9]{1,4}[）)](?![、，至和项款])"
    r"|[一二三四五六七八九十百]{1,4}[、.．]|[0-9]{1,3}(?:[.．][0-9]{1,3})*[、.．)）](?![0-9])"
    r"|[0-9]{1,2}(?:[.．][0-9]{1,2})*\u3000"
    r"|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|[·•●■◆-]\s"
)
_OPENING = re.compile(
    rf"{NUMBER.pattern}|附[件表录图]|抄[送报]|主送|联系人|[（(]此件|[^，。]{{1,12}}〔[0-9]{{4}}〕[^，。]{{0,3}}[0-9]+号"
)
_NAMED = re.compile("[\u4e00-\u9fff]{2,6}[：:].")  # 时间：… in a list of facts
_DIGIT = "[0-9〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"{_DIGIT}{{4}}年{_DIGIT}{{1,3}}月{_DIGIT}{{1,3}}日(?:印发)?")
_TITLE = re.compile("[^。，；：]*的(?:通知|通报|公告|通告|决定|意见|批复|函|报告|请示)")
_END = re.compile(r"[。：；！？:;!?…][”’）》〉】〕)]*|[。！？][^。]{0,1}")
_MARK = re.compile(r"[，。、；：！？,;“”《》（）]")
_PROSE = re.compile("[，。；：]")
_INDENT = re.compile(r"\u3000|[ \t\u2000-\u200a]{2}")

_COLUMNS = range(15, 61)  # ems; a page of print has 28, a mail about 36
_SLACK = 2.5  # ems that a full line may be short of the column: a mark never opens a line
_MOST_LONGER = 0.1  # of the lines, in a text that is wrapped
_FEWEST_FULL, _FULL_SHARE = 3, 0.3
_CUT_SHARE = 0.5  # of the full lines stop in mid-sentence
_LONG = 40  # ems, from which on a single line is prose and no heading


def width(line: str) -> float:
    """Return the width in ems: 1 for a Han character, 0.5 for a Latin letter."""
    return sum(1 if east_asian_width(one) in "WFA" else 0.5 for one in line)


@dataclass(frozen=True)
class Column:
    """A column whose width is known, in ems, and how far each line reaches in it."""

    width: float
    reached: list[float]


def join_wraps(lines: list[str], column: Column | None = None) -> list[list[int]]:
    """Return the indices of the lines of each paragraph; blank lines are in none.

    Headings, title lines, signatures, dates, rows of names stay alone, and so does every line
    of a text that is not wrapped, but one that stops in mid-sentence. A page of print gives its
    column; of any other text it is found.
    """
    if sum(map(bool, map(str.strip, lines))) < 2:
        return [[index] for index, line in enumerate(lines) if line.strip()]
    column = column or _found_column(lines)
    indents = any(_INDENT.match(line) for line in lines if line.strip())
    paragraphs: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        above = paragraphs[-1][-1] if paragraphs else None
        if above == index - 1 and above is not None and _goes_on(lines, above, column, indents):
            paragraphs[-1].append(index)
        else:
            paragraphs.append([index])
    return paragraphs


def _found_column(lines: list[str]) -> Column | None:
    wide = column_of(lines)
    return Column(wide, [width(line.rstrip()) for line in lines]) if wide else None


def joined_text(lines: list[str]) -> str:
    """Return the lines of one paragraph as one: a blank only between Latin words."""
    text = ""
    for line in (line.strip() for line in lines):
        parted = text[-1:].isascii() and line[:1].isascii() and text and line
        text += f" {line}" if parted and text[-1:].isalnum() and line[:1].isalnum() else line
    return text


def column_of(lines: list[str]) -> float | None:
    """Return the width of the column in ems, None where the text is not wrapped."""
    filled = [line.rstrip() for line in lines if line.strip()]
    widths = [width(line) for line in filled]
    times = Counter(map(round, widths))
    bands = {wide: sum(times[wide - less] for less in range(3)) for wide in _COLUMNS}
    fullest = max(bands.values())
    band = max(wide for wide, count in bands.items() if count == fullest)
    column = max(range(band - 2, band + 1), key=lambda wide: (times[wide], wide))
    full = [line for line, wide in zip(filled, widths) if column - _SLACK <= wide <= column + 2]
    longer = sum(wide > column + 2 for wide in widths)
    if len(full) < max(_FEWEST_FULL, _FULL_SHARE * len(filled)):
        return None
    cut = [line for line in full if not _ends(line) and _MARK.search(line)]
    is_wrapped = longer <= _MOST_LONGER * len(filled) and len(cut) >= _CUT_SHARE * len(full)
    return column if is_wrapped else None


def _goes_on(lines: list[str], index: int, column: Column | None, indents: bool) -> bool:
    """Whether the paragraph of this line goes on in the next."""
    line, after = lines[index].rstrip(), lines[index + 1]
    if _INDENT.match(after) or _opens(after.strip()) or _is_tail(lines, index + 1):
        return False
    if not indents and _NAMED.match(after.strip()):
        return False
    if column is None:
        return _stops_in_a_sentence(line, after.strip())
    is_full = column.reached[index] >= column.width - _SLACK
    if not is_full or not (_MARK.search(line) or _MARK.search(after)):
        return False
    if _is_title(lines, index):
        return False
    if line.count("（") > line.count("）"):
        return True
    return not _ends(line) or (indents and not line.endswith("："))


def _opens(text: str) -> bool:
    """Whether the line opens a paragraph by its own form."""
    return bool(_OPENING.match(text)) or at_start(text) is not None


def _stops_in_a_sentence(line: str, after: str) -> bool:
    stripped = line.strip()
    is_prose = width(stripped) >= _LONG and bool(_PROSE.search(stripped))
    if NUMBER.match(stripped) and "。" not in stripped:
        return False
    stops = stripped[-1].isalnum() or stripped[-1] == "，"
    return is_prose and stops and _ends(after) and not after.endswith("：")


def _ends(line: str) -> bool:
    return bool(re.search(rf"(?:{_END.pattern})$", line.rstrip()))


def _is_tail(lines: list[str], index: int) -> bool:
    """Whether a date stands on this line, or signs it off in the next one or two."""
    if _DATE.fullmatch(_closed(lines[index])):
        return True
    below = [_closed(line) for line in lines[index + 1 : index + 3]]
    return any(map(_DATE.fullmatch, below)) and not _PROSE.search(lines[index])


def _is_title(lines: list[str], index: int) -> bool:
    """Whether the line is a title, or stands above the first prose with the red head."""
    if _TITLE.fullmatch(lines[index].strip()):
        return True
    return not any(_PROSE.search(line) for line in lines[: index + 2])


def _closed(line: str) -> str:
    return re.sub(r"\s", "", line)
