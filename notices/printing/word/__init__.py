"""Word out: an edition's payload → a .docx in the layout of GB/T 9704—2012.

    word_file(payload, files)  ->  the bytes

Written by hand: `xml` the pieces, `styles`, `page` and `numbering` their parts, `texts`, `tables`,
`figures` and `outline` what stands in the text, `document` the order of the elements, `package` the
zip. The numbers are Word's own; the names of the styles say what a paragraph is, and
`importing.word` trusts them, so that what was written is read back the same.
"""

from .package import word_file

__all__ = ["word_file"]
