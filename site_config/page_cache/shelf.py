"""Pages in memory: so many bytes and no more, those go first that nobody asked for longest."""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from .reads import Reads

OVERHEAD = 2000  # bytes that a page costs beside its body
LARGEST = 8  # a page may take one part in so many


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it left: `generation` as `Known.key`, `made_at` in seconds of the clock.

    `reads` is what it was drawn from, beside `dress`, what every page of its time carries; None
    where that is not known for sure.
    """

    generation: tuple
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    made_at: float
    reads: Reads | None = None
    dress: Reads | None = None

    @property
    def size(self) -> int:
        return OVERHEAD + len(self.body)

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


def strong_etag(body: bytes) -> str:
    """Of these very bytes: another encoding of the page is another answer."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class Shelf:
    """Answers by key, `most` bytes of them."""

    def __init__(self, most: int):
        self.most, self.bytes = most, 0
        self._kept: OrderedDict[tuple, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: tuple) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: tuple, kept: Kept) -> None:
        if kept.size * LARGEST > self.most:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self.bytes += kept.size
            while self.bytes > self.most:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _drop(self, key: tuple) -> None:
        if dropped := self._kept.pop(key, None):
            self.bytes -= dropped.size
