"""The checks: a whole notice of ten pages, and lexicons of 1,000 and 100,000 words.

Medians of the processor's time; the notice has 20 sections, 300 characters each, a table and links. The ratio is to the
notice of ten pages with 1,000 words.
"""

import random
import time
from datetime import date
from statistics import median

from notices.checks import Facts
from notices.checks.payload import problems_of
from notices.checks.words.lexicon import Lexicon, Word

from ..payloads import payload, section

SECTIONS, CHARACTERS = 20, 308  # 28 characters a line, 22 lines a page, ten pages
WORDS = (0, 1_000, 100_000)
ROUNDS = 9
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
SENTENCE = 28


def text_of(dice: random.Random) -> str:
    sentences = (
        "".join(dice.choices(HAN, k=SENTENCE - 2)) + "，。"[n % 2]
        for n in range(CHARACTERS // SENTENCE)
    )
    return "于2026年5月25日（星期一）前报送，" + "".join(sentences)


def notice_of_ten_pages() -> dict:
    dice = random.Random(1)
    rows = [
        section(1 + n % 2, "".join(dice.choices(HAN, k=12)), text_of(dice)) for n in range(SECTIONS)
    ]
    table = "<tr><th>单位</th><th>人数</th></tr><tr><td>甲</td><td>3</td></tr>" * 20
    return payload(*rows, closing=f"<table>{table}</table><p>特此通知。</p>")


def lexicon_of(count: int) -> Lexicon:
    dice = random.Random(2)
    words = {"".join(dice.choices(HAN, k=dice.randint(3, 6))) for _ in range(count)}
    return Lexicon(Word(word, right="写法") for word in words)


def main() -> None:
    notice, times = notice_of_ten_pages(), {}
    for count in WORDS:
        lexicon = lexicon_of(count)
        facts = Facts(today=date(2026, 5, 20), lexicon=lexicon)
        began = time.process_time()
        problems_of(notice, facts)
        first = time.process_time() - began
        times[count] = (median(_rounds(notice, facts)), first)
    print("| words in the lexicon | whole check ms | the first ms | ratio |")
    print("|---|--:|--:|--:|")
    for count, (usual, first) in times.items():
        ratio = usual / times[1_000][0]
        print(f"| {count:,} | {usual * 1000:.1f} | {first * 1000:.1f} | {ratio:.2f} |")


def _rounds(notice: dict, facts: Facts) -> list[float]:
    figures = []
    for _ in range(ROUNDS):
        began = time.process_time()
        problems_of(notice, facts)
        figures.append(time.process_time() - began)
    return figures


if __name__ == "__main__":
    main()
