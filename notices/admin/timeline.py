"""Events as sentences."""

import json
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Concat
from django.utils import timezone

from ..models import Event, User

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
    "first_published_on": "原发布时间",
    "old_addresses": "原地址",
    "takes_effect_at": "生效时间",
    "until": "置顶到",
    "note": "更正说明",
    "reason": "原因",
    "opinion": "意见",
    "on_behalf": "代",
    "conclusion": "结论",
    "basis": "依据",
    "to": "受委托人",
    "starts_at": "开始",
    "ends_at": "截止",
    "proposed_by": "提出人",
    "urgent_reason": "紧急发布的理由",
    "number": "号码",
    "sha256": "校验值",
    "failed": "没有完成",
}


MOMENTS = {"goes_live_at", "takes_effect_at", "starts_at", "ends_at"}
DIGITS_SHOWN = 12


def sentence(event: Event) -> str:
    """What was done, in one line: the facts the Event keeps, named in Chinese."""
    facts = json.loads(event.data)["facts"]
    told = [
        f"{NAMES[name]}：{_shown(name, value)}" if NAMES[name] else _shown(name, value)
        for name, value in facts.items()
        if value and name in NAMES
    ]
    # A sentence that goes on has no full stop inside.
    return "，".join([*(one.rstrip("。") for one in told[:-1]), *told[-1:]])


def _shown(name: str, value) -> str:
    if name == "old_addresses":
        return "、".join(value)
    if name in MOMENTS or (name == "first_published_on" and "T" in value):
        moment = timezone.localtime(datetime.fromisoformat(value))
        return moment.strftime("%Y年%-m月%-d日 %H:%M")
    return value[:DIGITS_SHOWN] if name == "sha256" else str(value)


def timeline(notice) -> list[dict]:
    """The notice's newest 100 Events, newest first, as the change form draws them."""
    who = User.objects.filter(pk=OuterRef("actor_number"))
    named = Subquery(who.values(called=Concat("last_name", "first_name")))
    events = notice.events.annotate(person=named)[:100]
    return [{"event": event, "sentence": sentence(event)} for event in events]
