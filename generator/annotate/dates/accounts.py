"""Quarters, halves and fiscal years, and the comparisons that accounts draw between them."""

from __future__ import annotations

from generator.annotate.dates.names import Found, figure_year, shifted_year
from generator.annotate.dates.numbers import DASHES, ordinal
from generator.annotate.dates.periods import Unit
from generator.annotate.dates.readings import (
    CalendarDate,
    Count,
    Distance,
    Duration,
    NumberedUnit,
    Reading,
    UnitReference,
)
from generator.annotate.dates.tables import RELATIONS, UNITS
from generator.annotate.dates.tokens import Tokens

_LAST = frozenset({"last", "final", "closing"})
_PER_YEAR = {Unit.QUARTER: 4, Unit.HALF: 2}
_A_YEAR_BACK = Distance(count=Count(low=1, high=1), unit=Unit.YEAR, sign=-1, anchor="compared")
_LETTERS = {"q": Unit.QUARTER, "h": Unit.HALF}


def numbered(tokens: Tokens, index: int) -> Found:
    """A quarter or half by its number: "third-quarter", "the second half of 1989", "next year's first quarter"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    owner = _owner_before(tokens, at, article=at > index)
    if owner:
        at = owner[1]
        if words[at] in ("quarter", "period"):
            return NumberedUnit(unit=Unit.QUARTER, number=0, year=owner[0]), at + 1
    if words[at] == "fiscal":
        at = at + 2 if words[at + 1] in DASHES else at + 1
    number = (-1, at + 1) if words[at] in _LAST else ordinal(tokens, at)
    if number is None:
        return None
    after = number[1] + 1 if words[number[1]] in DASHES else number[1]
    if words[after] in ("fiscal", "calendar"):
        after += 1
    unit = Unit.HALF if words[after] == "half" else UNITS.get(words[after])
    if unit not in _PER_YEAR or words[after] == "quarters" or number[0] > _PER_YEAR[unit]:
        return None
    if owner:
        return NumberedUnit(unit=unit, number=number[0], year=owner[0]), after + 1
    behind = _owner_behind(tokens, after + 1)
    if behind:
        return NumberedUnit(unit=unit, number=number[0], year=behind[0]), behind[1]
    return None if number[0] < 0 else (NumberedUnit(unit=unit, number=number[0]), after + 1)


def _owner_before(tokens: Tokens, index: int, *, article: bool) -> tuple[Reading, int] | None:
    """The year in front of its quarter: "this year's", "the 1988"."""
    words = tokens.words
    if words[index] in ("last", "this", "next") and words[index + 1 : index + 4] == ["year", "'", "s"]:
        return UnitReference(unit=Unit.YEAR, relation=RELATIONS[words[index]]), index + 4
    year = figure_year(tokens, index) if article else None
    return (CalendarDate(year=year), index + 1) if year else None


def _owner_behind(tokens: Tokens, index: int) -> tuple[Reading, int] | None:
    """The year behind its quarter: "of 1989", "1989", "of last year", "of the year"."""
    words = tokens.words
    at = index + 1 if words[index] == "of" else index
    year = figure_year(tokens, at)
    if year:
        return CalendarDate(year=year), at + 1
    shifted = shifted_year(tokens, at)
    if shifted:
        return UnitReference(unit=Unit.YEAR, relation=RELATIONS[words[at]]), shifted[1]
    if at > index and words[at : at + 2] == ["the", "year"]:
        return UnitReference(unit=Unit.YEAR, relation="the"), at + 2
    return None


def coded(tokens: Tokens, index: int) -> Found:
    """A quarter or half in letters: "Q3 2025", "H1"."""
    words = tokens.words
    unit = _LETTERS.get(words[index])
    figure = words[index + 1]
    if (
        unit is None
        or not tokens.capital(index)
        or not tokens.glued(index + 1)
        or figure not in ("1", "2", "3", "4")
    ):
        return None
    if int(figure) > _PER_YEAR[unit]:
        return None
    owner = _owner_behind(tokens, index + 2)
    year, after = owner or (None, index + 2)
    return NumberedUnit(unit=unit, number=int(figure), year=year), after


def fiscal_year(tokens: Tokens, index: int) -> Found:
    """A fiscal year by its number: "fiscal 1988", "fiscal year 2025", "FY 2026"."""
    words = tokens.words
    at = index + 2 if words[index + 1] == "year" else index + 1
    year = figure_year(tokens, at)
    return (CalendarDate(year=year), at + 1) if year else None


def compared(tokens: Tokens, index: int) -> Found:
    """The same period of the year before: "year-ago", "the year-earlier quarter"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    if words[at] != "year" or words[at + 1] not in DASHES or words[at + 2] not in ("ago", "earlier"):
        return None
    after = at + 3
    months = {"nine": 9, "six": 6}.get(words[after], 0)
    if months and words[after + 1] == "months":
        return Duration(count=Count(low=months, high=months), unit=Unit.MONTH), after + 2
    if words[after] in ("period", "quarter", "month", "week", "half"):
        return _A_YEAR_BACK, after + 1
    quarter = numbered(tokens, after)
    if quarter:
        return _A_YEAR_BACK, quarter[1]
    return (_A_YEAR_BACK, after) if at == index else None


def comparable(tokens: Tokens, index: int) -> Found:
    """A period set beside another: "the corresponding period last year", "the quarter a year ago"."""
    words = tokens.words
    at = index + 1
    if words[at] in ("corresponding", "comparable", "same"):
        at += 1
        if words[at] == "year":
            return compared(tokens, at)
    if words[at] not in ("period", "quarter"):
        return None
    if words[at + 1 : at + 3] == ["last", "year"]:
        return _A_YEAR_BACK, at + 3
    if words[at + 1 : at + 3] == ["a", "year"] and words[at + 3] in ("ago", "earlier"):
        return _A_YEAR_BACK, at + 4
    return None
