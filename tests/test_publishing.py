"""The verbs that put a text before readers."""

import datetime
import json

import pytest
from django.utils import timezone

from notices.models import Edition, Event, Generation, Release
from notices.refusal import Refused, StaleVersion

from .making import TOMORROW, editor, make_notice, person, published, publisher, refusal_of

pytestmark = pytest.mark.django_db


def test_publishing_freezes_the_text_and_shows_it():
    notice = make_notice(sections=2, attachments=1)
    release = notice.publish(publisher())
    payload = json.loads(release.edition.payload.text)
    assert [s["label"] for s in payload["sections"]] == ["一、", "二、"]
    assert list(Release.objects.public()) == [release]
    assert release.edition.number == 1
    assert release.edition.digest == notice.working_digest()


def test_a_draft_is_not_public():
    make_notice()
    assert list(Release.objects.public()) == []


def test_an_edit_after_publishing_is_not_public():
    notice = published()
    notice.title = "改过的标题的通知"
    notice.save()
    titles = [r.edition.payload.title for r in Release.objects.public()]
    assert titles == ["中共示例省委关于做好春季植树工作的通知"]


def test_an_editor_may_not_publish():
    notice = make_notice()
    assert refusal_of(notice.publish, editor()) == ["您没有发布通知的权限。"]
    assert Edition.objects.count() == 0


def test_a_deactivated_publisher_may_not_publish():
    notice, user = make_notice(), publisher()
    user.is_active = False
    user.save()
    assert refusal_of(notice.publish, user) == ["您没有发布通知的权限。"]


def test_missing_elements_stop_publishing_and_are_named():
    notice = make_notice(title="", signed_on=None, issuers=0)
    with pytest.raises(Refused) as refused:
        notice.publish(publisher())
    assert refused.value.reasons == ["还有 3 处必须修改。"]
    assert [p.place for p in refused.value.problems] == ["标题", "发文机关", "成文日期"]
    assert notice.editions.count() == 0


def test_a_mobile_number_stops_publishing_until_it_is_confirmed():
    notice = make_notice(closing="<p>联系电话：13800000000。</p>")
    assert refusal_of(notice.publish, publisher()) == ["还有 1 处必须修改。"]
    notice.confirm_contact(editor(), "13800000000", "值班室的公务手机")
    notice.publish(publisher())
    assert Release.objects.public().count() == 1
    told = Event.objects.get(verb=Event.Verb.CONTACT_CONFIRMED)
    assert json.loads(told.data)["facts"] == {
        "number": "138****0000",
        "reason": "值班室的公务手机",
    }


def test_a_mark_of_secrecy_in_the_annotation_stops_publishing():
    notice = make_notice(annotation="（内部资料，注意保存）")
    assert refusal_of(notice.publish, publisher())[0].startswith("还有 ")


def test_publishing_twice_is_refused_and_makes_one_release():
    notice = make_notice()
    notice.publish(publisher())
    assert refusal_of(notice.publish, publisher()) == ["与已发布的版本相同，没有需要发布的改动。"]
    assert Release.objects.count() == 1


def test_a_correction_needs_a_note_and_its_weight():
    notice = published()
    notice.annotation = "（此件公开发布）"
    notice.save()
    assert refusal_of(notice.publish, publisher()) == [
        "更正已发布的通知，请写更正说明，并选文字更正或内容更正。"
    ]
    release = notice.publish(publisher(), note="补附注。", correction="minor")
    assert (release.edition.number, release.edition.note) == (2, "补附注。")


def test_a_correction_keeps_the_notice_at_its_place_in_the_list():
    notice = published()
    first = notice.live_release()
    notice.annotation = "（此件公开发布）"
    notice.save()
    second = notice.publish(publisher(), note="补附注。", correction="minor")
    assert second.first_live_at == first.goes_live_at
    assert list(Release.objects.public()) == [second]


def test_publishing_names_the_version_the_publisher_saw():
    notice = make_notice()
    seen = notice.version
    notice.annotation = "（此件公开发布）"
    notice.save()
    with pytest.raises(StaleVersion):
        notice.publish(publisher(), version=seen)
    assert notice.editions.count() == 0


def test_a_scheduled_edition_replaces_the_old_one_at_its_second():
    notice = published()
    notice.annotation = "（此件公开发布）"
    notice.save()
    moment = timezone.now() + TOMORROW
    new = notice.schedule(publisher(), moment, note="补附注。", correction="minor")
    before = Release.objects.public(moment - datetime.timedelta(seconds=1))
    assert [r.edition.number for r in before] == [1]
    assert list(Release.objects.public(moment)) == [new]


