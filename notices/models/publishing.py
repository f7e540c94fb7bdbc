"""The verbs that put a text before readers: publish, schedule, cancel, restore."""

import json
from datetime import datetime

from django.apps import apps
from django.utils import timezone

from ..canonical import canonical_json, digest
from ..checks import Problem
from ..checks.payload import problems_of
from ..refusal import Refused
from .acting import Acting
from .event import Event
from .freezing import freeze
from .generation import Generation
from .laying import lay
from .payload import payload_of

CORRECTIONS = {"minor", "major"}


class Publishing(Acting):
    """Release and its neighbours; each verb answers why not before it acts."""

    def working_digest(self) -> str:
        """The digest of the working copy as it stands: what an approval names."""
        return digest(canonical_json(payload_of(self)))

    def problems(self) -> list[Problem]:
        """What the checks find in the working copy; blocking ones stop publishing."""
        return problems_of(
            payload_of(self),
            confirmed=set(self.contacts.values_list("number", flat=True)),
            needs_number=self.kind.needs_number,
            needs_addressee=self.kind.needs_addressee,
        )

    def live_release(self, at: datetime | None = None):
        """The release now in effect, public or not; None before the first."""
        return (
            self.releases.live(at or timezone.now())
            .select_related("edition", "edition__payload")
            .first()
        )

    def pending_release(self, at: datetime | None = None):
        """The release still to come; there is at most one."""
        return self.releases.pending(at or timezone.now()).select_related("edition").first()

    def why_not_publish(self, user, *, note="", correction="", replace_pending=False) -> list[str]:
        """Reasons against publishing now, in sentences; empty when nothing is in the way."""
        return self.missing_permission(user, "notices.publish_notice") + self._why_not_release(
            note, correction, replace_pending
        )

    def why_not_schedule(
        self, user, goes_live_at=None, *, note="", correction="", replace_pending=False
    ) -> list[str]:
        reasons = self.missing_permission(user, "notices.schedule_notice")
        if goes_live_at is not None and goes_live_at <= timezone.now():
            reasons.append("预约的时间已经过去，请改为将来的时间，或者直接发布。")
        return reasons + self._why_not_release(note, correction, replace_pending)

    def _why_not_release(self, note, correction, replace_pending) -> list[str]:
        reasons = []
        blocking = [problem for problem in self.problems() if problem.blocking]
        if blocking:
            reasons.append(f"还有 {len(blocking)} 处必须修改。")
        pending, live = self.pending_release(), self.live_release()
        if pending and not replace_pending:
            when = timezone.localtime(pending.goes_live_at).strftime("%Y年%-m月%-d日 %H:%M")
            reasons.append(f"{pending.edition}已预约在 {when} 发布，请确认以这次发布取代它。")
        if live and live.edition.digest == self.working_digest():
            reasons.append("与已发布的版本相同，没有需要发布的改动。")
        elif live and not (note.strip() and correction in CORRECTIONS):
            reasons.append("更正已发布的通知，请写更正说明，并选文字更正或内容更正。")
        return reasons

    def publish(self, user, *, version=None, note="", correction="", replace_pending=False):
        """Freezes the working copy and shows it to readers now; returns the Release.

        Raises Refused with the reasons (and the blocking Problems), StaleVersion when somebody
        saved after `version` was read.
        """
        with self.locked(version):
            reasons = self.why_not_publish(
                user, note=note, correction=correction, replace_pending=replace_pending
            )
            self._refuse_release(reasons)
            return self._release(user, timezone.now(), note, correction, Event.Verb.PUBLISHED)

    def schedule(
        self,
        user,
        goes_live_at: datetime,
        *,
        version=None,
        note="",
        correction="",
        replace_pending=False,
    ):
        """Freezes the working copy; readers see it from `goes_live_at` on, no worker needed."""
        with self.locked(version):
            reasons = self.why_not_schedule(
                user,
                goes_live_at,
                note=note,
                correction=correction,
                replace_pending=replace_pending,
            )
            self._refuse_release(reasons)
            return self._release(user, goes_live_at, note, correction, Event.Verb.SCHEDULED)

    def _refuse_release(self, reasons) -> None:
        if reasons:
            raise Refused(*reasons, problems=[p for p in self.problems() if p.blocking])

    def _release(self, user, goes_live_at, note, correction, verb):
        now = timezone.now()
        if pending := self.pending_release(now):
            self._cancel(user, pending)
        live = self.live_release(now)
        edition, rows = freeze(self, user, note.strip(), correction if live else "")
        release = self.releases.create(
            edition=edition,
            goes_live_at=goes_live_at,
            first_live_at=live.first_live_at if live else goes_live_at,
            made_at=now,
            made_by=user,
        )
        Event.objects.record(
            verb,
            user,
            notice=self,
            digest=edition.digest,
            rows=[*rows, release],
            edition=edition.number,
            goes_live_at=goes_live_at.isoformat(),
            note=edition.note,
        )
        Generation.bump()
        return release

    def why_not_cancel_schedule(self, user) -> list[str]:
        reasons = self.missing_permission(user, "notices.schedule_notice")
        if not self.pending_release():
            reasons.append("没有等待发布的预约。")
        return reasons

    def cancel_schedule(self, user) -> None:
        """Writes the cancellation of the pending release."""
        with self.locked():
            self.refuse_for(self.why_not_cancel_schedule(user))
            self._cancel(user, self.pending_release())
            Generation.bump()

    def _cancel(self, user, pending) -> None:
        cancellation = self.releases.create(
            edition=pending.edition, cancels=pending, made_at=timezone.now(), made_by=user
        )
        Event.objects.record(
            Event.Verb.SCHEDULE_CANCELLED,
            user,
            notice=self,
            digest=pending.edition.digest,
            rows=[cancellation],
            edition=pending.edition.number,
        )

    def why_not_restore(self, user, edition) -> list[str]:
        reasons = self.missing_permission(user, "notices.restore_notice")
        if edition.notice_id != self.pk:
            reasons.append("这一版不属于本通知。")
        if not apps.get_model("notices.EditionPayload").objects.filter(edition=edition).exists():
            reasons.append("这一版的内容已经抹除，无法恢复。")
        return reasons

    def restore(self, user, edition, *, version=None) -> None:
        """Lays an edition's text back into the working copy; sections keep their numbers."""
        with self.locked(version):
            self.refuse_for(self.why_not_restore(user, edition))
            lay(self, json.loads(edition.payload.text))
            Event.objects.record(
                Event.Verb.RESTORED,
                user,
                notice=self,
                digest=self.working_digest(),
                edition=edition.number,
            )
