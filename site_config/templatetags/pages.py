"""Filters of 关于我们 and 联系我们."""

from django import template
from django.utils.text import Truncator

from notices import rich_text as accepted

register = template.Library()
LONGEST_DESCRIPTION = 100


@register.filter
def description(html: str) -> str:
    """The first words of a page in one line, for search engines."""
    line = " ".join(accepted.plain(html).split())
    return Truncator(line).chars(LONGEST_DESCRIPTION, truncate="……")
