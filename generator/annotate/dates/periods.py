"""Stretches of the calendar and steps between them, free of language; which of several is nearest; feast days.

In: days, units, counts. Out: a `Period` (a day, week, month …), which knows its days, its TIMEX3 value and
its neighbors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.edtf import FIRST_YEAR, day_at, day_of, interval_edtf, month_end
from generator.model import Edtf


class Unit(StrEnum):
    """Units of time, smallest first."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    NIGHT = "night"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


class OutOfCalendarError(ValueError):
    """The arithmetic leaves the years -9999 to 9999."""


# TIMEX3 duration codes, and how many of the base unit one is.
DURATION_CODES = {
    Unit.SECOND: ("T{}S", 1),
    Unit.MINUTE: ("T{}M", 1),
    Unit.HOUR: ("T{}H", 1),
    Unit.DAY: ("{}D", 1),
    Unit.NIGHT: ("{}D", 1),
    Unit.WEEKEND: ("{}WE", 1),
    Unit.WEEK: ("{}W", 1),
    Unit.FORTNIGHT: ("{}W", 2),
    Unit.MONTH: ("{}M", 1),
    Unit.SEASON: ("{}SE", 1),
    Unit.QUARTER: ("{}Q", 1),
    Unit.HALF: ("{}M", 6),
    Unit.YEAR: ("{}Y", 1),
    Unit.DECADE: ("{}Y", 10),
    Unit.CENTURY: ("{}Y", 100),
    Unit.MILLENNIUM: ("{}Y", 1000),
}
_LARGE_CODES = {Unit.DECADE: "E", Unit.CENTURY: "C", Unit.MILLENNIUM: "L"}
MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.SEASON: 3,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
    Unit.MILLENNIUM: 12000,
}
DAYS_IN = {
    Unit.SECOND: 0,
    Unit.MINUTE: 0,
    Unit.HOUR: 0,
    Unit.DAY: 1,
    Unit.NIGHT: 1,
    Unit.WEEKEND: 7,
    Unit.WEEK: 7,
    Unit.FORTNIGHT: 14,
}
SEASON_CODES = ("SP", "SU", "FA", "WI")


