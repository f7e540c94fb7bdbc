"""工作日: counting them with the days off and the weekends worked instead (调休)."""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, *, off: Collection[date], worked: Collection[date]) -> bool:
    """Monday to Friday but the days in `off`, and the weekend days in `worked`."""
    return day in worked or (day.weekday() < SATURDAY and day not in off)


def last_working_day(
    start: date, days: int, *, off: Collection[date] = (), worked: Collection[date] = ()
) -> date:
    """The last of `days` working days after `start`, which does not count itself (民法典 Art. 201).

    Raises ValueError for less than one day.
    """
    if days < 1:
        raise ValueError("a period has one working day or more")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, off=off, worked=worked)
    return day
