"""What every migrate leaves behind: kinds, roles and the checks that hold the house to its word."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from notices.models import Kind
from notices.models.vocabulary import KINDS
from notices.roles import ROLES
from notices.set_up import check_editor

pytestmark = pytest.mark.django_db


def test_the_fifteen_kinds_and_the_sites_own_are_there():
    assert list(Kind.objects.values_list("name", flat=True)) == [row[1] for row in KINDS]
    assert len(KINDS) == 15 + 3


def test_a_kind_an_administrator_changed_stays_as_it_is():
    Kind.objects.filter(code="notice").update(needs_number=True)
    call_command("migrate", verbosity=0)
    assert Kind.objects.get(code="notice").needs_number is True


@pytest.mark.parametrize("role", ROLES)
def test_a_role_holds_exactly_what_the_table_says(role):
    _, by_application = ROLES[role]
    wanted = {f"{app}.{name}" for app, names in by_application.items() for name in names}
    group = Group.objects.get(name=role)
    held = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
    assert held == wanted


def test_a_permission_given_past_the_table_is_gone_after_the_next_migrate():
    group = Group.objects.get(name="reviewer")
    group.permissions.add(Permission.objects.get(codename="publish_notice"))
    call_command("migrate", verbosity=0)
    assert not group.permissions.filter(codename="publish_notice").exists()


def test_the_editor_is_locked_down():
    assert check_editor(None) == []


def test_an_editor_that_takes_uploads_does_not_pass_the_check(settings):
    settings.CKEDITOR_UPLOAD_PATH = "uploads/"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "ckeditor_uploader"]
    assert [error.id for error in check_editor(None)] == ["notices.E002"]
