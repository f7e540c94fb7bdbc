"""The notice page on a slow phone: bytes, requests, LCP and CLS.

Phone: 390x844, 400 kbit/s, 400 ms latency, CPU four times slower; medians of five visits, each with
an empty cache. The ratio is to the same page without style and script: what the text alone costs.
"""

import shutil
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ..browser.conftest import ARGUMENTS, CHROMIUM
from ..browser.product import running

VISITS = 5
LATENCY, BITS, SLOWER = 400, 400_000, 4  # ms, bits per second, times
STANDARD = "集中轮训"
PAGES = ("notice", "notice, 大字版 remembered", "notice, no style or script", "list")
BARE = PAGES[2]
WATCH = """
    window.paint = 0; window.shift = 0;
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) window.paint = each.startTime;
    }).observe({type: 'largest-contentful-paint', buffered: true});
    new PerformanceObserver(list => {
        for (const each of list.getEntries()) window.shift += each.value;
    }).observe({type: 'layout-shift', buffered: true});
"""
NAMES = ("bytes", "requests", "TTFB ms", "first paint ms", "LCP ms", "load ms", "CLS")
FIGURES = """
    () => {
        const page = performance.getEntriesByType('navigation')[0];
        const first = performance.getEntriesByName('first-contentful-paint')[0];
        return [page.responseStart, first.startTime, window.paint, page.loadEventEnd, window.shift];
    }
"""


def main() -> None:
    program = next(filter(None, map(shutil.which, CHROMIUM)))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as product:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            _print({name: _measured(browser, product.address, name) for name in PAGES})
            browser.close()


def _measured(browser: Browser, origin: str, name: str) -> list[float]:
    """The medians of NAMES over some visits."""
    visits = [_visit(browser, origin, name) for _ in range(VISITS)]
    return [median(column) for column in zip(*visits)]


def _visit(browser: Browser, origin: str, name: str) -> list[float]:
    context = browser.new_context(base_url=origin, viewport={"width": 390, "height": 844})
    path = _path(context, name)
    page = context.new_page()
    page.add_init_script(WATCH)
    if name == BARE:
        page.route("**/static/**", lambda route: route.abort())
    _slow_down(context, page)
    sent = []
    page.on("requestfinished", lambda request: sent.append(request))
    page.goto(path, wait_until="networkidle")
    page.wait_for_function("window.paint > 0")
    # Headers in, so that the figure is what goes over the line.
    sizes = [request.sizes() for request in sent]
    octets = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
    figures = [octets, len(sent), *page.evaluate(FIGURES)]
    context.close()
    return figures


def _path(context: BrowserContext, name: str) -> str:
    """The page to visit; on the way the device may come to remember 大字版."""
    finder = context.new_page()
    finder.goto("/")
    path = finder.get_by_role("link", name=STANDARD).get_attribute("href")
    if "remembered" in name:
        finder.get_by_role("link", name="大字版").click()
    finder.close()
    return "/" if name == "list" else path


def _slow_down(context: BrowserContext, page: Page) -> None:
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    speed = BITS / 8
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": speed,
            "uploadThroughput": speed,
        },
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _print(rows: dict[str, list[float]]) -> None:
    print(f"| page on a slow phone | {' | '.join(NAMES)} | LCP ratio |")
    print(f"|---|{'--:|' * (len(NAMES) + 1)}")
    bare = rows[BARE][NAMES.index("LCP ms")]
    for name, figures in rows.items():
        shown = [f"{figure:,.0f}" for figure in figures[:-1]] + [f"{figures[-1]:.3f}"]
        ratio = figures[NAMES.index("LCP ms")] / bare
        print(f"| {name} | {' | '.join(shown)} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
