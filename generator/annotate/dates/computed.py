"""Dates that no source says: a date and a length of time that sources do say, added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.annotate.dates.calendar import DAYS_IN, MONTHS_IN, OutOfCalendarError, Unit, add
from generator.annotate.dates.lexicon import conventions
from generator.catalog import _
from generator.edtf import format_edtf, interval_edtf
from generator.model import Edtf, StepKind, Timex, WorkingStep

_LENGTH = re.compile(r"P(T?)(\d{1,6}|X)([A-Z]{1,2})", re.ASCII)
_UNITS = {
    ("", "D"): Unit.DAY,
    ("", "WE"): Unit.WEEKEND,
    ("", "W"): Unit.WEEK,
    ("", "M"): Unit.MONTH,
    ("", "Q"): Unit.QUARTER,
    ("", "Y"): Unit.YEAR,
    ("T", "H"): Unit.HOUR,
    ("T", "M"): Unit.MINUTE,
    ("T", "S"): Unit.SECOND,
}


class NotALengthError(ValueError):
    """The expression is no length of time that can be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedDate:
    """A date worked out from what sources say, to be shown as computed.

    Attributes:
        edtf: Always approximate: no source says where the counting begins and ends.
        working: The two expressions and the arithmetic.
    """

    edtf: Edtf
    working: tuple[WorkingStep, ...]


def compute_date(start: Timex, length: Timex, *, sign: int) -> ComputedDate:
    """Count a length of time from a date.

    Args:
        start: An expression with an EDTF ("Saturday").
        length: A duration ("four-day").
        sign: -1 for the date before, 1 for the date after.

    Returns:
        The date, approximate, with its working.

    Raises:
        NotALengthError: (a ``ValueError``) when ``start`` has no day or ``length`` no countable length.
    """
    if start.edtf is None:
        raise NotALengthError(f'"{start.text}" names no day to count from')
    low, high, unit = _measure(length)
    near, far = sorted((sign * low, sign * high))
    try:
        earliest = _moved(start.edtf.earliest, near, unit)
        latest = _moved(start.edtf.latest, far, unit)
    except OutOfCalendarError as problem:
        raise NotALengthError(f'"{length.text}" leads out of the calendar') from problem
    edtf = interval_edtf(earliest, latest, approximate=True, uncertain=start.edtf.uncertain)
    said = format_edtf(start.edtf, notes=False)
    if sign < 0:
        clause = _('"{length}" before {date}', length=length.text, date=said)
    else:
        clause = _('"{length}" after {date}', length=length.text, date=said)
    working = (
        WorkingStep(kind=StepKind.EXPRESSION, text=start.text, edtf=start.edtf.text),
        WorkingStep(kind=StepKind.EXPRESSION, text=length.text),
        WorkingStep(kind=StepKind.ARITHMETIC, text=clause, edtf=edtf.text),
        WorkingStep(
            kind=StepKind.INFERENCE,
            text=_("computed for this site; no source says the date, nor which day counts as the first"),
        ),
    )
    return ComputedDate(edtf=edtf, working=working)


def _measure(length: Timex) -> tuple[int, int, Unit]:
    """Least and most units of a duration."""
    match = _LENGTH.fullmatch(length.value)
    if not match:
        raise NotALengthError(f'"{length.text}" is no length of time that can be counted')
    time, number, letter = match.groups()
    unit = _UNITS.get((time, letter))
    if unit is None:
        raise NotALengthError(f'"{length.text}" is counted in a unit that is not supported')
    if number != "X":
        return int(number), int(number), unit
    rows = [conventions()[step.convention] for step in length.working if step.convention]
    if not rows or not rows[0].high:
        raise NotALengthError(f'"{length.text}" says no number')
    return rows[0].low, rows[0].high, unit


def _moved(day: date | None, count: int, unit: Unit) -> date | None:
    """A day moved by some units; an open end stays open."""
    if day is None:
        return None
    return add(day, count, unit) if unit in MONTHS_IN or DAYS_IN[unit] else day
