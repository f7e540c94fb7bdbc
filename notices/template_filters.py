"""Filters of the reading room: rich text on its way out, numbers to dial, dates, moments."""

from collections.abc import Mapping
from datetime import date, datetime

from django.template.defaultfilters import linebreaks_filter, linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from . import reading as rules
from . import rich_text as accepted


def rich_text(html: str, point: rules.Section | None = None) -> SafeString:
    """The one door stored HTML leaves by: cleaned again, numbers dialled, tables boxed.

    With a section drawn as a point, its address, label and run-in heading open the first
    paragraph.
    """
    cleaned = accepted.clean(html)
    if point is not None:
        cleaned = rules.opened(cleaned, point)
    return _shown(cleaned)


def _shown(cleaned: str) -> SafeString:
    return mark_safe(rules.boxed(rules.dialled(cleaned)))


def page_text(html: str) -> SafeString:
    """The text of a page of the site, where a bold line is a heading."""
    return _shown(rules.headed(accepted.clean(html)))


def dialled(text: str) -> SafeString:
    """Plain text with its landlines to dial."""
    return mark_safe(rules.dialled(escape(text)))


def pieces(text) -> SafeString:
    """The pieces of a hit, its words marked; all of it escaped."""
    return mark_safe(
        "".join(format_html("<mark>{}</mark>" if p.hit else "{}", p.text) for p in text)
    )


def local_day(moment: datetime) -> str:
    """2026年5月12日, the day a moment falls on here."""
    return rules.day(timezone.localdate(moment))


def minute(moment: datetime) -> str:
    """2026年5月13日 09:00, here."""
    return rules.minute(timezone.localtime(moment))


def when(on: date | datetime) -> SafeString:
    """A day or a moment as <time>, no more exact than it is known."""
    if not isinstance(on, datetime):
        return format_html('<time datetime="{}">{}</time>', on.isoformat(), rules.day(on))
    return format_html('<time datetime="{}">{}</time>', machine_minute(on), minute(on))


def machine_day(on: date | datetime) -> str:
    """2026-05-13, for <time datetime>: a day, or the one a moment falls on here."""
    return (timezone.localdate(on) if isinstance(on, datetime) else on).isoformat()


def machine_minute(moment: datetime) -> str:
    """2026-05-13T09:00+08:00, for <time datetime>."""
    return timezone.localtime(moment).isoformat(timespec="minutes")


def shelved(name: str, issuers: Mapping[str, int], kept_mode: str) -> SafeString:
    """An issuer's name, leading to its list where one of `issuers` bears it now."""
    if name not in issuers:
        return escape(name)
    address = reverse("notices:issuer", args=[issuers[name]])
    return format_html('<a href="{}{}">{}</a>', address, kept_mode, name)


# By the name that templates know each by.
FILTERS = {
    "rich_text": rich_text,
    "page_text": page_text,
    "dialled": dialled,
    "pieces": pieces,
    "shelved": shelved,
    "day": rules.day,
    "local_day": local_day,
    "minute": minute,
    "when": when,
    "machine_day": machine_day,
    "machine_minute": machine_minute,
    "linebreaks": linebreaks_filter,
    "linebreaksbr": linebreaksbr,
}