def _week_value(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


# How TIMEX3 writes a period, from its first day.
_VALUES: dict[Unit, Callable[[date], str]] = {
    Unit.WEEK: _week_value,
    Unit.WEEKEND: lambda day: f"{_week_value(day)}-WE",
    Unit.MONTH: lambda day: f"{day.year:04}-{day.month:02}",
    Unit.SEASON: lambda day: f"{day.year:04}-{SEASON_CODES[(day.month - 3) // 3]}",
    Unit.QUARTER: lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    Unit.HALF: lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    Unit.YEAR: lambda day: f"{day.year:04}",
    Unit.DECADE: lambda day: f"{day.year // 10:03}",
    Unit.CENTURY: lambda day: f"{day.year // 100:02}",
    Unit.MILLENNIUM: lambda day: f"{day.year // 1000}",
}


def _value_before_christ(period: Period) -> str:
    """The TIMEX3 value before the year 1, with the year of its era: ``BC0044-03-15``, ``BC02`` for 300 to 201 BC."""
    first = period.first
    if period.unit is Unit.CENTURY:
        return f"BC{-period.last.year // 100:02}"
    years = f"BC{1 - first.year:04}"
    if period.unit is Unit.DAY:
        return f"{years}-{first.month:02}-{first.day:02}"
    return f"{years}-{first.month:02}" if period.unit is Unit.MONTH else years


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days that the calendar has a name for.

    Attributes:
        unit: What kind of stretch.
        first: First day.
        last: Last day, included.
    """

    unit: Unit
    first: date
    last: date

    @property
    def value(self) -> str:
        """The TIMEX3 value, such as ``2026-W05`` or ``1989-Q3``."""
        if self.first.year < 1:
            return _value_before_christ(self)
        write = _VALUES.get(self.unit)
        return write(self.first) if write else self.first.isoformat()

    @property
    def edtf(self) -> Edtf:
        """The same days in EDTF."""
        return interval_edtf(self.first, self.last)


def period_of(unit: Unit, day: date) -> Period:
    """The day, week, month … that holds a day; a Saturday's week runs from the Monday before."""
    year, month = day.year, day.month
    match unit:
        case Unit.WEEK | Unit.FORTNIGHT:
            monday = step(day, -day.weekday())
            return Period(Unit.WEEK, monday, step(monday, 6))
        case Unit.WEEKEND:
            saturday = step(day, 5 - day.weekday())
            return Period(unit, saturday, step(saturday, 1))
        case Unit.MONTH | Unit.QUARTER | Unit.HALF | Unit.YEAR:
            size = MONTHS_IN[unit]
            return months(unit, year, (month - 1) // size * size + 1)
        case Unit.SEASON:
            start = month // 3 * 3
            return months(unit, year, start) if start else months(unit, year - 1, 12)
        case Unit.DECADE | Unit.CENTURY | Unit.MILLENNIUM:
            size = MONTHS_IN[unit] // 12
            # Before the year 1 they end, not begin, in a round year: 300 to 201 BC are -0299 to -0200.
            low = year // size * size if year > 0 else 1 - size - -year // size * size
            return Period(unit, day_of(low or 1, 1, 1), day_of(low + size - 1, 12, 31))
        case _:
            return Period(Unit.DAY, day, day)


def months(unit: Unit, year: int, month: int) -> Period:
    """The period of whole months that begins with a month (which may lie outside 1 to 12)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not FIRST_YEAR <= year <= 9998:
        raise OutOfCalendarError(f"year {year}")
    end = month + MONTHS_IN[unit] - 1
    last_year = year + (end - 1) // 12
    if last_year > 9999:
        raise OutOfCalendarError(f"year {last_year}")
    return Period(unit, day_of(year, month, 1), month_end(last_year, (end - 1) % 12 + 1))


def shifted(period: Period, count: int, unit: Unit | None = None) -> Period:
    """The period ``count`` units later (earlier when negative), at the period's own precision.

    ``unit`` defaults to the period's own.
    """
    unit = unit or period.unit
    return period_of(period.unit, add(period.first, count, unit))


def add(day: date, count: int, unit: Unit) -> date:
    """The day ``count`` units later; the 31st is drawn back to the end of a shorter month.

    Raises:
        OutOfCalendarError: When that is outside the years -9999 to 9999.
    """
    if unit not in MONTHS_IN:
        return step(day, count * DAYS_IN[unit])
    total = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
    year, month = divmod(total, 12)
    if not FIRST_YEAR <= year <= 9998:
        raise OutOfCalendarError(f"year {year}")
    return day_of(year, month + 1, min(day.day, month_end(year, month + 1).day))


def step(day: date, count: int) -> date:
    """The day ``count`` days later."""
    try:
        return day_at(day.toordinal() + count)
    except OverflowError:
        raise OutOfCalendarError(f"{count} days from {day}") from None


def run_within(ends: tuple[date, date], which: int, count: int, unit: Unit) -> tuple[date, date] | None:
    """First and last day of the first (1) or last (-1) so many units of some days; ``None`` where they are too few."""
    if which > 0:
        first, last = ends[0], step(add(ends[0], count, unit), -1)
    else:
        first, last = add(step(ends[1], 1), -count, unit), ends[1]
    return (first, last) if ends[0] <= first <= last <= ends[1] else None


def duration_value(count: str, unit: Unit) -> str:
    """The TIMEX3 value of a duration; ``count`` is a number or ``X``.

    >>> duration_value("4", Unit.DAY), duration_value("X", Unit.HOUR)
    ('P4D', 'PTXH')
    """
    if not count[0].isdecimal() and unit in _LARGE_CODES:
        return f"P{count}{_LARGE_CODES[unit]}"
    pattern, size = DURATION_CODES[unit]
    return "P" + pattern.format(int(count) * size if count.isdecimal() else count)


# ---------------------------------------------------------------- which of several is meant


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
    periods = _candidates(candidate, day)
    if not periods:
        return None
    near = min(periods, key=lambda period: days_apart(period, day))
    days, ahead = days_apart(near, day)
    if direction == 0 or days <= (_NEAR_FUTURE if ahead else _NEAR_PAST):
        return near, "nearest"
    return toward(candidate, day, direction)


def toward(candidate: Callable[[int], Period | None], day: date, direction: int) -> tuple[Period, str] | None:
    """The latest period that has begun by a day (-1), or the next that has not ended before it (1)."""
    periods = _candidates(candidate, day)
    if direction < 0:
        past = [period for period in periods if period.first <= day]
        return (past[-1], "past-date") if past else None
    coming = [period for period in periods if period.last >= day]
    return (coming[0], "future-date") if coming else None


def _candidates(candidate: Callable[[int], Period | None], day: date) -> list[Period]:
    """The candidates of the years around a day, in order; of far ones only where the near years have none.

    Eight years back and on hold a 29 February, and every weekday of a date.
    """
    for reach in (1, 8):
        years = range(max(day.year - reach, 1), min(day.year + reach, 9998) + 1)
        periods = [period for year in years if (period := candidate(year))]
        if periods:
            return periods
    return []


def days_apart(period: Period, day: date) -> tuple[int, bool]:
    """Days between a day and a period, 0 inside it; of two as far, the past one sorts first."""
    if period.first > day:
        return (period.first - day).days, True
    return max((day - period.last).days, 0), False


# ---------------------------------------------------------------- feasts


UNKNOWN_FEAST = "unknown"


def feast(rule: str, year: int) -> Period | None:
    """The day of a feast in a year; ``None`` where the calendar does not give it.

    Args:
        rule: ``12-24``; ``11/4/4`` for the fourth Thursday of November, ``5/-1/1`` for the last Monday
            of May; ``easter-2``; ``unknown``.
        year: 1583 or later for feasts that follow Easter.

    >>> feast("11/4/4", 2025).first, feast("easter+0", 2026).first
    (datetime.date(2025, 11, 27), datetime.date(2026, 4, 5))
    """
    if rule == UNKNOWN_FEAST:
        return None
    day = _feast_day(rule, year)
    return Period(Unit.DAY, day, day)


def _feast_day(rule: str, year: int) -> date:
    """The day that a rule gives."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if "/" not in rule:
        month, number = (int(part) for part in rule.split("-"))
        return date(year, month, number)
    month, which, weekday = (int(part) for part in rule.split("/"))
    if which < 0:
        last = month_end(year, month)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm; Meeus, Astronomical Algorithms, 1991).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarter, rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def period_at(year: int, month: int | None, day: int | None) -> Period | None:
    """The year, month or day; ``None`` where the calendar has no such day."""
    if not FIRST_YEAR <= year <= 9998:
        return None
    if month is None:
        return months(Unit.YEAR, year, 1)
    if day is None:
        return months(Unit.MONTH, year, month)
    if day > month_end(year, month).day:
        return None
    only = day_of(year, month, day)
    return Period(Unit.DAY, only, only)
