"""One act of the newsroom: its page, its button, and whose they are."""

from collections.abc import Callable
from dataclasses import dataclass

from ...checks import Problem
from ...models import Notice
from ...newsroom.waiting import Desk
from .. import verb_forms


@dataclass(frozen=True)
class Verb:
    """One act: `offered(notice)` says whether its button makes sense in this state."""

    name: str
    title: str
    form: type[verb_forms.VerbForm]
    permission: str
    done: str
    offered: Callable[[Notice], bool]
    shows_problems: bool = False
    explained: str = ""
    needs_rule: str = ""  # only where the checks found this
    needs_advice: bool = False  # only where they found anything that does not block
    makes_another: bool = False  # the verb returns another notice, and the person goes there

    def is_for(self, notice: Notice, user) -> bool:
        """Whether its button stands on the notice's form."""
        return self.may(user) and self.offered(notice)

    def may(self, user) -> bool:
        """Whether the person may open its page; the verb itself asks again."""
        return user.has_perm(self.permission)

    @property
    def asks_nothing(self) -> bool:
        return not (self.needs_rule or self.needs_advice)

    def is_asked_for(self, problems: list[Problem]) -> bool:
        """Whether the checks found what it is for, where it is for something found."""
        if self.needs_advice:
            return any(not one.blocking for one in problems)
        return not self.needs_rule or any(one.rule == self.needs_rule for one in problems)


class ByEditors(Verb):
    """An act of somebody who may also edit."""

    def may(self, user) -> bool:
        return super().may(user) and user.has_perm("notices.change_notice")


class ByDelegation(Verb):
    """An act one may also do in the place of somebody else (委托代审)."""

    def may(self, user) -> bool:
        return super().may(user) or Desk.of(user).found["stands_in"]
