"""Seasons and feasts; quarters, halves and fiscal years, and the comparisons that accounts draw between them.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.annotate.dates.periods import (
    MONTHS_IN,
    SEASON_CODES,
    UNKNOWN_FEAST,
    Period,
    Unit,
    feast,
    months,
    nearest,
    period_of,
    shifted,
    step,
    toward,
)
from generator.annotate.dates.readings import (
    CalendarDate,
    Distance,
    Duration,
    Found,
    Holiday,
    NumberedUnit,
    Reading,
    SeasonReference,
    UnitReference,
)
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    exactly,
    resolve,
    resolves,
    seen_from,
    unresolved,
)
from generator.annotate.dates.tokens import (
    BEYOND,
    DASHES,
    GRAMMAR,
    HOLIDAYS,
    MONTHS,
    NUMBERS,
    RELATIONS,
    SEASONS,
    UNITS,
    Count,
    Tokens,
    ordinal,
)
from generator.annotate.dates.years import YEAR_SHIFTS, figure_year, shifted_year, year_at
from generator.catalog import _

_BEFORE_SEASON = GRAMMAR["before_season"]
_NO_SEASON = GRAMMAR["seasons_that_are_verbs"]
_NO_SEASON_BEFORE = GRAMMAR["after_verb"]


# ---------------------------------------------------------------- seasons and feasts: finding


def season(tokens: Tokens, index: int) -> Found:
    """A season with a year ("winter 1994", "summer of 2019"), or alone behind "the", "in" or the like."""
    words = tokens.words
    code = SEASONS.get(words[index])
    if code is None:
        return None
    year = year_at(tokens, index + 2 if words[index + 1] == "of" else index + 1)
    if year:
        return SeasonReference(code=code, year=year[0]), year[1]
    shifted = shifted_year(tokens, index + 1)
    if shifted:
        return SeasonReference(code=code, relation=shifted[0]), shifted[1]
    beyond = BEYOND.get((words[index + 1], words[index + 2]))
    if beyond:
        return SeasonReference(code=code, relation=beyond), index + 3
    return (SeasonReference(code=code), index + 1) if _stands_alone(tokens, index) else None


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether a season's word is one by itself: not "the summer of the drought", "the Winter Night Shelter"."""
    words = tokens.words
    before = words[index - 1] if index else ""
    if before not in _BEFORE_SEASON or words[index + 1] == "of":
        return False
    if tokens.opens_name(index):
        return False
    return words[index] not in _NO_SEASON or words[index + 1] not in _NO_SEASON_BEFORE


def holiday(tokens: Tokens, index: int) -> Found:
    """A feast that the table knows, a year behind it included."""
    words = tokens.words
    for phrase, rule in HOLIDAYS.get(words[index], ()):
        after = index + len(phrase)
        if tuple(words[index:after]) == phrase and (tokens.capital(index) or words[index] == "the"):
            year = year_at(tokens, after + 1 if words[after] in (",", "of", "in") else after)
            return Holiday(rule=rule, year=year[0] if year else None), year[1] if year else after
    return None


# ---------------------------------------------------------------- seasons and feasts: resolving


@resolves(SeasonReference)
def _resolve_season(reading: SeasonReference, scene: Scene) -> Outcome:
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
    if relation in BEYOND.values():
        sign = -1 if relation == "before last" else 1
        found = toward(of_year, step(now.first, -1) if sign < 0 else step(now.last, 1), sign)
        return shifted(found[0], sign, Unit.YEAR) if found else None
    if relation in YEAR_SHIFTS:
        return of_year(today.year + YEAR_SHIFTS[relation])
    if relation in ("last", "previous"):
        found = toward(of_year, step(now.first, -1), -1)
    elif relation in ("next", "following"):
        found = toward(of_year, step(now.last, 1), 1)
    else:
        found = nearest(of_year, today, 0 if relation == "this" else scene.direction())
    return found[0] if found else None


