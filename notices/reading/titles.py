"""Where a title may break (GB/T 9704—2012 7.3.1: 回行时，要做到词意完整).

There is no list of all words; these are the words titles of notices are made of.
"""

import re
from collections.abc import Iterator, Sequence

# A title may break before these words and after these marks and words.
_BREAK = re.compile(
    "(?=关于|做好|开展|加强|进一步|推进|规范|印发|转发|组织开展|工作(?!者)|有关|若干|情况的|名单的)"
    "|(?<!开展)(?<!加强)(?<![做开办抓]好)(?=20[0-9]{2}年)|(?=《|（|(?<!共)(?<![做开办抓]好.)和(?!国))"
    "|(?<=[》）、，])(?!的|[》）、，])|(?<=期间)|(?<=年度)"
)
# And, only where a piece is longer than a line of a phone, here as well.
_WITHIN = re.compile(
    "(?=(?<!到)基层|到基层|到村|到户|集中|月度|季度|全面|深入|切实|拟|网上|线上|临时|长效|联合"
    "|(?<!基层)党组织|(?<!电子)档案|电子|目录|服务|需求|关怀|选聘|高校|离退休|换届|督查|考核|评选"
    "|优秀|人才|组织关系|贯彻|(?<!各)乡镇)"
    "|(?<=20[0-9]{2}年)|(?<=情况)(?!的)"
    "|(?<=[^各全超城][市县])(?![委直级属场内外、（])"
)
# An issuer's name: after its place and before what it is.
_IN_A_NAME = re.compile("(?<=[省市县区州])(?!委|纪委|直)|(?=办公室|委员会|和)")
SHORTEST_PIECE = 4
PLAIN_PIECE = 11  # characters a line of the title holds at 320 px, and in large letters at 390
DIGIT = 0.55  # of the width of a Chinese character
# Where no word is known: most words have two characters, and these stand at an end or a beginning.
_RUN = re.compile("[一-鿿]+?(?=的.{0,2}$|工作(?!者)|[^一-鿿]|$)")
_THREE = ("者", "班", "务员")  # ends of words of three
_ENDS = "的和及等化性者员人部厅局委会室处点期年月日市县省区级式法案类型率度量制业"
_COUNTED = re.compile("[一二三四五六七八九十百第两]{2}|[十百]届")
_BEGINNINGS = "第拟各全不新老未非总副各其在以为对由于"


def title_lines(title: str, issuers: Sequence[str]) -> list[list[str]]:
    """The lines a title must have, each cut where it may break.

    The pieces together are the title. Two issuers or more have a line each, as they are ranged in
    the red head; any other title is one line. A short title is one piece.
    """
    lead = _issuers_at_the_start(title, issuers)
    if len(title) <= PLAIN_PIECE:
        return [[title]]
    names = [list(_halved(name, _IN_A_NAME)) for name in _cut(title, lead)[:-1]]
    rest = list(_phrases(title, lead[-1] if lead else 0))
    return [*names, rest] if len(lead) > 1 else [sum(names, []) + rest]


def _phrases(title: str, start: int) -> Iterator[str]:
    """What follows the issuers, cut at phrases and, where those are long, within them."""
    cuts = [start]
    for found in _BREAK.finditer(title):
        if found.start() > start and _may_cut(title, cuts, found.start()):
            cuts.append(found.start())
    for piece in _cut(title, cuts)[1:]:
        yield from _halved(piece, _WITHIN)


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
        at - cuts[-1] >= SHORTEST_PIECE
        and len(title) - at >= SHORTEST_PIECE
        and not title[:at].endswith("关于")
    )


def _halved(piece: str, words: re.Pattern[str]) -> Iterator[str]:
    """A piece that no line of a phone holds, cut nearest its middle until every part fits."""
    if _width(piece.rstrip()) <= PLAIN_PIECE:
        yield piece
        return
    known = _inner(piece, (found.start() for found in words.finditer(piece)))
    places = known or _inner(piece, _between_words(piece))
    if not places:
        yield piece
        return
    # Of two as near, the later: what is left over is the longer part of a Chinese phrase.
    at = min(places, key=lambda at: (abs(2 * _width(piece[:at]) - _width(piece)), -at))
    yield from _halved(piece[:at], words)
    yield from _halved(piece[at:], words)


def _inner(piece: str, places: Iterator[int]) -> list[int]:
    return [at for at in places if SHORTEST_PIECE - 1 <= at <= len(piece) - SHORTEST_PIECE + 1]


def _between_words(piece: str) -> Iterator[int]:
    """Where two words most likely meet: before every second character, counted from the end.

    From the end, since the names that begin a phrase often have three characters.
    """
    for run in _RUN.finditer(piece):
        last = run.end() - (3 if run[0].endswith(_THREE) else 2)
        for at in range(last, run.start(), -2):
            apart = piece[at] not in _ENDS and piece[at - 1] not in _BEGINNINGS
            if apart and not _COUNTED.fullmatch(piece, at - 1, at + 1):
                yield at


def _width(text: str) -> float:
    """In Chinese characters."""
    return sum(DIGIT if mark.isascii() else 1 for mark in text)
