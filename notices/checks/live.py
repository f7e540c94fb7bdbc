"""What may be wrong with a site after publishing: its texts, its times, how fresh its topics are."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .. import rich_text
from .found import told
from .passages import section_places
from .problem import Problem

# 《政府网站与政务新媒体检查指标》: notices and policy documents, six months without a new one.
STALE_AFTER = timedelta(days=183)
CLOCKS_DIFFER = timedelta(minutes=1)


def altered(is_as_frozen: bool) -> Iterator[Problem]:
    """Of a public text whose bytes have not the digest they were frozen with."""
    if not is_as_frozen:
        yield told(
            "live_altered",
            "全文",
            "网上的文字与发布时的版本不符。",
            "请停下发布，运行 manage.py verify，并报告安全审计员。",
        )


def departing(page: str, payload: dict) -> Iterator[Problem]:
    """Of a notice's page, HTML as readers get it, that does not say all of its edition in order.

    The first place only: behind it nothing can be told. `payload` of format 1.
    """
    said = _squeezed(rich_text.plain(page[page.find("<article") : page.rfind("</article>")]))
    at = 0
    for place, words in _in_order(payload):
        found = said.find(words, at)
        if found < 0:
            yield told(
                "live_altered",
                place,
                f"网页上没有版本里的“{words[:20]}”，或者次序不同。",
                "请停下发布，报告系统管理员和安全审计员。",
            )
            return
        at = found + len(words)


def undrawn(error: Exception) -> Iterator[Problem]:
    """Of a page that could not be drawn."""
    yield told(
        "live_altered",
        "全文",
        f"网页画不出来（{type(error).__name__}），读者也可能打不开。",
        "请告诉系统管理员。",
    )


def _in_order(payload: dict) -> Iterator[tuple[str, str]]:
    """(place, words without blanks) of all that the page draws, from the title down."""
    rows = payload["sections"]
    parts = [("标题", payload["title"]), ("主送机关", payload["addressee"].rstrip("：:"))]
    parts.append(("引言", rich_text.plain(payload["preamble"])))
    for row, place in zip(rows, section_places(rows), strict=True):
        text = rich_text.plain(row["body"])
        parts += [(place, row["label"]), (place, row["heading"]), (place, text)]
    parts.append(("结尾", rich_text.plain(payload["closing"])))
    parts += [("附件", row["name"]) for row in payload["attachments"]]
    signers = payload["signature"].strip() or "\n".join(payload["issuers"])
    parts += [("署名", line) for line in signers.split("\n")]
    parts += [("附注", payload["annotation"]), ("抄送", payload["cc"])]
    for place, text in parts:
        if words := _squeezed(text):
            yield place, words


def _squeezed(text: str) -> str:
    return "".join(text.split())


def backdated(goes_live_at: datetime, made_at: datetime) -> Iterator[Problem]:
    """Of a release whose moment lies before the act that made it (弄虚作假、伪造发稿日期)."""
    if goes_live_at < made_at - CLOCKS_DIFFER:
        yield told(
            "live_backdated",
            "发布时间",
            "发布时间早于发布这一操作的时间。",
            "旧网站的通知请用“历史迁移”；不是的，请报告安全审计员。",
        )


def stale(newest: datetime | None, now: datetime) -> Iterator[Problem]:
    """Of a topic whose newest notice, None where it has none, is too old."""
    if newest is None:
        yield told("topic_stale", "主题", "还没有一份公开的通知。", "空的主题请删去或者补上。")
    elif now - newest > STALE_AFTER:
        days = (now - newest).days
        yield told(
            "topic_stale",
            "主题",
            f"已经 {days} 天没有新的通知。",
            "半年没有更新的栏目在检查时扣分，请更新或者合并。",
        )