def test_the_past_cannot_be_scheduled():
    notice = make_notice()
    past = timezone.now() - TOMORROW
    assert refusal_of(notice.schedule, publisher(), past) == [
        "预约的时间已经过去，请改为将来的时间，或者直接发布。"
    ]


def test_publishing_over_a_schedule_asks_first_and_cancels_it():
    notice = make_notice()
    moment = timezone.now() + TOMORROW
    notice.schedule(publisher(), moment)
    (reason,) = refusal_of(notice.publish, publisher())
    assert reason.startswith("第1版已预约在 ")
    release = notice.publish(publisher(), replace_pending=True)
    assert list(Release.objects.public(moment + TOMORROW)) == [release]
    assert notice.pending_release() is None


def test_a_cancelled_schedule_never_goes_live_and_leaves_no_gap_in_editions():
    notice = make_notice()
    moment = timezone.now() + TOMORROW
    notice.schedule(publisher(), moment)
    notice.cancel_schedule(publisher())
    assert list(Release.objects.public(moment + TOMORROW)) == []
    assert notice.publish(publisher()).edition.number == 1
    assert refusal_of(notice.cancel_schedule, publisher()) == ["没有等待发布的预约。"]


def test_every_public_change_moves_the_generation():
    notice = make_notice()
    seen = [Generation.current()]
    notice.publish(publisher())
    seen.append(Generation.current())
    withdrawal = notice.withdraw(publisher(), "taken_down", reason="核对", stays_in_force=True)
    seen.append(Generation.current())
    notice.undo_withdrawal(publisher(), withdrawal, reason="核对完毕")
    seen.append(Generation.current())
    notice.seal(publisher(), notice.editions.get(), reason="含不宜公开的内容")
    seen.append(Generation.current())
    assert seen == sorted(set(seen))


def test_an_auditor_reads_and_does_nothing_else():
    notice, auditor = make_notice(), person("auditor")
    assert refusal_of(notice.publish, auditor) == ["您没有发布通知的权限。"]
    assert refusal_of(notice.record_saved, auditor) == ["您没有修改通知的权限。"]


def test_publishing_names_the_very_text_the_publisher_saw():
    notice = make_notice()
    seen = notice.working_digest()
    issuer = notice.issuers.get()
    issuer.name = "中共示例省委办公厅"
    issuer.save()
    assert refusal_of(notice.publish, publisher(), digest=seen) == [
        "内容在您打开之后有变化，请核对最新内容再发布。"
    ]


def test_a_save_by_an_older_copy_does_not_set_the_numbers_back():
    notice = make_notice()
    older = type(notice).objects.get(pk=notice.pk)
    notice.publish(publisher())
    older.annotation = "（此件公开发布）"
    older.save()
    older.publish(publisher(), note="补附注。", correction="minor")
    assert list(notice.editions.values_list("number", flat=True)) == [1, 2]


def test_a_note_is_checked_like_the_text():
    notice = published()
    notice.annotation = "（此件公开发布）"
    notice.save()
    (reason,) = refusal_of(
        notice.publish, publisher(), note="咨询电话13800000000。", correction="minor"
    )
    assert reason.startswith("更正说明：这里有手机号码（138****0000）。")


def test_a_note_of_characters_nobody_sees_is_no_note():
    notice = published()
    notice.annotation = "（此件公开发布）"
    notice.save()
    assert refusal_of(notice.publish, publisher(), note="\u200b", correction="minor") == [
        "更正已发布的通知，请写更正说明，并选文字更正或内容更正。"
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        {"closing": '<p>请<a href="tel:13800000000">来电</a>。</p>'},
        {"source_address": "https://example.cn/13800000000"},
    ],
)
def test_a_mobile_number_behind_a_link_stops_publishing(hidden):
    assert [p.rule for p in make_notice(**hidden).problems()] == ["mobile_number"]


def test_a_number_that_is_not_in_the_text_is_not_confirmed():
    notice = make_notice(closing="<p>联系电话：13800000000。</p>")
    for number in ("13900000000", "１３８００００００００", "0000"):
        assert refusal_of(notice.confirm_contact, editor(), number, "值班手机") == [
            "文中没有这个手机号码，请照文中的 11 位数字填写。"
        ]
