"""What a correction changes that its signers would have to be asked about."""

import json

from django.utils import timezone

from ...checks import Problem
from ...diff.substance import substantive
from ..payload import payload_of
from .state import DeskState


class Correcting(DeskState):
    """Warnings before a text that replaces a live one is submitted or published."""

    def problems_of_correction(self) -> list[Problem]:
        """Advisory Problems; none of a first edition, and none beside one that was erased."""
        live = self.live_release()
        if live is None or not hasattr(live.edition, "payload"):
            return []
        frozen = json.loads(live.edition.payload.text)
        return substantive(frozen, payload_of(self), timezone.localdate())
