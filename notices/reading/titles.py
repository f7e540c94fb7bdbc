"""Where a title may break (GB/T 9704—2012 7.3.1: 回行时，要做到词意完整).

There is no list of all words; these are the words titles of notices are made of.
"""

import re
from collections.abc import Sequence

# A title may break before these words and after these marks and words.
_BREAK = re.compile(
    "(?=关于|做好|开展|加强|进一步|推进|规范|印发|转发|组织开展|工作(?!者)|有关|若干|情况的|名单的)"
    "|(?<!开展)(?<!加强)(?<![做开办抓]好)(?=20[0-9]{2}年)|(?=《|（|(?<!共)和(?!国))"
    "|(?<=[》）、，])(?!的|[》）、，])|(?<=期间)|(?<=年度)"
)
# And, only where a piece is longer than a line of a phone, here as well.
_WITHIN = re.compile(
    "(?=(?<!到)基层|到基层|到村|到户|集中|月度|季度|全面|深入|切实|拟|网上|线上|临时|长效|联合"
    "|(?<!基层)党组织|(?<!电子)档案|电子|目录|服务|需求|关怀|选聘|高校|离退休|换届|督查|考核|评选)"
    "|(?<=20[0-9]{2}年)|(?<=情况)(?!的)"
    "|(?<=[^各全超城][市县])(?![委直级属场内外、（])"
)
SHORTEST_PIECE = 4
PLAIN_PIECE = 12  # characters a line of the title holds at 360 px
DIGIT = 0.55  # of the width of a Chinese character


def title_pieces(title: str, issuers: Sequence[str]) -> list[str]:
    """The title cut where a line may end: after the issuers, before 关于, at phrases.

    "".join(title_pieces(title, issuers)) == title. A short title is one piece.
    """
    if len(title) <= PLAIN_PIECE:
        return [title]
    lead = _issuers_at_the_start(title, issuers)
    cuts = [*lead]
    for found in _BREAK.finditer(title):
        if found.start() > (lead[-1] if lead else 0) and _may_cut(title, cuts, found.start()):
            cuts.append(found.start())
    pieces = _cut(title, cuts)
    return pieces[: len(lead)] + [part for piece in pieces[len(lead) :] for part in _halved(piece)]


def _cut(text: str, cuts: Sequence[int]) -> list[str]:
    bounds = [0, *cuts, len(text)]
    return [text[a:b] for a, b in zip(bounds, bounds[1:])]


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


def _halved(piece: str) -> list[str]:
    """A piece that no line of a phone holds, cut nearest its middle until every part fits."""
    if _width(piece) <= PLAIN_PIECE:
        return [piece]
    places = [found.start() for found in _WITHIN.finditer(piece)]
    inner = [at for at in places if SHORTEST_PIECE - 1 <= at <= len(piece) - SHORTEST_PIECE + 1]
    if not inner:
        return [piece]
    # Of two as near, the later: what is left over is the longer part of a Chinese phrase.
    at = min(inner, key=lambda at: (abs(2 * _width(piece[:at]) - _width(piece)), -at))
    return [*_halved(piece[:at]), *_halved(piece[at:])]


def _width(text: str) -> float:
    """In Chinese characters."""
    return sum(DIGIT if mark.isascii() else 1 for mark in text)
