"""Stretches of the calendar and steps between them, free of language.

A `Period` is a day, week, month … of the calendar; it knows its first and last
day, its TIMEX3 value and its neighbors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.edtf import interval_edtf, month_end
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
    """The arithmetic leaves the years 1 to 9999."""


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
            low = year // size * size
            return Period(unit, date(max(low, 1), 1, 1), date(low + size - 1, 12, 31))
        case _:
            return Period(Unit.DAY, day, day)


def months(unit: Unit, year: int, month: int) -> Period:
    """The period of whole months that begins with a month (which may lie outside 1 to 12)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9998:
        raise OutOfCalendarError(f"year {year}")
    end = month + MONTHS_IN[unit] - 1
    last_year = year + (end - 1) // 12
    if last_year > 9999:
        raise OutOfCalendarError(f"year {last_year}")
    return Period(unit, date(year, month, 1), month_end(last_year, (end - 1) % 12 + 1))


def shifted(period: Period, count: int, unit: Unit | None = None) -> Period:
    """The period ``count`` units later (earlier when negative), at the period's own precision.

    ``unit`` defaults to the period's own.
    """
    unit = unit or period.unit
    return period_of(period.unit, add(period.first, count, unit))


def add(day: date, count: int, unit: Unit) -> date:
    """The day ``count`` units later; the 31st is drawn back to the end of a shorter month.

    Raises:
        OutOfCalendarError: When that is outside the years 1 to 9999.
    """
    if unit not in MONTHS_IN:
        return step(day, count * DAYS_IN[unit])
    total = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
    year, month = divmod(total, 12)
    if not 1 <= year <= 9998:
        raise OutOfCalendarError(f"year {year}")
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def step(day: date, count: int) -> date:
    """The day ``count`` days later."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise OutOfCalendarError(f"{count} days from {day}") from None


def duration_value(count: str, unit: Unit) -> str:
    """The TIMEX3 value of a duration; ``count`` is a number or ``X``.

    >>> duration_value("4", Unit.DAY), duration_value("X", Unit.HOUR)
    ('P4D', 'PTXH')
    """
    if not count[0].isdecimal() and unit in _LARGE_CODES:
        return f"P{count}{_LARGE_CODES[unit]}"
    pattern, size = DURATION_CODES[unit]
    return "P" + pattern.format(int(count) * size if count.isdecimal() else count)
