"""A file's bytes → what readers see of it on a page, and what search finds in it.

    shown(data, "text/csv").leaves[0].parts[0].text  ->  "序号\t姓名\n1\t张三"

`shapes` says what is shown, `parting` cuts it into parts with addresses; `texts`, `words`, `sheets`
and `pages` read one kind of file each. What is packed is read `apart`, in a process of its own
with bounds on time and memory: these files come from anywhere.
"""

from .choosing import is_readable, shown
from .shapes import FORMAT, PAGES, TABLE, TEXT, Leaf, Part, Shown, packed, refusal, unpacked

__all__ = [
    "FORMAT",
    "PAGES",
    "TABLE",
    "TEXT",
    "Leaf",
    "Part",
    "Shown",
    "is_readable",
    "packed",
    "refusal",
    "shown",
    "unpacked",
]
