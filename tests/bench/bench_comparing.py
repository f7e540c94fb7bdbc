"""比对原件: two texts of 5,000 and 20,000 characters, from alike to wholly different.

Medians of some comparisons; the ratio is to 5,000 characters of which one in a hundred differs.
"""

import random
import time
from statistics import median

from notices.diff.matching import changes

LENGTHS, SHARES = (5_000, 20_000), (0.01, 0.05, 0.2, 1)
ROUNDS = 5
HAN = range(0x4E00, 0x4E00 + 3000)


def text_of(length: int, seed: int) -> str:
    return "".join(map(chr, random.Random(seed).choices(HAN, k=length)))


def pair(length: int, share: float) -> tuple[str, str]:
    """A text, and the same with so large a share of its characters exchanged."""
    one, other, chosen = text_of(length, 1), text_of(length, 2), random.Random(3)
    return one, "".join(b if chosen.random() < share else a for a, b in zip(one, other))


def measure(one: str, other: str) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        changes(one, other)
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    figures = {
        (length, share): measure(*pair(length, share)) for length in LENGTHS for share in SHARES
    }
    base = figures[LENGTHS[0], SHARES[0]]
    print(f"{'characters':>10}{'differ':>8}{'ms':>9}{'ratio':>8}")
    for (length, share), seconds in figures.items():
        print(f"{length:10}{share:8.0%}{seconds * 1000:9.1f}{seconds / base:8.1f}")


if __name__ == "__main__":
    main()
