"""Decades, centuries, seasons and feasts: found in the words, and turned into periods.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.annotate.dates.periods import (
    SEASON_CODES,
    UNKNOWN_FEAST,
    Period,
    Unit,
    feast,
    months,
    nearest,
    period_of,
    step,
    toward,
)
from generator.annotate.dates.readings import (
    Found,
    Holiday,
    SeasonReference,
    YearSpan,
)
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    exactly,
    resolves,
    seen_from,
    unresolved,
)
from generator.annotate.dates.tokens import (
    DASHES,
    DECADES,
    GRAMMAR,
    HOLIDAYS,
    SEASONS,
    Tokens,
    is_figure,
    ordinal,
)
from generator.annotate.dates.years import YEAR_SHIFTS, era_at, near_century, shifted_year, year_at
from generator.days import day_of
from generator.edtf import interval_edtf

_BEFORE_SEASON = GRAMMAR["before_season"]
_CENTURY_JOINTS = (*DASHES, "or", "to", "and")
_NO_SEASON = GRAMMAR["seasons_that_are_verbs"]
_NO_SEASON_BEFORE = GRAMMAR["after_verb"]


# ---------------------------------------------------------------- finding


def _is_decade(words: list[str], index: int) -> bool:
    """Whether a figure and an "s" stand there: "80s"."""
    figure = words[index]
    return len(figure) == 2 and is_figure(figure) and figure.endswith("0") and words[index + 1] == "s"


def decade_or_century(tokens: Tokens, index: int) -> Found:
    """Forms such as "'80s", "nineties", "20th century"; "the" not included."""
    words = tokens.words
    word = words[index]
    if word in ("'", "‘"):
        figure = words[index + 1]
        if _is_decade(words, index + 1):
            return YearSpan(unit=Unit.DECADE, start=int(figure), short=True), index + 3
        return None
    if _is_decade(words, index):
        # "in his 80s" is an age.
        said = index > 0 and words[index - 1] in _BEFORE_SEASON and tokens.glued(index + 1)
        if said and not _is_age(tokens, index):
            return YearSpan(unit=Unit.DECADE, start=int(word), short=True), index + 2
        return None
    if word in DECADES:
        decade = YearSpan(unit=Unit.DECADE, start=DECADES[word], short=True)
        return None if _is_age(tokens, index) else (decade, index + 1)
    return _century(tokens, index)


def _century(tokens: Tokens, index: int) -> Found:
    """A century, or two that go together: "20th century", "2nd or 3rd century BC"."""
    words = tokens.words
    number = ordinal(tokens, index)
    if number is None or not 1 <= number[0] <= 30:
        return None
    second = ordinal(tokens, number[1] + 1) if words[number[1]] in _CENTURY_JOINTS else None
    if second:
        last = _century(tokens, number[1] + 1)
        if last is None or not isinstance(last[0], YearSpan):
            return None
        return replace(last[0], other=_first_year(number[0], before_christ=last[0].start < 0)), last[1]
    at = number[1] + 1 if words[number[1]] in DASHES else number[1]
    if words[at] not in ("century", "centuries"):
        return None
    before_christ, after = era_at(tokens, at + 1) or (False, at + 1)
    return YearSpan(unit=Unit.CENTURY, start=_first_year(number[0], before_christ=before_christ)), after


def _first_year(century: int, *, before_christ: bool) -> int:
    return 1 - century * 100 if before_christ else (century - 1) * 100


def _is_age(tokens: Tokens, index: int) -> bool:
    """Whether a decade behind its owner is an age: "in his early 30s", "in her mid-thirties"."""
    words = tokens.words
    at = index
    while at and (words[at - 1] in GRAMMAR["parts"] or words[at - 1] in DASHES):
        at -= 1
    return at > 0 and words[at - 1] in GRAMMAR["owners"]


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
    if (words[index - 1] if index else "") not in _BEFORE_SEASON:
        return None
    if words[index] in _NO_SEASON and words[index + 1] in _NO_SEASON_BEFORE:
        return None
    return SeasonReference(code=code), index + 1


def holiday(tokens: Tokens, index: int) -> Found:
    """A feast that the table knows, a year behind it included."""
    words = tokens.words
    for phrase, rule in HOLIDAYS.get(words[index], ()):
        after = index + len(phrase)
        if tuple(words[index:after]) == phrase and (tokens.capital(index) or words[index] == "the"):
            year = year_at(tokens, after + 1 if words[after] in (",", "of", "in") else after)
            return Holiday(rule=rule, year=year[0] if year else None), year[1] if year else after
    return None


# ---------------------------------------------------------------- resolving


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
    if relation in YEAR_SHIFTS:
        return of_year(today.year + YEAR_SHIFTS[relation])
    if relation in ("last", "previous"):
        found = toward(of_year, step(now.first, -1), -1)
    elif relation in ("next", "following"):
        found = toward(of_year, step(now.last, 1), 1)
    else:
        found = nearest(of_year, today, 0 if relation == "this" else scene.direction())
    return found[0] if found else None


@resolves(YearSpan)
def _resolve_span(reading: YearSpan, scene: Scene) -> Outcome:
    """A decade or a century; of "the eighties", the latest that has begun."""
    start = reading.start
    if reading.short:
        if scene.day is None:
            return unresolved(f"XX{start // 10}")
        start = near_century(start, scene.day.year)
        if start > scene.day.year:
            start -= 100
    period = period_of(reading.unit, day_of(start or 1, 1, 1))
    if reading.other is not None:
        return _either_century(period, period_of(reading.unit, day_of(reading.other or 1, 1, 1)))
    if reading.unit is Unit.CENTURY:
        return exactly(period, convention("century"), relative=False)
    return exactly(period, relative=reading.short)


def _either_century(one: Period, other: Period) -> Outcome:
    """The years of two centuries, in order."""
    first, last = sorted((one, other), key=lambda period: period.first)
    return Outcome(
        value=f"{first.value}/{last.value}",
        edtf=interval_edtf(first.first, last.last),
        steps=(convention("century"),),
    )


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
