"""Checking a notice, and answering for an advisory Problem."""

from ... import importing
from ...checks import RULES, Problem
from ...checks.imported import passages_of, payload_of_file, repaired
from ...checks.payload import problems_of
from ..acting import Acting
from ..event import Event
from ..payload import payload_of
from .facts import facts_of, facts_of_file

GONE = "这个问题已经不在了：文字在您打开之后有变化，请对照最新内容。"
BLOCKS = "这个问题必须修改，不能用说明理由代替。"
NO_REASON = "请写明理由。"
TOO_LONG = "理由最多 200 个字，请写短一些。"
MOST_WORDS = 200


class Checking(Acting):
    """What the checks find in a notice, and who answers for it."""

    def checked(self, payload: dict, confirmed: set[str] = frozenset()) -> list[Problem]:
        """The Problems of a payload of this notice, saved or not, but for those waived."""
        found = problems_of(payload, facts_of(self, payload, confirmed))
        waived = set(self.waivers.values_list("digest", flat=True)) if self.pk else ()
        return [one for one in found if one.digest not in waived] if waived else found

    def looked_over(self) -> tuple[list[Problem], list[dict]]:
        """The Problems of the saved text, and the waivers that hold: {"problem", "waiver"}."""
        payload = payload_of(self)
        rows = {row.digest: row for row in self.waivers.select_related("waived_by")}
        found = problems_of(payload, facts_of(self, payload))
        return (
            [one for one in found if one.digest not in rows],
            [{"problem": one, "waiver": rows[one.digest]} for one in found if one.digest in rows],
        )

    def why_not_waive(self, user, digest: str, reason: str = "") -> list[str]:
        reasons = self.missing_permission(user, "notices.waive_problem") + self.why_not_in_bin()
        return reasons + self._why_not(self._problem(digest), reason)

    def _problem(self, digest: str) -> Problem | None:
        return next((one for one in self.problems() if one.digest == digest), None)

    def _why_not(self, found: Problem | None, reason: str) -> list[str]:
        if found is None:
            return [GONE]
        reasons = [BLOCKS] if found.blocking else []
        if not self.said(reason):
            reasons.append(NO_REASON)
        if len(self.said(reason)) > MOST_WORDS:
            reasons.append(TOO_LONG)
        return reasons

    def waive(self, user, digest: str, reason: str):
        """Answers for one advisory Problem in one's own name (an Event); returns the row.

        Raises Refused without the right or a reason, and where the Problem blocks or is gone.
        """
        with self.locked():
            self.refuse_without(user, "notices.waive_problem")
            found = self._problem(digest)
            self.refuse_for(self._why_not(found, reason))
            waiver = self.waivers.create(
                rule=found.rule, digest=digest, reason=self.said(reason), waived_by=user
            )
            Event.objects.record(
                Event.Verb.PROBLEM_WAIVED,
                user,
                notice=self,
                digest=self.working_digest(),
                detail=f"{found.place}：{RULES[found.rule].name}，{found.message}",
                problem=digest,
                reason=waiver.reason,
            )
        return waiver


def check_read(read: importing.ImportedNotice, *, style: bool) -> list[Problem]:
    """What the checks find in a file that was read, for which nothing is written.

    `style`: also the rules that are silent on a text that was issued already.
    """
    facts, kind = facts_of_file(read.title or "", issued=not style)
    passages = list(passages_of(read))
    payload = payload_of_file(read, kind)
    return [*problems_of(payload, facts, passages), *repaired(read, passages)]
