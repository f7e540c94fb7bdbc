"""Readers' templates: compiled, strict about names, and not to be mistaken for the newsroom's."""

import re

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, engines
from jinja2 import UndefinedError

PUBLIC, NEWSROOM = engines["jinja2"], engines["django"]
NAMES = sorted(
    path.relative_to(settings.PUBLIC_TEMPLATES).as_posix()
    for path in settings.PUBLIC_TEMPLATES.rglob("*.*")
)


def drawn(source: str, **context) -> str:
    return PUBLIC.from_string(source).render(context)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_template_compiles_and_the_newsroom_has_none_of_its_name(name):
    PUBLIC.get_template(name)
    with pytest.raises(TemplateDoesNotExist):
        NEWSROOM.get_template(name)


@pytest.mark.parametrize(
    "source", ["{{ titel }}", "{{ title.lenght }}", "{% if titel %}{% endif %}"]
)
def test_a_misspelt_name_is_an_error(source):
    with pytest.raises(UndefinedError):
        drawn(source, title="通知")


def test_what_is_shown_is_escaped_and_every_byte_of_a_template_stays():
    assert drawn("<p>{{ text }}</p>\n", text="<b>\"'&") == "<p>&lt;b&gt;&#34;&#39;&amp;</p>\n"


def test_only_linked_data_and_the_title_of_a_feed_are_not_escaped():
    """Each escapes in its own way: as JSON, as XML."""
    raw = re.compile(r"\w+ *\| *safe\b|autoescape +\w+")
    found = {
        name: raw.findall((settings.PUBLIC_TEMPLATES / name).read_text(encoding="utf-8"))
        for name in NAMES
    }
    assert {name: each for name, each in found.items() if each} == {
        "notices/feed_title.txt": ["autoescape false"],
        "notices/labels.html": ["linked|safe"],
    }


def test_public_templates_are_given_no_account_and_no_messages(rf):
    with pytest.raises(UndefinedError):
        PUBLIC.from_string("{{ user }}").render({}, rf.get("/"))
    with pytest.raises(UndefinedError):
        PUBLIC.from_string("{{ messages }}").render({}, rf.get("/"))
