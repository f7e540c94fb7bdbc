"""Imports files as working copies, or shows what an import would make of them."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from notices import importing
from notices.models import Notice, User
from notices.refusal import Refused


class Command(BaseCommand):
    help = "导入通知文本（- 读标准输入）；--dry-run 只看结果，--json 每个文件打印一个对象。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="不保存")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")
        parser.add_argument("--by", metavar="USER", help="以哪个用户的名义导入")

    def handle(self, *args, files, dry_run=False, json=False, by=None, **options):
        user = None if dry_run else _user(by)
        failed = 0
        for name in files:
            try:
                notice, read = _read(name, user)
            except (importing.Unreadable, Refused, OSError) as refusal:
                failed += 1
                self.stderr.write(f"{name}：{refusal}")
            else:
                self.stdout.write(_line(read) if json else _sentence(read, notice))
        if failed:
            raise CommandError(f"{failed} 个文件没有导入。")


def _user(name: str | None) -> User:
    if not name:
        raise CommandError("请用 --by 写明以哪个用户的名义导入，或者用 --dry-run 只看结果。")
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as missing:
        raise CommandError(f"没有名为“{name}”的用户。") from missing


def _read(name: str, user: User | None):
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    shown = "标准输入" if name == "-" else Path(name).name
    if user is None:
        return None, Notice.objects.read_file(data, shown)
    return Notice.objects.import_file(user, data, shown)


def _line(read) -> str:
    return json.dumps(read.as_json(), ensure_ascii=False)


def _sentence(read, notice) -> str:
    repairs = "，".join(f"{kind} {count}" for kind, count in read.repairs.items() if count)
    told = [f"{read.file}：{read.title or '（无标题）'}，{len(read.sections)} 个层次"]
    told += [f"  修复：{repairs}"] if repairs else []
    told += [f"  存疑：{doubt.sentence}" for doubt in read.doubts]
    told += [f"  已存为通知 {notice.pk}"] if notice else []
    return "\n".join(told)
