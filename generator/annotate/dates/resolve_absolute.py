"""Values of dates that name their place on the calendar; what is left out is filled in."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from generator.annotate.dates.calendar import SEASON_CODES, Period, Unit, months, period_of, step
from generator.annotate.dates.nearest import nearest, toward
from generator.annotate.dates.outcome import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    on_calendar,
    seen_from,
    unresolved,
)
from generator.annotate.dates.readings import (
    CalendarDate,
    DateRange,
    Holiday,
    MonthReference,
    SeasonReference,
    YearSpan,
)
from generator.annotate.edtf import interval_edtf, month_end


def calendar_date(reading: CalendarDate, scene: Scene) -> Outcome:
    """A date; its year is the nearest one where none is said."""
    year, month, day = reading.year, reading.month, reading.day
    if year is not None and not reading.short_year:
        period = _period(year, month, day)
        return on_calendar(period, relative=False) if period else unresolved(_written(reading))
    if scene.day is None:
        return unresolved(_written(reading))
    if year is not None:
        year = near_century(year, scene.day)
        period = _period(year, month, day)
        return on_calendar(period, convention("short-year")) if period else unresolved(_written(reading))
    found = nearest(
        lambda guess: _on_weekday(_period(guess, month, day), reading.weekday), scene.day, _direction(scene)
    )
    if found is None:
        return unresolved(_written(reading))
    return on_calendar(found[0], arithmetic(seen_from(scene.day)), convention(found[1]))


def _direction(scene: Scene) -> int:
    """Where the event lies; "by February" and "until March" look ahead whatever the verb."""
    return 1 if scene.word_before in ("by", "until", "till", "through") else scene.direction()


def _on_weekday(period: Period | None, weekday: int | None) -> Period | None:
    """The period, unless it falls on another weekday than the text says."""
    return period if period and weekday in (None, period.first.isoweekday()) else None


def _period(year: int, month: int | None, day: int | None) -> Period | None:
    """The year, month or day; ``None`` where the calendar has no such day."""
    if not 1 <= year <= 9998:
        return None
    if month is None:
        return months(Unit.YEAR, year, 1)
    if day is None:
        return months(Unit.MONTH, year, month)
    if day > month_end(year, month).day:
        return None
    only = date(year, month, day)
    return Period(Unit.DAY, only, only)


def _written(reading: CalendarDate) -> str:
    """The TIMEX3 value of an incomplete date."""
    year = "XXXX" if reading.year is None or reading.short_year else f"{reading.year:04}"
    if reading.month is None:
        return year
    return f"{year}-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")


def near_century(short: int, day: date) -> int:
    """The year with these last two figures that is nearest to a day.

    >>> near_century(98, date(2026, 1, 27)), near_century(26, date(2026, 1, 27))
    (1998, 2026)
    """
    return min(
        (century + short for century in (1800, 1900, 2000, 2100)), key=lambda year: abs(year - day.year)
    )


def date_range(reading: DateRange, scene: Scene) -> Outcome:
    """From one date to another; the year said once holds for both."""
    first = calendar_date(reading.first, scene)
    if first.period is None:
        return unresolved(first.value)
    start = first.period
    last = _period(
        reading.last.year or start.first.year,
        reading.last.month or start.first.month if reading.last.day else reading.last.month,
        reading.last.day,
    )
    if last is None or last.last < start.first:
        return first
    edtf = interval_edtf(start.first, last.last)
    return Outcome(
        value=f"{start.value}/{last.value}",
        edtf=edtf,
        period=last,
        steps=first.steps,
        relative=first.relative,
    )


def month_reference(reading: MonthReference, scene: Scene) -> Outcome:
    """ "last April", "this September", "July last year"."""
    if scene.day is None:
        return unresolved(f"XXXX-{reading.month:02}")
    today = scene.day
    year = _year_of(reading.relation, reading.month, today)
    period = _period(year, reading.month, reading.day)
    if period is None:
        return unresolved(f"XXXX-{reading.month:02}")
    return on_calendar(period, arithmetic(seen_from(today), period.edtf))


def _year_of(relation: str, month: int, today: date) -> int:
    """The year of a month behind a relation word."""
    year = today.year
    match relation:
        case "last year":
            return year - 1
        case "next year":
            return year + 1
        case "last" | "previous":
            # Of the month just gone one says "last month".
            return year if month < today.month - 1 else year - 1
        case "next" | "following":
            return year if month > today.month else year + 1
        case _:
            return year


def season(reading: SeasonReference, scene: Scene) -> Outcome:
    """A season of a year, or the one that a relation word or nearness picks."""
    start = 3 + 3 * SEASON_CODES.index(reading.code)
    rule = convention("season")
    if reading.year is not None:
        return on_calendar(months(Unit.SEASON, reading.year, start), rule, relative=False)
    if scene.day is None:
        return unresolved(f"XXXX-{reading.code}")
    today = scene.day
    steps = (arithmetic(seen_from(today)), rule)
    now = period_of(Unit.SEASON, today)
    if reading.relation in ("last year", "next year", "this year"):
        shift = {"last year": -1, "next year": 1, "this year": 0}[reading.relation]
        return on_calendar(months(Unit.SEASON, today.year + shift, start), *steps)
    if reading.relation in ("last", "previous"):
        found = toward(lambda year: months(Unit.SEASON, year, start), step(now.first, -1), -1)
    elif reading.relation in ("next", "following"):
        found = toward(lambda year: months(Unit.SEASON, year, start), step(now.last, 1), 1)
    elif reading.relation == "this":
        found = nearest(lambda year: months(Unit.SEASON, year, start), today, 0)
    else:
        found = nearest(lambda year: months(Unit.SEASON, year, start), today, scene.direction())
    return on_calendar(found[0], *steps) if found else unresolved(f"XXXX-{reading.code}")


def year_span(reading: YearSpan, scene: Scene) -> Outcome:
    """A decade or a century."""
    start = reading.start
    if reading.short:
        if scene.day is None:
            return unresolved(f"XX{start // 10}")
        start = near_century(start, date(min(scene.day.year, 9000), 1, 1))
        if start > scene.day.year:
            start -= 100
    start = max(start, 1)
    period = period_of(reading.unit, date(start, 1, 1))
    if reading.unit is Unit.CENTURY:
        return on_calendar(period, convention("century"), relative=False)
    return on_calendar(period, relative=reading.short)


def holiday(reading: Holiday, scene: Scene) -> Outcome:
    """A feast whose day the calendar gives; nothing where it depends on more."""
    if reading.rule == "unknown":
        return unresolved("XXXX-XX-XX")
    rule = convention("holiday")
    if reading.year is not None:
        period = feast(reading.rule, reading.year)
        return on_calendar(period, rule, relative=False) if period else unresolved("XXXX-XX-XX")
    if scene.day is None:
        return unresolved(f"XXXX-{reading.rule}" if reading.rule[2:3] == "-" else "XXXX-XX-XX")
    choose = toward if reading.relation else nearest
    sign = {"last": -1, "next": 1}.get(reading.relation) or scene.direction()
    found = choose(lambda year: feast(reading.rule, year), scene.day, sign)
    if found is None:
        return unresolved("XXXX-XX-XX")
    return on_calendar(found[0], arithmetic(seen_from(scene.day)), rule, convention(found[1]))


def feast(rule: str, year: int) -> Period | None:
    """The day of a feast in a year, by its rule in ``data/dates.toml``.

    >>> feast("11/4/4", 2025).first, feast("easter+0", 2026).first
    (datetime.date(2025, 11, 27), datetime.date(2026, 4, 5))
    """
    if rule.startswith("easter"):
        day = easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    elif "/" in rule:
        month, which, weekday = (int(part) for part in rule.split("/"))
        if which > 0:
            first = date(year, month, 1)
            day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
        else:
            last = month_end(year, month)
            day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    else:
        month, number = (int(part) for part in rule.split("-"))
        if (month, number) == (2, 29) and not isleap(year):
            return None
        day = date(year, month, number)
    return Period(Unit.DAY, day, day)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm; Meeus, 1991).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)
