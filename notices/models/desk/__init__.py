"""审核发布 (the desk): approval of a text by its digest, from draft to live and back."""

from .correcting import Correcting
from .periods import Periods
from .releasing import Releasing
from .remarking import Remarking
from .sheets import Sheets

__all__ = ["Desk"]


class Desk(Releasing, Remarking, Correcting, Sheets, Periods):
    """Every verb of the desk; publish and schedule ask it and never go around it."""
