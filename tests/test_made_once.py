"""A new notice is made once, however often its form is sent."""

import threading

import pytest
from django.db import connection
from django.test import Client

from notices.integrity.verifying import first_lie
from notices.models import Event, Notice

from .making import editor
from .newsroom import errors, form_of, said

ADD = "/admin/notices/notice/add/"
TITLE = "关于植树的通知"
AGAIN = f"《{TITLE}》已经保存过了，没有再建一份；下面就是它。"
ALREADY = f"刚才已经存成《{TITLE}》。您现在写的都在下面；确实要另建一份，请再保存一次。"


def filled(client, **fields) -> dict:
    """The form for a new notice as a browser would send it."""
    page = client.get(ADD)
    return form_of(page) | {"made_once": page.context["made_once"], "title": TITLE} | fields


def test_two_posts_at_once_make_one_draft_and_both_lead_to_it(committed):
    client = Client()
    client.force_login(editor())
    data, answers = filled(client), []
    clients = [Client(), Client()]
    for one in clients:
        one.force_login(editor())
    start = threading.Barrier(2)

    def post(one):
        start.wait()
        try:
            answers.append(one.post(ADD, data | {"_continue": "1"}))
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=[one]) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    notice = Notice.objects.get()
    assert [answer.url for answer in answers] == [f"/admin/notices/notice/{notice.pk}/change/"] * 2
    assert Event.objects.filter(verb="saved").count() == 1
    assert first_lie() is None


@pytest.mark.django_db
def test_the_second_of_two_clicks_leads_to_the_draft_the_first_made(desk):
    client = desk(editor())
    data = filled(client)
    assert client.post(ADD, data | {"_save": "1"}).url == "/admin/notices/notice/"
    answer = client.post(ADD, data | {"_continue": "1"}, follow=True)
    notice = Notice.objects.get()
    assert answer.redirect_chain == [(f"/admin/notices/notice/{notice.pk}/change/", 302)]
    assert AGAIN in said(answer)
    assert notice.sections.count() == 0


@pytest.mark.django_db
def test_other_words_from_the_same_form_are_kept_and_make_another_only_when_meant(desk):
    client = desk(editor())
    data = filled(client)
    client.post(ADD, data)
    other = data | {"title": "关于浇水的通知"}
    page = client.post(ADD, other)
    assert ALREADY in errors(page)
    assert (Notice.objects.count(), form_of(page)["title"]) == (1, "关于浇水的通知")
    assert page.context["made_once"] != data["made_once"]
    client.post(ADD, other | {"made_once": page.context["made_once"]})
    assert list(Notice.objects.order_by("pk").values_list("title", flat=True)) == [
        TITLE,
        "关于浇水的通知",
    ]


@pytest.mark.django_db
def test_a_form_that_was_refused_still_makes_its_draft_once(desk):
    client = desk(editor())
    data = filled(client, signed_on="五月")
    page = client.post(ADD, data)
    assert page.context["made_once"] == data["made_once"]
    mended = data | {"signed_on": "2026-05-12"}
    for _ in range(2):
        client.post(ADD, mended)
    assert Notice.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", '"' * 12, "%" * 12])
def test_a_form_without_a_token_of_ours_is_saved_like_any_other(desk, token):
    client = desk(editor())
    data = filled(client, made_once=token)
    for _ in range(2):
        client.post(ADD, data)
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_two_forms_of_one_person_make_two_drafts_though_they_say_the_same(desk):
    client = desk(editor())
    for _ in range(2):
        client.post(ADD, filled(client))
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_a_token_of_somebody_else_leads_nowhere(desk, django_user_model):
    client = desk(editor())
    data = filled(client)
    client.post(ADD, data)
    other = django_user_model.objects.create_user("second", password="a-long-password-2026")
    other.is_staff = True
    other.save()
    other.groups.set(editor().groups.all())
    client.force_login(other)
    client.post(ADD, data)
    assert Notice.objects.count() == 2
