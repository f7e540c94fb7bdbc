"""Filters of the reading room: rich text on its way out, numbers to dial, dates, moments."""

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from .. import reading as rules
from .. import rich_text as accepted

register = template.Library()


@register.filter
def rich_text(html: str, point: rules.Section | None = None) -> SafeString:
    """The one door stored HTML leaves by: cleaned again, numbers dialled, tables boxed.

    With a section drawn as a point, its address, label and run-in heading open the first
    paragraph.
    """
    cleaned = accepted.clean(html)
    if point is not None:
        cleaned = rules.opened(cleaned, point.number, _lead(point))
    return _shown(cleaned)


def _shown(cleaned: str) -> SafeString:
    return mark_safe(rules.boxed(rules.dialled(cleaned)))


@register.filter
def page_text(html: str) -> SafeString:
    """The text of a page of the site, where a bold line is a heading."""
    return _shown(rules.headed(accepted.clean(html)))


@register.filter
def dialled(text: str) -> SafeString:
    """Plain text with its landlines to dial."""
    return mark_safe(rules.dialled(escape(text)))


@register.filter
def pieces(text) -> SafeString:
    """The pieces of a hit, its words marked; all of it escaped."""
    return mark_safe(
        "".join(format_html("<mark>{}</mark>" if p.hit else "{}", p.text) for p in text)
    )


def _lead(section: rules.Section) -> str:
    """The label, a link to the point itself; then the gap and a heading the text runs on from."""
    label = ""
    if section.label:
        label = format_html(
            '<a class="n" href="#{}" data-cite="{}">{}</a>',
            section.address,
            section.place,
            section.label,
        )
    return format_html("{}{}{}", label, section.gap, section.heading)


register.filter("day", rules.day)


@register.filter
def local_day(moment) -> str:
    """2026年5月12日, the day a moment falls on here."""
    return rules.day(timezone.localdate(moment))


@register.filter
def minute(moment) -> str:
    """2026年5月13日 09:00, here."""
    return rules.minute(timezone.localtime(moment))


@register.filter
def when(on) -> SafeString:
    """A day or a moment as <time>, no more exact than it is known."""
    if not isinstance(on, datetime):
        return format_html('<time datetime="{}">{}</time>', on.isoformat(), rules.day(on))
    return format_html('<time datetime="{}">{}</time>', machine_minute(on), minute(on))


@register.simple_tag(takes_context=True)
def shelved(context, name: str) -> SafeString:
    """An issuer's name, leading to its list where one of `issuers` bears it now."""
    if name not in context["issuers"]:
        return escape(name)
    address = reverse("notices:issuer", args=[context["issuers"][name]])
    return format_html('<a href="{}{}">{}</a>', address, context["kept_mode"], name)


@register.simple_tag(takes_context=True)
def turned(context, page: str, mode: str = "") -> str:
    """The address of another page of the list that is drawn, its filters and the dress kept."""
    asked = dict(context.get("kept") or {})
    if page:
        asked["page"] = page
    if mode or context["elder"]:
        asked["mode"] = mode or "elder"
    # A query alone stays in the script the reader came in.
    return f"?{urlencode(asked)}" if asked else context["request"].path


@register.filter
def machine_minute(moment) -> str:
    """2026-05-13T09:00+08:00, for <time datetime>."""
    return timezone.localtime(moment).isoformat(timespec="minutes")
