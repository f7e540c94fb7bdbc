"""manage.py nightly: what is done once a night; nothing readers see depends on it."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from notices.management.looking import ask_outside, look
from notices.models import Event, Notice


def optimise_database() -> str:
    """Fresh statistics for the planner; on SQLite the write-ahead log starts anew as well."""
    statements = {
        "sqlite": ["PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"],
        "postgresql": ["ANALYZE"],
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
    return "已更新统计信息"


def empty_bin() -> str:
    """Drafts that were thrown away 30 days ago go for good."""
    went, named = Notice.objects.empty_bin()
    kept = f"，{named} 份还有别的通知引用，留着" if named else ""
    return f"清空了 {went} 份{kept}"


def check_live() -> str:
    """Everything readers see; what was found waits on the editors' dashboard."""
    asked = ask_outside()
    found = [problem.blocking for _, problem in look()]
    must = sum(found)
    return f"必须修改 {must} 处，请留意 {len(found) - must} 处；{asked}"


# Name of a step and what does it: returns a sentence for the log, raises where it could not.
STEPS = {
    "优化数据库": optimise_database,
    "清空回收站": empty_bin,
    "检查网上的通知": check_live,
}


class Command(BaseCommand):
    help = "每夜的例行工作；读者看到的内容不依赖它。一步失败不影响其他步骤，最后报错。"

    def handle(self, *args, **options):
        failed, told = [], []
        for name, step in STEPS.items():
            start = time.monotonic()
            try:
                said = step()
            except Exception as error:  # the other steps are to run all the same
                failed.append(name)
                said = f"没有完成：{error}"
            told.append(f"{name}：{said}")
            self.stdout.write(f"{told[-1]}（{time.monotonic() - start:.1f} 秒）")
        # Of what the dashboard tells when this last ran.
        with transaction.atomic():
            Event.objects.record(
                Event.Verb.NIGHTLY, None, detail="；".join(told), failed="、".join(failed)
            )
        if failed:
            raise CommandError("没有完成的步骤：" + "、".join(failed))
