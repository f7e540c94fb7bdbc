"""附件 and 图: added, replaced, renamed, removed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .. import reading
from .matching import longest_chain
from .shapes import ADDED, CHANGED, MOVED, REMOVED, Change, Part, Relabelled

Rows = Sequence[dict]


# What one of these lists becomes; another number alone is no change.
Told = Iterator[Change | Relabelled]


@dataclass(frozen=True)
class _Sort:
    """One sort of file: what the one at a place is called, what it says it is, what it carries."""

    called: Callable[[int], str]
    name: Callable[[dict], str]
    texts: Sequence[tuple[str, str]]
    stands: Callable[[dict], tuple] = lambda row: ()


_ATTACHMENT = _Sort(
    "附件{}".format, lambda row: row["name"], (("名称", "name"), ("文件名", "file_name"))
)
_FIGURE = _Sort(
    lambda _: "图",
    lambda row: row["caption"] or row["alt"],
    (("图注", "caption"), ("替代文字", "alt")),
    lambda row: (row["place"], row["section"]),
)


def attachments(old: Rows, new: Rows) -> Told:
    return _files(old, new, _ATTACHMENT)


def figures(old: Rows, new: Rows) -> Told:
    return _files(old, new, _FIGURE)


def _files(old: Rows, new: Rows, sort: _Sort) -> Told:
    pairs = _pairs(old, new, sort.name)
    in_order = {at for _, at in longest_chain(sorted((b, at) for at, b in pairs.items()))}
    for at, row in enumerate(old):
        if at not in pairs.values():
            yield Change(sort.called(at + 1), REMOVED, (Part.of("", _told(row, sort), ""),))
    for at, row in enumerate(new):
        called = sort.called(at + 1)
        if at not in pairs:
            yield Change(called, ADDED, (Part.of("", "", _told(row, sort)),))
            continue
        was = sort.called(pairs[at] + 1)
        change = _change(old[pairs[at]], row, sort, called, "" if at in in_order else was)
        if change:
            yield change
        elif was != called:
            yield Relabelled(was, called, sort.name(row))


def _change(old: dict, new: dict, sort: _Sort, called: str, was: str) -> Change | None:
    """What differs in a file both have; `was` is its old place where it was moved."""
    parts = [
        Part.of(label, old[key], new[key]) for label, key in sort.texts if old[key] != new[key]
    ]
    notes = [f"原来是{was}。"] if was else []
    if sort.stands(old) != sort.stands(new):
        notes.append("在文中的位置有变化。")
    is_moved = bool(notes) and not parts and old["sha256"] == new["sha256"]
    if old["sha256"] != new["sha256"]:
        notes.append(f"文件已更换：原为{_kind(old)}，现为{_kind(new)}。")
    if not (parts or notes):
        return None
    place = f"{called}：{sort.name(new)}"
    return Change(place, MOVED if is_moved else CHANGED, tuple(parts), tuple(notes))


def _pairs(old: Rows, new: Rows, name: Callable) -> dict[int, int]:
    """Place in the later list → place in the earlier: by number, then by bytes, then by name."""
    pairs: dict[int, int] = {}
    for key in (lambda row: row["number"], lambda row: row["sha256"], name):
        left = {key(row): at for at, row in enumerate(old) if at not in pairs.values()}
        left.pop(None, None)  # no file yet: that two have none makes them no pair
        for at, row in enumerate(new):
            if at not in pairs and key(row) in left:
                pairs[at] = left.pop(key(row))
    return pairs


def _told(row: dict, sort: _Sort) -> str:
    return f"{sort.name(row)}（{_kind(row)}）"


def _kind(row: dict) -> str:
    if not row["sha256"]:
        return "还没有文件"
    kind = reading.file_type(row["file_name"]) if "file_name" in row else row["media_type"]
    return f"{kind}，{reading.size(row['size'])}"
