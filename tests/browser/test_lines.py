"""Where lines end, on phones: nothing stretched, nothing left alone, numbers and tables whole."""

import pytest
from playwright.sync_api import Page

from .visiting import Visits

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

NARROW = [(320, ""), (360, ""), (390, ""), (360, "mode=elder"), (390, "mode=elder")]
# Every character that is shown in an element, as [character, left, top].
LETTERS = """
    const letters = each => {
        const found = [], range = document.createRange();
        const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) for (let i = 0; i < node.length; i++) {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const box = range.getClientRects()[0];
            if (box && box.width) found.push([node.data[i], box.left, box.top]);
        }
        return found;
    };
    const all = selector => [...document.querySelectorAll(selector)];
"""
FAULTS = {
    # Two Chinese characters of a line more than an eighth of one apart.
    "stretched": """
        all('.db > p, .db .in p, .db section p').filter(each => {
            const step = 1.12 * parseFloat(getComputedStyle(each).fontSize), row = letters(each);
            return row.some(([letter, left, top], i) => i && top === row[i - 1][2]
                && /[一-鿿]{2}/.test(row[i - 1][0] + letter) && left - row[i - 1][1] > step);
        })
    """,
    # Marks do not count; tables have columns of their own.
    "one character on the last line": """
        all('h1, h1 span, h2, h3, .toc a, .t, .tree a, dd, p, .s, figcaption').filter(each => {
            if (each.closest('.scroll, .share') || each.querySelector('p')) return false;
            const tops = letters(each).filter(([letter]) => /[\\p{L}\\p{N}]/u.test(letter))
                .map(([, , top]) => top);
            const last = Math.max(...tops);
            return Math.min(...tops) < last - 8 && tops.filter(top => top > last - 8).length < 2;
        })
    """,
    "a number to dial on two lines": """
        all('[href^=tel]').filter(each => each.getClientRects().length > 1)
    """,
    "a table that scrolls and does not say so": """
        all('table:not(.big)').filter(each => each.offsetWidth > each.parentNode.clientWidth)
    """,
}
BEGINNINGS = "map(each => each.textContent.trim().slice(0, 30))"


@pytest.mark.parametrize(("width", "query"), NARROW)
def test_every_line_on_a_phone_ends_well(visits: Visits, pages, width, query):
    page = visits.open(width).new_page()
    faults = {path: _faults(page, path, query) for path in pages}
    assert {path: found for path, found in faults.items() if found} == {}


def _faults(page: Page, path: str, query: str) -> list[tuple[str, str]]:
    """(what is wrong, the beginning of the text) of a page with every fold open."""
    joint = "&" if "?" in path else "?"
    page.goto(f"{path}{joint}{query}" if query else path)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = {
        fault: page.evaluate(f"() => {{ {LETTERS} return {script.strip()}.{BEGINNINGS} }}")
        for fault, script in FAULTS.items()
    }
    return [(fault, text) for fault, texts in found.items() for text in texts]
