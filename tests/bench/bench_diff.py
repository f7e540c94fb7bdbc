"""Differences of two editions: a hundred sections, one long section, tables, and what is made slow.

Medians of some comparisons, CPU only; the ratio is to a hundred sections of which one differs.
The goal is 300 ms for two texts of 5,000 characters.
"""

import random
import time
from statistics import median

from notices.diff import differences

from ..payloads import payload, section

LENGTH, SECTIONS, ROUNDS = 5_000, 100, 5
HAN = range(0x4E00, 0x4E00 + 3000)


def text_of(length: int, seed: int) -> str:
    return "".join(map(chr, random.Random(seed).choices(HAN, k=length)))


def with_errors(text: str, share: float) -> str:
    """The text with so large a share of its characters exchanged."""
    chosen, other = random.Random(3), text_of(len(text), 2)
    return "".join(b if chosen.random() < share else a for a, b in zip(text, other))


def outline(text: str) -> dict:
    step = len(text) // SECTIONS
    return payload(*(section(1, "", text[at : at + step]) for at in range(0, len(text), step)))


def whole(text: str) -> dict:
    return payload(section(1, "", text))


def table(text: str) -> dict:
    cells = [f"<td>{text[at : at + 5]}</td>" for at in range(0, len(text), 5)]
    rows = ["<tr>" + "".join(cells[at : at + 5]) + "</tr>" for at in range(0, len(cells), 5)]
    return payload(section(1, "", f"<table>{''.join(rows)}</table>"))


def cases() -> dict[str, tuple[dict, dict]]:
    text = text_of(LENGTH, 1)
    few, many, other = with_errors(text, 0.001), with_errors(text, 0.2), text_of(LENGTH, 9)
    turned = outline(text)
    turned["sections"] = turned["sections"][::-1]
    return {
        "100 sections, few signs": (outline(text), outline(few)),
        "100 sections, one in five": (outline(text), outline(many)),
        "100 sections turned round": (outline(text), turned),
        "one section, few signs": (whole(text), whole(few)),
        "one section, one in five": (whole(text), whole(many)),
        "one section, nothing in common": (whole(text), whole(other)),
        "one sign, and two in turn": (whole("甲" * LENGTH), whole("甲乙" * (LENGTH // 2))),
        "200 rows, one in five": (table(text), table(many)),
    }


def measure(old: dict, new: dict) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        differences(old, new, lambda relation: "")
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    figures = {name: measure(*pair) for name, pair in cases().items()}
    base = next(iter(figures.values()))
    print(f"{'two editions of 5,000 characters':34}{'ms':>9}{'ratio':>8}")
    for name, seconds in figures.items():
        print(f"{name:34}{seconds * 1000:9.1f}{seconds / base:8.1f}")


if __name__ == "__main__":
    main()
