"""批注 and 修改建议: the verbs of what reviewers say of single places."""

from ... import rich_text
from ..acting import Acting
from ..arriving.fingerprint import Fingerprint
from ..event import Event
from ..laying.references import follow_outline
from .remarks import Comment, Suggestion
from .rows import SubmissionEnd
from .submitting import Submitting

# The fields a suggestion may name, of the notice and of a section; those of HTML.
OF_NOTICE = "title addressee doc_number preamble closing signature annotation cc".split()
OF_SECTION = ["heading", "body"]
RICH = {"preamble", "closing", "body"}
Outcome = Suggestion.Outcome
SHOWN = 40  # characters that the record tells


class Remarking(Submitting):
    """Comments, and replacements that an editor takes."""

    def _why_not_remark(self, user) -> list[str]:
        return self.missing_permission(user, "notices.comment_notice") + self.why_not_in_bin()

    def why_not_comment(self, user, text: str = "", *, section: int | None = None) -> list[str]:
        """Reasons against a comment on a section, or on the whole text where `section` is None."""
        reasons = self._why_not_remark(user)
        if section is not None and not self.sections.filter(number=section).exists():
            reasons.append("没有这一节，请刷新后再批注。")
        if not self.said(text):
            return [*reasons, "请写批注。"]
        words = Comment._meta.get_field("text").get_prep_value(text)
        again = self.comments.filter(section=section, text=words, made_by=user, settled_at=None)
        return reasons + (["这条批注您已经写过，还没有办结。"] if again.exists() else [])

    def comment(self, user, text: str, *, section: int | None = None) -> Comment:
        with self.locked() as at:
            self.refuse_for(self.why_not_comment(user, text, section=section))
            digest = self.working_digest()
            made = self.comments.create(
                section=section, text=text, digest=digest, made_at=at, made_by=user
            )
            Event.objects.record(
                Event.Verb.COMMENTED, user, notice=self, digest=digest, detail=_short(made.text)
            )
        return made

    def why_not_settle_comment(self, user, comment: Comment | None) -> list[str]:
        """Only who made it, or another reviewer, says that a comment is dealt with."""
        reasons = self._why_not_remark(user)
        if comment is None or comment.notice_id != self.pk:
            return [*reasons, "没有这条批注。"]
        may = user == comment.made_by or not Acting.missing_permission(
            user, "notices.approve_notice"
        )
        if not (self.missing_permission(user, "notices.comment_notice") or may):
            reasons.append("批注由提出人或审核人办结。")
        still = self.comments.filter(pk=comment.pk, settled_at=None).exists()
        return reasons + ([] if still else ["这条批注已经办结。"])

    def settle_comment(self, user, comment: Comment) -> None:
        with self.locked() as at:
            self.refuse_for(self.why_not_settle_comment(user, comment))
            self.comments.filter(pk=comment.pk).update(settled_at=at, settled_by=user)
            Event.objects.record(
                Event.Verb.COMMENT_SETTLED, user, notice=self, detail=_short(comment.text)
            )

    def why_not_suggest(
        self, user, field: str = "", old: str = "", new: str = "", *, section: int | None = None
    ) -> list[str]:
        """Reasons against a replacement of words that stand once in one field."""
        reasons = self._why_not_remark(user)
        if field not in (OF_NOTICE if section is None else OF_SECTION):
            return [*reasons, "请选择修改建议的位置。"]
        if not self.said(old) or old == new:
            return [*reasons, "请写要改的原文和改成的文字，两样不能相同。"]
        if self._replaced(field, section, old, new) is None:
            reasons.append("原文在这个位置找不到，或者不止一处；请多写几个字。")
        words = {
            name: Suggestion._meta.get_field(name).get_prep_value(text)
            for name, text in (("old", old), ("new", new))
        }
        same = self.suggestions.filter(section=section, field=field, outcome=Outcome.OPEN, **words)
        return reasons + (["同样的修改建议已经有了，等待编辑处理。"] if same.exists() else [])

    def suggest(
        self, user, field: str, old: str, new: str, *, section: int | None = None, reason: str = ""
    ) -> Suggestion:
        """修改建议: changes nothing, so that its maker may still approve; `section` by its number."""
        with self.locked() as at:
            self.refuse_for(self.why_not_suggest(user, field, old, new, section=section))
            digest = self.working_digest()
            made = self.suggestions.create(
                section=section,
                field=field,
                old=old,
                new=new,
                reason=reason,
                digest=digest,
                made_at=at,
                made_by=user,
            )
            Event.objects.record(
                Event.Verb.SUGGESTED, user, notice=self, digest=digest, detail=_short(str(made))
            )
        return made

    def _place(self, field: str, section: int | None):
        """The row whose field it is; None where the section is gone."""
        return self if section is None else self.sections.filter(number=section).first()

    def _replaced(self, field: str, section: int | None, old: str, new: str) -> str | None:
        """The field's text with the words replaced; None where they do not stand there once."""
        row = self._place(field, section)
        if row is None:
            return None
        text = getattr(row, field)
        if field in RICH:
            return rich_text.replace_once(text, old, new)
        return text.replace(old, new) if text.count(old) == 1 else None

    def why_not_take_suggestion(self, user, suggestion: Suggestion | None) -> list[str]:
        """Reasons against taking it; before reviewers the taker submits the new text at once."""
        reasons = self.missing_permission(user, "notices.change_notice") + self.why_not_in_bin()
        if self.submission_under_review():
            reasons += self.missing_permission(user, "notices.submit_notice")
        if why_not := self._why_not_open_suggestion(suggestion):
            return reasons + why_not
        one = suggestion
        if self._replaced(one.field, one.section, one.old, one.new) is None:
            reasons.append("建议里的原文已经有改动，请照现在的文字处理。")
        return reasons

    def _why_not_open_suggestion(self, suggestion: Suggestion | None) -> list[str]:
        if suggestion is None or suggestion.notice_id != self.pk:
            return ["没有这条修改建议。"]
        still = self.suggestions.filter(pk=suggestion.pk, outcome=Outcome.OPEN).exists()
        return [] if still else ["这条修改建议已经处理过。"]

    def take_suggestion(self, user, suggestion: Suggestion) -> None:
        """Writes the suggested words: the taker's edit. Approvals given before are void.

        A text before reviewers stays there: it is submitted anew, in the taker's name.
        """
        with self.locked() as at:
            self.refuse_for(self.why_not_take_suggestion(user, suggestion))
            review = self.submission_under_review(at)
            self._write(suggestion)
            self._settle(suggestion, Outcome.TAKEN, user, at)
            rows = (
                [
                    self._end(user, at, review, SubmissionEnd.How.CHANGED),
                    self._submission(user, at),
                ]
                if review
                else self._end_changed(user, at)
            )
            Event.objects.record(
                Event.Verb.SUGGESTION_TAKEN,
                user,
                notice=self,
                digest=self.working_digest(),
                rows=rows,
                detail=_short(str(suggestion)),
                proposed_by=str(suggestion.made_by),
            )

    def _write(self, one: Suggestion) -> None:
        row = self._place(one.field, one.section)
        setattr(row, one.field, self._replaced(one.field, one.section, one.old, one.new))
        row.save()
        follow_outline(self)
        Fingerprint.objects.follow(self)

    def _settle(self, suggestion: Suggestion, outcome: str, user, at) -> None:
        self.suggestions.filter(pk=suggestion.pk).update(
            outcome=outcome, settled_at=at, settled_by=user
        )

    def why_not_decline_suggestion(self, user, suggestion: Suggestion | None) -> list[str]:
        reasons = self.missing_permission(user, "notices.change_notice") + self.why_not_in_bin()
        return reasons + self._why_not_open_suggestion(suggestion)

    def decline_suggestion(self, user, suggestion: Suggestion, *, reason: str = "") -> None:
        """不采纳: the text stays as it is."""
        with self.locked() as at:
            self.refuse_for(self.why_not_decline_suggestion(user, suggestion))
            self._settle(suggestion, Outcome.DECLINED, user, at)
            Event.objects.record(
                Event.Verb.SUGGESTION_DECLINED,
                user,
                notice=self,
                detail=_short(str(suggestion)),
                reason=self.said(reason),
            )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
