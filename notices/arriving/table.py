"""The list of a move: a CSV of files, their original times and old addresses."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from .addresses import tidy
from .csv_files import NotCsv, decoded, is_sheet, rows
from .moments import read_moment

# column: its names in the header row
COLUMNS = {
    "file": ("file", "文件"),
    "published_on": ("published_on", "发布时间"),
    "old_address": ("old_address", "原地址"),
}
LIMIT = 10 * 2**20  # bytes
MOST_ROWS = 50_000
MOST_TOLD = 10


class UnreadableList(ValueError):
    """The list cannot be used; `sentences` say each line and column."""

    def __init__(self, *sentences: str):
        more = len(sentences) - MOST_TOLD
        told = [*sentences[:MOST_TOLD], *([f"另外还有 {more} 处。"] if more > 0 else [])]
        super().__init__("\n".join(told))
        self.sentences = told


@dataclass(frozen=True)
class Move:
    """One file of the list; a moment without a zone, or a day where no time is known."""

    line: int
    file: str
    published_on: date | datetime
    old_addresses: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folders, as an upload has it."""
        return PurePosixPath(self.file.replace("\\", "/")).name


def read_moves(data: bytes) -> list[Move]:
    """The rows of a list, in their order; raises UnreadableList with every line that is wrong.

    A file may have several lines, one for each of its old addresses.
    """
    lines = _rows(_text(data))
    places = _places(next(lines, (1, []))[1])
    moves: dict[str, Move] = {}
    owners: dict[str, Move] = {}
    wrong: list[str] = []
    for line, cells in lines:
        if line > MOST_ROWS:
            raise UnreadableList(f"清单超过 {MOST_ROWS} 行，请分成几份。")
        if any(cell.strip() for cell in cells):
            _take(line, _by_column(cells, places), moves, owners, wrong)
    if not (moves or wrong):
        wrong.append("清单里没有文件：第一行是栏目名称，从第二行起每行一个文件。")
    if wrong:
        raise UnreadableList(*wrong)
    return list(moves.values())


def _take(line: int, cells: dict[str, str], moves, owners, wrong: list[str]) -> None:
    """Adds one line to what is known of its file, or says what is wrong with it."""
    file, addresses, moment = cells["file"].strip(), [], None
    if not file:
        wrong.append(f"第 {line} 行“文件”：请填写文件名。")
        return
    try:
        moment = read_moment(cells["published_on"])
    except ValueError as reason:
        wrong.append(f"第 {line} 行“发布时间”：{reason}")
    for typed in cells["old_address"].replace("；", " ").split():
        try:
            addresses.append(tidy(typed))
        except ValueError as reason:
            wrong.append(f"第 {line} 行“原地址”：{reason}")
    if moment is None:
        return
    known = moves.get(file) or Move(line, file, moment)
    if known.published_on != moment:
        wrong.append(f"第 {line} 行“发布时间”：与第 {known.line} 行同一个文件的时间不同。")
    for address in addresses:
        owner = owners.setdefault(address, known)
        if owner.file != file:
            wrong.append(
                f"第 {line} 行“原地址”：第 {owner.line} 行的另一个文件已经用了 {address}。"
            )
    together = tuple(dict.fromkeys([*known.old_addresses, *addresses]))
    moves[file] = Move(known.line, file, known.published_on, together)


def _text(data: bytes) -> str:
    if len(data) > LIMIT:
        raise UnreadableList(f"清单超过 {LIMIT // 2**20} MB，请核对是否选错了文件。")
    if is_sheet(data):
        raise UnreadableList("这是表格文件，请用“另存为”存成 CSV 再选。")
    text = decoded(data)
    if text is None:
        raise UnreadableList("认不出清单的编码，请存成 UTF-8 或者 GB18030 的 CSV。")
    return text


def _rows(text: str):
    """(line in the file, cells)."""
    try:
        yield from rows(text)
    except NotCsv as fault:
        raise UnreadableList(f"第 {fault.line} 行读不出来：引号没有成对，或者一格太长。") from None


def _places(header: list[str]) -> dict[str, int]:
    """Where each column stands, by the header row."""
    named = {title.strip().lower(): place for place, title in enumerate(header)}
    places = {
        column: named[name] for column, names in COLUMNS.items() for name in names if name in named
    }
    missing = [names[1] for column, names in COLUMNS.items() if column not in places]
    if missing:
        raise UnreadableList(
            f"第 1 行缺少栏目“{'”“'.join(missing)}”：第一行要写“文件,发布时间,原地址”，"
            "或者 file,published_on,old_address。"
        )
    return places


def _by_column(cells: list[str], places: dict[str, int]) -> dict[str, str]:
    return {column: cells[place] if place < len(cells) else "" for column, place in places.items()}
