"""PDF (ISO 32000-1): the document's information and its XMP, every page's content as it is.

Read and written `apart`, in a process with bounds: `python -m notices.traces.pdf FOLDER` makes
FOLDER/told.json and FOLDER/clean of FOLDER/source.
"""

import json
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from ..importing.pdf.margins import maker
from ..viewing import apart
from ..viewing.reader import bound

BEGINS = b"%PDF-"
SECONDS = 30
TOLD, CLEAN = "told.json", "clean"
_SIGNED = b"/ByteRange"  # of a signature, which any other byte would break


def without_traces(data: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """The document without its maker, and what went; None where nothing did: nothing to take out,
    signed, locked, or beyond what pypdf can copy page by page."""
    if _SIGNED in data:
        return None
    with tempfile.TemporaryDirectory(prefix="hongtou-traces-") as name:
        folder = Path(name)
        (folder / "source").write_bytes(data)
        apart.run([sys.executable, "-m", "notices.traces.pdf", name], SECONDS)
        try:
            told = json.loads((folder / TOLD).read_bytes())
            return (folder / CLEAN).read_bytes(), tuple(told)
        except (OSError, ValueError):
            return None


def clean(folder: Path) -> None:
    data = (folder / "source").read_bytes()
    reader = PdfReader(BytesIO(data))
    told = maker(reader)
    if not told or reader.is_encrypted:
        return
    out = _copied(reader)
    if _pages(PdfReader(BytesIO(out))) != _pages(reader):
        return
    (folder / CLEAN).write_bytes(out)
    (folder / TOLD).write_text(json.dumps(told), encoding="utf-8")


def _copied(reader: PdfReader) -> bytes:
    """The title stays: what reads aloud begins with it."""
    title = (reader.metadata or {}).get("/Title")
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {NameObject("/Title"): TextStringObject(str(title))} if title else None
    root = writer.root_object
    for holder in [root, *writer.pages]:
        for key in ("/Metadata", "/PieceInfo"):
            if key in holder:
                del holder[key]
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(reader: PdfReader) -> list[bytes]:
    """What each page draws."""
    return [page.get_contents().get_data() if page.get_contents() else b"" for page in reader.pages]


if __name__ == "__main__":
    bound()
    clean(Path(sys.argv[1]))
