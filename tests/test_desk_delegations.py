"""委托代审 in the newsroom: who gives it, who sees it, and how it ends."""

import datetime

import pytest
from django.utils import timezone

from notices.models import Delegation, DelegationEnd

from .making import editor, person, publisher
from .newsroom import errors, said
from .reviewing import delegated, reviewer

pytestmark = pytest.mark.django_db
PAGE = "/admin/notices/delegation/"


def written(**changed) -> dict:
    now = timezone.localtime()
    given = {
        "to": publisher().pk,
        "starts_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + datetime.timedelta(days=7):%Y-%m-%dT%H:%M}",
        "reason": "外出学习。",
    }
    return given | changed


def tables(client) -> set[str]:
    shown = client.get("/admin/").context["app_list"]
    return {table["object_name"] for group in shown for table in group["models"]}


def test_a_reviewer_gives_sees_and_ends_a_delegation(desk):
    client = desk(reviewer())
    assert said(client.post(PAGE, written(), follow=True)) == ["已委托publisher代审。"]
    given = Delegation.objects.get()
    assert (given.made_by, given.to, given.reason) == (reviewer(), publisher(), "外出学习。")
    (row,) = client.get(PAGE).context["rows"]
    assert (row["state"], row["may_end"]) == ("有效", True)
    ended = client.post(f"{PAGE}{given.pk}/end/", follow=True)
    assert said(ended) == ["给publisher的委托已结束。"]
    (row,) = client.get(PAGE).context["rows"]
    assert (row["state"][-4:], row["may_end"]) == ("提前结束", False)


def test_who_was_given_one_sees_it_and_cannot_end_it(desk):
    client = desk(publisher())
    assert client.get(PAGE).status_code == 403
    given = delegated(publisher())
    page = client.get(PAGE)
    assert (page.context["form"], len(page.context["rows"])) == (None, 1)
    assert "Delegation" in tables(client)
    refused = client.post(f"{PAGE}{given.pk}/end/", follow=True)
    assert said(refused) == ["只有委托人自己可以结束委托。"]
    assert DelegationEnd.objects.count() == 0


def test_nobody_else_sees_the_page(desk):
    delegated(publisher())
    assert desk(editor()).get(PAGE).status_code == 403
    assert "Delegation" not in tables(desk(editor()))
    assert desk(reviewer(2)).get(PAGE).context["rows"] == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ends_at": "2020-01-01T00:00"}, "委托的截止时间须在开始以后、现在以后。"),
        ({"ends_at": "2199-01-01T00:00"}, "一次委托最长 184 天。"),
        ({"reason": " "}, "这一项必须填写。"),
        ({"ends_at": "明天"}, "没有看懂这个时间，请写成 2026-05-12 09:00。"),
        ({"to": "9" * 9}, "选择一个有效的选项： 该选择不在可用的选项中。"),
    ],
)
def test_what_cannot_be_delegated_says_why_and_keeps_what_was_typed(desk, changed, told):
    given = written(**changed)
    page = desk(reviewer()).post(PAGE, given)
    assert errors(page).strip() == told
    form = page.context["form"]
    assert {name: form[name].value() for name in form.fields} == {
        name: str(value) if name == "to" else value for name, value in given.items()
    }
    assert Delegation.objects.count() == 0


def test_a_second_click_gives_nothing_twice(desk):
    client, given = desk(reviewer()), written()
    client.post(PAGE, given)
    again = client.post(PAGE, given)
    assert errors(again).strip() == "这段时间您已经委托了别人，请先结束那一次。"
    assert Delegation.objects.count() == 1


def test_an_account_that_sees_no_notices_is_not_offered(desk):
    person("auditor"), publisher()
    form = desk(reviewer()).get(PAGE).context["form"]
    assert list(form.fields["to"].queryset) == [publisher()]
