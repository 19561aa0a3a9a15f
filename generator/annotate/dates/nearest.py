"""Choosing among the days, months and years that an incomplete date may mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator.annotate.dates.periods import Period

# Within this many days the nearest one is meant, whatever the verb seems to say. On TimeBank, verbs that
# look ahead are misread up to two months after a past date, verbs of the past less than one month before
# a coming one ("was extended to Nov. 16").
_NEAR_PAST = 60
_NEAR_FUTURE = 25


def nearest(
    candidate: Callable[[int], Period | None], day: date, direction: int
) -> tuple[Period, str] | None:
    """The period nearest to a day; far from it, the one that the sentence looks to.

    Args:
        candidate: The period of a year, or ``None`` where that year has none (29 February).
        day: The day of speech.
        direction: -1 when the event is past, 1 when it is to come, 0 when that cannot be told.

    Returns:
        The period, and the key of the convention it rests on.
    """
    periods = _periods(candidate, day)
    if not periods:
        return None
    near = min(periods, key=lambda period: distance(period, day))
    days, ahead = distance(near, day)
    if direction == 0 or days <= (_NEAR_FUTURE if ahead else _NEAR_PAST):
        return near, "nearest"
    return toward(candidate, day, direction)


def toward(candidate: Callable[[int], Period | None], day: date, direction: int) -> tuple[Period, str] | None:
    """The latest period that has begun by a day (-1), or the next that has not ended before it (1)."""
    periods = _periods(candidate, day)
    if direction < 0:
        past = [period for period in periods if period.first <= day]
        return (past[-1], "past-date") if past else None
    coming = [period for period in periods if period.last >= day]
    return (coming[0], "future-date") if coming else None


def _periods(candidate: Callable[[int], Period | None], day: date) -> list[Period]:
    """The candidates of the years around a day, in order; of far ones only where the near years have none.

    Eight years back and on hold a 29 February, and every weekday of a date.
    """
    for reach in (1, 8):
        years = range(max(day.year - reach, 1), min(day.year + reach, 9998) + 1)
        periods = [period for year in years if (period := candidate(year))]
        if periods:
            return periods
    return []


def distance(period: Period, day: date) -> tuple[int, bool]:
    """Days between a day and a period, 0 inside it; of two as far, the past one sorts first."""
    if period.first > day:
        return (period.first - day).days, True
    return max((day - period.last).days, 0), False
