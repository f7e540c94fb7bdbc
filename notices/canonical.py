"""One text for one value: canonical JSON, its digest, and how times are written in it."""

import hashlib
import json
from datetime import UTC, datetime


def canonical_json(value) -> str:
    """JSON with sorted keys, no blanks and no floats.

    Keys are strings; leaves are str, int, bool or None. Raises TypeError on anything else, so that
    no value can be written in two ways.
    """
    _refuse_the_ambiguous(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_the_ambiguous(value) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys of canonical JSON are strings")
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            _refuse_the_ambiguous(item)
    elif value is not None and not isinstance(value, (str, int)):
        raise TypeError(f"{type(value).__name__} has no canonical JSON")


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(value) -> str:
    """The digest of a value's canonical JSON."""
    return digest(canonical_json(value))


def utc(moment: datetime) -> str:
    """A moment as `2026-05-12T01:00:00.000000Z`, whatever zone it was given in."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
