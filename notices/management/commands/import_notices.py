"""Imports files as working copies, moves them in, or shows what an import would make of them."""

import json
import sys
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from notices import arriving, importing
from notices.management.progress import Progress
from notices.models import Notice, User
from notices.models.arriving.batch import Outcome, State, take, why_not_open

DONE = {State.IMPORTED, State.MOVED}


class Command(BaseCommand):
    help = (
        "导入通知文本（- 读标准输入）；--dry-run 只看结果，--json 每个文件打印一个对象。"
        "历史迁移：--published-on 和 --old-address 用于一个文件，--moves 用于一份清单。"
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="不保存")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")
        parser.add_argument("--by", metavar="USER", help="以哪个用户的名义导入")
        parser.add_argument("--again", action="store_true", help="已经有的也再导入一份")
        parser.add_argument(
            "--published-on", metavar="TIME", help="原发布时间：YYYY-MM-DD[THH:MM]，导入后随即发布"
        )
        parser.add_argument(
            "--old-address", metavar="PATH", action="append", default=[], help="原地址，可以写几次"
        )
        parser.add_argument(
            "--moves",
            metavar="CSV",
            help="历史迁移的清单：文件,发布时间,原地址（file,published_on,old_address）",
        )

    def handle(self, *args, files, dry_run, json, by, again, **options):
        moves = _moves(files, **{k: options[k] for k in ("published_on", "old_address", "moves")})
        if not moves:
            raise CommandError("请写要导入的文件，或者用 --moves 给出清单。")
        user = None if dry_run else _user(by)
        progress = Progress(self.stderr, len(moves), shown=not json)
        states = []
        for path, move in moves:
            progress.step(str(path))
            outcome = _dry(path) if dry_run else _take(user, path, move, again)
            states.append(outcome.state)
            progress.clear()
            self._tell(path, outcome, json)
        progress.clear()
        _fail(states)

    def _tell(self, path: str, outcome: Outcome, as_json: bool) -> None:
        if outcome.state not in DONE:
            again = "确实要再导入一份，请加 --again。" if outcome.state == State.SAME else ""
            where = f"已存为通知 {outcome.notice.pk}：" if outcome.state == State.DRAFT else ""
            self.stderr.write(f"{path}：{where}{outcome.reason}{again}")
        if outcome.read and as_json:
            self.stdout.write(_line(outcome.read))
        elif outcome.state in DONE:
            self.stdout.write(_sentence(outcome))


def _moves(files: list[str], *, published_on, old_address, moves) -> list[tuple[str, object]]:
    """Each file to take with its move, None for a plain import."""
    if moves is None and published_on is None:
        if old_address:
            raise CommandError("--old-address 要和 --published-on 一起用。")
        return [(file, None) for file in files]
    if moves is None:
        return [_one_move(files, published_on, old_address)]
    if published_on or old_address:
        raise CommandError("用了 --moves，时间和原地址都写在清单里。")
    listed = _listed(moves)
    if not files:
        folder = Path(moves).parent
        return [(str(folder / move.file), move) for move in listed]
    by_file = {str(Path(move.file)): move for move in listed} | {m.name: m for m in listed}
    wanted = [
        (file, by_file.get(str(Path(file))) or by_file.get(Path(file).name)) for file in files
    ]
    if unknown := [file for file, move in wanted if move is None]:
        raise CommandError(f"清单里没有：{'、'.join(unknown[:10])}。")
    return wanted


def _one_move(files: list[str], published_on: str, old_addresses: list[str]) -> tuple:
    if len(files) != 1:
        raise CommandError("--published-on 一次用于一个文件，多个文件请用 --moves 给出清单。")
    try:
        addresses = tuple(arriving.tidy(address) for address in old_addresses)
        return files[0], arriving.Move(1, files[0], arriving.read_moment(published_on), addresses)
    except ValueError as reason:
        raise CommandError(str(reason)) from None


def _listed(name: str) -> list[arriving.Move]:
    try:
        return arriving.read_moves(Path(name).read_bytes())
    except OSError as error:
        raise CommandError(f"{name}：{why_not_open(error)}") from None
    except arriving.UnreadableList as refusal:
        raise CommandError(f"{name}：\n{refusal}") from None


def _user(name: str | None) -> User:
    if not name:
        raise CommandError("请用 --by 写明以哪个用户的名义导入，或者用 --dry-run 只看结果。")
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as missing:
        raise CommandError(f"没有名为“{name}”的用户。") from missing


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _shown(name: str) -> str:
    return "标准输入" if name == "-" else Path(name).name


def _take(user: User, name: str, move, again: bool) -> Outcome:
    return take(user, _shown(name), partial(_bytes, name), move=move, again=again)


def _dry(name: str) -> Outcome:
    try:
        read = Notice.objects.read_file(_bytes(name), _shown(name))
    except importing.Unreadable as refusal:
        return Outcome(name, State.REFUSED, reason=str(refusal))
    except OSError as error:
        return Outcome(name, State.REFUSED, reason=why_not_open(error))
    return Outcome(name, State.IMPORTED, read=read)


def _line(read) -> str:
    return json.dumps(read.as_json(), ensure_ascii=False)


def _sentence(outcome: Outcome) -> str:
    read, notice = outcome.read, outcome.notice
    if read is None:
        return f"{outcome.file}：{notice}\n  已按历史迁移发布为通知 {notice.pk}"
    repairs = "，".join(f"{kind} {count}" for kind, count in read.repairs.items() if count)
    told = [f"{read.file}：{read.title or '（无标题）'}，{len(read.sections)} 个层次"]
    told += [f"  修复：{repairs}"] if repairs else []
    told += [f"  存疑：{doubt.sentence}" for doubt in read.doubts]
    done = "已按历史迁移发布为" if outcome.state == State.MOVED else "已存为"
    told += [f"  {done}通知 {notice.pk}"] if notice else []
    return "\n".join(told)


def _fail(states: list[State]) -> None:
    """Raises CommandError where not every file was done."""
    drafts = states.count(State.DRAFT)
    failed = len([state for state in states if state not in DONE]) - drafts
    told = [f"{failed} 个文件没有导入。"] if failed else []
    told += (
        [f"{drafts} 个文件已存为草稿，没有发布；改好以后可以用同一份清单再来一次。"]
        if drafts
        else []
    )
    if told:
        raise CommandError("".join(told))
