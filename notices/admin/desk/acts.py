"""The buttons of a notice in the order of the work: the one that is this person's turn stands out."""

from collections.abc import Callable
from dataclasses import dataclass

from ...models import Notice
from .standing import AtDesk
from .verb import Verb

# What moves the text on its way, and what is said of it; everything else is for the page.
WAY = (
    "submit take_back approve send_back turn_to_editing sign_for review_secrecy publish schedule "
    "cancel_schedule publish_urgently review_late"
).split()
REMARKS = "comment suggest take_suggestion decline_suggestion settle_comment".split()


def _reads(at: AtDesk, user) -> bool:
    return user.pk not in at.writers


# name: whether it is what waits for this person now; the first that is, is the main act.
TURNS: dict[str, Callable[[AtDesk, object], bool]] = {
    "review_secrecy": lambda at, user: (
        bool(at.setting.secrecy_review and at.is_submitted) and not at.secrecy and _reads(at, user)
    ),
    "approve": lambda at, user: at.is_submitted and _reads(at, user),
    "publish": lambda at, user: at.is_ready and not at.pending,
    "submit": lambda at, user: not at.is_out,
    "review_late": lambda at, user: True,
}


@dataclass(frozen=True)
class Acts:
    """The same verbs in groups; `main` is None where nothing waits for this person."""

    main: Verb | None
    way: list[Verb]
    remarks: list[Verb]
    others: list[Verb]


def acts(notice: Notice, user, verbs: list[Verb]) -> Acts:
    """`verbs` are those whose buttons stand on the notice's form."""
    by_name, at = {verb.name: verb for verb in verbs}, AtDesk.of(notice)
    turn = next(
        (name for name, is_due in TURNS.items() if name in by_name and is_due(at, user)), ""
    )

    def group(names: list[str]) -> list[Verb]:
        return [by_name[name] for name in names if name in by_name and name != turn]

    named = {*WAY, *REMARKS, turn}
    others = [verb for verb in verbs if verb.name not in named]
    return Acts(by_name.get(turn), group(WAY), group(REMARKS), others)
