"""发布和更正记录: what was published, corrected, ended and undone, and the text of a day.

`past` reads it, `days` answers for one day, `comparing` tells what an edition changed.
"""

from .page import history

__all__ = ["history"]
