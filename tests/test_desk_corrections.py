"""更正说明: the note readers are told of a correction is approved with its text, or by nobody."""

import pytest
from django.urls import reverse

from notices.integrity.verifying import first_lie
from notices.models import Edition, Event
from notices.models.desk.correcting import (
    ANOTHER_NOTE,
    NO_NOTE,
    NOT_ON_DRAFT,
    NOT_YET_OUT,
    OLD_NOTE,
)
from notices.models.freezing import freeze
from notices.models.payload import payload_of

from .making import TOMORROW, editor, make_notice, published, publisher, refusal_of
from .newsroom import change, errors, said
from .reviewing import (
    approve,
    approved,
    changed,
    may_be_open,
    noted,
    reviewer,
    site_asks,
    submitted,
    urgent,
)

pytestmark = pytest.mark.django_db
NOTE = "“苗”误作“描”。"
FIX = {"note": "补附注。", "correction": "minor"}
CHANGED_SINCE = "送审以后内容有改动，审核意见作废，请撤回后重新送审。"


def correction():
    """A draft that corrects what readers have, with its note, on a site that asks for approval."""
    site_asks()
    notice = published_by_the_desk()
    return changed(notice)


def published_by_the_desk():
    notice = approved()
    notice.publish(publisher())
    return notice


def page(client, notice, verb: str):
    return client.get(reverse("admin:notices_notice_verb", args=[notice.pk, verb]))


# The note is a part of the text


def test_the_digest_covers_note_and_kind_and_no_digest_without_them_changes():
    notice = make_notice()
    plain = notice.working_digest()
    notice.correction_kind, notice.correction_note = "minor", NOTE
    noted_ = notice.working_digest()
    notice.correction_kind = "major"
    assert len({plain, noted_, notice.working_digest()}) == 3
    notice.correction_kind, notice.correction_note = "", ""
    assert (notice.working_digest(), "correction" in payload_of(notice)) == (plain, False)


def test_readers_are_told_the_note_that_was_approved(client):
    notice = correction()
    release = approved(notice).publish(publisher())
    edition = release.edition
    assert (edition.note, edition.correction) == ("补附注。", "minor")
    assert release.basis.submission.digest == edition.digest
    told = client.get(f"/notices/{notice.pk}/history/").content.decode()
    assert "补附注。" in told
    assert first_lie() is None


def test_a_publisher_may_repeat_the_approved_note_and_say_no_other():
    notice = approved(correction())
    for other in (FIX | {"note": NOTE}, FIX | {"correction": "major"}, {"correction": "minor"}):
        assert refusal_of(notice.publish, publisher(), **other) == [ANOTHER_NOTE]
        later = Event.objects.first().at + TOMORROW
        assert refusal_of(notice.schedule, publisher(), later, **other) == [ANOTHER_NOTE]
    assert notice.publish(publisher(), **FIX).edition.note == "补附注。"


@pytest.mark.parametrize("field", ["correction_note", "correction_kind"])
def test_a_note_or_kind_changed_after_the_approval_goes_out_by_no_door(field):
    notice = approved(correction())
    type(notice).objects.filter(pk=notice.pk).update(**{field: "major"})
    notice.refresh_from_db()
    assert refusal_of(notice.publish, publisher()) == [CHANGED_SINCE]
    assert Edition.objects.count() == 1


def test_a_correction_without_a_note_is_not_submitted():
    site_asks()
    notice = published_by_the_desk()
    notice.annotation = "（此件公开发布）"
    notice.save()
    assert refusal_of(notice.submit, editor()) == [NOT_ON_DRAFT]
    assert NOT_ON_DRAFT in refusal_of(notice.publish, publisher(), **FIX)
    assert NOT_ON_DRAFT in refusal_of(urgent, notice, **FIX)
    noted(notice).submit(editor())


def test_the_note_of_the_last_correction_is_not_that_of_the_next():
    notice = correction()
    approved(notice).publish(publisher())
    assert refusal_of(notice.publish, publisher()) == ["与已发布的版本相同，没有需要发布的改动。"]
    changed(notice, "（此件发至县团级）")
    assert refusal_of(notice.submit, editor()) == [OLD_NOTE]
    assert OLD_NOTE in refusal_of(notice.publish, publisher())
    approved(noted(notice, NOTE)).publish(publisher())
    assert list(Edition.objects.order_by("number").values_list("note", flat=True)) == [
        "",
        "补附注。",
        NOTE,
    ]


def test_a_first_edition_corrects_nothing():
    site_asks()
    notice = noted(make_notice())
    assert refusal_of(notice.submit, editor()) == [NOT_YET_OUT]
    site_asks(0)
    assert refusal_of(notice.publish, publisher()) == [NOT_YET_OUT]


def test_half_a_correction_is_said_to_be_half():
    notice = noted(published(), note="")
    assert refusal_of(notice.publish, publisher()) == [NO_NOTE]


def test_a_note_with_a_telephone_number_stops_the_submission():
    notice = noted(correction(), "咨询电话13800000000。")
    (told,) = refusal_of(notice.submit, editor())
    assert told.startswith("更正说明：")


