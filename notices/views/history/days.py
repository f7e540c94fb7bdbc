"""某日有效的文本: which edition readers saw at the end of a day, and what it was worth."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ... import reading
from ...models import Release
from ...validity import validity
from .past import Past, Shown, undone_at

LONGEST = 40  # characters that are looked at
_WRITTEN = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_INSTANT = timedelta(microseconds=1)

NOT_A_DAY = "没有看懂这个日期，请写成 2026-05-12 这样的年月日。"
NO_DAY = "请填写日期，例如 2026-05-12。"
STILL_TO_COME = "这一天还没有到，请填今天或者以前的日期。"
NOT_YET_SHOWN = "这一天本网站还没有发布这份通知，首次发布是在{}。"
ON_AN_OLD_SITE = "这一天它登在原来的网站上，本网站没有那时的文本；{}起由本网站提供。"
TAKEN_DOWN = "这一天网页已经撤下，读者看不到文本。"
TOLD_LATER = "这是{}才在网页上写明的，那一天的读者还看不到。"
REVOKED_LATER = "后来在{}被撤销，自始无效。"


@dataclass(frozen=True)
class OnDay:
    """The answer for a day: `sentence` where there is no edition to name, else the edition.

    `typed` is what was asked, as it stands in the field; `validity` one of the words, "" where the
    edition was closed; `notes` whole sentences.
    """

    typed: str
    day: date | None = None
    sentence: str = ""
    shown: Shown | None = None
    validity: str = ""
    notes: tuple[str, ...] = ()


def day_of(text: str) -> date | None:
    """A day as people write it, None where it is none: 2026-05-12, 2026年5月12日, 20260512."""
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text[:LONGEST]).strip())
    try:
        return date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def on_day(text: str, past: Past) -> OnDay:
    """The answer for what was typed; every text has one."""
    typed, day = text[:LONGEST], day_of(text)
    if day is None:
        return OnDay(typed, sentence=NOT_A_DAY if text.strip() else NO_DAY)
    if day > timezone.localdate(past.at):
        return OnDay(typed, day, STILL_TO_COME)
    first = past.shown[0]
    if day < timezone.localdate(first.since):
        known_before = first.moved_in and day >= timezone.localdate(first.release.first_live_at)
        sentence = ON_AN_OLD_SITE if known_before else NOT_YET_SHOWN
        return OnDay(typed, day, sentence.format(_day(first.since)))
    moment = min(past.at, _end_of(day))
    shown = [one for one in past.shown if one.since <= moment][-1]
    if shown.closed:
        return OnDay(typed, day, shown=shown, notes=tuple(_down(past, moment)))
    notes = (*_down(past, moment), *_later(past, moment))
    return OnDay(typed, day, shown=shown, validity=_worth(past, shown, moment), notes=notes)


def _end_of(day: date) -> datetime:
    """Its last instant, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - _INSTANT


def _worth(past: Past, shown: Shown, moment: datetime) -> str:
    ended = past.in_effect(moment)
    amending = {
        "edition__relations__type": "amends",
        "edition__relations__other": shown.release.notice_id,
    }
    amended = Release.objects.public(moment).filter(**amending).exists()
    effective_on = shown.edition.payload.effective_on
    return validity(timezone.localdate(moment), effective_on, ended and ended.kind, amended)


def _down(past: Past, moment: datetime) -> Iterator[str]:
    if past.in_effect(moment, {"taken_down"}):
        yield TAKEN_DOWN


def _later(past: Past, moment: datetime) -> Iterator[str]:
    """What became known after that day and says something of it."""
    ended = past.in_effect(moment)
    if ended and ended.made_at > moment:
        yield TOLD_LATER.format(_day(ended.made_at))
    for one in past.withdrawals:
        is_later = one.kind == "revoked" and one.takes_effect_at > moment
        if is_later and undone_at(one) is None:
            yield REVOKED_LATER.format(_day(one.takes_effect_at))


def _day(moment: datetime) -> str:
    return reading.day(timezone.localdate(moment))
