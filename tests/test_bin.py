"""回收站: a draft thrown away comes back for 30 days; what was published goes by no path."""

import datetime
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from notices.integrity.verifying import first_lie
from notices.models import Event, Notice
from notices.refusal import Refused
from site_config.management.commands import nightly

from .making import (
    TOMORROW,
    editor,
    make_notice,
    person,
    published,
    publisher,
    refusal_of,
)
from .newsroom import form_of, said
from .reviewing import site_asks

pytestmark = pytest.mark.django_db
LIST = "/admin/notices/notice/"
OUT = "发布过或预约过的通知不能删除，只能废止、撤销或撤下。"
IN_BIN = "这份通知在回收站里，请先恢复。"
THIRTY_DAYS = datetime.timedelta(days=30)


def binned(**fields) -> Notice:
    notice = make_notice(**fields)
    notice.discard(editor())
    return notice


def verbs_of_log() -> list[str]:
    return list(Event.objects.order_by("seq").values_list("verb", flat=True))


def listed(client, query: str = "") -> list[str]:
    return [str(row) for row in client.get(f"{LIST}?{query}").context["cl"].result_list]


def test_a_draft_in_the_bin_is_all_there_and_comes_back_as_it_was():
    notice = binned(sections=2, attachments=1)
    digest = notice.working_digest()
    notice.take_out(editor())
    notice.refresh_from_db()
    assert (notice.binned_at, notice.working_digest()) == (None, digest)
    assert verbs_of_log() == ["binned", "taken_out"]
    assert first_lie() is None


def test_the_bin_keeps_a_draft_for_thirty_days_and_not_longer():
    notice = binned(title="关于试种的通知")
    now = notice.binned_at
    almost = now + THIRTY_DAYS - datetime.timedelta(seconds=1)
    assert Notice.objects.empty_bin(almost) == (0, 0)
    assert Notice.objects.empty_bin(now + THIRTY_DAYS) == (1, 0)
    assert not Notice.objects.exists()
    event = Event.objects.first()
    assert (event.verb, event.actor_name, event.notice_id) == ("deleted", "", notice.pk)
    assert json.loads(event.data)["facts"]["title"] == "关于试种的通知"
    assert first_lie() is None


def test_what_was_taken_out_again_stays():
    notice = binned()
    notice.take_out(editor())
    assert Notice.objects.empty_bin(timezone.now() + 2 * THIRTY_DAYS) == (0, 0)
    assert Notice.objects.get() == notice


def test_nothing_is_done_with_a_text_in_the_bin_before_it_is_taken_out():
    site_asks(1)
    notice, user = binned(), publisher()
    site_asks(0)
    assert refusal_of(notice.publish, user) == [IN_BIN]
    assert refusal_of(notice.schedule, user, timezone.now() + TOMORROW) == [IN_BIN]
    assert refusal_of(notice.move_in, user, datetime.date(2020, 1, 1)) == [IN_BIN]
    assert refusal_of(notice.record_saved, editor()) == [IN_BIN]
    assert refusal_of(notice.comment, user, "请核对。") == [IN_BIN]
    assert refusal_of(notice.discard, editor()) == [IN_BIN]
    site_asks(1)
    assert refusal_of(notice.submit, editor()) == [IN_BIN]
    assert notice.why_not_publish(user)[0] == IN_BIN
    assert notice.why_not_submit(editor())[0] == IN_BIN


def test_whoever_would_remark_or_keep_something_is_told_of_the_bin():
    notice, reader = make_notice(), person("reviewer")
    comment = notice.comment(reader, "请核对日期。")
    suggestion = notice.suggest(reader, "title", "春季", "冬季")
    notice.discard(editor())
    digest = notice.working_digest()
    for told in (
        notice.why_not_comment(reader, "请核对。"),
        notice.why_not_settle_comment(reader, comment),
        notice.why_not_suggest(reader, "title", "植树", "造林"),
        notice.why_not_take_suggestion(editor(), suggestion),
        notice.why_not_decline_suggestion(editor(), suggestion),
        notice.why_not_review_secrecy(reader, "open", "不含涉密事项。", digest=digest),
    ):
        assert told == [IN_BIN]
    assert notice.why_not_keep_sheet(editor(), b"%PDF-1.7", "一.pdf", digest="")[0] == IN_BIN
    assert notice.why_not_waive(editor(), "")[0] == IN_BIN
    assert notice.why_not_accept_difference(reader, "")[0] == IN_BIN


