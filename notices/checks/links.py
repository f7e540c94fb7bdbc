"""Links, tables and files as readers meet them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from .facts import Facts
from .found import told
from .passages import rich_parts
from .problem import Passage, Problem

_OWN = re.compile(r"/notices/(\d+)(?:[/.#?]|$)")
LARGEST_FILE = 20 * 1024 * 1024


def find(passage: Passage, html: str, facts: Facts) -> Iterator[Problem]:
    """What is wrong with the links and tables of one rich text."""
    if "<a " not in html and "<table" not in html:
        return
    reading = _Reading()
    reading.feed(html)
    reading.close()
    for address, words in reading.links:
        yield from _link(passage, address, words.strip(), facts)
    for words in reading.headless:
        yield _problem(
            "table_headers",
            passage,
            words,
            "表格没有表头。",
            "请把第一行设为表头，读屏软件才能念出每一格是什么。",
        )


def _link(passage: Passage, address: str, words: str, facts: Facts) -> Iterator[Problem]:
    if not words:
        yield _problem(
            "link_empty",
            passage,
            "",
            f"链接“{address[:60]}”没有文字。",
            "请写链接的文字，或者删去。",
        )
    if address in facts.outside:
        yield _silent(passage, address, words, facts)
    own = _OWN.match(address.removeprefix(facts.site))
    if own and facts.public is not None and int(own[1]) not in facts.public:
        yield _problem(
            "link_target",
            passage,
            words,
            f"链接“{words[:30]}”指向本站的通知 {own[1]}，读者看不到它。",
            "请核对地址，或者先发布那份通知。",
        )


def _silent(passage: Passage, address: str, words: str, facts: Facts) -> Problem:
    why_not, on = facts.outside[address]
    called = f"链接“{words[:30] or address[:60]}”" if words != address else "转载网址"
    return _problem(
        "link_outside",
        passage,
        words,
        f"{called}打不开：{why_not}（{on.year}年{on.month}月{on.day}日核查）。",
        "请核对网址；对方网站已经没有这一页的，改成别的出处或者删去。",
    )


def source(payload: dict, facts: Facts) -> Iterator[Problem]:
    """Where a reprint comes from."""
    address = payload.get("source", {}).get("address", "")
    if address in facts.outside:
        yield _silent(Passage("来源", address, part="source_address"), address, address, facts)


def outside_addresses(payload: dict, site: str) -> list[str]:
    """The links of a payload that lead elsewhere than to the site, each once."""
    found = [payload["source"]["address"]]
    for html in rich_parts(payload).values():
        if "<a " in html:
            reading = _Reading()
            reading.feed(html)
            found += [address for address, _ in reading.links]
    web = [one for one in found if one.startswith(("http://", "https://"))]
    return [one for one in dict.fromkeys(web) if not f"{one}/".startswith(f"{site}/")]


def files(payload: dict) -> Iterator[Problem]:
    """Attachments too large for a phone."""
    for row in payload["attachments"]:
        if row["size"] > LARGEST_FILE:
            megabytes = row["size"] / 1024 / 1024
            passage = Passage(
                f"附件“{row['name']}”", row["file_name"], part=f"attachment:{row['number']}"
            )
            yield _problem(
                "file_large",
                passage,
                "",
                f"文件有 {megabytes:.0f} MB，超过 20 MB。",
                "请压缩图片或者拆成几个文件，读者用手机也能下载。",
            )


def _problem(rule: str, passage: Passage, words: str, message: str, advice: str) -> Problem:
    at = max(passage.text.find(words), 0) if words else 0
    said = {"words": words, "part": passage.part, "about": passage.text}
    return told(rule, passage.place, message, advice, at, **said)


class _Reading(HTMLParser):
    """(address, words) of each link; the first words of each table without a header cell."""

    def __init__(self):
        super().__init__()
        self.links: list[list[str]] = []
        self.headless: list[str] = []
        self._in_link = False
        self._table: list | None = None  # [whether it has a header, rows, first words]

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._in_link = True
            self.links.append([dict(attrs).get("href") or "", ""])
        elif tag == "table":
            self._table = [False, 0, ""]
        elif tag == "th" and self._table:
            self._table[0] = True
        elif tag == "tr" and self._table:
            self._table[1] += 1

    def handle_endtag(self, tag):
        if tag == "a":
            self._in_link = False
        elif tag == "table" and self._table:
            has_header, rows, words = self._table
            if not has_header and rows > 1:
                self.headless.append(words)
            self._table = None

    def handle_data(self, data):
        if self._in_link:
            self.links[-1][1] += data
        if self._table and not self._table[2]:
            self._table[2] = data.strip()