@resolves(Holiday)
def _resolve_holiday(reading: Holiday, scene: Scene) -> Outcome:
    """A feast whose day the calendar gives; nothing where it depends on more."""
    unknown = unresolved("XXXX-XX-XX")
    if reading.rule == UNKNOWN_FEAST:
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


_NEIGHBORS = GRAMMAR["neighbors"]
_COMPARED_UNITS = GRAMMAR["compared_units"]
_COMPARING = GRAMMAR["comparing"]
_LAST = GRAMMAR["last_of_year"]
_PER_YEAR = {Unit.QUARTER: 4, Unit.HALF: 2}
_A_YEAR_BACK = Distance(count=Count(low=1, high=1), unit=Unit.YEAR, sign=-1, anchor="compared")
CODES = {"q": Unit.QUARTER, "h": Unit.HALF}


# ---------------------------------------------------------------- quarters, halves and fiscal years: finding


def numbered(tokens: Tokens, index: int) -> Found:
    """A quarter or half by its number: "third-quarter", "the second half of 1989", "next year's first quarter"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    owner = _owner_before(tokens, at, article=at > index)
    if owner:
        at = owner[1]
        if words[at] in ("quarter", "period"):
            return NumberedUnit(unit=Unit.QUARTER, number=0, year=owner[0]), at + 1
    part = _part_of_year(tokens, at)
    if part is None:
        return None
    reading, after = part
    if owner:
        return replace(reading, year=owner[0]), after
    behind = _owner_behind(tokens, after)
    if behind:
        return replace(reading, year=behind[0]), behind[1]
    return None if reading.number < 0 else part


def _part_of_year(tokens: Tokens, index: int) -> tuple[NumberedUnit, int] | None:
    """A quarter or half by its number, of a year not said here: "fiscal third-quarter", "last half"."""
    words, at = tokens.words, index
    own = words[at] == "fiscal"
    if own:
        at = _past_dash(words, at + 1)
    number = (-1, at + 1) if words[at] in _LAST else ordinal(tokens, at)
    if number is None:
        return None
    after = _past_dash(words, number[1])
    if words[after] in ("fiscal", "calendar"):
        own = own or words[after] == "fiscal"
        after += 1
    unit = Unit.HALF if words[after] == "half" else UNITS.get(words[after])
    if unit not in _PER_YEAR or words[after] == "quarters" or number[0] > _PER_YEAR[unit]:
        return None
    own = own or _ends_elsewhere(words, after + 1, number[0] * 12 // _PER_YEAR[unit])
    return NumberedUnit(unit=unit, number=number[0], fiscal=own), after + 1


def _past_dash(words: list[str], index: int) -> int:
    return index + 1 if words[index] in DASHES else index


def _ends_elsewhere(words: list[str], index: int, month: int) -> bool:
    """Whether what is said to end in some month is none of the calendar: "the second quarter ended Oct. 31"."""
    return words[index] in ("ended", "ending") and MONTHS.get(words[index + 1], month) != month


def _owner_before(tokens: Tokens, index: int, *, article: bool) -> tuple[Reading, int] | None:
    """The year in front of its quarter: "this year's", "the 1988"."""
    words = tokens.words
    if words[index] in _NEIGHBORS and words[index + 1 : index + 4] == ["year", "'", "s"]:
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
    unit = CODES.get(words[index])
    figure = words[index + 1]
    if (
        unit is None
        or not tokens.capital(index)
        or not tokens.glued(index + 1)
        or figure not in ("1", "2", "3", "4")
    ):
        return None
    if int(figure) > _PER_YEAR[unit] or (words[index + 2].isalnum() and tokens.glued(index + 2)):
        # "H1N1" is no half of a year.
        return None
    owner = _owner_behind(tokens, index + 2)
    year, after = owner or (None, index + 2)
    if unit is Unit.HALF and not owner and words[index - 1] not in GRAMMAR["before_year"]:
        # "H2 trucks" run on hydrogen.
        return None
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
    months = NUMBERS.get(words[after], 0)
    if months in (6, 9) and words[after + 1] == "months":
        return Duration(count=Count(low=months, high=months), unit=Unit.MONTH), after + 2
    if words[after] in _COMPARED_UNITS:
        return _A_YEAR_BACK, after + 1
    quarter = numbered(tokens, after)
    if quarter:
        return _A_YEAR_BACK, quarter[1]
    return (_A_YEAR_BACK, after) if at == index else None


def comparable(tokens: Tokens, index: int) -> Found:
    """A period set beside another: "the corresponding period last year", "the quarter a year ago"."""
    words = tokens.words
    at = index + 1
    if words[at] in _COMPARING:
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


# ---------------------------------------------------------------- quarters, halves and fiscal years: resolving


@resolves(NumberedUnit)
def _resolve_numbered(reading: NumberedUnit, scene: Scene) -> Outcome:
    """A quarter or half by its number, of a year or of the one that fits best."""
    found = _of_calendar(reading, scene)
    if not reading.fiscal:
        return found
    # When a company's own year begins is not said: its quarters have no days.
    return replace(found, edtf=None, steps=(convention("fiscal-quarter"),), fiscal=True)


def _of_calendar(reading: NumberedUnit, scene: Scene) -> Outcome:
    """The same of the calendar year."""
    owner = _owner_year(reading, scene)
    if reading.number == 0:
        return _of_year(owner, scene)
    size = MONTHS_IN[reading.unit]
    number = reading.number if reading.number > 0 else 12 // size
    start = (number - 1) * size + 1
    rule = convention("calendar-quarter")
    if owner is not None:
        return exactly(
            months(reading.unit, owner, start), rule, relative=isinstance(reading.year, UnitReference)
        )
    unknown = unresolved(f"XXXX-{'Q' if reading.unit is Unit.QUARTER else 'H'}{number}")
    if scene.day is None or reading.year is not None:
        return unknown
    found = nearest(lambda year: months(reading.unit, year, start), scene.day, scene.direction())
    return exactly(found[0], arithmetic(seen_from(scene.day), found[0].edtf), rule) if found else unknown


def _owner_year(reading: NumberedUnit, scene: Scene) -> int | None:
    """The year that a quarter or half is said to belong to."""
    if isinstance(reading.year, CalendarDate):
        return reading.year.year
    if isinstance(reading.year, UnitReference):
        year = resolve(reading.year, scene).period
        return year.first.year if year else None
    return None


def _of_year(year: int | None, scene: Scene) -> Outcome:
    """The quarter that the text speaks of, in another year: "the 1988 quarter"."""
    if year is None:
        return unresolved("XXXX")
    if scene.quarter is None:
        return exactly(months(Unit.YEAR, year, 1), relative=False)
    period = shifted(scene.quarter, year - scene.quarter.first.year, Unit.YEAR)
    return _beside(period, _("the quarter the text speaks of, in that year"), scene)


def year_before(reading: Distance, scene: Scene) -> Outcome | None:
    """The period the text speaks of, a year before; ``None`` when no figures of a quarter are compared."""
    if not scene.quarter or reading.bound or (reading.anchor == "speech" and not scene.compared()):
        return None
    base = scene.quarter if scene.reporting else period_of(Unit.YEAR, scene.quarter.first)
    return _beside(shifted(base, -1, Unit.YEAR), _("one year before the period the text speaks of"), scene)


def _beside(period: Period, how: str, scene: Scene) -> Outcome:
    """A period that the one at hand is compared with."""
    if scene.fiscal and period.unit is Unit.QUARTER:
        return of_own_year(period, how, scene)
    steps = (arithmetic(how, period.edtf), convention("comparison"))
    return exactly(period, *steps, relative=scene.last_relative, aside=True)


def of_own_year(quarter: Period, how: str, scene: Scene) -> Outcome:
    """A quarter of a company's own year, which is named no more by its number: no days are known."""
    return Outcome(
        value=f"{quarter.first.year:04}-QX",
        steps=(arithmetic(how), convention("fiscal-quarter")),
        relative=scene.last_relative,
        aside=True,
        fiscal=True,
    )
