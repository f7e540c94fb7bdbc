"""Every verb of the desk in every state for every role: allowed, or refused with its sentence."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from notices.models import DeskSetting, Event, Notice, User

TABLE = Path(__file__).parent / "desk_table.md"
README = Path(__file__).parent.parent / "README.md"


@pytest.mark.django_db
def test_every_verb_answers_every_role_in_every_state_as_the_table_says():
    """After a change that is meant: manage.py desk_table > tests/desk_table.md, and read it."""
    printed = StringIO()
    call_command("desk_table", stdout=printed)
    assert printed.getvalue() == TABLE.read_text(encoding="utf-8")
    kept = [model.objects.count() for model in (DeskSetting, Event, Notice, User)]
    assert kept == [0, 0, 0, 0]


def test_the_readme_shows_the_short_table():
    short, _, _ = TABLE.read_text(encoding="utf-8").partition("\n\n")
    assert short in README.read_text(encoding="utf-8")
