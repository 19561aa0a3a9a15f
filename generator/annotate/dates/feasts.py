"""The days of feasts, by the rules that ``data/dates.toml`` writes down."""

from __future__ import annotations

from datetime import date, timedelta

from generator.annotate.dates.periods import Period, Unit
from generator.edtf import month_end

UNKNOWN = "unknown"


def feast(rule: str, year: int) -> Period | None:
    """The day of a feast in a year; ``None`` where the calendar does not give it.

    Args:
        rule: ``12-24``; ``11/4/4`` for the fourth Thursday of November, ``5/-1/1`` for the last Monday
            of May; ``easter-2``; ``unknown``.
        year: 1583 or later for feasts that follow Easter.

    >>> feast("11/4/4", 2025).first, feast("easter+0", 2026).first
    (datetime.date(2025, 11, 27), datetime.date(2026, 4, 5))
    """
    if rule == UNKNOWN:
        return None
    day = _day(rule, year)
    return Period(Unit.DAY, day, day)


def _day(rule: str, year: int) -> date:
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
