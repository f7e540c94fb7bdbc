"""What has happened to a notice before readers: its editions and its endings, as rows tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from ...models import Edition, Release, Withdrawal
from ...models.withdrawing import ENDING
from ..answers import closing


@dataclass(frozen=True)
class Shown:
    """An edition readers saw; `closed` is how it was closed since (SEALED, ERASED), "" if it is not.

    `erasure` holds the public reason of an erased one. Nothing else of a closed edition is told.
    """

    release: Release
    is_live: bool
    is_first: bool
    closed: str
    erasure: object = None

    @property
    def edition(self) -> Edition:
        return self.release.edition

    @property
    def since(self) -> datetime:
        return self.release.goes_live_at

    @property
    def moved_in(self) -> bool:
        """An old site had published it before (历史迁移)."""
        return self.is_first and self.release.first_live_at < self.release.made_at


@dataclass(frozen=True)
class Act:
    """A withdrawal that took effect, or its undoing; `since` is when readers were told."""

    withdrawal: Withdrawal
    since: datetime
    undone: bool = False
    successor: str = ""  # the title of the notice that took its place, while that is public

    @property
    def word(self) -> str:
        name = self.withdrawal.get_kind_display()
        return f"解除{name}" if self.undone else name


@dataclass(frozen=True)
class Past:
    """Both in order, the oldest first."""

    shown: Sequence[Shown]
    withdrawals: Sequence[Withdrawal]
    at: datetime

    @cached_property
    def acts(self) -> list[Act]:
        """What readers saw; a withdrawal undone before its day is none."""
        acts = []
        for one in self.withdrawals:
            if was_in_effect(one, self.at):
                acts.append(Act(one, max(one.made_at, one.takes_effect_at)))
                if undone := undone_at(one):
                    acts.append(Act(one, undone, True))
        return acts

    def entries(self, titles: Mapping[int, str]) -> list[Shown | Act]:
        """The newest first; `titles` are those of the public notices, by their numbers."""
        acts = [
            replace(act, successor=titles.get(act.withdrawal.successor_id, "")) for act in self.acts
        ]
        return sorted([*self.shown, *acts], key=lambda entry: entry.since, reverse=True)

    def in_effect(self, moment: datetime, kinds: set[str] = ENDING) -> Withdrawal | None:
        """The one that ended the document at a moment, of several the newest."""
        found = [
            one
            for one in self.withdrawals
            if one.kind in kinds
            and one.takes_effect_at <= moment
            and not ((undone := undone_at(one)) and undone <= moment)
        ]
        return max(found, key=lambda one: (one.takes_effect_at, one.pk), default=None)


def undone_at(withdrawal: Withdrawal) -> datetime | None:
    return withdrawal.undoing.made_at if hasattr(withdrawal, "undoing") else None


def was_in_effect(withdrawal: Withdrawal, at: datetime) -> bool:
    """Whether it has taken effect, and not only after it was undone."""
    undone = undone_at(withdrawal)
    return withdrawal.takes_effect_at <= (min(at, undone) if undone else at)


def past_of(live: Release, at: datetime) -> Past:
    """In two queries, without the texts of editions."""
    releases = (
        Release.objects.effective(at)
        .filter(notice=live.notice_id)
        .select_related("edition__payload", "edition__sealing", "edition__erasure")
        .defer("edition__payload__text")
        .order_by("goes_live_at", "pk")
    )
    withdrawals = Withdrawal.objects.filter(notice=live.notice_id).select_related("undoing")
    shown = [_shown(each, number, live) for number, each in enumerate(releases)]
    return Past(shown, list(withdrawals.order_by("made_at", "pk")), at)


def _shown(release: Release, number: int, live: Release) -> Shown:
    closed, act = closing(release.edition) or ("", None)
    return Shown(release, release.pk == live.pk, number == 0, closed, act)