def test_a_copy_that_was_read_before_does_not_take_it_out_by_saving():
    notice = make_notice()
    old = Notice.objects.get(pk=notice.pk)
    notice.discard(editor())
    old.save()
    notice.refresh_from_db()
    assert notice.binned_at is not None


def test_the_bin_is_for_who_may_delete():
    notice = make_notice()
    assert refusal_of(notice.discard, publisher()) == ["您没有把草稿放入回收站的权限。"]
    notice.discard(editor())
    assert refusal_of(notice.take_out, publisher()) == ["您没有把草稿放入回收站的权限。"]
    notice.take_out(editor())
    assert refusal_of(notice.take_out, editor()) == ["这份通知不在回收站里。"]


def test_a_draft_that_another_names_stays():
    draft, other = make_notice(title="关于甲的通知"), make_notice(title="关于乙的通知")
    other.relations.create(type="amends", other=draft)
    assert refusal_of(draft.discard, editor()) == ["别的通知在关联里引用它，请先改那一份。"]
    other.discard(editor())
    draft.discard(editor())
    other.take_out(editor())
    assert Notice.objects.empty_bin(timezone.now() + THIRTY_DAYS) == (0, 1)
    assert Notice.objects.count() == 2


def test_a_text_in_the_bin_does_not_hinder_its_import():
    text = "关于试种的通知\n各村：\n一、备足苗木。\n".encode()
    first, _ = Notice.objects.import_file(editor(), text, "a.txt")
    first.discard(editor())
    again, _ = Notice.objects.import_file(editor(), text, "a.txt", new_only=True)
    assert again.title == first.title


# What was published


@pytest.fixture(params=["published", "scheduled", "taken down"])
def known(request) -> Notice:
    if request.param == "scheduled":
        notice = make_notice()
        notice.schedule(publisher(), timezone.now() + TOMORROW)
        return notice
    notice = published()
    if request.param == "taken down":
        notice.withdraw(publisher(), "taken_down", reason="核对。", stays_in_force=True)
    return notice


def still_there(notice: Notice) -> bool:
    row = Notice.objects.get(pk=notice.pk)
    return row.binned_at is None and row.editions.exists()


def test_no_verb_and_no_queryset_deletes_it(known):
    assert refusal_of(known.discard, editor()) == [OUT]
    rows = Notice.objects.filter(pk=known.pk)
    for act in (known.delete, rows.delete, Notice.objects.all().delete):
        with pytest.raises(Refused):
            act()
    plain = Notice._base_manager.filter(pk=known.pk)
    for act in (plain.delete, lambda: models.Model.delete(known)):
        with pytest.raises(models.ProtectedError):
            act()
    assert still_there(known)


