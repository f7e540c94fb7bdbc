"""The process that `apart` starts: `python -m notices.viewing.reader KIND FOLDER`.

Reads FOLDER/source, writes content.json and, of pages, number-width-height.webp.
"""

import json
import os
import resource
import sys
from pathlib import Path

from .apart import CONTENT, told
from .pages import drawn, read_pages
from .shapes import NotShown, refusal
from .sheets import read_sheets
from .words import read_words

READERS = {"pages": read_pages, "words": read_words, "sheets": read_sheets}
MEMORY = 2**30  # bytes
CPU_SECONDS = 50
LARGEST_FILE = 64 * 2**20  # bytes that may be written to one file


def bound() -> None:
    """What this process may use of the machine from now on."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def read(kind: str, folder: Path) -> None:
    data = (folder / "source").read_bytes()
    try:
        shown = READERS[kind](data)
    except NotShown as refused:
        shown = refusal(str(refused))
    _write(folder / CONTENT, json.dumps(told(shown)).encode())
    if kind == "pages" and not shown.refused:
        _draw(data, folder)


def _draw(data: bytes, folder: Path) -> None:
    for number, width, height, picture in drawn(data):
        _write(folder / f"{number}-{width}-{height}.webp", picture)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: the process may be ended at any moment."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    os.replace(part, path)


if __name__ == "__main__":
    bound()
    read(sys.argv[1], Path(sys.argv[2]))
