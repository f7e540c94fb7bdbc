"""Filters of 关于我们 and 联系我们."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from notices import rich_text as accepted

register = template.Library()
WHOLLY_BOLD = re.compile(r"<p[^>]*><strong>((?:(?!</?(?:p|strong)\b).)+)</strong></p>", re.S)
LONGEST_DESCRIPTION = 100


@register.filter
def bold_as_headings(cleaned: SafeString) -> SafeString:
    """A paragraph that is bold from end to end becomes a heading: rich text has none by rule.

    `cleaned` comes from the filter rich_text.
    """
    return mark_safe(WHOLLY_BOLD.sub(r"<h2>\1</h2>", cleaned))


@register.filter
def description(html: str) -> str:
    """The first words of a page in one line, for search engines."""
    line = " ".join(accepted.plain(html).split())
    return Truncator(line).chars(LONGEST_DESCRIPTION)
