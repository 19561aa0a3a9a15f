"""What resolving an expression yields, and the scene it is resolved in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from generator.annotate.dates.periods import Period, Unit
from generator.annotate.dates.tables import conventions
from generator.catalog import _, cached
from generator.edtf import format_day
from generator.model import Edtf, StepKind, TimexType, WorkingStep

# Stretches that accounts are also drawn up for, and that "a year earlier" then compares.
_LONG_STRETCH = re.compile(r"P([69]M|[23]Q|1Y)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The value of an expression, not yet tied to its place in the text.

    Attributes:
        period: The calendar period meant, for what later words of the text point back to.
        steps: The working, without the expression itself.
        relative: Whether the day of speech went into it.
        aside: Whether the text goes on about what it spoke of before: it only compares, or names no day.
        day_given: Whether it names its day, rather than a time of some day left to the reader.
    """

    type: TimexType = TimexType.DATE
    value: str
    mod: str | None = None
    edtf: Edtf | None = None
    period: Period | None = None
    steps: tuple[WorkingStep, ...] = ()
    relative: bool = False
    aside: bool = False
    day_given: bool = True


@dataclass(slots=True)
class Scene:
    """Where the resolver stands in the text.

    Attributes:
        day: The day of speech; ``None`` where it is not known.
        last: The calendar period the text named last.
        last_relative: Whether the day of speech went into that.
        begun: The period named last that does not lie after the day of speech, and whether that day went into it.
        quarter: The quarter the text speaks of; what a comparison names does not count.
        reporting: Whether the figures at hand are that quarter's, and not those of a longer stretch.
        direction: Finds out whether the event at hand is past (-1), to come (1) or neither for sure (0).
        told_past: Finds out whether the verb of the expression's own clause is one of the past.
        compared: Finds out whether the expression at hand stands in a comparison of figures.
        word_before: The word in front of it.
        second_before: The word in front of that.
        next_word: The word behind it.
    """

    day: date | None
    last: Period | None = None
    last_relative: bool = False
    begun: tuple[Period, bool] | None = None
    quarter: Period | None = None
    reporting: bool = False
    direction: Callable[[], int] = field(default=lambda: 0)
    told_past: Callable[[], bool] = field(default=lambda: False)
    compared: Callable[[], bool] = field(default=lambda: False)
    word_before: str = ""
    second_before: str = ""
    next_word: str = ""

    def note(self, outcome: Outcome) -> None:
        """Remember what the text named."""
        period = outcome.period
        if _LONG_STRETCH.fullmatch(outcome.value):
            self.reporting = False
        if period is None or outcome.aside:
            return
        self.last, self.last_relative = period, outcome.relative
        if not self._to_come(period):
            self.begun = period, outcome.relative
        if period.unit is Unit.QUARTER:
            self.quarter, self.reporting = period, True

    def base(self, sign: int) -> tuple[Period, bool] | None:
        """The period that "earlier" (-1), "later" (1) or "the same" (0) points from, and whether it is relative.

        What happened earlier than a date still to come is told from a date that has come: the last one
        the text named, or, where it named none, the day of speech (``None``).
        """
        if self.last is None:
            return None
        if sign < 0 and self._to_come(self.last) and self.next_word != "than" and self.told_past():
            return self.begun
        return self.last, self.last_relative

    def _to_come(self, period: Period) -> bool:
        """Whether a period begins after the day of speech."""
        return self.day is not None and period.first > self.day


def arithmetic(text: str, edtf: Edtf | None = None) -> WorkingStep:
    """A step that computes."""
    return WorkingStep(kind=StepKind.ARITHMETIC, text=text, edtf=edtf.text if edtf else None)


@cached(256)
def convention(key: str, unit: Unit | None = None) -> WorkingStep:
    """A step that applies a row of the conventions table, to a period of some unit."""
    row = conventions()[key]
    text = row.readers.get(unit, row.reader) if unit else row.reader
    return WorkingStep(kind=StepKind.CONVENTION, text=_(text), convention=key)


def exactly(period: Period, *steps: WorkingStep, relative: bool = True, aside: bool = False) -> Outcome:
    """An outcome that is exactly one calendar period."""
    return Outcome(
        value=period.value, edtf=period.edtf, period=period, steps=steps, relative=relative, aside=aside
    )


def unresolved(value: str) -> Outcome:
    """A date without days: there is nothing to count from."""
    return Outcome(value=value)


def counted(day: date, sign: int) -> str:
    """The clause for counting from a day."""
    return counted_from(format_day(day), sign)


def counted_from(said: str, sign: int) -> str:
    """The clause for counting from a date in words."""
    return _("counted back from {date}", date=said) if sign < 0 else _("counted on from {date}", date=said)


def seen_from(day: date) -> str:
    """The clause for a reading that depends on the day of speech."""
    return _("seen from {date}", date=format_day(day))
