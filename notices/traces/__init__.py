"""What a file tells of who made it and where, taken out before readers get the file.

    cleaned(data).removed  ->  ("作者“甲某”", "单位“示例公司”")

Nothing of what the file says on its pages is touched: of an Office file every other part stays
byte for byte (`office`, with its `photos`), of a PDF every page's content (`pdf`). What cannot be
taken out stays, and the checks tell of it; so do comments and tracked changes, which only a person
can settle.
"""

from dataclasses import dataclass

from . import office, pdf

__all__ = ["Cleaned", "cleaned"]


@dataclass(frozen=True)
class Cleaned:
    """The bytes for readers, and in Chinese what is no longer in them; both as they came where
    nothing was found."""

    data: bytes
    removed: tuple[str, ...] = ()


def cleaned(data: bytes) -> Cleaned:
    """The file without its traces, told by its first bytes; never raises for what it holds."""
    for begins, read in ((office.BEGINS, office.without_traces), (pdf.BEGINS, pdf.without_traces)):
        if data.startswith(begins) and (found := read(data)):
            return Cleaned(*found)
    return Cleaned(data)
