"""A workbook (.xlsx, ISO/IEC 29500) → tables: what its sheets show, merged cells as one.

`package` opens the zip within limits, `workbook` reads its sheets and strings, `formats` writes
numbers and dates as they are shown, `tables` makes parts and leaves of the cells.
"""

from .workbook import read_sheets

__all__ = ["read_sheets"]
