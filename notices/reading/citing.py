"""How a place in a notice is cited: 第二部分第（三）项第1目.

Sources: GB/T 9704—2012 7.3.3 for the levels of a notice; 《立法法》 (2015) Art. 61 for 编、章、节、
条, 项 in brackets and 目 in Arabic numerals; GB/T 15834—2011 4.15.3.5 for 〈〉 within 《》.
"""

import re

PART = re.compile(r"[^第、（）.]+、")
ARTICLE = re.compile(r"第.+条")
DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)*")
ITEM = re.compile(r"（.+）|[0-9]+\.")
# What is counted under a part or an article, outermost first; deeper labels stand as they are.
ITEM_UNITS = ("项", "目")


def place(above: str, label: str, heading: str) -> str:
    """The place of a section under the place `above` ("" at the top).

    An article and a decimal label say by themselves where they are; what has no label is cited by
    its heading, and by its parent where it has none.
    """
    if not label:
        return f"{above}“{heading}”" if heading else above
    if ARTICLE.fullmatch(label):
        return label
    if DECIMAL.fullmatch(label):
        return f"第{label}项"
    if PART.fullmatch(label):
        return f"{above}第{label.removesuffix('、')}部分"
    if ITEM.fullmatch(label):
        return _item(above, label.removesuffix("."))
    return above + label


def _item(above: str, number: str) -> str:
    for unit in ITEM_UNITS:
        if unit not in above:
            return f"{above}第{number}{unit}"
    return above + number


def citation(title: str, doc_number: str) -> str:
    """《关于印发〈…〉的通知》（示组发〔2026〕7号）; without brackets where there is no number."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》（{doc_number}）" if doc_number else f"《{inner}》"
