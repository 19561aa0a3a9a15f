"""The working of a date for a newspaper reader: how an expression was read, and dates that only a sum gives.

In: finished records (`Timex`). Out: one or two sentences; or a date and a length that sources say, added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.annotate.dates.periods import DAYS_IN, MONTHS_IN, OutOfCalendarError, Unit, add
from generator.annotate.dates.tokens import conventions
from generator.catalog import N_, _
from generator.edtf import interval_edtf
from generator.edtf_words import format_edtf, format_or_beyond
from generator.model import Edtf, StepKind, Timex, TimexType, WorkingStep

_REFERENCES = {
    "PRESENT_REF": N_("the time of writing"),
    "PAST_REF": N_("some time before the article"),
    "FUTURE_REF": N_("some time after the article"),
}
# "the latest Tuesday up to …" needs no second sentence.
_SAID_BY_CLAUSE = frozenset({"weekday-past", "weekday-future"})
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


# ---------------------------------------------------------------- how an expression was read


def _texts(steps: Iterable[WorkingStep], *kinds: StepKind) -> list[str]:
    return [step.text for step in steps if step.kind in kinds]


def _rules(steps: Iterable[WorkingStep]) -> list[str]:
    """The conventions that the arithmetic does not tell by itself."""
    return _texts((step for step in steps if step.convention not in _SAID_BY_CLAUSE), StepKind.CONVENTION)


def _gives(words: str, clauses: list[str], meaning: str) -> str:
    """What words mean, by the arithmetic of ``clauses`` where there is some."""
    if not clauses:
        return _('"{words}" means {meaning}.', words=words, meaning=meaning)
    working = _(", ").join(clauses)
    return _('"{words}", {working}, gives {meaning}.', words=words, working=working, meaning=meaning)


def explain(timex: Timex) -> str:
    """Say how an expression was read, from its working.

    Returns:
        One or two sentences.
    """
    first, *rest = timex.working
    clauses, hedges = _texts(rest, StepKind.ARITHMETIC), _texts(rest, StepKind.EXPRESSION)
    rules = _rules(rest)
    meaning = _meaning(timex)
    if clauses or hedges or rules or timex.edtf is None:
        sentences = [_gives(first.text, clauses, _("; ").join([meaning, *hedges]))]
    elif meaning.casefold() == first.text.casefold():
        sentences = [_('"{words}" is the date in the article\'s own words.', words=first.text)]
    else:
        said = _(
            '"{words}" is the date in the article\'s own words: {meaning}.', words=first.text, meaning=meaning
        )
        sentences = [said]
    if rules:
        sentences.append(_("By convention, {conventions}.", conventions=_("; ").join(rules)))
    reasons = _texts(rest, StepKind.REFERENCE, StepKind.INFERENCE)
    if reasons and (timex.edtf is None or timex.edtf.uncertain or not clauses):
        sentences.append(f"{reasons[0][:1].upper()}{reasons[0][1:]}.")
    return " ".join(sentences)


def _meaning(timex: Timex) -> str:
    """What an expression comes to, in words."""
    closed = timex.edtf and timex.edtf.earliest and timex.edtf.latest
    if timex.value in _REFERENCES and not (closed and timex.value != "PRESENT_REF"):
        return _(_REFERENCES[timex.value])
    if timex.edtf:
        return format_or_beyond(timex.edtf)
    match timex.type:
        case TimexType.DURATION:
            return _("a length of time, not a date")
        case TimexType.SET:
            return _("a time that recurs")
        case _:
            return _("no day that can be told")


# ---------------------------------------------------------------- dates that no source says


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
