"""Readers who come through nginx, many and never resting, and what they get."""

import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from .stack import Stack

WITHIN = 2.0  # seconds
ASKED = 400


def got(address: str, timeout: float = 10) -> tuple[int, bytes, dict]:
    """(status, body, headers by their names in small letters)."""
    try:
        with urllib.request.urlopen(address, timeout=timeout) as answer:
            return answer.status, answer.read(), _lower(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), _lower(error.headers)


def _lower(headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def busy(stack: Stack, paths: list[str], stop: threading.Event) -> threading.Thread:
    """Readers who never stop asking, so that every page is kept wherever it can be."""

    def ask():
        while not stop.is_set():
            for path in paths:
                got(stack.address + path)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def after(stack: Stack, paths: list[str], change) -> dict[str, list[tuple[int, bytes]]]:
    """What ASKED requests begun two seconds after a change see, by path."""
    stop = threading.Event()
    thread = busy(stack, paths, stop)
    try:
        time.sleep(1)
        change()
        time.sleep(WITHIN)
        asked = [paths[turn % len(paths)] for turn in range(ASKED)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda path: got(stack.address + path)[:2], asked))
    finally:
        stop.set()
        thread.join()
    seen: dict = {}
    for path, answer in zip(asked, answers, strict=True):
        seen.setdefault(path, []).append(answer)
    return seen
