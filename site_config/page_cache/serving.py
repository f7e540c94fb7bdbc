"""The WSGI application that answers readers from memory and asks Django for what is not there."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import Error
from django.http import HttpResponse
from django.utils import timezone

from .. import dress
from ..generations import GENERATION, WATCH, Known, Watch
from ..headers import SHARED
from ..watching.metrics import CACHE
from . import asking
from .asking import Asked
from .old_pages import shown_while_away
from .reads import Reads, Recorder, read_the_same
from .shelf import Kept, Shelf, strong_etag

KEPT_STATUSES = {200, 404, 410}
OTHERS = 4  # queries and unknown addresses get one part in so many of the memory
PATIENCE = 10  # seconds that a request waits for another that draws the same page
_OF_ONE_ANSWER = {"etag", "content-length", "x-request-id"}
# A 304 repeats these; the policy a browser has already stays with what it came with.
_OF_304 = {"cache-control", "etag", "vary", "content-location", "date"}


class PageCache:
    """Wraps an application; `most_bytes` of memory, `watch` tells the generation."""

    def __init__(self, application: Callable, most_bytes: int, watch: Watch = WATCH):
        self.application, self.watch = application, watch
        self.pages = Shelf(most_bytes - most_bytes // OTHERS)
        self.others = Shelf(most_bytes // OTHERS)
        self.counts: Counter[str] = Counter()
        self._generation: tuple = ()
        self._dress: Reads | None = None
        self._drawing: dict[tuple, threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        asked = asking.read(environ)
        if asked is None:
            return self._passed_on(environ, start_response)
        known = self.watch.now()
        kept = known and self._fresh(asked, known)
        if kept:
            self.counts["old" if known.away else "hits"] += 1
            return self._answer(asked, kept, known, environ, start_response)
        if known is None or known.away or asked.is_head:
            self.counts["passed"] += 1
            return self.application(environ, start_response)
        return self._drawn_once(asked, known, environ, start_response)

    def _passed_on(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        self.counts["passed"] += 1
        environ[CACHE] = self
        answer = self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "OPTIONS"}:
            self.watch.forget()
        return answer

    def _shelf(self, asked: Asked) -> Shelf:
        return self.pages if asked.is_known and not asked.query else self.others

    def _fresh(self, asked: Asked, known: Known) -> Kept | None:
        if known.key != self._generation:
            self._turn(known)
        kept = self._shelf(asked).get(asked.key)
        return kept if kept and kept.generation == known.key else None

    def _turn(self, known: Known) -> None:
        """Nothing of an older generation is shown again as it is, nor with an older dress."""
        worn = _dress(known.key)
        if worn is None or worn != self._dress:
            self._dress = worn
            self.pages.clear()
        self.others.clear()
        self._generation = known.key

    def _answer(self, asked: Asked, kept: Kept, known: Known, environ, start_response):
        if known.away:
            return self._old(asked, kept, known, environ, start_response)
        if kept.etag in environ.get("HTTP_IF_NONE_MATCH", "") and kept.status.startswith("200"):
            start_response("304 Not Modified", [p for p in kept.headers if p[0].lower() in _OF_304])
            return []
        start_response(kept.status, list(kept.headers))
        return [] if asked.is_head else [kept.body]

    def _old(self, asked: Asked, kept: Kept, known: Known, environ, start_response):
        age = time.time() - kept.made_at
        shown = shown_while_away(kept, known.to_come, timezone.now(), age)
        if shown is None:
            return self.application(environ, start_response)
        headers, body = shown
        start_response(kept.status, list(headers))
        return [] if asked.is_head else [body]

    def _drawn_once(self, asked: Asked, known: Known, environ, start_response):
        """The first who asks draws the page; who asks meanwhile gets what was drawn."""
        with self._lock:
            drawn = self._drawing.get(asked.key)
            if drawn is None:
                mine = self._drawing[asked.key] = threading.Event()
        if drawn is None:
            try:
                return self._drawn(asked, known, environ, start_response)
            finally:
                with self._lock:
                    del self._drawing[asked.key]
                mine.set()
        drawn.wait(PATIENCE)
        if kept := self._fresh(asked, known):
            self.counts["hits"] += 1
            return self._answer(asked, kept, known, environ, start_response)
        return self._drawn(asked, known, environ, start_response)

    def _drawn(self, asked: Asked, known: Known, environ, start_response):
        if kept := self._read_again(asked, known):
            self.counts["unchanged"] += 1
            return self._answer(asked, kept, known, environ, start_response)
        self.counts["misses"] += 1
        told: list = []
        plain, dressed = _plain(environ, asked) | {GENERATION: known.key}, self._dress
        with Recorder() as recorder:
            answer = self.application(plain, lambda *head: told.append(head))
        status, headers = told[0][:2]
        if not _may_be_kept(answer, status, headers):
            start_response(status, headers)
            return answer
        kept = _kept(answer, status, headers, known)
        if dressed and self._shelf(asked) is self.pages:
            reads = recorder.reads()
            # A change meanwhile may stand in the page or in what was read, and not in both.
            if self.watch.is_current(known):
                kept = replace(kept, reads=reads, dress=dressed)
        self._shelf(asked).put(asked.key, kept)
        return self._answer(asked, kept, known, environ, start_response)

    def _read_again(self, asked: Asked, known: Known) -> Kept | None:
        """The page of an older generation, where it would be drawn the same in this one.

        Never across a moment at which something changes by itself: then the time of day counts.
        """
        old = self._shelf(asked).get(asked.key)
        if not (old and old.reads and old.dress is self._dress):
            return None
        if old.generation[1] != known.key[1] or not read_the_same(old.reads):
            return None
        kept = replace(old, generation=known.key, made_at=time.time())
        self._shelf(asked).put(asked.key, kept)
        return kept


def _dress(generation: tuple) -> Reads | None:
    """What is read for every page of a generation, whatever stands on it."""
    try:
        with Recorder() as recorder:
            dress.identity(generation)
            dress.footer(generation)
    except Error:
        return None
    return recorder.reads()


def _kept(answer: HttpResponse, status: str, headers: list, known: Known) -> Kept:
    body = answer.content
    answer.close()
    etag = strong_etag(body)
    own = tuple(pair for pair in headers if pair[0].lower() not in _OF_ONE_ANSWER)
    own += (("ETag", etag), ("Content-Length", str(len(body))))
    return Kept(known.key, status, own, body, etag, time.time())


def _plain(environ: dict, asked: Asked) -> dict:
    """The request without what is one reader's own: the answer is for everybody."""
    own = {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
    own |= {"HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE"}
    plain = {name: value for name, value in environ.items() if name not in own}
    return plain | {"QUERY_STRING": asked.query, "HTTP_ACCEPT_ENCODING": asked.encoding}


def _may_be_kept(answer, status: str, headers: list[tuple[str, str]]) -> bool:
    """Only what every shared cache may keep, whole and without a cookie."""
    if not isinstance(answer, HttpResponse) or int(status[:3]) not in KEPT_STATUSES:
        return False
    told = {name.lower(): value for name, value in headers}
    return told.get("cache-control") == SHARED and "set-cookie" not in told
