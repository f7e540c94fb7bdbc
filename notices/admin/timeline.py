"""Events as sentences."""

import json
from datetime import datetime

from django.utils import timezone

from ..models import Event

NAMES = {
    "act": "",
    "what": "",
    "which": "",
    "detail": "",
    "title": "",
    "kind": "",
    "file": "文件",
    "origin": "来自",
    "edition": "版次",
    "goes_live_at": "生效时间",
    "takes_effect_at": "生效时间",
    "note": "更正说明",
    "reason": "原因",
    "number": "号码",
    "sha256": "校验值",
}


def sentence(event: Event) -> str:
    """What was done, in one line: the facts the Event keeps, named in Chinese."""
    facts = json.loads(event.data)["facts"]
    told = [
        f"{NAMES[name]}：{_shown(value)}" if NAMES[name] else _shown(value)
        for name, value in facts.items()
        if value and name in NAMES
    ]
    return "，".join(told)


def _shown(value) -> str:
    text = str(value)
    if text[10:11] == "T":
        return timezone.localtime(datetime.fromisoformat(text)).strftime("%Y年%-m月%-d日 %H:%M")
    return text[:12] if len(text) == 64 else text


def timeline(notice) -> list[dict]:
    """The notice's newest 100 Events, newest first, as the change form draws them."""
    return [{"event": event, "sentence": sentence(event)} for event in notice.events.all()[:100]]
