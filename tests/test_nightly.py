"""manage.py nightly: every step is told, and one that fails stops no other."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from site_config.management.commands import nightly

from .making import published


@pytest.mark.django_db(transaction=True)
def test_every_step_says_what_it_did(capsys):
    published()
    call_command("nightly")
    names = [line.partition("：")[0] for line in capsys.readouterr().out.splitlines()]
    assert names == list(nightly.STEPS)


@pytest.mark.django_db(transaction=True)
def test_a_step_that_fails_is_named_and_the_others_run(monkeypatch, capsys):
    def broken():
        raise OSError("磁盘已满")

    monkeypatch.setattr(nightly, "STEPS", {"坏的一步": broken} | nightly.STEPS)
    with pytest.raises(CommandError, match="没有完成的步骤：坏的一步"):
        call_command("nightly")
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("坏的一步：没有完成：磁盘已满")
    assert second.startswith("优化数据库：已更新")
