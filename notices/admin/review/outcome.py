"""The notice that comes of an original, part by part, each with the line it begins at."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...importing import ImportedNotice, ImportedSection, ReadLine, Role
from ...importing.accounting import account
from ...importing.result import ImportedFigure
from .codes import SET_ASIDE
from .original import item_of

SHORT = 120  # characters of a text, where a file is too long to be shown whole
MOST_ASIDE = 300
MISSING = {Role.TITLE: "标题", Role.RED_HEAD: "发文机关", Role.SIGNATURE: "署名", Role.DATE: "日期"}


@dataclass(frozen=True)
class Item:
    """One part of the notice; `at` is where its first line begins, None where none says it."""

    key: str
    name: str
    text: str
    at: int | None
    depth: int = 0
    label: str = ""
    heading: str = ""

    @property
    def is_section(self) -> bool:
        return self.depth > 0


@dataclass(frozen=True)
class Aside:
    """What went nowhere: how many lines, and as many of them as a page shows."""

    count: int
    lines: list[ReadLine]


def items_of(read: ImportedNotice, shown: Collection[ReadLine]) -> list[Item]:
    """The parts in the order of the document; of a file shown in part, those that are shown."""
    places: dict[str, int] = {}
    for line in read.lines:
        places.setdefault(item_of(line), line.at)
    items = [*_head(read, places), *_sections(read, places), *_tail(read, places)]
    if len(shown) == len(read.lines):
        return items
    keys = {item_of(line) for line in shown}
    return [_short(item) for item in items if item.key in keys or not item.is_section]


def aside_of(read: ImportedNotice) -> Aside:
    lines = [line for line in read.lines if line.role in SET_ASIDE]
    return Aside(len(lines), lines[:MOST_ASIDE])


def totals_of(read: ImportedNotice) -> dict[str, int]:
    """Characters that are not blank: used, set_aside, and repaired away."""
    totals: Counter[str] = Counter()
    for span in account(read):
        count = len("".join(read.source[span.start : span.end].split()))
        totals[_total(span.place)] += count
    return {name: totals[name] for name in ("used", "set_aside", "repaired")}


def _total(place: str) -> str:
    if place in SET_ASIDE:
        return "set_aside"
    return "used" if place in list(Role) else "repaired"


def _head(read: ImportedNotice, places: dict) -> Iterator[Item]:
    # Where there is no red head, title or signature have said it.
    says = [role for role in (Role.RED_HEAD, Role.TITLE, Role.SIGNATURE) if str(role) in places]
    named = {str(Role.RED_HEAD): places[says[0]]} if says and read.issuers else {}
    yield from _one(Role.RED_HEAD, "发文机关", "、".join(read.issuers), named)
    yield from _one(Role.DOC_NUMBER, "发文字号", read.doc_number, places)
    yield from _one(Role.TITLE, "标题", read.title, places)
    yield from _one(Role.ADDRESSEE, "主送机关", read.addressee, places)
    yield from _one(Role.PREAMBLE, "引言", read.preamble, places)


def _tail(read: ImportedNotice, places: dict) -> Iterator[Item]:
    names = "\n".join(f"{number}.{name}" for number, name in enumerate(read.attachments, 1))
    date = read.date and f"{read.date.year}年{read.date.month}月{read.date.day}日"
    yield from _one(Role.CLOSING, "结尾", read.closing, places)
    yield from _one(Role.FIGURE, "图", "\n".join(map(_figure, read.figures)), places)
    yield from _one(Role.ATTACHMENT_NOTE, "附件", names, places)
    yield from _one(Role.SIGNATURE, "署名", read.signature, places)
    yield from _one(Role.DATE, "成文日期", date, places)
    yield from _one(Role.ANNOTATION, "附注", read.annotation, places)
    yield from _one(Role.CC, "抄送", read.cc, places)
    yield from _one(Role.IMPRINT, "印发", read.imprint, places)


def _figure(figure: ImportedFigure) -> str:
    place = "引言之后" if figure.section == 0 else f"第 {figure.section} 节之后"
    place = "结尾之后" if figure.section is None else place
    return f"{place}：{figure.alt or '还没有替代文字'}"


def _one(role: Role, name: str, text: str | None, places: dict) -> Iterator[Item]:
    """The part, or that it is missing where every notice must have it."""
    if text or role in MISSING:
        yield Item(str(role), name, text or "", places.get(str(role)))


def _sections(read: ImportedNotice, places: dict) -> Iterator[Item]:
    for number, section in enumerate(read.sections, 1):
        key = f"s{number}"
        heading, text = _heading(section)
        yield Item(key, "", text, places.get(key), section.level, section.label, heading)


def _heading(section: ImportedSection) -> tuple[str, str]:
    return f"{section.heading}。" if section.run_in else section.heading, section.text


def _short(item: Item) -> Item:
    if len(item.text) <= SHORT:
        return item
    values = vars(item) | {"text": f"{item.text[:SHORT]}……（共 {len(item.text)} 字）"}
    return Item(**values)
