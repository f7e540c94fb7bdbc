"""The log as a CSV file, which no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable

from django.utils import timezone

from ...models import Event
from ..timeline import sentence

HEAD = ["序号", "时间", "操作人", "动作", "通知编号", "通知", "说明", "文本摘要", "校验值"]
SIGNS = set("=+-@＝＋－＠")
CONTROLS = set("\t\r\n")
BOM = "\ufeff"  # or Excel reads UTF-8 as GBK


def written(events: Iterable[Event]) -> bytes:
    """A line a record under a head, in UTF-8."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEAD)
    for event in events:
        lines.writerow(map(cell, _row(event)))
    return (BOM + out.getvalue()).encode()


def cell(text: str) -> str:
    """A text that would begin a formula gets an apostrophe before it (OWASP, CSV injection)."""
    seen = text.lstrip()
    return f"'{text}" if text[:1] in CONTROLS or seen[:1] in SIGNS else text


def _row(event: Event) -> list[str]:
    at = timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")
    return [
        str(event.seq),
        at,
        event.actor_name,
        event.get_verb_display(),
        str(event.notice_id or ""),
        str(event.notice or ""),
        sentence(event),
        event.digest,
        event.hash,
    ]
