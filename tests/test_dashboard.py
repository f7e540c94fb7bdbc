"""工作台: what waits for a person, and the tables in the order people work."""

import re

import pytest
from django.utils import timezone

from notices.models import Notice, Release

from .making import TOMORROW, editor, make_notice, person, published, publisher

pytestmark = pytest.mark.django_db


def panels(client) -> dict[str, tuple[int, list[str]]]:
    shown = client.get("/admin/").context["panels"]
    return {panel.title: (panel.count, [row.title for row in panel.rows]) for panel in shown}


def test_the_panels_show_my_drafts_what_waits_and_what_went_out(desk):
    make_notice(title="关于起草的通知")
    make_notice(title="别人的通知", made_by=person("editor", "second"))
    make_notice(title="关于预约的通知").schedule(publisher(), timezone.now() + TOMORROW)
    published(title="关于发布的通知")
    assert panels(desk(editor())) == {
        "退回给我": (0, []),
        "我的草稿": (1, ["关于起草的通知"]),
        "预约发布": (1, ["关于预约的通知"]),
        "即将失效": (0, []),
        "长期未更新的栏目": (0, []),
        "最近 30 天发布": (1, ["关于发布的通知"]),
    }


@pytest.mark.parametrize("rows", [1, 8])
def test_the_dashboard_costs_twelve_queries(desk, rows, django_assert_num_queries):
    for number in range(rows):
        make_notice(title=f"草稿{number}")
        published(title=f"发布{number}")
    client = desk(editor())
    with django_assert_num_queries(12):
        client.get("/admin/")


def test_nobody_counts_further_than_a_hundred(desk):
    kind, user = make_notice().kind, editor()
    Notice.objects.bulk_create(
        Notice(title=f"草稿{number}", kind=kind, made_by=user) for number in range(120)
    )
    client = desk(user)
    (drafts,) = [one for one in client.get("/admin/").context["panels"] if one.title == "我的草稿"]
    assert (drafts.shown, len(drafts.rows)) == ("99+", 6)
    page = client.get("/admin/notices/notice/")
    assert [one.shown for one in page.context["waiting"] if one.title == "我的草稿"] == ["99+"]


def groups(client) -> dict[str, list[str]]:
    shown = client.get("/admin/").context["app_list"]
    return {group["name"]: [table["object_name"] for table in group["models"]] for group in shown}


def test_the_tables_stand_in_the_order_people_work(desk):
    assert groups(desk(editor())) == {
        "通知": ["Notice"],
        "基础数据": ["KeptWord"],
        "检查": ["LexiconWord"],
    }
    assert groups(desk(person("admin"))) == {
        "通知": ["Notice"],
        "基础数据": [
            "Issuer",
            "Topic",
            "Kind",
            "Holiday",
            "KeptWord",
            "OldAddress",
            "ReadingSetting",
        ],
        "审核发布": ["DeskSetting", "DeskRule"],
        "检查": ["LexiconWord", "CheckSetting"],
        "站点": ["SiteIdentity", "Page", "FooterLink", "TraditionalWord"]
        + ["SurveyQuestion", "SurveyAnswer"],
    }
    assert groups(desk(person("auditor"))) == {"用户和记录": ["User", "Event"]}


def test_the_door_opens_for_who_has_not_signed_in(client, db):
    assert client.get("/admin/login/").status_code == 200


def test_who_sees_no_notices_has_no_panels(desk):
    assert panels(desk(person("auditor"))) == {}


@pytest.mark.parametrize("path", ["notices/", "site_config/"])
def test_the_pages_of_an_application_still_answer(desk, path):
    assert desk(person("admin")).get(f"/admin/{path}").status_code == 200


def test_every_field_of_the_notice_form_says_what_belongs_there(desk):
    answer = desk(editor()).get("/admin/notices/notice/add/")
    form = answer.context["adminform"].form
    silent = [
        name
        for name, field in form.fields.items()
        if not field.help_text and not field.widget.is_hidden
    ]
    assert silent == []
    long = [name for name, field in form.fields.items() if len(str(field.help_text)) > 40]
    assert long == []
    assert re.search(r"决定有没有红头", answer.content.decode())


def test_a_day_of_the_holiday_table_is_there_once_and_on_record(desk):
    client = desk(person("admin"))
    given = {"day": "2027-10-01", "name": "国庆节", "kind": "off"}
    add = "/admin/notices/holiday/add/"
    assert client.post(add, given).status_code == 302
    again = client.post(add, given | {"kind": "worked"})
    assert again.context["adminform"].form.errors.keys() == {"day"}
    client.force_login(person("auditor"))
    assert "国庆节" in client.get("/admin/notices/event/").content.decode()


def test_releases_are_never_sought_by_what_they_do_not_cancel():
    """SQLite took the index of that column, which holds every release: minutes for 20,000."""
    asked = str(Release.objects.public().query)
    assert '"cancels_id" IS NULL' not in asked
