"""What a server makes sure of in the database before it answers anybody."""

from pathlib import Path

from django.conf import settings
from django.db import OperationalError, ProgrammingError, connections

from notices.models import User

from .safety import refuse_demo_users


def refuse_unsafe_database() -> None:
    """Raises ImproperlyConfigured where demo users could be reached.

    Exits with a sentence where there is no database yet.
    """
    demo_users = User.objects.filter(demo=True, is_active=True).order_by("pk")
    try:
        names = list(demo_users.values_list("username", flat=True))
    except (OperationalError, ProgrammingError) as error:
        raise SystemExit(
            f"拒绝启动：数据库还没有建好，或者没有应答，请先运行 manage.py quickstart。（{error}）"
        ) from None
    refuse_demo_users(settings.DEMO_MODE, names)


def never_make_a_database() -> None:
    """From now on a file of SQLite that is not there is an error, and no new empty site."""
    own = connections.settings["default"]
    if own["ENGINE"] == "django.db.backends.sqlite3":
        own["NAME"] = f"{Path(own['NAME']).absolute().as_uri()}?mode=rw"
