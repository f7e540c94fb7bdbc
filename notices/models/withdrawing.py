"""The verbs that end a document or its page, and what undoes them (条例 Art. 33)."""

from datetime import datetime, timedelta

from django.apps import apps
from django.utils import timezone

from ..querysets import in_effect
from .acting import Acting
from .event import ChainHead, Event
from .generation import Generation

ENDING = {"repealed", "revoked", "expired"}
DECIDED = {"repealed", "revoked"}
AT_ONCE = {"revoked", "taken_down"}
KINDS = {*ENDING, "taken_down"}


class Withdrawing(Acting):
    """废止, 撤销, 失效, 撤下, their undoing, and 封存."""

    def withdrawals_in_effect(self, at: datetime | None = None):
        """Withdrawals of this notice now in effect, newest first."""
        return in_effect(at or timezone.now()).filter(notice=self)

    def standing_withdrawals(self):
        """Withdrawals not undone, those still to take effect included, newest first."""
        return self.withdrawals.filter(undoing=None).order_by("-pk")

    def standing_of_sort(self, kind: str):
        """Of these the ones a withdrawal of this kind would stand beside: of document or page."""
        kinds = ENDING if kind in ENDING else {kind}
        return self.standing_withdrawals().filter(kind__in=kinds)

    def why_not_withdraw(
        self,
        user,
        kind: str,
        *,
        reason="",
        decided_by="",
        basis_number="",
        takes_effect_at=None,
        stays_in_force=None,
        successor=None,
        hides_title=False,
        at: datetime | None = None,
    ) -> list[str]:
        """Reasons against the withdrawal; each kind names the fields it requires."""
        reasons = self.missing_permission(user, "notices.withdraw_notice")
        if kind not in KINDS:
            return [*reasons, "请选择废止、撤销、失效或页面撤下。"]
        if self.live_release(at) is None:
            reasons.append("这份通知还没有发布过。")
        if already := self._in_the_way(kind, takes_effect_at, at):
            reasons.append(f"已经登记过“{already}”，要改请先解除。")
        if not self.said(reason):
            reasons.append("请写明公开的原因。")
        if kind in DECIDED and not (self.said(decided_by) and self.said(basis_number)):
            reasons.append("废止和撤销须写明决定机关和依据文号。")
        if kind in {"repealed", "expired"} and takes_effect_at is None:
            reasons.append("请填写从哪一天起停止执行。")
        if kind == "taken_down" and stays_in_force is None:
            reasons.append("请选择页面撤下以后文件是否继续有效。")
        if kind == "taken_down" and takes_effect_at and takes_effect_at < _just_now(at):
            reasons.append("撤下的时间已经过去；立即撤下请不填时间。")
        reasons += self._why_not_succeeded_by(successor, at)
        return reasons + self.not_for_readers(
            公开的原因=reason, 决定机关=decided_by, 依据文号=basis_number
        )

    def _in_the_way(self, kind: str, takes_effect_at, at: datetime | None):
        """The withdrawal of the same sort that must be undone first; None where there is none.

        A page comes down at once though it is to come down later: that stays as it was told, so
        that a page which is put back still ends on its day.
        """
        now, standing = at or timezone.now(), self.standing_of_sort(kind)
        if kind == "taken_down" and (takes_effect_at is None or takes_effect_at <= now):
            standing = standing.filter(takes_effect_at__lte=now)
        return standing.first()

    def _why_not_succeeded_by(self, successor, at: datetime | None) -> list[str]:
        """Reasons against what takes its place: readers are led there."""
        if successor is None:
            return []
        if successor.live_release(at) is None:
            return ["替代它的通知还没有发布过，请先发布。"]
        return ["替代它的通知不能又由它替代。"] if self.pk in _successors(successor) else []

    def withdraw(self, user, kind: str, *, reason: str, **details):
        """Writes the withdrawal and returns it.

        `details`: decided_by, basis_number, takes_effect_at (废止 and 失效, a moment; 撤下 one to
        come, or at once without; 撤销 acts at once), stays_in_force and hides_title (撤下),
        successor (a Notice). What is to come needs no worker: `public()` asks the clock.
        """
        successor = details.get("successor")
        with self.locked(others=[successor] if successor else []) as at:
            if successor:
                # Of several who close a ring at once the last sees what the others did.
                ChainHead.locked()
            self.refuse_for(self.why_not_withdraw(user, kind, reason=reason, at=at, **details))
            if kind in AT_ONCE:
                # 撤下 may wait for a moment to come.
                asked = details.get("takes_effect_at") if kind == "taken_down" else None
                details["takes_effect_at"] = max(at, asked or at)
            digest = self.live_release(at).edition.digest
            withdrawal = self._withdraw(user, at, kind, digest, reason=reason, **details)
            Generation.bump()
            return withdrawal

    def _withdraw(self, user, at, kind: str, digest: str, **details):
        """Writes the row and its Event."""
        withdrawal = self.withdrawals.create(kind=kind, made_at=at, made_by=user, **details)
        Event.objects.record(
            Event.Verb.WITHDRAWN,
            user,
            notice=self,
            digest=digest,
            rows=[withdrawal],
            kind=withdrawal.get_kind_display(),
            reason=withdrawal.reason,
            takes_effect_at=withdrawal.takes_effect_at.isoformat(),
        )
        return withdrawal

    def why_not_undo_withdrawal(self, user, withdrawal, reason="") -> list[str]:
        reasons = self.missing_permission(user, "notices.withdraw_notice")
        if withdrawal.notice_id != self.pk:
            reasons.append("这条登记不属于本通知。")
        elif not self.standing_withdrawals().filter(pk=withdrawal.pk).exists():
            reasons.append("这条登记已经解除。")
        if not self.said(reason):
            reasons.append("请写明解除的原因。")
        return reasons

    def undo_withdrawal(self, user, withdrawal, *, reason: str):
        """Writes the undoing; the withdrawal itself stays on record."""
        with self.locked() as at:
            self.refuse_for(self.why_not_undo_withdrawal(user, withdrawal, reason))
            undoing = self._undo(user, at, withdrawal, reason)
            Generation.bump()
            return undoing

    def _undo(self, user, at, withdrawal, reason: str):
        """Writes the row and its Event."""
        undoing = apps.get_model("notices.WithdrawalUndoing").objects.create(
            withdrawal=withdrawal, reason=reason, made_at=at, made_by=user
        )
        Event.objects.record(
            Event.Verb.WITHDRAWAL_UNDONE,
            user,
            notice=self,
            rows=[undoing],
            kind=withdrawal.get_kind_display(),
            reason=undoing.reason,
        )
        return undoing

    def why_not_seal(self, user, edition, reason="") -> list[str]:
        reasons = self.missing_permission(user, "notices.seal_notice")
        if edition.notice_id != self.pk:
            reasons.append("这一版不属于本通知。")
        elif apps.get_model("notices.Sealing").objects.filter(edition=edition).exists():
            reasons.append("这一版已经封存。")
        if not self.said(reason):
            reasons.append("请写明封存的原因。")
        return reasons

    def seal(self, user, edition, *, reason: str):
        """封存: every address of the edition answers 410 from now on; the row stays.

        A release of it that is still to come is cancelled, or it would close the page.
        """
        with self.locked() as at:
            self.refuse_for(self.why_not_seal(user, edition, reason))
            pending = self.pending_release(at)
            if pending and pending.edition_id == edition.pk:
                self._cancel(user, at, pending)
            sealing = apps.get_model("notices.Sealing").objects.create(
                edition=edition, reason=reason, made_at=at, made_by=user
            )
            Event.objects.record(
                Event.Verb.SEALED,
                user,
                notice=self,
                digest=edition.digest,
                rows=[sealing],
                edition=edition.number,
                reason=sealing.reason,
            )
            Generation.bump()
            return sealing


def _just_now(at: datetime | None) -> datetime:
    """Before this a moment is past; who typed the minute that is just over means now."""
    return (at or timezone.now()) - timedelta(minutes=1)


def _successors(notice) -> set[int]:
    """The notice and all that have taken its place, by their numbers.

    Its document and its page may have ended apart, each with a successor of its own.
    """
    standing = apps.get_model("notices.Withdrawal").objects.filter(undoing=None)
    found, new = set(), {notice.pk}
    while new:
        found |= new
        named = standing.filter(notice__in=new, successor__isnull=False)
        new = set(named.values_list("successor", flat=True)) - found
    return found
