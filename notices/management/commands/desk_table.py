"""Prints who may do what to a notice in which state, as the verbs themselves answer."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand
from django.db import transaction

from notices.management.desk_trial import ASKING, STATES, VERBS, Trial

ALLOWED = "可以"


class Command(BaseCommand):
    help = "打印审核发布的办理表：每个动作、每种状态、每个岗位；--short 只印谁可以。不改动数据，其间别人的保存要等几秒。"

    def add_arguments(self, parser):
        parser.add_argument("--short", action="store_true", help="一张表，只写哪些岗位可以")

    def handle(self, *, short, **options):
        with transaction.atomic():
            trial = Trial()
            lines = [*_short(trial), *([] if short else _full(trial))]
            # What was tried never was.
            transaction.set_rollback(True)
        self.stdout.write("\n".join(lines))


def _row(cells) -> str:
    return f"| {' | '.join(cells)} |"


def _head(first: str) -> list[str]:
    return [_row([first, *STATES]), "|---" * (len(STATES) + 1) + "|"]


def _full(trial: Trial) -> Iterator[str]:
    for verb in VERBS:
        yield from ["", f"## {verb}", "", *_head("岗位")]
        for answers, names in _alike(trial, verb).items():
            yield _row(["、".join(names), *answers])


def _alike(trial: Trial, verb: str) -> dict[tuple, list[str]]:
    """Who gets which answers; those who get the same stand together."""
    rows = {}
    for name in ASKING:
        answers = tuple(trial.answer(verb, state, name) or ALLOWED for state in STATES)
        rows.setdefault(answers, []).append(name)
    return rows


def _short(trial: Trial) -> Iterator[str]:
    yield from _head("动作")
    for verb in VERBS:
        yield _row([verb, *(_allowed(trial, verb, state) for state in STATES)])


def _allowed(trial: Trial, verb: str, state: str) -> str:
    alone = [name for name, roles in ASKING.items() if not trial.answer(verb, state, name)]
    single = [name for name in alone if len(ASKING[name]) == 1]
    return "、".join(single or alone) or "–"
