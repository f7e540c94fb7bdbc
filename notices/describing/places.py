"""A place in a list of notices that is newest first: pages and cursors go on from one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_NUMBER = 18  # digits a database can hold
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
_WRITTEN = re.compile(r"([0-9]{8}T[0-9]{6}(?:\.[0-9]{6})?)Z-([1-9][0-9]{0,17})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A notice in the list: when it first went live and the number of its release."""

    moment: datetime
    release: int

    def __str__(self):
        """20260519T010000Z-57, in UTC."""
        moment = self.moment.astimezone(UTC)
        fraction = f".{moment.microsecond:06}" if moment.microsecond else ""
        # Not strftime: it writes years before 1000 with fewer digits on some machines.
        return (
            f"{moment.isoformat()[:19].replace('-', '').replace(':', '')}{fraction}Z-{self.release}"
        )

    @classmethod
    def read(cls, text: str) -> "Place":
        """What `str` wrote; raises ValueError on anything else."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("no place")
        return cls(datetime.fromisoformat(f"{written[1]}+00:00"), int(written[2]))
