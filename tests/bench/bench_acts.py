"""Publishing and taking down at 100 notices and more: milliseconds of CPU, and ratios to the smallest.

usage: python -m tests.bench.bench_acts [NOTICES…], as bench_reading. Nothing of it stays in the site.
"""

import sys
from collections.abc import Callable
from statistics import median

from tests.bench.bench_reading import grow, of_site, print_table, spent  # sets Django up

from django.db import transaction  # isort: skip

from notices.models import DeskSetting, Notice  # isort: skip
from tests.making import make_notice, publisher  # isort: skip

SIZES = (100, 1_000, 10_000)
TIMES = 15


def main(sizes: tuple[int, ...]) -> None:
    columns = {}
    for size in of_site(sizes, SIZES):
        grow(size)
        columns[size] = _costs()
    print_table(columns)


def _costs() -> dict[str, float]:
    """The median milliseconds of CPU of each act upon a notice of its own."""
    found: dict[str, list[float]] = {}
    with transaction.atomic():
        DeskSetting.objects.update(approvals=0, secrecy_review=False)
        for _ in range(TIMES):
            for name, act in _acts(make_notice(sections=5)).items():
                began = spent()
                act()
                found.setdefault(name, []).append(1000 * (spent() - began))
        transaction.set_rollback(True)
    return {name: median(each) for name, each in found.items()}


def _acts(notice: Notice) -> dict[str, Callable]:
    by, why = publisher(), {"reason": "用于测量。"}

    def undo():
        notice.undo_withdrawal(by, notice.standing_withdrawals().get(), **why)

    return {
        "publish": lambda: notice.publish(by),
        "take down": lambda: notice.withdraw(by, "taken_down", stays_in_force=True, **why),
        "undo that": undo,
    }


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])))
