"""What attached files hold: scanned once, kept in memory only, so that erasing leaves nothing."""

from functools import lru_cache

from ...checks.attached.scanned import Scanned
from ...checks.attached.scanning import scan
from ..stored_file import StoredFile

MOST_KEPT = 64
MISSING = Scanned(unread=("文件的内容不见了，请告诉系统管理员。",))


def scanned_files(payload: dict) -> dict[str, Scanned]:
    """By SHA-256, of every attachment that has a file."""
    names = {row["sha256"] for row in payload["attachments"]} - {None}
    return {name: _scanned(name) for name in names}


def _scanned(sha256: str) -> Scanned:
    try:
        return _scanned_bytes(sha256)
    except FileNotFoundError:
        return MISSING


@lru_cache(maxsize=MOST_KEPT)
def _scanned_bytes(sha256: str) -> Scanned:
    with StoredFile(sha256=sha256).open() as handle:
        return scan(handle.read())
