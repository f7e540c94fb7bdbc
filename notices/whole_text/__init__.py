"""整篇编辑: the outline of a notice as one plain text, and read back into the same sections.

    write(payload)           ->  "一、…\\n…"
    rewrite(payload, text)   ->  Rewriting: the sections the text means, and what changes

Sections keep their numbers, and so their addresses, wherever old and new can be matched; a body
whose words are unchanged keeps its HTML. `marks` is what a line may open with, `matching` pairs
old and new, `rewriting` builds the new outline, `telling` says what would be lost.
"""

from .marks import write
from .rewriting import Rewriting, rewrite

__all__ = ["Rewriting", "rewrite", "write"]
