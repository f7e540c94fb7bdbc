"""The newsroom's form with 20 and 300 sections: when it is there and when it can be used.

Medians of five loads with a warm cache, no throttling; "ready" is when the outline answers, "row" the
time from the click on a row to its text, "editor" from the click on the text to a running editor,
"move" from Alt+↓ to the new labels. The ratio is to the form with 20 sections.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from ..browser.conftest import ARGUMENTS, CHROMIUM
from ..browser.outline import open_outline, said
from ..browser.product import running
from ..browser.visiting import Visits

LOADS = 5
PATIENCE = 60_000  # milliseconds
COUNTS = (20, 300)
PLACE = 10  # the row that is opened and moved
NAMES = ("kB", "first byte", "ready", "loaded", "row", "editor", "move")
# "ready" is set on DOMContentLoaded, by the last of the form's scripts.
FIGURES = """
    () => {
        const page = performance.getEntriesByType('navigation')[0];
        const ready = page.domContentLoadedEventEnd;
        return [page.decodedBodySize / 1000, page.responseStart, ready, page.loadEventEnd];
    }
"""


def main() -> None:
    program = next(filter(None, map(shutil.which, CHROMIUM)))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as product:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            visits = Visits(browser, product.address)
            expect.set_options(timeout=PATIENCE)
            _print({count: _measured(visits, count) for count in COUNTS})
            browser.close()


def _measured(visits: Visits, count: int) -> list[float]:
    """The medians of NAMES over some loads of a form with so many sections."""
    outline = [(1 + number % 3, f"第{number + 1}件事") for number in range(count)]
    page = open_outline(visits, outline)
    return [median(column) for column in zip(*(_load(page) for _ in range(LOADS)))]


def _load(page: Page) -> list[float]:
    page.goto(page.url)
    expect(page.locator(".outline[data-ready]")).to_be_visible()
    # The last figure is written when the load event has ended.
    page.wait_for_timeout(100)
    figures = page.evaluate(FIGURES)
    row = page.locator(".outline-row").nth(PLACE)
    text = row.locator(".rich-text-shown")
    body = row.frame_locator("iframe").locator("body[contenteditable=true]")
    return figures + [
        _time(row.locator("summary").click, lambda: expect(text).to_be_visible()),
        _time(text.click, lambda: expect(body).to_be_focused()),
        _time(
            lambda: row.locator("summary").press("Alt+ArrowDown"),
            lambda: expect(said(page)).to_contain_text("序号"),
        ),
    ]


def _time(act: Callable, done: Callable) -> float:
    """Milliseconds from the act until `done` returns."""
    start = time.perf_counter()
    act()
    done()
    return (time.perf_counter() - start) * 1000


def _print(rows: dict[int, list[float]]) -> None:
    units = [name if name == "kB" else f"{name} ms" for name in NAMES]
    print(f"| sections in the form | {' | '.join(units)} | ready ratio |")
    print(f"|---|{'--:|' * (len(NAMES) + 1)}")
    ready = NAMES.index("ready")
    for count, figures in rows.items():
        ratio = figures[ready] / rows[COUNTS[0]][ready]
        shown = " | ".join(f"{figure:,.0f}" for figure in figures)
        print(f"| {count} | {shown} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
