"""Where a page of a list goes on: a word that means nothing to who carries it.

It names a place, not a number of pages, and the list it was given under; under another list, or
changed by hand, it is refused.
"""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ..canonical import digest_of

LONGEST_NUMBER = 18  # digits a database can hold
LONGEST = 200
CHECKED = 12  # digits of the digest a cursor carries
NO_CURSOR = "这个 cursor 不能用：它不完整，或者筛选条件已经换了。请去掉它，从第一页重新开始。"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class NotUnderstood(ValueError):
    """Something asked for that can mean nothing; its text is a sentence for who asked."""


def told(place: Sequence[int | datetime], given: Sequence) -> str:
    """The cursor of a place, numbers and moments, in the list of what was given (JSON values)."""
    numbers = [_number(part) for part in place]
    text = ".".join(map(str, [*numbers, _check(numbers, given)]))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(text: str, kinds: Sequence[type], given: Sequence) -> list:
    """The place a cursor tells, its parts of these kinds (int, datetime); raises NotUnderstood."""
    try:
        if len(text) > LONGEST:
            raise ValueError("too long for a cursor")
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        parts = base64.b64decode(padded, b"-_", validate=True).decode().split(".")
        place = [_part(*pair) for pair in zip(parts[:-1], kinds, strict=True)]
        if told(place, given) != text:
            raise ValueError("made for another list, or written in another way")
    except (ValueError, OverflowError, binascii.Error):
        raise NotUnderstood(NO_CURSOR) from None
    return place


def _number(part: int | datetime) -> int:
    return (part - _EPOCH) // _MICROSECOND if isinstance(part, datetime) else part


def _part(text: str, kind: type) -> int | datetime:
    number = int(text)
    if kind is datetime:
        return _EPOCH + number * _MICROSECOND
    if not 0 <= number < 10**LONGEST_NUMBER:
        raise ValueError("no number of ours")
    return number


def _check(numbers: Sequence[int], given: Sequence) -> str:
    return digest_of([*numbers, *given])[:CHECKED]
