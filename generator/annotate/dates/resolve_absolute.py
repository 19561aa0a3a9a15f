"""Values of dates that name their place on the calendar; what is left out is filled in."""

from __future__ import annotations

from datetime import date

from generator.annotate.dates.feasts import UNKNOWN, feast
from generator.annotate.dates.nearest import distance, nearest, toward
from generator.annotate.dates.outcome import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    exactly,
    seen_from,
    unresolved,
)
from generator.annotate.dates.periods import SEASON_CODES, Period, Unit, months, period_of, shifted, step
from generator.annotate.dates.readings import (
    CalendarDate,
    DateRange,
    Holiday,
    MonthReference,
    SeasonReference,
    YearSpan,
)
from generator.edtf import interval_edtf, month_end, one_of_edtf

# Words in front of a date that tell its side, whatever the verb.
_SIDES = {"since": -1, "by": 1, "until": 1, "till": 1, "through": 1}
_YEAR_SHIFTS = {"last year": -1, "this year": 0, "next year": 1}


def calendar_date(reading: CalendarDate, scene: Scene) -> Outcome:
    """A date; where no year is said, that of the nearest such date."""
    year, month, day = reading.year, reading.month, reading.day
    if year is not None and not reading.short_year:
        period = _period(year, month, day)
        return exactly(period, relative=False) if period else unresolved(_written(reading))
    if scene.day is None:
        return unresolved(_written(reading))
    if month is None and day is not None:
        return _day_of_month(day, scene.day, _direction(scene))
    if year is not None:
        period = _period(near_century(year, scene.day.year), month, day)
        return exactly(period, convention("short-year")) if period else unresolved(_written(reading))
    # What something has lasted since has been, however near the next one is.
    choose = toward if scene.word_before == "since" else nearest
    found = choose(
        lambda guess: _on_weekday(_period(guess, month, day), reading.weekday), scene.day, _direction(scene)
    )
    if found is None:
        return unresolved(_written(reading))
    return exactly(found[0], arithmetic(seen_from(scene.day), found[0].edtf), convention(found[1]))


def _direction(scene: Scene) -> int:
    """On which side of the day of speech the date lies."""
    return _SIDES.get(scene.word_before) or scene.direction()


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
    if reading.month is None and reading.day is not None:
        return f"XXXX-XX-{reading.day:02}"
    year = "XXXX" if reading.year is None or reading.short_year else f"{reading.year:04}"
    if reading.month is None:
        return year
    return f"{year}-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")


def near_century(short: int, year: int) -> int:
    """The year with these last two figures that is nearest to a year.

    >>> near_century(98, 2026), near_century(26, 2026)
    (1998, 2026)
    """
    century = year // 100 * 100
    return min(
        (century - 100 + short, century + short, century + 100 + short), key=lambda guess: abs(guess - year)
    )


def _day_of_month(day: int, today: date, direction: int) -> Outcome:
    """A day without a month: the nearest one on the side the sentence looks to."""
    around = [shifted(period_of(Unit.MONTH, today), count) for count in (0, -1, 1, -2, 2)]
    days = [_period(month.first.year, month.first.month, day) for month in around]
    fitting = [item for item in days if item and (item.first - today).days * direction >= 0]
    chosen = min(fitting, key=lambda item: distance(item, today), default=None)
    if chosen is None:
        return unresolved(f"XXXX-XX-{day:02}")
    return exactly(chosen, arithmetic(seen_from(today), chosen.edtf))


def date_range(reading: DateRange, scene: Scene) -> Outcome:
    """From one date to another, or one of two; the year said once holds for both."""
    first = calendar_date(reading.first, scene)
    start = first.period
    if start is None:
        return first
    year = reading.last.year or start.first.year
    last = _period(year, reading.last.month, reading.last.day)
    if last is None or last.last < start.first:
        return first
    edtf = one_of_edtf([start.first, last.last]) if reading.either else interval_edtf(start.first, last.last)
    return Outcome(
        value=f"{start.value}/{last.value}",
        edtf=edtf,
        period=last,
        steps=first.steps,
        relative=first.relative,
    )


def month_reference(reading: MonthReference, scene: Scene) -> Outcome:
    """A month or a day of it by its place: "last April", "this September", "3 July last year"."""
    unknown = unresolved(_written(CalendarDate(month=reading.month, day=reading.day)))
    if scene.day is None:
        return unknown
    period = _period(_year_of(reading.relation, reading.month, scene.day), reading.month, reading.day)
    return exactly(period, arithmetic(seen_from(scene.day), period.edtf)) if period else unknown


def _year_of(relation: str, month: int, today: date) -> int:
    """The year of a month behind a word that places it."""
    if relation in _YEAR_SHIFTS:
        return today.year + _YEAR_SHIFTS[relation]
    if relation in ("last", "previous"):
        # Of the month just gone one says "last month".
        return today.year if month < today.month - 1 else today.year - 1
    if relation in ("next", "following"):
        return today.year if month > today.month else today.year + 1
    return today.year


def season(reading: SeasonReference, scene: Scene) -> Outcome:
    """A season of a year, or the one that a word beside it or nearness picks."""
    start = 3 + 3 * SEASON_CODES.index(reading.code)
    rule = convention("season")
    if reading.year is not None:
        return exactly(months(Unit.SEASON, reading.year, start), rule, relative=False)
    unknown = unresolved(f"XXXX-{reading.code}")
    if scene.day is None:
        return unknown
    chosen = _season_beside(reading.relation, start, scene.day, scene)
    return exactly(chosen, arithmetic(seen_from(scene.day), chosen.edtf), rule) if chosen else unknown


def _season_beside(relation: str, start: int, today: date, scene: Scene) -> Period | None:
    """The season of the year that the word beside it picks."""

    def of_year(year: int) -> Period:
        return months(Unit.SEASON, year, start)

    now = period_of(Unit.SEASON, today)
    if relation in _YEAR_SHIFTS:
        return of_year(today.year + _YEAR_SHIFTS[relation])
    if relation in ("last", "previous"):
        found = toward(of_year, step(now.first, -1), -1)
    elif relation in ("next", "following"):
        found = toward(of_year, step(now.last, 1), 1)
    else:
        found = nearest(of_year, today, 0 if relation == "this" else scene.direction())
    return found[0] if found else None


def year_span(reading: YearSpan, scene: Scene) -> Outcome:
    """A decade or a century; of "the eighties", the latest that has begun."""
    start = reading.start
    if reading.short:
        if scene.day is None:
            return unresolved(f"XX{start // 10}")
        start = near_century(start, scene.day.year)
        if start > scene.day.year:
            start -= 100
    period = period_of(reading.unit, date(max(start, 1), 1, 1))
    if reading.unit is Unit.CENTURY:
        return exactly(period, convention("century"), relative=False)
    return exactly(period, relative=reading.short)


def holiday(reading: Holiday, scene: Scene) -> Outcome:
    """A feast whose day the calendar gives; nothing where it depends on more."""
    unknown = unresolved("XXXX-XX-XX")
    if reading.rule == UNKNOWN:
        return unknown
    rule = convention("holiday")
    if reading.year is not None:
        period = feast(reading.rule, reading.year)
        return exactly(period, rule, relative=False) if period else unknown
    if scene.day is None:
        return unknown
    found = nearest(lambda year: feast(reading.rule, year), scene.day, scene.direction())
    if found is None:
        return unknown
    return exactly(found[0], arithmetic(seen_from(scene.day), found[0].edtf), rule, convention(found[1]))
