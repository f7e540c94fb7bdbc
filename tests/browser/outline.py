"""The outline editor as a hand and an eye meet it: rows, menus, the drag, the running editor."""

from playwright.sync_api import FrameLocator, Locator, Page, expect

from notices import numbering

from . import newsroom
from .visiting import Visits

# Two parts with three levels; the headings are single words, so that a row is told by one.
WORDS = [
    (1, "甲部"),
    (2, "甲一"),
    (3, "甲一上"),
    (3, "甲一下"),
    (2, "甲二"),
    (1, "乙部"),
    (2, "乙一"),
    (1, "丙部"),
]

AS_IMPORTED = [
    "一、甲部",
    "（一）甲一",
    "1.甲一上",
    "2.甲一下",
    "（二）甲二",
    "二、乙部",
    "（一）乙一",
    "三、丙部",
]


def text_of(outline: list[tuple[int, str]]) -> str:
    """A plain text to import: each section a heading on its line, its text on the next."""
    labels = numbering.labels("official", [numbering.Entry(depth) for depth, _ in outline])
    lines = [
        f"{label}{word}\n{word}的具体安排由各单位负责。"
        for label, (_, word) in zip(labels, outline)
    ]
    return "\n".join(["为做好下半年工作，现将有关事项通知如下。", *lines])


def open_outline(visits: Visits, outline=WORDS, **options) -> Page:
    """A new notice of these sections, its form open in an editor's browser."""
    page = newsroom.sign_in(visits.open(**options), "editor")
    newsroom.import_text(page, text_of(outline), "层次.txt")
    newsroom.complete(page, "关于做好下半年各项工作的通知")
    save(page)
    return page


def kept(page: Page) -> Locator:
    return page.locator(".outline-row:not(.is-deleted)")


def row(page: Page, word: str) -> Locator:
    """The row with this heading."""
    return kept(page).filter(has=page.locator(f".head:text-is('{word}')"))


def shown(page: Page) -> list[str]:
    """What each row shows, label and heading, once the labels have come."""
    expect(page.locator(".outline.is-asking")).to_have_count(0)
    labels, heads = (
        kept(page).locator(part).all_text_contents() for part in ("summary .label", "summary .head")
    )
    return [f"{label}{head}" for label, head in zip(labels, heads, strict=True)]


def said(page: Page) -> Locator:
    return page.locator(".outline-said")


def press(page: Page, word: str, *keys: str) -> None:
    row(page, word).locator("summary").focus()
    for key in keys:
        page.keyboard.press(key)


def choose(page: Page, word: str, item: str) -> None:
    """Picks an item of the row's ⋯ menu."""
    row(page, word).locator(".outline-more").click()
    page.get_by_role("menuitem", name=item).click()


def hold_over(page: Page, word: str, target: str, *, right: int = 0) -> None:
    """Takes a row by its handle and holds it over the upper half of another, `right` pixels aside."""
    handle = row(page, word).locator(".outline-handle")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), row(page, target).locator("summary").bounding_box()
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, (y + end["y"]) / 2)
    page.mouse.move(x + right, end["y"] + 4, steps=4)


def drag(page: Page, word: str, target: str, *, right: int = 0) -> None:
    """Drags a row by its handle onto the upper half of another, and that many pixels to the right."""
    hold_over(page, word, target, right=right)
    page.mouse.up()


def unfold(page: Page, word: str) -> Locator:
    found = row(page, word)
    found.locator("summary").click()
    expect(found.locator(".rich-text-shown")).to_be_visible()
    return found


def start_editor(page: Page, word: str) -> FrameLocator:
    """Opens the row and its box; returns the editor's frame."""
    found = unfold(page, word)
    found.locator(".rich-text-shown").click()
    frame = found.frame_locator("iframe")
    expect(frame.locator("body[contenteditable=true]")).to_be_focused()
    return frame


def body(page: Page, index: int) -> str:
    """The text of the row at this place, as it would be saved."""
    return (
        kept(page)
        .nth(index)
        .locator("textarea[data-rich-text]")
        .evaluate("(area) => window.richText.read(area.closest('.rich-text'))")
    )


def save(page: Page) -> None:
    with page.expect_navigation():
        newsroom.save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".outline[data-ready]")).to_be_visible()
