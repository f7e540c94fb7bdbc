"""check_live: what readers see now, and whether the topics are kept fresh."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from notices.checks.live import backdated
from notices.models import CheckSetting, LexiconWord, Topic
from notices.models.checking.live import live_problems

from .making import make_notice, published, publisher

pytestmark = pytest.mark.django_db


def found(at=None):
    return [(address, problem.rule) for address, problem in live_problems(at)]


def test_a_live_text_is_checked_by_the_words_of_today_and_a_draft_is_not():
    notice = published(preamble="<p>请法人代表签字，认真 办理。</p>")
    make_notice(preamble="<p>请法人代表签字。</p>")
    assert found() == []
    LexiconWord.objects.create(wrong="法人代表", right="法定代表人")
    assert found() == [(f"/notices/{notice.pk}/", "lexicon")]
    problem = next(one for one in notice.problems() if one.rule == "lexicon")
    notice.waive(publisher(), problem.digest, "原文如此")
    assert found() == []


def test_the_command_prints_an_object_a_problem_and_exits_with_one_where_something_blocks():
    CheckSetting.objects.create(rule="lexicon", weight="advisory")
    notice = published(preamble="<p>各地再接再励。</p>")
    out = StringIO()
    call_command("check_live", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "file": f"/notices/{notice.pk}/",
        "rule": "lexicon",
        "place": "引言",
        "offset": 2,
        "blocking": False,
        "message": "“再接再励”应当核对。",
    }
    CheckSetting.objects.update(weight="blocking")
    with pytest.raises(CommandError, match="必须修改 1 处。"):
        call_command("check_live", stdout=out)


def test_a_topic_without_a_new_notice_for_half_a_year_is_told():
    topic = Topic.objects.create(name="通知公告")
    empty = Topic.objects.create(name="空栏目")
    published(topic=topic)
    assert found() == [(f"/?topic={empty.pk}", "topic_stale")]
    assert found(timezone.now() + timedelta(days=184)) == [
        (f"/?topic={topic.pk}", "topic_stale"),
        (f"/?topic={empty.pk}", "topic_stale"),
    ]


def test_a_release_before_the_act_that_made_it_is_told():
    now = timezone.now()
    (problem,) = backdated(now - timedelta(hours=1), now)
    assert (problem.rule, problem.blocking) == ("live_backdated", True)
    assert list(backdated(now, now)) == list(backdated(now + timedelta(days=1), now)) == []
