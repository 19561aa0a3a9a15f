"""From a reading to its value: one function per way of pointing at time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from generator.annotate.dates import resolve_absolute, resolve_accounts, resolve_distance, resolve_relative
from generator.annotate.dates.outcome import Outcome, Scene, arithmetic, convention
from generator.annotate.dates.periods import OutOfCalendarError, Period, Unit, add, period_of
from generator.annotate.dates.readings import (
    CalendarDate,
    DateRange,
    DayWord,
    Distance,
    Duration,
    Hedged,
    Holiday,
    MonthReference,
    NumberedIn,
    NumberedUnit,
    PartOf,
    Reading,
    Recurring,
    SeasonReference,
    TimeOfDay,
    UnitReference,
    Vague,
    Weekday,
    YearSpan,
)
from generator.annotate.dates.tables import conventions
from generator.catalog import _
from generator.edtf import interval_edtf, month_end, qualified
from generator.model import StepKind, TimexType, WorkingStep

_PART_MODS = {"early": "START", "beginning": "START", "mid": "MID", "late": "END", "end": "END"}
_OUT_OF_CALENDAR = Outcome(value="XXXX")


def resolve(reading: Reading, scene: Scene) -> Outcome:
    """The value of a reading; one that leaves the calendar stays without a day."""
    try:
        return _RESOLVERS[type(reading)](reading, scene)
    except OutOfCalendarError:
        return _OUT_OF_CALENDAR


def recurring(reading: Recurring, _scene: Scene) -> Outcome:
    """A time that comes again."""
    return Outcome(type=TimexType.SET, value=reading.value)


def distance(reading: Distance, scene: Scene) -> Outcome:
    """A distance from the day of speech, from the text, or from a date that it names itself."""
    if isinstance(reading.anchor, str):
        return resolve_distance.distance(reading, scene)
    base = resolve(reading.anchor, scene)
    return resolve_distance.from_date(reading, base)


def hedged(reading: Hedged, scene: Scene) -> Outcome:
    """A date said to be about right."""
    inner = resolve(reading.date, scene)
    return replace(inner, mod="APPROX", edtf=qualified(inner.edtf, approximate=True) if inner.edtf else None)


def part_of(reading: PartOf, scene: Scene) -> Outcome:
    """A part of a period, by convention; "earlier" and "later" are the sides of the day of speech."""
    inner = resolve(reading.whole, scene)
    if inner.period is None:
        return inner
    if reading.part in ("earlier", "later"):
        return _side(reading.part, inner, inner.period, scene.day)
    ends = part_days(reading.part, inner.period)
    return replace(
        inner,
        mod=_PART_MODS[reading.part],
        edtf=interval_edtf(*ends, approximate=True) if ends else inner.edtf,
        steps=(*inner.steps, convention(reading.part, inner.period.unit)),
    )


def numbered_in(reading: NumberedIn, scene: Scene) -> Outcome:
    """A day, week, month or weekday of a period by its number."""
    inner = resolve(reading.whole, scene)
    found = nth(reading, inner.period) if inner.period else None
    if inner.period is None or found is None:
        return replace(inner, edtf=inner.edtf, period=None)
    first, last = found
    edtf = interval_edtf(first, last)
    period = period_of(reading.unit, first) if reading.unit in (Unit.DAY, Unit.MONTH) else None
    return replace(
        inner,
        value=period.value if period else f"{first.isoformat()}/{last.isoformat()}",
        edtf=edtf,
        period=period,
        steps=(*inner.steps, *(() if period else (convention("numbered-week"),))),
    )


def nth(reading: NumberedIn, period: Period) -> tuple[date, date] | None:
    """First and last day of the unit with a number in a period; ``None`` where the period has none."""
    number = reading.number
    if reading.weekday or reading.unit is Unit.WEEKEND:
        weekday = reading.weekday or 6
        first = period.first + timedelta(days=(weekday - period.first.isoweekday()) % 7 + 7 * (number - 1))
        if number < 0:
            first = period.last - timedelta(days=(period.last.isoweekday() - weekday) % 7)
        last = first if reading.weekday else first + timedelta(days=1)
    elif reading.unit is Unit.MONTH:
        base = period.last.replace(day=1) if number < 0 else add(period.first, number - 1, Unit.MONTH)
        first, last = base, month_end(base.year, base.month)
    else:
        size = 7 if reading.unit is Unit.WEEK else 1
        first = period.first + timedelta(days=size * (number - 1))
        if number < 0:
            first = period.last - timedelta(days=size - 1)
        last = first + timedelta(days=size - 1)
    return (first, last) if period.first <= first <= period.last else None


def _side(part: str, inner: Outcome, period: Period, day: date | None) -> Outcome:
    """The days of a period before or after the day of speech."""
    mod = "START" if part == "earlier" else "END"
    if day is None or not period.first <= day <= period.last:
        return replace(inner, mod=mod)
    ends = (period.first, day) if part == "earlier" else (day, period.last)
    edtf = interval_edtf(*ends)
    clause = _("up to the article's own day") if part == "earlier" else _("from the article's own day on")
    return replace(inner, mod=mod, edtf=edtf, steps=(*inner.steps, arithmetic(clause, edtf)), relative=True)


def part_days(part: str, period: Period) -> tuple[date, date] | None:
    """First and last day of a part, by the conventions table; ``None`` for periods it has no column for."""
    unit = Unit.QUARTER if period.unit in (Unit.SEASON, Unit.HALF) else period.unit
    bounds = conventions()[part].parts.get(unit)
    if bounds is None:
        return None
    low, high = bounds
    if unit in (Unit.WEEK, Unit.MONTH):
        first, last = (period.first + timedelta(days=number - 1) for number in (low, high))
        return first, min(last, period.last)
    size = Unit.MONTH if unit in (Unit.YEAR, Unit.QUARTER) else Unit.YEAR
    end = add(period.first, high - 1, size)
    return add(period.first, low - 1, size), month_end(end.year, end.month if size is Unit.MONTH else 12)


def time_of_day(reading: TimeOfDay, scene: Scene) -> Outcome:
    """A time of day, on its own day or on that of speech."""
    day = resolve(reading.day, scene) if reading.day else _borrowed_day(scene)
    if reading.nights and day.period:
        edtf = interval_edtf(day.period.first, add(day.period.last, 1, Unit.DAY))
        day = replace(
            day, edtf=edtf, steps=(arithmetic(_("the night that ends on the article's own day"), edtf),)
        )
    if reading.zone:
        said = WorkingStep(kind=StepKind.EXPRESSION, text=_("the time is {zone}", zone=reading.zone))
        day = replace(day, steps=(*day.steps, said))
    whole = day.period is None or day.period.unit is Unit.DAY
    given = reading.day is not None
    value = f"{day.value if whole else 'XXXX-XX-XX'}T{reading.code}"
    return replace(day, type=TimexType.TIME, value=value, day_given=given, aside=day.aside or not given)


def _borrowed_day(scene: Scene) -> Outcome:
    """The day of speech, for a time of day that names none."""
    day = resolve(DayWord(offset=0), scene)
    if day.edtf is None:
        return day
    return replace(
        day, steps=(arithmetic(_("put on the article's own day since no day is named"), day.edtf),)
    )


_RESOLVERS: dict[type, Callable[[Any, Scene], Outcome]] = {
    CalendarDate: resolve_absolute.calendar_date,
    DateRange: resolve_absolute.date_range,
    MonthReference: resolve_absolute.month_reference,
    SeasonReference: resolve_absolute.season,
    YearSpan: resolve_absolute.year_span,
    Holiday: resolve_absolute.holiday,
    DayWord: resolve_relative.day_word,
    Weekday: resolve_relative.weekday,
    UnitReference: resolve_relative.unit_reference,
    Vague: resolve_relative.vague,
    NumberedUnit: resolve_accounts.numbered_unit,
    Distance: distance,
    Duration: resolve_distance.duration,
    Recurring: recurring,
    Hedged: hedged,
    PartOf: part_of,
    NumberedIn: numbered_in,
    TimeOfDay: time_of_day,
}
