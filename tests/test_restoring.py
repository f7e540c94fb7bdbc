"""Old editions, sealed ones, and drafts that are thrown away."""

import json

import pytest
from django.utils import timezone

from notices.models import Event, Release
from notices.refusal import Refused

from .making import (
    TOMORROW,
    attach,
    editor,
    gone_for_good,
    illustrate,
    make_notice,
    published,
    publisher,
    refusal_of,
)

pytestmark = pytest.mark.django_db


def test_restoring_brings_back_the_text_and_the_numbers_of_sections():
    notice = make_notice(sections=3, attachments=1)
    notice.publish(publisher())
    old = notice.working_digest()
    notice.sections.get(number=2).delete()
    section = notice.sections.get(number=3)
    section.notice, section.heading = notice, "改过的标题"
    section.save()
    attach(notice, "新的登记表")
    assert notice.working_digest() != old
    edition = notice.editions.get(number=1)
    assert refusal_of(notice.restore, editor(), edition) == [
        "草稿里有还没有发布的修改，恢复旧版会把它们替换掉；确实不要的，请勾选。"
    ]
    notice.restore(editor(), edition, discard_changes=True)
    assert notice.working_digest() == old
    assert list(notice.sections.values_list("number", flat=True)) == [1, 2, 3]


def test_a_number_once_given_is_never_given_again():
    notice = make_notice(sections=2)
    notice.sections.get(number=2).delete()
    notice.sections.create(heading="再加一项")
    assert list(notice.sections.values_list("number", flat=True)) == [1, 3]


def test_restore_refuses_the_edition_of_another_notice():
    other = published(title="中共示例省委关于做好秋季植树工作的通知")
    notice = published()
    assert refusal_of(notice.restore, editor(), other.editions.get()) == ["这一版不属于本通知。"]


def test_a_published_notice_cannot_be_deleted_by_any_path():
    notice = published()
    assert refusal_of(notice.discard, editor()) == [
        "发布过或预约过的通知不能删除，只能废止、撤销或撤下。"
    ]
    with pytest.raises(Refused):
        notice.delete()
    with pytest.raises(Refused):
        type(notice).objects.filter(pk=notice.pk).delete()


def test_discarding_a_draft_leaves_its_record():
    notice = make_notice()
    number = notice.pk
    gone_for_good(notice)
    assert not type(notice).objects.filter(pk=number).exists()
    assert [event.verb for event in Event.objects.all()[:2]] == ["deleted", "binned"]
    assert Event.objects.first().notice_id == number


def test_a_figure_is_frozen_with_its_file_and_comes_back_with_a_restore():
    notice = make_notice(sections=1)
    stored = illustrate(
        notice, place="section", section=notice.sections.get(), alt="植树点分布示意图"
    ).file
    notice.refresh_from_db()
    edition = notice.publish(publisher()).edition
    (figure,) = json.loads(edition.payload.text)["figures"]
    assert (figure["section"], figure["sha256"], figure["alt"]) == (
        1,
        stored.pk,
        "植树点分布示意图",
    )
    variants = [variant.file_id for variant in stored.variants.all()]
    assert [variant["sha256"] for variant in figure["variants"]] == variants
    assert sorted(row.file_id for row in edition.files.all()) == sorted(variants)
    frozen = notice.working_digest()
    notice.figures.get().delete()
    notice.restore(editor(), edition, discard_changes=True)
    assert notice.working_digest() == frozen


def test_a_sealed_edition_is_not_used_again():
    notice = make_notice()
    notice.schedule(publisher(), timezone.now() + TOMORROW)
    notice.seal(publisher(), notice.editions.get(), reason="含不宜公开的内容。")
    assert notice.pending_release() is None
    release = notice.publish(publisher())
    assert release.edition.number == 2
    assert list(Release.objects.public()) == [release]


def test_a_text_sealed_by_mistake_can_be_said_again():
    notice = published()
    notice.seal(publisher(), notice.editions.get(), reason="误认有误。")
    notice.publish(publisher(), note="经核对，原文无误。", correction="minor")
    assert [r.edition.number for r in Release.objects.public()] == [2]


def test_a_sealed_edition_is_not_restored():
    notice = published()
    edition = notice.editions.get()
    notice.seal(publisher(), edition, reason="含不宜公开的内容。")
    edition.refresh_from_db()
    assert refusal_of(notice.restore, editor(), edition) == ["这一版已经封存，不能恢复。"]


def test_a_relation_freezes_no_title_of_another_draft():
    other = make_notice(title="中共示例省委关于还没有定稿的事的通知")
    notice = make_notice()
    notice.relations.create(type="amends", other=other)
    notice.refresh_from_db()
    before = notice.working_digest()
    other.title = "换了标题的通知"
    other.save()
    assert notice.working_digest() == before
    assert "还没有定稿" not in notice.publish(publisher()).edition.payload.text
