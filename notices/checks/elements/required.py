"""The elements without which nothing goes out (条例 Art. 9; those a kind requires)."""

from collections.abc import Iterator

from ..facts import Facts
from ..problem import Problem

RULE = "element"


def missing_elements(payload: dict, facts: Facts) -> Iterator[Problem]:
    """A blocking Problem for each element that is not there; 原文无 answers the kind's own."""
    absent = set(payload["absent"])
    if not payload["title"]:
        yield _missing("标题", "title", "请填写标题的全称。")
    if not payload["issuers"]:
        yield _missing("发文机关", "issuers", "请选择发文机关。")
    if not payload["signed_on"]:
        yield _missing("成文日期", "signed_on", "请按原文落款填写成文日期。")
    if facts.needs_number and not payload["doc_number"] and "doc_number" not in absent:
        yield _missing(
            "发文字号", "doc_number", "请填写发文字号；原文没有的，勾选“原文无：发文字号”。"
        )
    if facts.needs_addressee and not payload["addressee"] and "addressee" not in absent:
        yield _missing(
            "主送机关", "addressee", "请填写主送机关；原文没有的，勾选“原文无：主送机关”。"
        )
    for attachment in payload["attachments"]:
        if facts.needs_files and not attachment["sha256"]:
            name = f"附件“{attachment['name']}”"
            yield _missing(
                f"{name}的文件",
                f"attachment:{attachment['number']}",
                "请上传文件；不随文公开的，从附件里删去。",
            )
    for place, figure in enumerate(payload["figures"], 1):
        if not figure["alt"]:
            name = f"图“{figure['caption']}”" if figure["caption"] else f"第{place}幅图"
            yield _missing(
                f"{name}的替代文字",
                f"figure:{figure['number']}",
                "请写图上有什么，让看不到图的读者也能知道。",
            )
    if not (payload["preamble"] or payload["sections"] or payload["closing"]):
        yield _missing("正文", "preamble", "请写正文：引言、层次或结尾至少有一处。")


def _missing(place: str, part: str, advice: str) -> Problem:
    return Problem(RULE, place, 0, f"缺少{place}。", advice, blocking=True, part=part)
