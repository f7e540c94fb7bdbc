"""更正: the note readers are told, and what a correction changes that its signers must be asked about."""

import json

from django.utils import timezone

from ...checks import Problem
from ...diff.substance import substantive
from ..payload import CORRECTIONS, correction_of, payload_of
from .state import DeskState

NO_NOTE = "更正已发布的通知，请写更正说明，并选文字更正或内容更正。"
NOT_ON_DRAFT = "更正已发布的通知，请先在草稿的“更正”一栏写明更正说明和性质，与文字一起送审。"
NOT_YET_OUT = "还没有发布过的通知没有更正，请把草稿里的更正说明和性质都留空。"
ANOTHER_NOTE = "更正说明或者性质与草稿里写的不同；要改请改草稿，再重新送审。"
OLD_NOTE = "草稿里的更正说明还是上一次的，请写明这一次改了哪里、为什么改。"


class Correcting(DeskState):
    """What a text that replaces a live one says of itself; where the desk is asked, on the draft."""

    def correction_told(self, note: str, kind: str) -> tuple[str, str]:
        """Note and kind of the next edition: as the draft states them, else as they were given."""
        stated = correction_of(self)
        return (stated["note"], stated["kind"]) if stated else (note, kind)

    def why_not_note(self, live, note: str = "", kind: str = "", *, again=False) -> list[str]:
        """Reasons because of the note of a correction of `live`, a Release or None.

        `note` and `kind` are what the publisher gives; `again`: the text says what `live` says.
        """
        stated = correction_of(self)
        if live is None:
            return [NOT_YET_OUT] if stated else []
        if stated is None and self.is_asked_at_desk():
            return [NOT_ON_DRAFT]
        if stated and (note or kind) and (note, kind) != self.correction_told("", ""):
            return [ANOTHER_NOTE]
        if stated and not again and stated == _stated(live):
            return [OLD_NOTE]
        note, kind = self.correction_told(note, kind)
        if not (self.said(note) and kind in CORRECTIONS):
            return [NO_NOTE]
        return self.not_for_readers(更正说明=note)

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
