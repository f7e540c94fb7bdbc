"""How dates, sizes and titles are written (GB/T 9704—2012 7.3.5.2: 2026年5月12日, no 虚位)."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

KB = 1024
# A title may break before these words and after these marks and words.
_BREAK = re.compile(
    "(?=关于|做好|开展|加强|进一步|推进|规范|印发|转发|组织开展|工作|有关|若干|情况的|名单的)"
    "|(?=20[0-9]{2}年|《|（|(?<!共)和(?!国))"
    "|(?<=[》）、，])(?!的|[》）、，])|(?<=期间)|(?<=年度)"
)
SHORTEST_PIECE = 4
PLAIN_PIECE = 12  # characters a line of the title holds at 360 px


def day(value: date) -> str:
    """2026年5月12日."""
    return f"{value.year}年{value.month}月{value.day}日"


def minute(value: datetime) -> str:
    """2026年5月13日 09:00, in the zone the moment is given in."""
    return f"{day(value)} {value:%H:%M}"


def size(octets: int) -> str:
    """24 KB, from one megabyte on 1.5 MB; never 0."""
    if octets < KB * KB:
        return f"{max(1, -(-octets // KB))} KB"
    return f"{octets / KB / KB:.1f} MB"


def file_type(file_name: str) -> str:
    """DOCX for 登记表.docx, 文件 where the name has no extension."""
    return PurePosixPath(file_name).suffix.removeprefix(".").upper() or "文件"


def title_pieces(title: str, issuers: Sequence[str]) -> list[str]:
    """The title cut where a line may end: after the issuers, before 关于, at phrases.

    "".join(title_pieces(title, issuers)) == title. A short title is one piece.
    """
    lead = _issuers_at_the_start(title, issuers)
    cuts = [*lead]
    for found in _BREAK.finditer(title):
        if found.start() > (lead[-1] if lead else 0) and _may_cut(title, cuts, found.start()):
            cuts.append(found.start())
    if len(title) <= PLAIN_PIECE:
        cuts = []
    bounds = [0, *cuts, len(title)]
    return [title[a:b] for a, b in zip(bounds, bounds[1:])]


def _issuers_at_the_start(title: str, issuers: Sequence[str]) -> list[int]:
    """Where each issuer named at the start of the title ends."""
    ends: list[int] = []
    at = 0
    for name in issuers:
        if not name or not title.startswith(name, at) or at + len(name) == len(title):
            break
        at += len(name)
        at += len(title[at:]) - len(title[at:].lstrip(" 　、"))
        ends.append(at)
    return ends


def _may_cut(title: str, cuts: list[int], at: int) -> bool:
    return (
        at - (cuts[-1] if cuts else 0) >= SHORTEST_PIECE
        and len(title) - at >= SHORTEST_PIECE
        and not title[:at].endswith("关于")
    )
