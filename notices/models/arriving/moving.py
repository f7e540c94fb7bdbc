"""历史迁移: the verb that publishes a text another site published before."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.apps import apps
from django.utils import timezone

from ...arriving import EARLIEST
from ...canonical import utc
from ..acting import Acting
from ..event import ChainHead, Event


def moment_of(published_on: date | datetime) -> datetime:
    """The moment in the site's zone: a day stands for its beginning."""
    if not isinstance(published_on, datetime):
        published_on = datetime.combine(published_on, time.min)
    return published_on if timezone.is_aware(published_on) else timezone.make_aware(published_on)


def written(published_on: date | datetime) -> str:
    """How a payload writes it: a day as a day, as no time of day is known; a moment in UTC."""
    if isinstance(published_on, datetime):
        return utc(moment_of(published_on))
    return published_on.isoformat()


class Moving(Acting):
    """Move in: a first edition whose place in every list is its original time."""

    @staticmethod
    def why_not_since(
        published_on: date | datetime | None, at: datetime | None = None
    ) -> list[str]:
        """Reasons against an original time, whatever the text."""
        if published_on is None:
            return ["请填写原发布时间。"]
        if moment_of(published_on) > (at or timezone.now()):
            return ["原发布时间还没有到，请核对；现在发布请用“发布”。"]
        if moment_of(published_on) < moment_of(EARLIEST):
            return ["原发布时间早于 1949 年 10 月 1 日，请核对年份。"]
        return []

    def why_not_move_in(
        self,
        user,
        published_on: date | datetime | None,
        old_addresses: Sequence[str] = (),
        *,
        digest: str = "",
        at: datetime | None = None,
    ) -> list[str]:
        """Reasons against moving in; `old_addresses` as `arriving.tidy` writes them."""
        at = at or timezone.now()
        reasons = self.missing_permission(user, "notices.move_in_notice")
        if self.live_release(at) or self.pending_release(at):
            return [*reasons, "历史迁移只用于还没有发布过、也没有预约的通知。"]
        reasons += self.why_not_since(published_on, at)
        reasons += apps.get_model("notices.OldAddress").objects.why_not(old_addresses)
        reasons += self._why_not_release(at, digest=digest)
        if published_on is not None:
            reasons += self.why_not_period(at, moment_of(published_on))
        return reasons + self.why_not_moved(self.working_digest(), at)

    def move_in(
        self,
        user,
        published_on: date | datetime,
        old_addresses: Sequence[str] = (),
        *,
        version: int | None = None,
        digest: str = "",
    ):
        """Publishes the working copy as what it was before; returns the Release.

        `published_on` is a day, or a moment (in the site's zone where it has none): metadata of
        this edition and those after it. The release itself bears the true time. `old_addresses`
        lead to the notice from now on. Raises Refused as `publish` does.
        """
        old_addresses = list(dict.fromkeys(old_addresses))
        self.prepare_copies()
        with self.locked(version) as at:
            # Of two who lead one old address elsewhere at once, the second sees what the first did.
            ChainHead.locked()
            reasons = self.why_not_move_in(user, published_on, old_addresses, digest=digest, at=at)
            self._refuse_release(reasons)
            self.first_published_on = written(published_on)
            self.save()
            addresses = apps.get_model("notices.OldAddress").objects
            addresses.bulk_create(addresses.model(notice=self, address=a) for a in old_addresses)
            return self._release(
                user,
                at,
                None,
                Event.Verb.MOVED_IN,
                listed_at=moment_of(published_on),
                first_published_on=self.first_published_on,
                old_addresses=old_addresses,
            )
