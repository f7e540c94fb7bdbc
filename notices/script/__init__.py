"""Chinese script: Traditional → Simplified when a text comes in, and the other way as a view.

    to_traditional("老干部", {})  ->  "老幹部"

`converting` turns texts; `pages` turns the texts of an HTML page and leaves all else as it is;
`exceptions` says which word may be kept from both.
"""

from .converting import to_simplified, to_traditional
from .exceptions import problem
from .pages import in_traditional

__all__ = ["in_traditional", "problem", "to_simplified", "to_traditional"]
