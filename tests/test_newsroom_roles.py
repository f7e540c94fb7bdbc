"""Who sees and may do what in the newsroom."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from notices.models import Event

from .making import editor, person, published
from .newsroom import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "admin", "auditor"])
def test_every_role_can_open_what_it_may_see(desk, role):
    notice = published(sections=2, attachments=1)
    client = desk(person(role, f"another-{role}"))
    assert client.get(reverse("admin:index")).status_code == 200
    seen = client.get(reverse("admin:notices_notice_change", args=[notice.pk])).status_code
    assert seen == (403 if role == "auditor" else 200)
    log = client.get(reverse("admin:notices_event_changelist")).status_code
    assert log == (200 if role == "auditor" else 403)


@pytest.mark.parametrize("key", ["abc", "\x00", "9" * 30])
def test_keys_no_row_can_have_are_refused(desk, key):
    data = {"action": "delete_selected", "_selected_action": key, "post": "yes"}
    response = desk(editor()).post(reverse("admin:notices_notice_changelist"), data)
    assert response.status_code == 400


def test_a_word_that_editions_name_is_not_deleted(desk):
    notice = published()
    client = desk(person("admin"))
    address = reverse("admin:notices_kind_delete", args=[notice.kind_id])
    assert client.post(address, {"post": "yes"}).status_code == 403


def test_one_person_does_not_hold_posts_that_watch_each_other(desk):
    user = editor()
    roles = [Group.objects.get(name=role).pk for role in ("editor", "security")]
    data = {"username": "editor", "is_active": "on", "is_staff": "on", "groups": roles}
    address = reverse("admin:notices_user_change", args=[user.pk])
    response = desk(person("security")).post(address, data)
    assert "安全保密管理员和起草不能由同一人兼任。" in errors(response)


def test_changing_ones_own_password_is_an_event(desk):
    new = "another-long-password-2026"
    data = {"old_password": "a-long-password-2026", "new_password1": new, "new_password2": new}
    desk(editor()).post(reverse("admin:password_change"), data)
    assert Event.objects.get().verb == Event.Verb.PASSWORD_CHANGED
