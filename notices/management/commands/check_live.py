"""Runs the checks on everything readers see, and on the site's topics."""

import json

from django.core.management.base import BaseCommand, CommandError

from notices.management.looking import ask_outside, look
from notices.models import LinkSetting


class Command(BaseCommand):
    help = "检查读者现在看到的全部通知和各主题的更新；有必须修改的问题时以 1 退出。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")
        parser.add_argument("--links", action="store_true", help="先核查外部链接（设置允许时）")

    def handle(self, *args, json=False, links=False, **options):
        if links and not LinkSetting.allows():
            raise CommandError("没有开启“核查外部链接”，不访问外网。请先在后台的“外部链接”里开启。")
        if links:
            self.stderr.write(f"{ask_outside()}。")
        blocking = 0
        for address, problem in look():
            blocking += problem.blocking
            self.stdout.write(_line(address, problem) if json else _sentence(address, problem))
        if blocking:
            raise CommandError(f"必须修改 {blocking} 处。")


def _line(address: str, problem) -> str:
    return json.dumps(problem.as_json(address), ensure_ascii=False)


def _sentence(address: str, problem) -> str:
    weight = "必须改" if problem.blocking else "请留意"
    return f"{address}　{problem.place}：{weight}　{problem.message}{problem.advice}"
