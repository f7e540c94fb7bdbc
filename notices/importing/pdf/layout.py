"""The lines of pages → which are furniture of the page, and which make a paragraph together."""

import re
from collections import Counter, defaultdict
from statistics import median

from ..blocks import Aside
from ..wraps import Column, join_wraps
from .pages import PageLine

_PAGE_NUMBER = re.compile(
    r"[-—–－―·\s]*[0-9]{1,4}[-—–－―·\s]*|第\s*[0-9]{1,4}\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,4}\s*页)?"
    r"|[0-9]{1,4}\s*/\s*[0-9]{1,4}|Page\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?",
    re.IGNORECASE,
)
_EDGE = 0.12  # of the height at the head and at the foot
_EDGE_LINES = 2  # lines at either end where running heads stand
_REPEATED = 0.6  # of the pages
_BREAK = 1.7  # of the usual distance of two lines, from which on a blank line stands between
_CENTRED = 3.0  # ems to the left of a centred line at least: an indented paragraph has two
_TITLE_SIZE = 1.15  # of the size of the text


def asides(pages: list[list[PageLine]]) -> dict[int, Aside]:
    """Return what is furniture, by the id of the line: page numbers, running heads and feet."""
    found = {}
    for page in pages:
        for line in page[:1] + page[-1:]:
            if _is_page_number(line):
                found[id(line)] = Aside.PAGE_NUMBER
    places = defaultdict(list)
    for page in pages:
        rest = [line for line in page if id(line) not in found]
        for line in {id(line): line for line in rest[:_EDGE_LINES] + rest[-_EDGE_LINES:]}.values():
            places[re.sub("[0-9]+", "#", line.text), round(line.y / 4)].append(line)
    filled = sum(bool(page) for page in pages)
    for lines in places.values():
        if len(lines) >= max(2, _REPEATED * filled):
            found |= {id(line): Aside.HEADER for line in lines}
    return found


def _is_page_number(line: PageLine) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text.strip()):
        return False
    near_edge = not _EDGE < line.y / line.page_height < 1 - _EDGE
    return near_edge or not line.text.strip().isdigit()


def paragraphs(lines: list[PageLine]) -> tuple[list[list[int]], set[int]]:
    """Return the indices of the lines of each paragraph, and of those that stand centred."""
    if not lines:
        return [], set()
    left, right, size = _column(lines)
    centred = {index for index, line in enumerate(lines) if _is_centred(line, left, right, size)}
    distance = _usual_distance(lines)
    written, origins = [], []
    for index, line in enumerate(lines):
        if index and _is_apart(lines[index - 1], line, distance):
            written.append("")
            origins.append(index)
        if index in centred or index - 1 in centred:
            written.append("")
            origins.append(index)
        indent = round((line.left - left) / size)
        written.append("\u3000" * max(0, indent) + line.text)
        origins.append(index)
    widths = [(lines[index].right - left) / size for index in origins]
    column = Column((right - left) / size, widths)
    groups = join_wraps(written, column)
    return [[origins[place] for place in group] for group in groups], centred


def _column(lines: list[PageLine]) -> tuple[float, float, float]:
    """Left and right of the text, and the size of its letters, in points."""
    sizes = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] or 1
    body = [line for line in lines if abs(line.size - size) < 0.6] or lines
    lefts = Counter(round(line.left / 3) for line in body)
    often = [place for place, count in lefts.items() if count >= max(1, 0.1 * len(body))]
    left = median(line.left for line in body if round(line.left / 3) == min(often))
    rights = sorted(line.right for line in body)
    return left, rights[int(0.9 * (len(rights) - 1))], size


def _is_centred(line: PageLine, left: float, right: float, size: float) -> bool:
    before, after = (line.left - left) / size, (right - line.right) / size
    is_title = line.size > _TITLE_SIZE * size
    if line.text.endswith(("。", "；", "：", "，")):
        return False
    return is_title or (before >= _CENTRED and abs(before - after) < 1.5)


def _usual_distance(lines: list[PageLine]) -> float:
    pairs = zip(lines, lines[1:])
    distances = [above.y - below.y for above, below in pairs if above.page == below.page]
    return median(distances) if distances else 0


def _is_apart(above: PageLine, below: PageLine, distance: float) -> bool:
    return above.page == below.page and above.y - below.y > _BREAK * distance
