"""Parts of periods, and dates said to be about right: "late 2024", "the end of December", "around 1850"."""

from __future__ import annotations

from collections.abc import Callable

from generator.annotate.dates import absolute, accounts, lengths, relative, years
from generator.annotate.dates.clock import time_of_day
from generator.annotate.dates.names import Found, weekday_at
from generator.annotate.dates.numbers import DASHES, ordinal
from generator.annotate.dates.periods import Unit
from generator.annotate.dates.readings import (
    CalendarDate,
    DayWord,
    Distance,
    Hedged,
    Holiday,
    MonthReference,
    NumberedIn,
    NumberedUnit,
    PartOf,
    SeasonReference,
    TimeOfDay,
    UnitReference,
    Weekday,
    YearSpan,
)
from generator.annotate.dates.tables import EDGES, GRAMMAR, UNITS
from generator.annotate.dates.tokens import Tokens

Rule = Callable[[Tokens, int], Found]

_DAYS = (DayWord, Weekday, TimeOfDay)
_WHOLES = (
    CalendarDate,
    UnitReference,
    MonthReference,
    SeasonReference,
    YearSpan,
    NumberedUnit,
    Holiday,
    *_DAYS,
)


def longest(tokens: Tokens, index: int, rules: tuple[Rule, ...]) -> Found:
    """The reading that reaches farthest; the first of the rules where several do."""
    best: Found = None
    for rule in rules:
        found = rule(tokens, index)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def part(tokens: Tokens, index: int) -> Found:
    """A part by an adjective: "early 1990", "mid-November", "earlier this month", "later in the year"."""
    words = tokens.words
    start = index + 1 if words[index] == "the" else index
    name = words[start]
    if name not in GRAMMAR["parts"]:
        return None
    at = start + 1
    if (words[at] in DASHES and tokens.glued(at)) or (words[at] in ("in", "on") and name != "mid"):
        at += 1
    elif words[at : at + 2] == ["to", "mid"]:
        at += 3
    whole = _whole(tokens, at)
    if whole is None:
        return None
    reading, after = whole
    if isinstance(reading, _DAYS):
        return reading, after
    if isinstance(reading, UnitReference) and reading.relation == "the" and words[at - 1] not in ("in", "on"):
        return None
    return PartOf(part=name, whole=reading), after


def edge(tokens: Tokens, index: int) -> Found:
    """A part by a noun: "the end of December 2024", "the beginning of the year", "year-end", "the year's end"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    if words[at] in EDGES and words[at + 1] == "of":
        whole = _whole(tokens, at + 2)
        return (PartOf(part=EDGES[words[at]], whole=whole[0]), whole[1]) if whole else None
    unit = UNITS.get(words[at])
    if unit not in (Unit.YEAR, Unit.MONTH, Unit.WEEK, Unit.QUARTER):
        return None
    tail = at + 1
    if words[tail] in DASHES and tokens.glued(tail):
        tail += 1
    elif words[tail : tail + 2] == ["'", "s"]:
        tail += 2
    if words[tail] != "end":
        return None
    return PartOf(part="end", whole=UnitReference(unit=unit, relation="the")), tail + 1


def numbered_in(tokens: Tokens, index: int) -> Found:
    """A unit or weekday by its number in a period: "the first week of March", "the last Friday in May"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    number = (-1, at + 1) if words[at] in ("last", "final") else ordinal(tokens, at)
    if number is None:
        return None
    weekday = weekday_at(tokens, number[1])
    unit = Unit.DAY if weekday else UNITS.get(words[number[1]])
    if unit not in (Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH):
        return None
    after = weekday[1] if weekday else number[1] + 1
    whole = _whole(tokens, after + 1) if words[after] in ("of", "in") else None
    if whole is None or isinstance(whole[0], (*_DAYS, PartOf)):
        return None
    reading = NumberedIn(unit=unit, number=number[0], whole=whole[0], weekday=weekday[0] if weekday else 0)
    return reading, whole[1]


def measured_from(tokens: Tokens, index: int) -> Found:
    """A length before or after a day: "two days before Christmas", "a week after 3 March"."""
    words = tokens.words
    found = lengths.measured(tokens, index)
    if found is None:
        return None
    number, unit, at = found
    if words[at] not in ("before", "after"):
        return None
    day = longest(tokens, at + 1, (absolute.calendar_date, relative.weekday, years.holiday))
    if day is None or (isinstance(day[0], CalendarDate) and day[0].day is None):
        return None
    sign = -1 if words[at] == "before" else 1
    return Distance(count=number, unit=unit, sign=sign, anchor=day[0]), day[1]


def _whole(tokens: Tokens, index: int) -> Found:
    """What a part may be a part of."""
    found = longest(tokens, index, _WHOLE_RULES)
    return found if found and isinstance(found[0], _WHOLES) else None


def with_article(tokens: Tokens, index: int) -> Found:
    """Decades, centuries and seasons behind "the": "the 1990s", "the 20th century", "the summer"."""
    if tokens.words[index] != "the":
        return None
    found = longest(tokens, index + 1, (years.decade_or_century, years.season))
    if found:
        return found
    span = years.year_alone(tokens, index + 1)
    return span if span and isinstance(span[0], YearSpan) else None


def hedged(tokens: Tokens, index: int) -> Found:
    """A date said to be about right: "around Nov. 1", "about 1850"."""
    words = tokens.words
    if words[index] not in GRAMMAR["hedges"]:
        return None
    rules = (absolute.calendar_date, years.year_alone, time_of_day, edge)
    date = longest(tokens, index + 1, rules)
    return (Hedged(date=date[0], words=words[index]), date[1]) if date else None


_WHOLE_RULES: tuple[Rule, ...] = (
    absolute.calendar_date,
    years.year_alone,
    years.year_named,
    years.decade_or_century,
    years.season,
    years.holiday,
    relative.day_word,
    relative.related,
    relative.weekday,
    accounts.numbered,
    accounts.coded,
    with_article,
    time_of_day,
)
