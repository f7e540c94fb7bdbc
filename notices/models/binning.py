"""回收站: a draft is thrown away for 30 days, comes back in one act, or goes for good."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from .acting import Acting
from .event import Event

KEPT_FOR = timedelta(days=30)


class Binning(Acting):
    """The bin takes what was never published; all else ends by 废止, 撤销 or 撤下."""

    def why_not_delete(self, user) -> list[str]:
        """Reasons against throwing it into the bin."""
        reasons = self.missing_permission(user, "notices.delete_notice")
        if self.editions.exists():
            reasons.append("发布过或预约过的通知不能删除，只能废止、撤销或撤下。")
        if self._is_named():
            reasons.append("别的通知在关联里引用它，请先改那一份。")
        return reasons + self.why_not_change()

    def _is_named(self) -> bool:
        drafts = self.related_by.filter(notice__binned_at=None)
        return drafts.exists() or self.named_by.exists() or self.succeeds.exists()

    def why_not_named(self) -> list[str]:
        """Reasons because it names what lies in the bin, and may be gone for good tomorrow."""
        binned = self.relations.filter(other__binned_at__isnull=False).select_related("other")
        return [
            f"关联的《{row.other}》在回收站里，请先恢复它，或者去掉这条关联。" for row in binned
        ]

    def discard(self, user) -> None:
        """Throws a draft into the bin; nobody sees it there but who looks for it."""
        with self.locked() as at:
            self.refuse_for(self.why_not_delete(user))
            self._record(Event.Verb.BINNED, user)
            self._bin(at)

    def why_not_take_out(self, user) -> list[str]:
        reasons = self.missing_permission(user, "notices.delete_notice")
        return reasons + ([] if self.binned_at else ["这份通知不在回收站里。"])

    def take_out(self, user) -> None:
        """Puts a draft back among the others, as it was."""
        with self.locked(in_bin=True):
            self.refuse_for(self.why_not_take_out(user))
            self._record(Event.Verb.TAKEN_OUT, user)
            self._bin(None)

    def goes_on(self) -> datetime | None:
        """When the bin is emptied of it at the earliest; None where it is not there."""
        return self.binned_at + KEPT_FOR if self.binned_at else None

    def vanish(self, at: datetime | None = None) -> bool:
        """Deletes a draft whose time in the bin is over; False where it is not. Raises Refused
        where it is gone already, ProtectedError where another notice names it.
        """
        with self.locked(in_bin=True) as now:
            over = self.binned_at and self.goes_on() <= (at or now)
            if not over or self.editions.exists():
                return False
            self._record(Event.Verb.DELETED, None)
            models.Model.delete(self)
        return True

    def _bin(self, at: datetime | None) -> None:
        # The text is the same, so its version stays: who saves late is told of the bin.
        type(self)._base_manager.filter(pk=self.pk).update(binned_at=at)
        self.binned_at = at

    def _record(self, verb, user) -> None:
        Event.objects.record(
            verb, user, notice=self, digest=self.working_digest(), title=self.title
        )


def time_is_over(at: datetime | None = None) -> models.Q:
    """The notices whose time in the bin is over at a moment."""
    return models.Q(binned_at__lte=(at or timezone.now()) - KEPT_FOR, editions=None)
