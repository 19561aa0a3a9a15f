"""Choosing among the days, months and years that an incomplete date may mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator.annotate.dates.calendar import Period


def choose(candidate: Callable[[int], Period | None], day: date, direction: int) -> tuple[Period, str] | None:
    """The candidate year's period that fits, and the convention it rests on.

    Args:
        candidate: The period of a year, or ``None`` where that year has none (29 February).
        day: The day of speech.
        direction: -1 for the latest not after the day, 1 for the next not before it, 0 for the nearest.
    """
    reach = range(day.year - 4, day.year + 5)
    periods = [period for year in reach if 1 <= year <= 9998 and (period := candidate(year))]
    if direction < 0:
        past = [period for period in periods if period.first <= day]
        return (past[-1], "past-date") if past else None
    if direction > 0:
        coming = [period for period in periods if period.last >= day]
        return (coming[0], "future-date") if coming else None
    if not periods:
        return None
    return min(periods, key=lambda period: distance(period, day)), "nearest"


def distance(period: Period, day: date) -> tuple[int, bool]:
    """Days between a day and a period, 0 inside it; of two as far, the past one sorts first."""
    if period.first > day:
        return (period.first - day).days, True
    return max((day - period.last).days, 0), False