def test_no_page_of_the_newsroom_deletes_it(known, desk):
    client = desk(editor())
    address = reverse("admin:notices_notice_delete", args=[known.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    draft = make_notice(title="草稿")
    data = {"action": "delete_selected", "_selected_action": [draft.pk, known.pk], "post": "yes"}
    answer = client.post(LIST, data, follow=True)
    assert said(answer) == [OUT]
    assert still_there(known)
    # All of them or none.
    assert Notice.objects.get(pk=draft.pk).binned_at is None


def test_the_bin_does_not_take_it_even_where_its_column_says_so(known):
    Notice._base_manager.filter(pk=known.pk).update(binned_at=timezone.now())
    assert Notice.objects.empty_bin(timezone.now() + 2 * THIRTY_DAYS) == (0, 0)
    known.refresh_from_db()
    assert known.vanish(timezone.now() + 2 * THIRTY_DAYS) is False
    assert known.editions.count() == 1


def test_raw_sql_does_not_delete_it(known):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM notices_notice WHERE id = %s", [known.pk])
        connection.check_constraints()


# In the newsroom


def test_deleting_in_the_newsroom_is_throwing_into_the_bin(desk):
    notice, client = make_notice(), desk(editor())
    address = reverse("admin:notices_notice_delete", args=[notice.pk])
    assert "30 天内可以" in client.get(address).content.decode()
    answer = client.post(address, {"post": "yes"}, follow=True)
    assert said(answer) == [f"《{notice}》已放入回收站，30 天内可以恢复。"]
    assert Notice.objects.get().binned_at is not None


def test_no_button_or_title_says_deleting_of_what_can_come_back(desk):
    notice, client = make_notice(), desk(editor())
    form = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).content.decode()
    page = client.get(reverse("admin:notices_notice_delete", args=[notice.pk])).content.decode()
    assert re.findall(r'class="deletelink">([^<]*)', form) == ["放入回收站"]
    assert re.findall(r"<h1>([^<]*)", page) == ["放入回收站"]


def test_what_lies_in_the_bin_is_found_by_nobody_who_looks_for_a_notice_to_name(desk):
    notice, other = make_notice(title="关于甲事的通知"), make_notice(title="关于乙事的通知")
    public = published(title="关于丙事的通知")
    other.discard(editor())
    assert named_by(desk(editor()), "relation", "other") == {str(notice), str(public)}
    assert named_by(desk(publisher()), "withdrawal", "successor") == {str(public)}


def named_by(client, model: str, field: str) -> set[str]:
    asked = {"app_label": "notices", "model_name": model, "field_name": field, "term": "关于"}
    return {row["text"] for row in client.get("/admin/autocomplete/", asked).json()["results"]}


def test_a_relation_to_what_lies_in_the_bin_is_refused_and_goes_out_by_no_door(desk):
    notice, other = make_notice(), make_notice(title="关于乙事的通知")
    relation = notice.relations.create(type="amends", other=other)
    Notice.objects.filter(pk=other.pk).update(binned_at=timezone.now())
    relation.refresh_from_db()
    with pytest.raises(ValidationError, match="这份通知在回收站里，请先恢复它，或者改选别的。"):
        relation.full_clean()
    notice.refresh_from_db()
    why = ["关联的《关于乙事的通知》在回收站里，请先恢复它，或者去掉这条关联。"]
    assert refusal_of(notice.publish, publisher()) == why
    assert refusal_of(notice.schedule, publisher(), timezone.now() + TOMORROW) == why
    site_asks()
    assert refusal_of(notice.submit, editor()) == why


def test_many_drafts_are_thrown_away_at_once(desk):
    rows = [make_notice(title=f"关于第{number}件事的通知") for number in range(3)]
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    answer = desk(editor()).post(LIST, data, follow=True)
    assert said(answer) == ["3 份草稿已放入回收站，30 天内可以恢复。"]
    assert Notice.objects.filter(binned_at=None).count() == 0


def test_the_list_shows_the_bin_to_who_asks_for_it_alone(desk):
    binned(title="扔掉的"), make_notice(title="留着的")
    client = desk(editor())
    assert listed(client) == ["留着的"]
    assert listed(client, "state=draft") == ["留着的"]
    assert listed(client, "state=binned") == ["扔掉的"]
    page = client.get(f"{LIST}?state=binned").content.decode()
    day = timezone.localdate(timezone.now() + THIRTY_DAYS)
    assert f"回收站，{day} 清空" in page


def test_a_text_in_the_bin_opens_read_only_with_one_act(desk):
    notice, client = binned(), desk(editor())
    page = client.get(reverse("admin:notices_notice_change", args=[notice.pk]))
    assert [verb.title for verb in page.context["verbs"]] == ["从回收站恢复"]
    assert not page.context["typing"]
    address = reverse("admin:notices_notice_verb", args=[notice.pk, "take_out"])
    answer = client.post(address, follow=True)
    assert said(answer) == [f"《{notice}》已恢复到草稿。"]
    assert Notice.objects.get().binned_at is None


def test_a_save_that_comes_late_is_told_that_the_text_is_in_the_bin(desk):
    notice, client = make_notice(), desk(editor())
    address = reverse("admin:notices_notice_change", args=[notice.pk])
    data = form_of(client.get(address)) | {"title": "改过的标题"}
    notice.discard(editor())
    answer = client.post(address, data)
    assert IN_BIN in answer.content.decode()
    assert Notice.objects.get().title == notice.title


# The night


def test_the_night_empties_the_bin_and_says_when_it_ran(desk, monkeypatch):
    old = binned()
    Notice._base_manager.update(binned_at=timezone.now() - THIRTY_DAYS)
    client = desk(editor())
    assert client.get("/admin/").context["night"] is None
    # The database of a test is in a transaction, where nothing can be optimised.
    steps = {"清空回收站": nightly.STEPS["清空回收站"]}
    monkeypatch.setattr(nightly, "STEPS", steps)
    call_command("nightly")
    assert not Notice.objects.filter(pk=old.pk).exists()
    night = client.get("/admin/").context["night"]
    assert (night.failed, night.is_late) == ("", False)
    assert "每夜例行工作：最近一次" in client.get("/admin/").content.decode()


def test_a_night_that_never_came_is_told_to_the_administrator_alone(desk):
    told = "每夜例行工作还没有运行过"
    assert told not in desk(editor()).get("/admin/").content.decode()
    assert told in desk(person("admin")).get("/admin/").content.decode()
