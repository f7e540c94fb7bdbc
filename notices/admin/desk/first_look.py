"""What a reviewer sees first: what is new to readers, or how the text compares to its original."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from ...diff import Differences
from ...models import Notice
from ...refusal import Refused
from ..proofing import NOT_TO_BE_COMPARED, OriginalLink, differences_from_live, drawn
from .correcting import told


@dataclass(frozen=True)
class FirstLook:
    """Of a later edition its differences to the live one, of a first one those to the original."""

    notice: Notice

    @cached_property
    def live(self):
        return self.notice.live_release() if self.notice.edition_count else None

    @cached_property
    def _compared(self) -> tuple[Differences | None, str]:
        if self.live is None:
            return None, ""
        try:
            return differences_from_live(self.notice, self.live), ""
        except (Refused, ValueError) as refusal:
            return None, NOT_TO_BE_COMPARED.format(refusal)

    @property
    def found(self) -> Differences | None:
        return self._compared[0]

    @property
    def drawn(self) -> SafeString:
        return drawn(self.found, self.older, self.newer)

    @property
    def failure(self) -> str:
        return self._compared[1]

    @property
    def older(self) -> str:
        return f"已发布的{self.live.edition}"

    newer = "这一稿"

    @property
    def correction(self) -> str:
        """What the text newly says of itself as a correction: approved with it."""
        return told(self.notice.correction_stated(self.live))

    @cached_property
    def original(self) -> OriginalLink | None:
        """The file a first edition was imported from; None where there is none."""
        link = OriginalLink(self.notice)
        return link if self.live is None and link.original else None
