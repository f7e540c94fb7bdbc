"""Makes the README's pictures from the running product: `python -m tests.screens`."""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from .browser.conftest import ARGUMENTS, CHROMIUM
from .browser.product import HOUSE, running

PICTURES = HOUSE / ".readme"
STANDARD = "集中轮训"
PHONE, DESK = (390, 844), (1280, 844)
GROUND, MARGIN = "#857c70", 24  # the colour of --edge; pixels round each picture
COLOURS = 128


def main() -> None:
    program = next(filter(None, map(shutil.which, CHROMIUM)))
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as product:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            path = _standard_notice(browser, product.address)
            views = {
                "notice": [(PHONE, path, "light"), (DESK, path, "light")],
                "dress": [(PHONE, f"{path}?mode=elder", "light"), (PHONE, path, "dark")]
                + [(PHONE, "/", "light")],
            }
            for name, shots in views.items():
                shown = [_shot(browser, product.address, *shot) for shot in shots]
                _side_by_side(shown).save(PICTURES / f"{name}.png", optimize=True)
            browser.close()


def _standard_notice(browser: Browser, origin: str) -> str:
    page = browser.new_page(base_url=origin)
    page.goto("/")
    return page.get_by_role("link", name=STANDARD).get_attribute("href")


def _shot(browser: Browser, origin: str, size: tuple[int, int], path: str, scheme: str):
    page = browser.new_page(
        base_url=origin,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        locale="zh-CN",
    )
    page.goto(path, wait_until="networkidle")
    return Image.open(io.BytesIO(page.screenshot()))


def _side_by_side(shots: list[Image.Image]) -> Image.Image:
    width = sum(shot.width for shot in shots) + MARGIN * (len(shots) + 1)
    sheet = Image.new("RGB", (width, max(shot.height for shot in shots) + 2 * MARGIN), GROUND)
    left = MARGIN
    for shot in shots:
        sheet.paste(shot, (left, MARGIN))
        left += shot.width + MARGIN
    return sheet.quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
