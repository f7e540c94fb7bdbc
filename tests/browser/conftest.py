"""The running product and a Chromium to visit it with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .product import Product, running
from .visiting import Visits
from .walking import every_page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Without a sandbox, so that it starts as root in a container; with nothing that calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def product(tmp_path_factory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product
    log = product.log.read_text(encoding="utf-8")
    assert "Traceback" not in log, log


# Ends with this package: Playwright keeps an event loop running, which Django's database refuses.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, f"No Chromium: looked for {', '.join(CHROMIUM)}."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(product: Product) -> dict[str, int]:
    """{path: status} of every public page."""
    return every_page(product.address)


@pytest.fixture
def visits(chromium: Browser, product: Product) -> Iterator[Visits]:
    """Opens visitors' browsers; at the end there must have been nothing to complain of."""
    visits = Visits(chromium, product.address)
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.fixture
def page(visits: Visits) -> Page:
    """A reader at a desk."""
    return visits.open().new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What the server has printed stands under the report of a failed test."""
    report = yield
    product = getattr(item, "funcargs", {}).get("product")
    if report.failed and product:
        report.sections.append(
            ("the server", Path(product.log).read_text(encoding="utf-8")[-4000:])
        )
    return report
