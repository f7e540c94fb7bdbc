"""Comparing a notice with its original, and accepting a difference."""

from ...comparing import Comparison, Difference, compare
from ..acting import Acting, asked_once
from ..event import Event
from ..laying import choices_of
from ..payload import payload_of

GONE = "这处差异已经不在了：文字在您打开之后有变化，请对照最新内容。"
ALREADY = "这处差异已经有人接受了。"
NO_ORIGINAL = "这份通知没有原件，不能比对。"
TOO_LONG = "理由最多 200 个字，请写短一些。"
MOST_WORDS = 200
SHOWN = 40  # characters of either side that the record tells


class Accepting(Acting):
    """What a notice and its original say differently, and who answers for it."""

    @asked_once
    def original(self):
        """The file the working copy was imported from, the newest of several; None without."""
        return self.originals.select_related("file").order_by("-pk").first()

    def compared(self) -> Comparison | None:
        """The working copy beside its original, read as it was last laid; None where there is none.

        Raises importing.Unreadable where the original cannot be read any more, Refused where its
        bytes are gone.
        """
        original = self.original()
        if original is None:
            return None
        return compare(self.read_again(original, choices_of(original)), payload_of(self))

    def why_not_accept_difference(self, user, digest: str, reason: str = "") -> list[str]:
        reasons = self.missing_permission(user, "notices.accept_difference") + self.why_not_in_bin()
        return reasons + self._why_not_accept(self._found(digest), digest, reason)

    def _found(self, digest: str) -> Difference | None:
        comparison = self.compared()
        differences = comparison.differences if comparison else ()
        return next((one for one in differences if one.digest == digest), None)

    def _why_not_accept(self, found, digest: str, reason: str) -> list[str]:
        if self.original() is None:
            return [NO_ORIGINAL]
        if found is None:
            return [GONE]
        reasons = [TOO_LONG] if len(self.said(reason)) > MOST_WORDS else []
        if self.accepted_differences.filter(digest=digest).exists():
            reasons.append(ALREADY)
        return reasons

    def accept_difference(self, user, digest: str, reason: str = ""):
        """Accepts one difference in one's own name (an Event); returns the row.

        Raises Refused without the permission, and where nothing differs there any more.
        """
        with self.locked():
            self.refuse_without(user, "notices.accept_difference")
            found = self._found(digest)
            self.refuse_for(self._why_not_accept(found, digest, reason))
            accepted = self.accepted_differences.create(
                digest=digest, reason=self.said(reason), accepted_by=user
            )
            Event.objects.record(
                Event.Verb.DIFFERENCE_ACCEPTED,
                user,
                notice=self,
                digest=self.working_digest(),
                detail=_sentence(found),
                difference=digest,
                reason=accepted.reason,
            )
        return accepted


def _sentence(one: Difference) -> str:
    old, new = (
        words if len(words) <= SHOWN else f"{words[:SHOWN]}…" for words in (one.old, one.new)
    )
    if not one.new:
        return f"{one.place}：没有采用原件的“{old}”"
    if not one.old:
        return f"{one.place}：比原件多出“{new}”"
    return f"{one.place}：原件“{old}”，现为“{new}”"
