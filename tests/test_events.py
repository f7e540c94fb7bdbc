"""The chained log."""

import json
import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from notices.integrity.verifying import first_lie
from notices.models import ChainHead, Event

from .making import editor, make_notice, person, published


@pytest.mark.django_db
def test_each_event_carries_the_hash_of_the_one_before():
    published()
    events = list(Event.objects.order_by("seq"))
    assert [e.seq for e in events] == list(range(1, len(events) + 1))
    assert [e.previous for e in events[1:]] == [e.hash for e in events[:-1]]
    head = ChainHead.objects.get()
    assert (head.seq, head.hash) == (events[-1].seq, events[-1].hash)


@pytest.mark.django_db
def test_an_event_tells_who_did_what_to_which_text():
    notice = make_notice()
    notice.record_saved(editor())
    event = Event.objects.first()
    assert (event.verb, event.actor_name, event.notice_id) == ("saved", "editor", notice.pk)
    assert event.digest == notice.working_digest()
    assert json.loads(event.data) == {"facts": {"title": notice.title}, "rows": []}


def test_an_event_outside_a_transaction_is_refused(committed):
    with pytest.raises(RuntimeError):
        Event.objects.record(Event.Verb.SIGNED_IN, editor())


def test_an_act_that_fails_leaves_no_event(committed):
    notice = make_notice()
    before = Event.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notice.record_saved(editor())
        1 / 0
    assert Event.objects.count() == before


def test_events_of_many_at_once_form_one_chain(committed):
    notices = [make_notice(title=f"关于第{n}件事的通知") for n in range(4)]
    user, failures = editor(), []

    def save_often(notice):
        try:
            for _ in range(5):
                notice.record_saved(user)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=save_often, args=[notice]) for notice in notices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Event.objects.filter(verb="saved").count() == 20
    assert first_lie() is None


@pytest.mark.django_db
def test_a_sign_in_is_an_event(client):
    editor()
    client.post("/admin/login/", {"username": "editor", "password": "a-long-password-2026"})
    event = Event.objects.get()
    assert (event.verb, event.actor_name) == ("signed_in", "editor")


@pytest.mark.django_db
def test_a_refused_sign_in_is_not_in_the_chain(client):
    editor()
    client.post("/admin/login/", {"username": "editor", "password": "wrong"})
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_giving_a_role_is_an_event_that_names_it(client):
    client.force_login(person("security"))
    user = editor()
    address = f"/admin/notices/user/{user.pk}/change/"
    roles = [Group.objects.get(name=role).pk for role in ("editor", "reviewer")]
    data = {"username": "editor", "is_active": "on", "is_staff": "on", "groups": roles}
    assert client.post(address, data).status_code == 302
    facts = json.loads(Event.objects.get().data)["facts"]
    assert (facts["act"], facts["what"], facts["which"]) == ("修改", "用户", "editor")
    assert facts["detail"].endswith("岗位：起草、审核")


@pytest.mark.django_db
def test_nobody_gives_himself_a_role(client):
    user = person("security")
    client.force_login(user)
    data = {"username": "security", "is_active": "on", "groups": [Group.objects.first().pk]}
    assert client.post(f"/admin/notices/user/{user.pk}/change/", data).status_code == 403
