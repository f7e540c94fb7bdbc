"""审核设置 in the newsroom: who changes what a site asks for, and that it is on record."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from notices.models import DeskRule, DeskSetting, Event, Kind

from .making import editor, person
from .newsroom import errors
from .reviewing import site_asks

pytestmark = pytest.mark.django_db
ADD = "/admin/notices/desksetting/add/"


def test_an_administrator_sets_the_number_and_the_log_says_so(desk):
    client = desk(person("admin"))
    assert client.post(ADD, {"approvals": 2, "secrecy_review": "on"}).status_code == 302
    assert DeskSetting.current().approvals == 2
    change = f"/admin/notices/desksetting/{DeskSetting.ROW}/change/"
    client.post(change, {"approvals": 1, "open_comments_block": "on"})
    told = [json.loads(event.data)["facts"]["which"] for event in Event.objects.order_by("seq")]
    assert told == ["审核 2 次，须作保密审查", "审核 1 次，不要求保密审查，批注办结才能发布"]


def test_there_is_one_setting_and_it_is_not_deleted(desk):
    site_asks()
    client = desk(person("admin"))
    assert client.get(ADD).status_code == 403
    delete = f"/admin/notices/desksetting/{DeskSetting.ROW}/delete/"
    assert client.post(delete, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "security", "auditor"])
def test_nobody_who_handles_texts_changes_what_they_need(desk, role):
    site_asks()
    client = desk(editor() if role == "editor" else person(role))
    change = f"/admin/notices/desksetting/{DeskSetting.ROW}/change/"
    assert client.post(change, {"approvals": 0}).status_code == 403
    assert client.get("/admin/notices/deskrule/add/").status_code == 403


def test_the_same_kind_and_topic_have_one_number(desk):
    client = desk(person("admin"))
    kind = Kind.objects.get(code="order")
    assert client.post("/admin/notices/deskrule/add/", {"kind": kind.pk, "approvals": 3})
    again = client.post("/admin/notices/deskrule/add/", {"kind": kind.pk, "approvals": 2})
    assert errors(again) == "这个文种和主题已经有审核要求了，请改那一条。"
    none = client.post("/admin/notices/deskrule/add/", {"approvals": 2})
    assert errors(none) == "请选择文种或主题，两样都选就是这个主题里的这个文种。"
    assert str(DeskRule.objects.get()) == "命令（令）：审核 3 次"


def test_four_approvals_are_refused_by_the_form_and_by_the_table():
    with pytest.raises(ValidationError):
        DeskSetting(approvals=4).full_clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        DeskSetting.objects.create(approvals=4)


def test_a_new_site_begins_with_its_setting_once_and_on_record():
    assert DeskSetting.objects.begin(approvals=1, secrecy_review=True)
    assert not DeskSetting.objects.begin(approvals=3)
    assert DeskSetting.current().approvals == 1
    assert json.loads(Event.objects.get().data)["facts"]["which"] == "审核 1 次，须作保密审查"
