"""Lengths of time with their end, or the whole, behind them: "the year to June 2025", "the first six months of 2025".

In: the expressions of a text in order, each with its reading. Out: the same, where one is such a length both it and the
date behind it with the days of the stretch; the TIMEX3 value of each stays that of its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.annotate.dates.periods import (
    OutOfCalendarError,
    Period,
    Unit,
    add,
    duration_value,
    period_of,
    run_within,
    step,
)
from generator.annotate.dates.readings import (
    CalendarDate,
    DayWord,
    Duration,
    MonthReference,
    PartOf,
    Reading,
    UnitReference,
    YearSpan,
)
from generator.annotate.dates.scene import arithmetic, counted_from
from generator.annotate.dates.tokens import GRAMMAR, Count, Tokens
from generator.edtf import interval_edtf
from generator.edtf_words import format_edtf
from generator.model import StepKind, Timex, TimexType

# A reading, its first token and the one behind its last.
Item = tuple[Reading, int, int]
_ENDS = GRAMMAR["ends_stretch"]
_ENDED_IN = [[word, "in"] for word in sorted(_ENDS)]
_RUNS_TO = GRAMMAR["runs_to"]
_IN_THE_COURSE = GRAMMAR["in_the_course"]
_ONE = Count(low=1, high=1)
_WITHIN_MONTHS = frozenset({Unit.DAY, Unit.WEEK, Unit.FORTNIGHT})
_UNITS = _WITHIN_MONTHS | {Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE}


def with_ends(timexes: Sequence[Timex], items: Sequence[Item], tokens: Tokens) -> list[Timex]:
    """The expressions, lengths that end with the next of them, or lie in it, with their days."""
    found = list(timexes)
    for at in range(len(found) - 1):
        length, other = items[at], items[at + 1]
        joint = length[2] + 1 + (tokens.words[length[2] : length[2] + 2] in _ENDED_IN)
        measured = _measure(length[0]) if other[1] == joint else None
        if measured is None:
            continue
        if isinstance(length[0], Duration) and length[0].part:
            if tokens.words[length[2]] in ("of", "in"):
                found[at : at + 2] = _part(found[at], found[at + 1], length[0], other[0])
        elif _joined(length, tokens):
            found[at : at + 2] = _ended(found[at], found[at + 1], other[0], *measured)
    return found


def _part(length: Timex, whole: Timex, part: Duration, reading: Reading) -> tuple[Timex, Timex]:
    """The first or last so much of a stretch, and the stretch: "the first nine months of the year"."""
    when = whole.edtf
    exact = part.count.low == part.count.high and part.unit in _UNITS and not part.count.half
    if not exact or when is None or when.earliest is None or when.latest is None or not _is_stretch(reading):
        return length, whole
    ends = run_within((when.earliest, when.latest), part.part, part.count.low, part.unit)
    if ends is None:
        return length, whole
    edtf = interval_edtf(*ends, uncertain=when.uncertain)
    steps = tuple(item for item in whole.working if item.kind is not StepKind.EXPRESSION)
    return (
        replace(length, edtf=edtf, modality=whole.modality, working=(*length.working[:1], *steps)),
        replace(whole, edtf=edtf),
    )


def _is_stretch(reading: Reading) -> bool:
    """Whether a reading is a month, a year, a decade or another stretch of the calendar."""
    if isinstance(reading, UnitReference):
        return reading.unit is not Unit.DAY
    if isinstance(reading, YearSpan):
        return reading.other is None
    return isinstance(reading, CalendarDate | MonthReference) and reading.day is None


def _measure(reading: Reading) -> tuple[Count, Unit] | None:
    """How many of which unit a reading lasts; ``None`` for what is no exact length, or has its days already."""
    if isinstance(reading, UnitReference):
        return (_ONE, reading.unit) if reading.relation == "the" and reading.unit in _UNITS else None
    if not isinstance(reading, Duration) or reading.window or reading.bound or reading.unit not in _UNITS:
        return None
    count = reading.count
    return None if count.half or count.vague or count.low != count.high else (count, reading.unit)


def _joined(length: Item, tokens: Tokens) -> bool:
    """Whether a length is said to end with the expression behind it.

    Not "put off by three months to June": with "to" it is a stretch behind "the" or "in" only.
    """
    words = tokens.words
    _reading, first, after = length
    # "The half-year to September", "in half-year to"
    said = words[first] in ("the", "half") or (first > 0 and words[first - 1] in _IN_THE_COURSE)
    return words[after] in _ENDS or (words[after] in _RUNS_TO and said)


def _last_day(end: Timex, reading: Reading, unit: Unit) -> date | None:
    """The last day of a stretch; ``None`` where the expression is none that could end it."""
    when = end.edtf
    if when is None or None in (when.earliest, when.latest):
        return None
    whole = reading.whole if isinstance(reading, PartOf) and reading.part == "end" else reading
    dated = isinstance(whole, CalendarDate) and (whole.month or (unit is Unit.YEAR and whole is reading))
    if not dated and not isinstance(reading, DayWord):
        return None
    return when.latest if unit not in _WITHIN_MONTHS or when.earliest == when.latest else None


def _ended(length: Timex, end: Timex, reading: Reading, count: Count, unit: Unit) -> tuple[Timex, Timex]:
    """A length and its end, with the days from the one to the other."""
    last = _last_day(end, reading, unit)
    if last is None or end.edtf is None:
        return length, end
    try:
        first = add(step(last, 1), -count.low, unit)
    except OutOfCalendarError:
        return length, end
    edtf = interval_edtf(first, last, uncertain=end.edtf.uncertain)
    working = (
        *length.working[:1],
        arithmetic(counted_from(format_edtf(interval_edtf(last, last)), -1), edtf),
    )
    quarter = unit is Unit.QUARTER and Period(unit, first, last) == period_of(unit, first)
    counted = replace(
        length,
        type=TimexType.DATE if unit is Unit.QUARTER else TimexType.DURATION,
        value=_value(length, count, unit, period_of(unit, first) if quarter else None),
        edtf=edtf,
        modality=end.modality,
        working=working,
    )
    return counted, replace(end, edtf=edtf, working=(*end.working[:1], *working[1:]))


def _value(length: Timex, count: Count, unit: Unit, quarter: Period | None) -> str:
    """The TIMEX3 value: that of the quarter of the calendar, if it is not one of an own year; or the length."""
    if unit is Unit.QUARTER and count is _ONE:
        return quarter.value if quarter and length.edtf else length.value
    return duration_value(count.value, unit)
