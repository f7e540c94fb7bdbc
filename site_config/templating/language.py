"""The language of templates/public: Jinja2, compiled once in a process.

A name that a template does not find is an error, not an empty place.
"""

from functools import lru_cache

from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from jinja2 import Environment, StrictUndefined, pass_context

from notices import rich_text as accepted
from notices.template_filters import FILTERS

LONGEST_DESCRIPTION = 100


def environment(**options) -> Environment:
    """What Django's Jinja2 backend compiles the templates with."""
    made = Environment(**options | {"undefined": StrictUndefined, "keep_trailing_newline": True})
    made.filters |= FILTERS | {"description": description}
    made.globals |= {"url": url, "static": static, "turned": turned}
    return made


def url(name: str, *args) -> str:
    """The path of an address by its name."""
    return _path(name, args, get_script_prefix())


@lru_cache(1000)
def _path(name: str, args: tuple, prefix: str) -> str:
    """Pages lead to the same few again and again, and Django looks long for each."""
    return reverse(name, args=args)


def description(html: str) -> str:
    """The first words of a page in one line, for search engines."""
    line = " ".join(accepted.plain(html).split())
    return Truncator(line).chars(LONGEST_DESCRIPTION, truncate="……")


@pass_context
def turned(context, page: str, mode: str = "") -> str:
    """The address of another page of the list that is drawn, its filters and the dress kept."""
    asked = dict(context.get("kept") or {})
    if page:
        asked["page"] = page
    if mode or context["elder"]:
        asked["mode"] = mode or "elder"
    # A query alone stays in the script the reader came in.
    return f"?{urlencode(asked)}" if asked else context["request"].path
