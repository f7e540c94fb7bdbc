"""The accounts quickstart makes: one demo user of each role, or one administrator."""

import json
import os
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from notices.models import Event, User
from notices.roles import ROLES

from ..starting import environment

CHANGED = "（密码已修改）"
SHOWN_ONCE = "（只在建立时显示一次）"
FIRST_ADMINISTRATOR = "admin"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are read for another


@dataclass(frozen=True)
class Account:
    """One line of the table quickstart prints; `password` may be one of the words above."""

    username: str
    roles: str
    password: str


def demo_accounts() -> list[Account]:
    """Makes the demo users that are missing; the same passwords come out of every run.

    QUICKSTART_PASSWORD sets the password of each user who has not chosen his own.
    """
    kept = _kept_passwords()
    passwords = {role: _demo_password(role, kept.get(role)) for role in ROLES}
    # Before the users: a run that is broken off between the two must not lose a password.
    _keep_passwords(kept | {role: password for role, password in passwords.items() if password})
    for role, password in passwords.items():
        _let_in(role, password, kept.get(role))
    return [Account(role, ROLES[role][0], passwords[role] or CHANGED) for role in ROLES]


def first_administrator() -> Account:
    """Makes the one account of a real site, who makes all others; the password is shown once.

    Raises ValidationError where QUICKSTART_PASSWORD is too weak.
    """
    roles = ["admin", "security"]
    names = "、".join(ROLES[role][0] for role in roles)
    if User.objects.filter(username=FIRST_ADMINISTRATOR).exists():
        return Account(FIRST_ADMINISTRATOR, names, SHOWN_ONCE)
    password = _wanted_password() or random_password()
    user = User(username=FIRST_ADMINISTRATOR, is_staff=True)
    validate_password(password, user)
    _save(user, password, roles)
    return Account(FIRST_ADMINISTRATOR, names, password)


def random_password() -> str:
    """Sixteen letters and digits in four groups, easy to type: 79 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _demo_password(role: str, kept: str | None) -> str:
    """The password that is to sign this demo user in; "" where somebody has changed it."""
    user = User.objects.filter(username=role).first()
    if user is None:
        return _wanted_password() or kept or random_password()
    if user.demo and kept and user.check_password(kept):
        return _wanted_password() or kept
    return ""


def _let_in(role: str, password: str, kept: str | None) -> None:
    """Makes the demo user, or gives him the password where it is another than before."""
    user = User.objects.filter(username=role).first()
    if user is None:
        name = ROLES[role][0]
        user = User(username=role, last_name="演示", first_name=name, is_staff=True, demo=True)
        _save(user, password, [role])
    elif password and password != kept:
        user.set_password(password)
        user.save(update_fields=["password"])


def _wanted_password() -> str:
    return environment.text("QUICKSTART_PASSWORD")


def _save(user: User, password: str, roles: list[str]) -> None:
    user.set_password(password)
    with transaction.atomic():
        user.save()
        user.groups.set(Group.objects.filter(name__in=roles))
        Event.objects.record(
            Event.Verb.SETTING_CHANGED, None, act="新增", what="用户", which=user.username
        )


def _path():
    return settings.DATA_DIR / "demo_passwords.json"


def _kept_passwords() -> dict[str, str]:
    return json.loads(_path().read_text()) if _path().exists() else {}


def _keep_passwords(passwords: dict[str, str]) -> None:
    """Readable by the owner alone, from its first byte on."""
    _path().unlink(missing_ok=True)
    with open(os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        json.dump(passwords, handle, indent=1)
