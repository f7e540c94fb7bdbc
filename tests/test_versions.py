"""Version numbers: a stale save is refused and nothing is half-written."""

import pytest

from notices.models import Notice, Section
from notices.refusal import StaleVersion

from .making import make_notice

pytestmark = pytest.mark.django_db


def test_of_two_copies_the_second_save_is_refused():
    notice = make_notice()
    mine, theirs = Notice.objects.get(pk=notice.pk), Notice.objects.get(pk=notice.pk)
    theirs.annotation = "（此件公开发布）"
    theirs.save()
    mine.annotation = "（此件发至县团级）"
    with pytest.raises(StaleVersion):
        mine.save()
    assert Notice.objects.get(pk=notice.pk).annotation == "（此件公开发布）"


def test_saving_a_section_makes_old_copies_of_its_notice_stale():
    notice = make_notice()
    mine = Notice.objects.get(pk=notice.pk)
    section = Section.objects.get(notice=notice)
    section.heading = "改过的标题"
    section.save()
    with pytest.raises(StaleVersion):
        mine.save()


def test_of_two_copies_of_a_section_the_second_save_is_refused():
    notice = make_notice()
    mine, theirs = (Section.objects.get(notice=notice) for _ in range(2))
    theirs.heading = "先改的标题"
    theirs.save()
    mine.heading = "后改的标题"
    with pytest.raises(StaleVersion) as stale:
        mine.save()
    assert stale.value.reasons == [
        "后改的标题在您打开之后已被别人修改，这次没有保存。请对照最新内容再提交。"
    ]
    assert Section.objects.get(notice=notice).heading == "先改的标题"


def test_the_same_copy_saves_again_and_again():
    notice = make_notice()
    for annotation in ("（一稿）", "（二稿）", "（三稿）"):
        notice.annotation = annotation
        notice.save()
    assert Notice.objects.get(pk=notice.pk).annotation == "（三稿）"


def test_a_part_without_a_place_comes_last():
    notice = make_notice(sections=2)
    notice.sections.create(heading="最后一项")
    assert [s.heading for s in notice.sections.all()] == ["第1项安排", "第2项安排", "最后一项"]
