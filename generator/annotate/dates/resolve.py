"""From a reading to its value: one function per way of pointing at time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from generator.annotate.dates import resolve_absolute, resolve_relative
from generator.annotate.dates.calendar import OutOfCalendarError, Period, Unit, add, duration_value, step
from generator.annotate.dates.lexicon import conventions
from generator.annotate.dates.outcome import Outcome, Scene, arithmetic, convention, counted
from generator.annotate.dates.readings import (
    CalendarDate,
    Count,
    DateRange,
    DayWord,
    Distance,
    Duration,
    Hedged,
    Holiday,
    MonthReference,
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
from generator.annotate.edtf import interval_edtf, month_end, qualified
from generator.model import TimexType

_DURATION_MODS = {"NEARLY": "LESS_THAN"}
_PART_MODS = {"early": "START", "beginning": "START", "mid": "MID", "late": "END", "end": "END"}


def resolve(reading: Reading, scene: Scene) -> Outcome:
    """The value of a reading; one that leaves the calendar stays without a day."""
    try:
        return _RESOLVERS[type(reading)](reading, scene)
    except OutOfCalendarError:
        return Outcome(value="XXXX")


def duration(reading: Duration, scene: Scene) -> Outcome:
    """A length of time; one that ends or begins on the day of speech has its days too."""
    if scene.word_before == "in" and not reading.window and not reading.count.vague and scene.direction() > 0:
        return resolve_relative.distance(
            Distance(count=reading.count, unit=reading.unit, sign=1, bound=reading.bound), scene
        )
    value = _length(reading.count, reading.unit)
    steps = [convention(reading.count.vague)] if reading.count.vague else []
    edtf = None
    if reading.window and scene.day:
        sign = -1 if reading.window == "past" else 1
        far = add(scene.day, sign * (reading.count.high or 1), reading.unit)
        near = scene.day if abs((far - scene.day).days) else step(scene.day, sign)
        edtf = interval_edtf(min(far, near), max(far, near), approximate=bool(reading.count.vague))
        steps.insert(0, arithmetic(counted(scene.day, sign), edtf))
    mod = _DURATION_MODS.get(reading.bound, reading.bound) or None
    return Outcome(
        type=TimexType.DURATION,
        value=value,
        mod=mod,
        edtf=edtf,
        steps=tuple(steps),
        relative=edtf is not None,
    )


_HALVES = {Unit.YEAR: "6M", Unit.DAY: "T12H", Unit.HOUR: "30M", Unit.MINUTE: "30S", Unit.DECADE: "5Y"}


def _length(count: Count, unit: Unit) -> str:
    """The TIMEX3 value of a length; of a range, the lower end."""
    if not count.half:
        return duration_value(count.value, unit)
    if unit not in _HALVES:
        return duration_value(f"{count.low}.5", unit)
    if count.low == 0:
        return ("PT" if unit in (Unit.HOUR, Unit.MINUTE) else "P") + _HALVES[unit]
    return duration_value(str(count.low), unit) + _HALVES[unit]


def recurring(reading: Recurring, _scene: Scene) -> Outcome:
    """A time that comes again."""
    return Outcome(type=TimexType.SET, value=reading.value)


def hedged(reading: Hedged, scene: Scene) -> Outcome:
    """A date said to be about right."""
    inner = resolve(reading.date, scene)
    return Outcome(
        type=inner.type,
        value=inner.value,
        mod=reading.mod,
        edtf=qualified(inner.edtf, approximate=True) if inner.edtf else None,
        period=inner.period,
        steps=inner.steps,
        relative=inner.relative,
    )


def part_of(reading: PartOf, scene: Scene) -> Outcome:
    """A part of a period, by convention; "earlier" and "later" are the side of the day of speech."""
    inner = resolve(reading.whole, scene)
    period = inner.period
    if period is None:
        return inner
    if reading.part in ("earlier", "later"):
        return _side(reading.part, inner, period, scene.day)
    ends = part_days(reading.part, period)
    edtf = interval_edtf(*ends, approximate=True) if ends else inner.edtf
    return Outcome(
        type=inner.type,
        value=inner.value,
        mod=_PART_MODS[reading.part],
        edtf=edtf,
        period=period,
        steps=(*inner.steps, convention(reading.part)),
        relative=inner.relative,
    )


def _side(part: str, inner: Outcome, period: Period, day: date | None) -> Outcome:
    """The days of a period before or after the day of speech."""
    edtf = inner.edtf
    steps = inner.steps
    if day and period.first <= day <= period.last:
        ends = (period.first, day) if part == "earlier" else (day, period.last)
        edtf = interval_edtf(*ends)
        clause = "up to the article's own day" if part == "earlier" else "from the article's own day on"
        steps = (*steps, arithmetic(clause, edtf))
    mod = "START" if part == "earlier" else "END"
    return Outcome(value=inner.value, mod=mod, edtf=edtf, period=period, steps=steps, relative=inner.relative)


def part_days(part: str, period: Period) -> tuple[date, date] | None:
    """First and last day of a part, by the conventions table; ``None`` for periods it has no row for."""
    unit = Unit.QUARTER if period.unit in (Unit.SEASON, Unit.HALF) else period.unit
    bounds = conventions()[part].parts.get(unit)
    if bounds is None:
        return None
    low, high = bounds
    first = period.first
    if unit in (Unit.WEEK, Unit.MONTH):
        return first + timedelta(days=low - 1), min(first + timedelta(days=high - 1), period.last)
    size = Unit.MONTH if unit in (Unit.YEAR, Unit.QUARTER) else Unit.YEAR
    start = add(first, low - 1, size)
    end = add(first, high - 1, size)
    return start, month_end(end.year, end.month if size is Unit.MONTH else 12)


def time_of_day(reading: TimeOfDay, scene: Scene) -> Outcome:
    """A time of day, on its own day or on that of speech."""
    day = resolve(reading.day or DayWord(offset=0), scene)
    return resolve_relative.time_value(reading, day)


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
    NumberedUnit: resolve_relative.numbered_unit,
    Distance: resolve_relative.distance,
    Vague: resolve_relative.vague,
    Duration: duration,
    Recurring: recurring,
    Hedged: hedged,
    PartOf: part_of,
    TimeOfDay: time_of_day,
}
