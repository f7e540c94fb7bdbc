"""The verbs that put a text before readers: publish, schedule, cancel, restore."""

import json
from datetime import datetime, timedelta

from django.utils import timezone

from ..canonical import canonical_json, digest
from ..checks import Problem
from .acting import Acting, asked_once
from .event import Event
from .freezing import freeze
from .generation import Generation
from .laying import lay, why_not_lay
from .listing.shelf import Shelf
from .payload import payload_of
from .viewing import ReadingCopy

# What the Event of one tells beside its edition: of 历史迁移, of 紧急发布.
OF_A_RELEASE = ("first_published_on", "old_addresses", "urgent_reason")
CHANGED = "内容在您打开之后有变化，请核对最新内容再发布。"


class Publishing(Acting):
    """Release and its neighbours; each verb answers why not before it acts."""

    # How far ahead a schedule may lie: time to stop it, and nothing that is forgotten.
    SOONEST, LATEST = timedelta(minutes=5), timedelta(days=427)

    def working_digest(self) -> str:
        """The digest of the working copy as it stands: what an approval names."""
        return digest(canonical_json(payload_of(self)))

    def problems(self, confirmed: set[str] = frozenset()) -> list[Problem]:
        """What the checks find in the working copy; blocking ones stop publishing.

        `confirmed` are mobile numbers taken as official contacts beside those on record.
        """
        return self.checked(payload_of(self), confirmed)

    @asked_once
    def live_release(self, at: datetime | None = None):
        """The release now in effect, public or not; None before the first."""
        return (
            self.releases.live(at or timezone.now())
            .select_related("edition", "edition__payload", "edition__sealing")
            .first()
        )

    @asked_once
    def pending_release(self, at: datetime | None = None):
        """The release still to come; there is at most one."""
        return self.releases.pending(at or timezone.now()).select_related("edition").first()

    def why_not_publish(self, user, *, at: datetime | None = None, **details) -> list[str]:
        """Reasons against publishing now, in sentences; empty when nothing is in the way.

        `details`: digest, note, correction, replace_pending, as `publish` takes them.
        """
        at = at or timezone.now()
        reasons = self.missing_permission(user, "notices.publish_notice")
        reasons += self._why_not_release(at, **details) + self.why_not_period(at)
        return reasons + self.why_not_out(at)

    def why_not_schedule(
        self, user, goes_live_at: datetime | None, *, at: datetime | None = None, **details
    ) -> list[str]:
        at = at or timezone.now()
        reasons = self.missing_permission(user, "notices.schedule_notice")
        reasons += self._why_not_then(goes_live_at, at)
        reasons += self._why_not_release(at, **details) + self.why_not_period(at, goes_live_at)
        return reasons + self.why_not_out(at)

    def _why_not_then(self, moment: datetime | None, at: datetime) -> list[str]:
        if moment is None:
            return ["请填写发布时间。"]
        if moment <= at:
            return ["预约的时间已经过去，请改为将来的时间，或者直接发布。"]
        if at + self.SOONEST <= moment <= at + self.LATEST:
            return []
        zone = timezone.get_current_timezone_name()
        minutes = int(self.SOONEST.total_seconds() / 60)
        return [f"预约的时间须在 {minutes} 分钟以后、14 个月以内（时区 {zone}）。"]

    def _why_not_release(
        self, at, *, digest="", note="", correction="", replace_pending=False
    ) -> list[str]:
        now_says, reasons = self.working_digest(), self.why_not_in_bin() + self.why_not_named()
        if digest and digest != now_says:
            reasons.append(CHANGED)
        blocking = [problem for problem in self.problems() if problem.blocking]
        if blocking:
            reasons.append(f"还有 {len(blocking)} 处必须修改。")
        pending = self.pending_release(at)
        if pending and not replace_pending:
            when = timezone.localtime(pending.goes_live_at).strftime("%Y年%-m月%-d日 %H:%M")
            reasons.append(f"{pending.edition}已预约在 {when} 发布，请确认以这次发布取代它。")
        return reasons + self._why_not_correct(self.live_release(at), now_says, note, correction)

    def _why_not_correct(self, live, now_says: str, note: str, correction: str) -> list[str]:
        """Reasons against a correction of what is live; a first edition needs no note."""
        # A sealed text may be put back by saying it again: the seal was on that edition.
        again = live is not None and live.edition.digest == now_says
        if again and not hasattr(live.edition, "sealing"):
            return ["与已发布的版本相同，没有需要发布的改动。"]
        return self.why_not_note(live, self.said(note), correction, again=again)

    def publish(self, user, *, version: int | None = None, **details):
        """Freezes the working copy and shows it to readers now; returns the Release.

        `details`: digest (of the text the person saw), note and correction ("minor", "major": for
        a text that replaces a live one; left out where the draft states them), replace_pending.
        Raises Refused with the reasons and the blocking Problems, StaleVersion when somebody saved
        after `version` was read.
        """
        self.prepare_copies()
        with self.locked(version) as at:
            self._refuse_release(self.why_not_publish(user, at=at, **details))
            return self._release(user, at, None, Event.Verb.PUBLISHED, **details)

    def schedule(self, user, goes_live_at: datetime, *, version: int | None = None, **details):
        """Freezes the working copy; readers see it from `goes_live_at` on, no worker needed."""
        self.prepare_copies()
        with self.locked(version) as at:
            self._refuse_release(self.why_not_schedule(user, goes_live_at, at=at, **details))
            return self._release(user, at, goes_live_at, Event.Verb.SCHEDULED, **details)

    def prepare_copies(self) -> None:
        """Makes the reading copies freezing would have to make while everybody waits."""
        rows = self.attachments.exclude(file=None).select_related("file")
        ReadingCopy.objects.prepare(row.file for row in rows)

    def _refuse_release(self, reasons: list[str]) -> None:
        if reasons:
            self.refuse_for(reasons, [p for p in self.problems() if p.blocking])

    def _release(
        self, user, at, goes_live_at, verb, *, note="", correction="", listed_at=None, **facts
    ):
        """Freezes the text and writes its release, if the frozen words themselves may go out."""
        if pending := self.pending_release(at):
            self._cancel(user, at, pending)
        live = self.live_release(at)
        if goes_live_at is None:
            # Never before what it replaces, though the clocks of two machines differ.
            goes_live_at = max(at, live.goes_live_at + timedelta(microseconds=1)) if live else at
        seen = facts.get("digest", "")
        note, correction, seen = self._note_of_release(self.said(note), correction, seen)
        edition, rows = freeze(self, user, at, note, correction if live else "")
        urgent_reason = facts.get("urgent_reason", "")
        basis = self._stands_on(edition.digest, at, verb, urgent_reason, seen)
        release = self.releases.model(
            notice=self,
            edition=edition,
            goes_live_at=goes_live_at,
            first_live_at=live.first_live_at if live else listed_at or goes_live_at,
            made_at=at,
            made_by=user,
        )
        release.save(by_verb=True)
        Shelf.objects.write([release])
        rows += [release, *self._keep(basis, release)]
        Event.objects.record(
            verb,
            user,
            notice=self,
            digest=edition.digest,
            rows=rows,
            edition=edition.number,
            goes_live_at=goes_live_at.isoformat(),
            note=edition.note,
            **{name: facts[name] for name in OF_A_RELEASE if name in facts},
        )
        self._follow_period(user, at, release, live)
        Generation.bump()
        return release

    def why_not_cancel_schedule(self, user, *, at: datetime | None = None) -> list[str]:
        reasons = self.missing_permission(user, "notices.schedule_notice")
        if not self.pending_release(at):
            reasons.append("没有等待发布的预约。")
        return reasons

    def cancel_schedule(self, user) -> None:
        """Writes the cancellation of the pending release."""
        with self.locked() as at:
            self.refuse_for(self.why_not_cancel_schedule(user, at=at))
            self._cancel(user, at, self.pending_release(at))
            Generation.bump()

    def _cancel(self, user, at, pending) -> None:
        cancellation = self.releases.model(
            notice=self, edition=pending.edition, cancels=pending, made_at=at, made_by=user
        )
        cancellation.save(by_verb=True)
        Event.objects.record(
            Event.Verb.SCHEDULE_CANCELLED,
            user,
            notice=self,
            digest=pending.edition.digest,
            rows=[cancellation],
            edition=pending.edition.number,
        )
        if self.live_release(at) is None:
            # Only a first edition waits with a period of its own.
            self._end_period(user, at, "预约已取消。")

    def why_not_restore(self, user, edition, *, discard_changes=False) -> list[str]:
        reasons = self.missing_permission(user, "notices.restore_notice")
        if edition.notice_id != self.pk:
            return [*reasons, "这一版不属于本通知。"]
        if hasattr(edition, "sealing"):
            reasons.append("这一版已经封存，不能恢复。")
        reasons += self.why_not_change()
        unpublished = not self.editions.filter(digest=self.working_digest()).exists()
        if unpublished and not discard_changes:
            reasons.append("草稿里有还没有发布的修改，恢复旧版会把它们替换掉；确实不要的，请勾选。")
        if not hasattr(edition, "payload"):
            return [*reasons, "这一版的内容已经抹除，无法恢复。"]
        return reasons + why_not_lay(json.loads(edition.payload.text))

    def restore(self, user, edition, *, version: int | None = None, discard_changes=False) -> None:
        """Lays an edition's text back into the working copy; sections keep their numbers.

        Unpublished changes are replaced only where `discard_changes` says so.
        """
        with self.locked(version) as at:
            self.refuse_for(self.why_not_restore(user, edition, discard_changes=discard_changes))
            lay(self, json.loads(edition.payload.text), user)
            Event.objects.record(
                Event.Verb.RESTORED,
                user,
                notice=self,
                digest=self.working_digest(),
                rows=self._end_changed(user, at),
                edition=edition.number,
            )
