"""用户调查: questions and a posted form → what was answered and what is still to be put right.

Plain Python; no database.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from notices.characters import strip_unseen

SINGLE, MULTIPLE, TEXT = "single", "multiple", "text"


@dataclass(frozen=True)
class Choice:
    key: str  # what the form sends
    text: str


@dataclass(frozen=True)
class Question:
    """`choices` are of single and multiple, `max_length` (characters) is of text."""

    key: str  # the field's name in the form
    text: str
    kind: str
    required: bool
    max_length: int = 0
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Field:
    """A question as the page draws it: what was sent, and what is to be put right.

    `problem` stands at the field, `summary` in the list on top; both empty where all is well.
    """

    number: int
    question: Question
    chosen: frozenset[str] = frozenset()
    typed: str = ""
    problem: str = ""
    summary: str = ""

    @property
    def target(self) -> str:
        """The id of the control that the list on top leads to."""
        key = self.question.key
        return key if self.question.kind == TEXT else f"{key}-1"

    def answer(self) -> str | list[str]:
        """The answer in the words of the page; empty where there is none."""
        if self.question.kind == TEXT:
            return self.typed
        texts = [choice.text for choice in self.question.choices if choice.key in self.chosen]
        return texts if self.question.kind == MULTIPLE else "".join(texts)


def blank(questions: Sequence[Question]) -> list[Field]:
    """The form before anything is filled in."""
    return [Field(number, question) for number, question in enumerate(questions, 1)]


def read(questions: Sequence[Question], sent: Callable[[str], list[str]]) -> list[Field]:
    """The form as it was sent; `sent(key)` gives every value of a field."""
    fields = [_read(field, sent(field.question.key)) for field in blank(questions)]
    if fields and not any(field.problem or field.answer() for field in fields):
        fields[0] = replace(
            fields[0], problem="请至少回答一题", summary="还没有回答任何一题，请至少回答一题"
        )
    return fields


def most_bytes(questions: Iterable[Question]) -> int:
    """The length of the longest honest form as browsers send it.

    A character of a text takes nine bytes (%E5%AD%97); the rest is names, choices and signs.
    """
    return 4096 + sum(
        9 * question.max_length + sum(len(f"{question.key}={one.key}&") for one in question.choices)
        for question in questions
    )


def answers(fields: Iterable[Field]) -> list[dict]:
    """What is kept: [{"question", "answer"}], unanswered questions left out."""
    return [
        {"question": field.question.text, "answer": field.answer()}
        for field in fields
        if field.answer()
    ]


def tally(
    questions: Iterable[Question], kept: Iterable[list[dict]]
) -> list[tuple[Question, list[tuple[str, int]]]]:
    """How often each choice that is offered now was taken, in the order of the form."""
    taken: dict[str, Counter] = {}
    for row in (row for rows in kept for row in rows):
        answer = row["answer"]
        counter = taken.setdefault(row["question"], Counter())
        counter.update(answer if isinstance(answer, list) else [answer])
    return [
        (question, [(choice.text, counts[choice.text]) for choice in question.choices])
        for question in questions
        if question.choices and (counts := taken.get(question.text))
    ]


def _read(field: Field, values: list[str]) -> Field:
    if field.question.kind == TEXT:
        return _read_text(field, values)
    return _read_choices(field, values)


def _read_text(field: Field, values: list[str]) -> Field:
    typed = strip_unseen("\n".join(values)).strip()
    limit, problem, summary = field.question.max_length, "", ""
    if len(typed) > limit:
        problem = f"最多{limit}字，现在是{len(typed)}字，请删去{len(typed) - limit}字"
        summary = f"第{field.number}题写得太长"
    elif field.question.required and not typed:
        problem, summary = "请填写这一题", f"第{field.number}题还没有填写"
    return replace(field, typed=typed, problem=problem, summary=summary)


def _read_choices(field: Field, values: list[str]) -> Field:
    offered = {choice.key for choice in field.question.choices}
    chosen = frozenset(values) & offered
    problem = summary = ""
    if set(values) - offered:
        problem = "选项刚刚有改动，请重新选择"
        summary = f"第{field.number}题的选项有改动"
    elif field.question.kind == SINGLE and len(chosen) > 1:
        problem, summary = "请只选择一项", f"第{field.number}题只能选一项"
    elif field.question.required and not chosen:
        problem, summary = "请选择一项", f"第{field.number}题还没有选择"
    return replace(field, chosen=chosen, problem=problem, summary=summary)
