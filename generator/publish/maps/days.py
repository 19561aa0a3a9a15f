"""The days of the interactive map's time control: stretches in which the same statements hold.

A step is a day, or a run of days, on which no dated statement begins or ends; days without any
statement make no step. So one steps through what was reported, not through the calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.catalog import _, format_date, format_day
from generator.edtf import interval_edtf
from generator.edtf_words import format_edtf
from generator.publish.maps.view import MapStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A day or a run of days.

    Attributes:
        label: For readers: ``Tuesday, 27 January 2026``, ``1 May 2020 to 4 May 2020``.
        exact: Numbers of the statements of exactly this day.
        possible: Numbers of those whose event may lie here.
    """

    label: str
    exact: tuple[int, ...]
    possible: tuple[int, ...]


def steps_of(statements: Sequence[MapStatement]) -> tuple[Step, ...]:
    """The steps in order of time.

    Of a date that is open at one end ("by 22 January") the known end alone is taken, as on the
    timeline: its statement would else stand at every step before.
    """
    spans = {
        number: ends for number, statement in enumerate(statements) if (ends := _ends(statement)) is not None
    }
    # The day after the last one of a span; ordinals, because the calendar ends with the year 9999.
    edges = sorted({edge for first, last in spans.values() for edge in (first, last + 1)})
    steps = []
    for first, after in pairwise(edges):
        here = [number for number, (start, end) in spans.items() if start <= first and after - 1 <= end]
        if here:
            steps.append(
                Step(
                    label=_label(date.fromordinal(first), date.fromordinal(after - 1)),
                    exact=tuple(number for number in here if statements[number].exact),
                    possible=tuple(number for number in here if not statements[number].exact),
                )
            )
    return tuple(steps)


def _ends(statement: MapStatement) -> tuple[int, int] | None:
    first, last = statement.first or statement.last, statement.last or statement.first
    return (first.toordinal(), last.toordinal()) if first and last else None


def _label(first: date, last: date) -> str:
    """A run of days is said as a month or a year where it is one: it is no "between", all of it is shown."""
    if first == last:
        return format_day(first)
    run = interval_edtf(first, last)
    if "/" not in run.text:
        return format_edtf(run)
    return _("{first} to {last}", first=format_date(first), last=format_date(last))
