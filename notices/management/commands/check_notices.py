"""Runs the checks on files without saving them."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from notices import checks, importing
from notices.models import Notice


class Command(BaseCommand):
    help = "检查文件里的问题（- 读标准输入）；有必须修改的问题时以 1 退出。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")
        parser.add_argument("--style", action="store_true", help="已有文号的文件也检查行文的写法")

    def handle(self, *args, files, json=False, style=False, **options):
        blocking = unread = 0
        for name in files:
            try:
                found = _problems(name, style)
            except (importing.Unreadable, OSError) as refusal:
                unread += 1
                self.stderr.write(f"{name}：{refusal}")
                continue
            blocking += sum(problem.blocking for problem in found)
            for problem in found:
                self.stdout.write(_line(problem, name) if json else _sentence(problem, name))
        if blocking or unread:
            raise CommandError(f"必须修改 {blocking} 处，读不出的文件 {unread} 个。")


def _problems(name: str, style: bool) -> list[checks.Problem]:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    shown = "标准输入" if name == "-" else Path(name).name
    return Notice.objects.check_file(data, shown, style=style)


def _line(problem: checks.Problem, name: str) -> str:
    return json.dumps(problem.as_json(Path(name).name), ensure_ascii=False)


def _sentence(problem: checks.Problem, name: str) -> str:
    weight = "必须改" if problem.blocking else "请留意"
    return f"{name}　{problem.place}：{weight}　{problem.message}{problem.advice}"
