"""更正: the note readers are told, and what a correction changes that its signers must be asked about."""

import json

from django.utils import timezone

from ...checks import Problem
from ...diff.substance import substantive
from ..payload import CORRECTIONS, correction_of, payload_of
from .state import DeskState

NO_NOTE = "更正已发布的通知，请写更正说明，并选文字更正或内容更正。"
NOT_ON_DRAFT = "更正已发布的通知，请先在草稿末尾的“更正”一栏写明更正说明和性质，与文字一起送审。"
NOT_YET_OUT = "还没有发布过的通知没有更正，请把草稿里的更正说明和性质都留空。"
ANOTHER_NOTE = "更正说明或者性质与草稿里写的不同；要改请改草稿，再重新送审。"
OLD_NOTE = "草稿里的更正说明还是上一次的，请写明这一次改了哪里、为什么改。"


class Correcting(DeskState):
    """What a text that replaces a live one says of itself; where the desk is asked, on the draft."""

    def correction_stated(self, live) -> dict | None:
        """What the draft says of itself as a correction; None where `live`, a Release, said it."""
        stated = correction_of(self)
        return None if live and stated == _stated(live) else stated

    def why_not_note(self, live, note: str = "", kind: str = "", *, again=False) -> list[str]:
        """Reasons because of the note of a correction of `live`, a Release or None.

        `note` and `kind` are what the publisher gives: where the desk is asked, nothing but what
        the draft states. `again`: the text says what `live` says.
        """
        stated = correction_of(self)
        if live is None:
            return [NOT_YET_OUT] if stated else []
        given = (note, kind) if note or kind else None
        if self.is_asked_at_desk():
            if stated is None:
                return [NOT_ON_DRAFT]
            if given and given != _told(stated):
                return [ANOTHER_NOTE]
            given = None
        if stated and not (given or again or self.correction_stated(live)):
            return [OLD_NOTE]
        note, kind = given or _told(stated)
        if not (self.said(note) and kind in CORRECTIONS):
            return [NO_NOTE]
        return self.not_for_readers(更正说明=note)

    def _note_of_release(self, note: str, kind: str, seen: str) -> tuple[str, str, str]:
        """Note and kind of the edition to be frozen, and the digest it must have; "" for any.

        What a publisher says otherwise than the draft, where the desk is not asked, is written
        there: the frozen text states what readers are told.
        """
        stated = correction_of(self)
        if stated is None or (note, kind) == _told(stated):
            return note, kind, seen
        if not (note or kind):
            return *_told(stated), seen
        self.correction_note, self.correction_kind = note, kind
        self.save()
        return note, kind, seen and self.working_digest()

    def problems_of_correction(self) -> list[Problem]:
        """Advisory Problems; none of a first edition, and none beside one that was erased."""
        live = self.live_release()
        if live is None or not hasattr(live.edition, "payload"):
            return []
        frozen = json.loads(live.edition.payload.text)
        return substantive(frozen, payload_of(self), timezone.localdate())


def _stated(live) -> dict | None:
    """What the text readers have says of itself as a correction."""
    if not hasattr(live.edition, "payload"):
        return None
    return json.loads(live.edition.payload.text).get("correction")


def _told(stated: dict | None) -> tuple[str, str]:
    return (stated["note"], stated["kind"]) if stated else ("", "")
