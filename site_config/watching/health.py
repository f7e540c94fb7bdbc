"""/healthz: the process lives. /readyz: it can serve."""

import tempfile
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from notices.integrity.seals import missing_triggers

from ..starting.static_files import uncollected

LOOPBACK = {"127.0.0.1", "::1"}
# A web server before us passes these on: its own address is then not the visitor's.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-Ip")


@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request):
    """200 where every check is "ok", else 503.

    A check that fails says why in a sentence, to this machine alone: others need not know.
    """
    results = {name: _result(check) for name, check in CHECKS.items()}
    ready = all(result == "ok" for result in results.values())
    answer = {"ready": ready} | ({"checks": results} if is_this_machine(request) else {})
    return JsonResponse(
        answer,
        status=200 if ready else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def is_this_machine(request) -> bool:
    """Asked from the machine itself, and not passed on by a web server."""
    forwarded = any(header in request.headers for header in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded


def _result(check: Callable[[], str]) -> str:
    try:
        return check() or "ok"
    except DatabaseError:
        return "数据库没有应答"
    except OSError:
        return "数据目录不能写入，可能是磁盘已满或者没有权限"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"还有 {len(waiting)} 个迁移没有执行，请运行 manage.py migrate" if waiting else ""


def _seals() -> str:
    missing = missing_triggers()
    return f"缺少 {len(missing)} 个触发器，请运行 manage.py migrate" if missing else ""


def _disk() -> str:
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as probe:
        probe.write(b"ready")
        probe.flush()
    return ""


CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "seals": _seals,
    "disk": _disk,
    "static": uncollected,
}
