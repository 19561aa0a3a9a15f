"""Dates that name their place on the calendar, with a month's name or in figures."""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.dates.names import (
    Found,
    day_at,
    month_at,
    shifted_year,
    stands_alone,
    weekday_at,
    year_at,
)
from generator.annotate.dates.numbers import DASHES
from generator.annotate.dates.readings import CalendarDate, DateRange, MonthReference, Reading
from generator.annotate.dates.tables import GRAMMAR, UNITS
from generator.annotate.dates.tokens import Tokens, is_figure

_JOINTS = DASHES | {"to", "through", "and", "or"}
# Signs in front of a figure that make it part of a number.
_NUMBER_SIGNS = frozenset("$.,/:")
_AFTER_DAY = GRAMMAR["after_day"]
_FIGURE_LENGTHS = (1, 2, 4)


def calendar_date(tokens: Tokens, index: int) -> Found:
    """A date with a month name, a weekday in front of it included."""
    words = tokens.words
    weekday = weekday_at(tokens, index)
    if weekday is None:
        return _month_first(tokens, index) or day_month_date(tokens, index)
    start = weekday[1]
    if words[start] == ",":
        start += 1
    if words[start] == "the":
        start += 1
    found = _month_first(tokens, start) or day_month_date(tokens, start)
    if found is None or not isinstance(found[0], CalendarDate) or found[0].day is None:
        return None
    return replace(found[0], weekday=weekday[0]), found[1]


def _month_first(tokens: Tokens, index: int) -> Found:
    """Forms such as "January 27, 2026", "Jan. 3-5", "January 2026", "January to March", "January"."""
    words = tokens.words
    named = month_at(tokens, index)
    if named is None:
        return None
    month, after = named
    day = day_at(tokens, after + 1 if words[after] == "the" else after)
    if day and words[day[1]] not in UNITS and words[day[1]] != "percent":
        return _with_year(tokens, month, *_second_day(tokens, *day))
    year = year_at(tokens, after + 1 if words[after] in (",", "of", "in") else after)
    if year:
        return CalendarDate(year=year[0], month=month), year[1]
    if words[after] == "'" and len(words[after + 1]) == 2 and is_figure(words[after + 1]):
        return CalendarDate(year=int(words[after + 1]), month=month, short_year=True), after + 2
    shifted = shifted_year(tokens, after)
    if shifted:
        return MonthReference(month=month, relation=shifted[0]), shifted[1]
    span = _month_span(tokens, month, after)
    if span:
        return span
    return (CalendarDate(month=month), after) if stands_alone(tokens, index, after) else None


def _month_span(tokens: Tokens, month: int, index: int) -> Found:
    """What follows a month in "January-March 2025", "November to January"."""
    if tokens.words[index] not in DASHES and tokens.words[index] != "to":
        return None
    second = month_at(tokens, index + 1)
    if second is None or second[0] <= month or day_at(tokens, second[1]):
        return None
    year = year_at(tokens, second[1])
    first = CalendarDate(year=year[0] if year else None, month=month)
    return DateRange(first=first, last=CalendarDate(month=second[0])), year[1] if year else second[1]


def _second_day(tokens: Tokens, day: int, index: int) -> tuple[int, str, int, int]:
    """A day that may go on to a second one: first, joint, last (0 where there is none), index behind."""
    words = tokens.words
    joint = words[index]
    if joint in _JOINTS and is_figure(words[index + 1]):
        second = day_at(tokens, index + 1)
        if second and second[0] > day and words[second[1]] not in UNITS and not month_at(tokens, second[1]):
            following = words[second[1]]
            # "on May 3 and 12 others": the second figure counts.
            if (
                joint not in ("and", "or")
                or not following.isalpha()
                or following in ("at", "in", "for", "with")
            ):
                return day, joint, second[0], second[1]
    return day, "", 0, index


def _with_year(tokens: Tokens, month: int, day: int, joint: str, last: int, index: int) -> Found:
    """A day of a month with the year behind it, if there is one."""
    words = tokens.words
    year = year_at(tokens, index + 1 if words[index] == "," else index)
    if year:
        return _days(year[0], month, day, joint, last), year[1]
    shifted = shifted_year(tokens, index)
    if shifted and not last:
        return MonthReference(month=month, day=day, relation=shifted[0]), shifted[1]
    return _days(None, month, day, joint, last), index


def _days(year: int | None, month: int, day: int, joint: str, last: int) -> Reading:
    """One day, a run of days of one month, or one of two days."""
    first = CalendarDate(year=year, month=month, day=day)
    if not last:
        return first
    return DateRange(first=first, last=CalendarDate(month=month, day=last), either=joint == "or")


def day_month_date(tokens: Tokens, index: int) -> Found:
    """Forms such as "27 January 2026", "the 27th of January", "3-5 March", "3 and 5 March"."""
    words = tokens.words
    if tokens.glued(index) and words[index - 1] in _NUMBER_SIGNS:
        return None
    day = day_at(tokens, index)
    if day is None or words[index] == "second":
        return None
    first, after = day
    joint, last = "", 0
    if words[after] in _JOINTS:
        second = day_at(tokens, after + 1)
        if second and second[0] > first:
            joint, (last, after) = words[after], second
    named = month_at(tokens, after + 1 if words[after] == "of" else after)
    if named is None:
        return None
    return _with_year(tokens, named[0], first, joint, last, named[1])


def numeric_date(tokens: Tokens, index: int, day_first: bool | None) -> Found:
    """Three figures joined by one sign without gaps: "2026-01-27", "27.01.2026", "27/1/26"."""
    words = tokens.words
    sign = words[index + 1]
    if sign not in ("-", ".", "/") or words[index + 3] != sign:
        return None
    if not all(tokens.glued(at) for at in range(index + 1, index + 5)):
        return None
    parts = [words[index], words[index + 2], words[index + 4]]
    if not all(is_figure(part) and len(part) in _FIGURE_LENGTHS for part in parts):
        return None
    if tokens.glued(index) and words[index - 1] in (sign, "$"):
        return None
    found = _ordered(parts, sign, day_first)
    return (found, index + 5) if found else None


def _ordered(parts: list[str], sign: str, day_first: bool | None) -> CalendarDate | None:
    """Which figure is the year, the month and the day; ``None`` where that cannot be told."""
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return CalendarDate(year=one, month=two, day=three) if 1 <= two <= 12 and 1 <= three <= 31 else None
    if len(parts[1]) == 4 or len(parts[2]) == 1:
        return None
    if one > 12 or sign == ".":
        day, month = one, two
    elif two > 12:
        day, month = two, one
    elif one == two or day_first is not None:
        day, month = (two, one) if day_first is False else (one, two)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return CalendarDate(year=three, month=month, day=day, short_year=len(parts[2]) == 2)


def day_of_month(tokens: Tokens, index: int) -> Found:
    """A day alone behind "the": "on the 27th" (of the month at hand), where nothing follows that it could count."""
    words = tokens.words
    day = day_at(tokens, index + 1)
    if (
        day is None
        or words[day[1] - 1] not in ("st", "nd", "rd", "th")
        or words[index - 1] not in ("on", "by", "until")
    ):
        return None
    following = words[day[1]]
    if following.isalpha() and following not in _AFTER_DAY:
        return None
    return CalendarDate(day=day[0]), day[1]
