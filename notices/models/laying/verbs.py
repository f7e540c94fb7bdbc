"""The verbs that write many rows at once: 整篇编辑 and 复制为新通知."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ...canonical import canonical_json
from ..acting import Acting
from ..event import Event
from ..payload import payload_of
from .copying import as_new
from .rows import lay, lay_sections

A_MOMENT = timedelta(seconds=10)  # two clicks on one button


class Laying(Acting):
    """Verbs of a notice whose text comes as a whole."""

    def rewrite_outline(self, user, scheme: str, sections: list[dict], *, version: int) -> None:
        """Replaces the outline in one transaction; a section without number is a new one.

        `sections` as in a payload (format 1). Raises Refused, and StaleVersion when somebody
        saved after `version` was read.
        """
        with self.locked(version):
            self.refuse_without(user, "notices.change_notice")
            lay_sections(self, self._numbered(sections))
            self.scheme = scheme
            self.save()
            self.record_saved(user)

    def _numbered(self, sections: list[dict]) -> list[dict]:
        new = sum(row["number"] is None for row in sections)
        first = self.take_number("section", new)
        numbers = iter(range(first, first + new))
        return [
            row if row["number"] is not None else row | {"number": next(numbers)}
            for row in sections
        ]

    def copy_as_new(self, user):
        """A new working copy that says the same, without what belongs to this document alone.

        Its sections, attachments and figures are numbered from 1; their files are kept once.
        """
        self.refuse_without(user, "notices.add_notice")
        with transaction.atomic():
            # Of two clicks at once the second sees what the first has made.
            self.lock()
            if made := self._copied_just_now(user):
                return made
            payload = as_new(payload_of(self))
            copy = type(self).objects.create(made_by=user, kind=self.kind)
            for counter in ("section", "attachment", "figure"):
                copy.take_number(counter, len(payload[f"{counter}s"]))
            lay(copy, payload, user)
            Event.objects.record(
                Event.Verb.COPIED,
                user,
                notice=copy,
                digest=copy.working_digest(),
                title=copy.title,
                origin=f"通知 {self.pk}",
            )
        return copy

    def _copied_just_now(self, user):
        """The copy this person made a moment ago, by a click before this one."""
        since = timezone.now() - A_MOMENT
        copied = Event.objects.filter(verb=Event.Verb.COPIED, actor_number=user.pk, at__gte=since)
        origin = canonical_json({"origin": f"通知 {self.pk}"}).strip("{}")
        newest = copied.filter(data__contains=origin).order_by("-seq").first()
        return newest and type(self).objects.filter(pk=newest.notice_id, binned_at=None).first()
