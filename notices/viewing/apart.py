"""Reading a packed file in a process of its own, with bounds on time, memory and what it may know.

What a hostile file does to PDFium or to a parser ends there; the site goes on.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from .shapes import NotShown, Shown, packed, unpacked

SECONDS = 60  # by the clock
CONTENT = "content.json"
MOST_PICTURES = 200
_HOUSE = Path(__file__).resolve().parents[2]
_TOO_LONG = "这个文件太复杂，不能在网页上显示，请下载后用相应的软件打开。"


def read_apart(kind: str, data: bytes, seconds: float = SECONDS) -> Shown:
    """What a reader (`pages`, `words`, `sheets`) makes of the bytes.

    Raises NotShown with its sentence, or with one of our own where it ended without a word.
    Pictures that were drawn before the time was over are taken.
    """
    with tempfile.TemporaryDirectory(prefix="hongtou-view-") as name:
        folder = Path(name)
        source = folder / "source"
        source.write_bytes(data)
        run([sys.executable, "-m", "notices.viewing.reader", kind, name], seconds)
        shown = taken(folder)
    if shown.refused:
        raise NotShown(shown.refused)
    return shown


def taken(folder: Path) -> Shown:
    """What a reader left in a folder; raises NotShown where it left nothing, or nothing of ours."""
    try:
        return _with_pictures(json.loads((folder / CONTENT).read_bytes()), folder)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        raise NotShown(_TOO_LONG) from None


def run(command: list[str], seconds: float) -> None:
    """Runs it to its end or for so long; it knows nothing of the site's keys and addresses."""
    process = subprocess.Popen(
        command,
        cwd=_HOUSE,
        env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def told(shown: Shown) -> dict:
    """All but the pictures, as values of JSON."""
    return vars(shown) | {"leaves": list(map(packed, shown.leaves)), "pictures": {}}


def _with_pictures(values: dict, folder: Path) -> Shown:
    """What `told` told, with the sizes and bytes of the pictures that lie beside it."""
    pictures, sizes = {}, {}
    for path in list(folder.glob("*.webp"))[:MOST_PICTURES]:
        number, width, height = map(int, path.stem.split("-"))
        pictures[number] = path.read_bytes()
        sizes[number] = {"width": width, "height": height}
    for leaf in values["leaves"]:
        leaf["parts"] = [part | sizes.get(part["number"], {}) for part in leaf["parts"]]
    leaves, notes = map(unpacked, values["leaves"]), tuple(values["notes"])
    return Shown(**values | {"leaves": tuple(leaves), "notes": notes, "pictures": pictures})