def test_the_secrecy_review_covers_the_note_where_nothing_else_is_asked_for():
    site_asks(0, secrecy_review=True)
    notice = make_notice()
    may_be_open(notice)
    notice.publish(publisher())
    changed(notice)
    may_be_open(notice, reviewer())
    noted(notice, NOTE)
    assert refusal_of(notice.publish, publisher()) == ["这一稿还没有“可以公开”的保密审查结论。"]
    may_be_open(notice, reviewer())
    assert notice.publish(publisher()).edition.note == NOTE


def test_a_site_that_asks_for_nothing_takes_the_note_from_who_publishes():
    notice = changed(published())
    edition = notice.publish(publisher(), **FIX).edition
    assert (edition.note, "correction" in payload_of(notice)) == ("补附注。", False)


def test_where_the_desk_is_not_asked_the_publisher_says_otherwise_than_the_draft():
    notice = correction()
    approved(notice).publish(publisher())
    site_asks(0)
    notice = changed(notice, "（此件发至县团级）")
    assert refusal_of(notice.publish, publisher()) == [OLD_NOTE]
    fix = {"note": NOTE, "correction": "major", "digest": notice.working_digest()}
    edition = notice.publish(publisher(), **fix).edition
    assert (edition.note, edition.correction) == (NOTE, "major")
    notice.refresh_from_db()
    assert payload_of(notice)["correction"] == {"kind": "major", "note": NOTE}
    assert notice.working_digest() == edition.digest
    assert first_lie() is None


def test_a_restored_edition_brings_its_note_and_a_copy_does_not():
    notice = correction()
    approved(notice).publish(publisher())
    edition = notice.editions.get(number=2)
    notice.restore(editor(), notice.editions.get(number=1))
    notice.refresh_from_db()
    assert (notice.correction_kind, notice.correction_note) == ("", "")
    notice.restore(editor(), edition)
    assert notice.working_digest() == edition.digest
    copy = notice.copy_as_new(editor())
    assert (copy.correction_kind, copy.correction_note) == ("", "")


def test_an_urgent_correction_is_reviewed_late_with_its_note():
    notice = correction()
    release = urgent(notice)
    assert release.edition.note == "补附注。"
    review = notice.review_late(reviewer(), release.basis, opinion="同意。")
    assert review.digest == release.edition.digest


def test_verify_finds_a_note_that_is_not_the_approved_one():
    notice = correction()
    with notice.locked() as at:
        edition, rows = freeze(notice, editor(), at, NOTE, "minor")
        Event.objects.record(Event.Verb.SAVED, editor(), notice=notice, rows=rows)
    assert first_lie() == f"通知 {notice.pk} {edition}的更正说明与审核的内容不符。"


# In the newsroom


def test_the_form_asks_for_the_note_where_it_is_submitted(desk):
    client, notice = desk(editor()), published()
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    assert 'name="correction_note"' not in client.get(address).content.decode()
    site_asks()
    told = change(client, notice, correction_note=NOTE)
    assert "更正说明和更正的性质要一起写" in errors(told)
    assert NOTE in told.content.decode()
    change(client, notice, correction_note=NOTE, correction_kind="minor", annotation="（补）")
    notice.refresh_from_db()
    assert (notice.correction_note, notice.correction_kind) == (NOTE, "minor")


def test_whoever_saves_another_note_is_told_whose_approval_is_void(desk):
    notice = approved(correction())
    notice.schedule(publisher(), Event.objects.first().at + TOMORROW)
    client = desk(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    assert "改动保存以后，reviewer的审核意见作废" in client.get(address).content.decode()
    change(client, notice, correction_note=NOTE)
    assert notice.standing_submission() is None


@pytest.mark.parametrize("verb", ["approve", "send_back"])
def test_reviewers_see_note_and_kind_first(desk, verb):
    notice = submitted(correction())
    client = desk(reviewer())
    shown = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    told = "<b>更正说明</b>（读者会看到）：文字更正（不改变意思）：补附注。"
    assert shown.index(told) < shown.index("与已发布的第1版的差异")
    assert shown.index(told) < shown.index('class="module')
    if verb == "approve":
        assert told in page(client, notice, verb).content.decode()


def test_the_publisher_is_shown_the_note_and_not_asked_for_another(desk):
    notice = approved(correction())
    client = desk(publisher())
    shown = page(client, notice, "publish")
    assert {"note", "correction"} & shown.context["form"].fields.keys() == set()
    assert "文字更正（不改变意思）：补附注。" in shown.content.decode()
    digest = notice.working_digest()
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "publish"])
    answer = client.post(address, {"digest": digest}, follow=True)
    assert said(answer) == [f"《{notice}》已发布。"]
    assert notice.live_release().edition.note == "补附注。"


def test_the_sheet_that_is_signed_shows_the_note(desk):
    notice = submitted(correction())
    approve(notice)
    client = desk(reviewer())
    sheet = client.get(reverse("admin:notices_notice_sheet", args=[notice.pk])).content.decode()
    assert '<td colspan="3">文字更正：补附注。</td>' in sheet
