"""Finding expressions of time: the longest reading at each place, from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.annotate.dates import absolute, relative
from generator.annotate.dates.absolute import Found
from generator.annotate.dates.calendar import Unit
from generator.annotate.dates.clock import time_of_day
from generator.annotate.dates.lexicon import (
    BOUNDS,
    DAYPARTS,
    DECADES,
    GRAMMAR,
    HOLIDAYS,
    LENGTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    RECURRING,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)
from generator.annotate.dates.numbers import DASHES
from generator.annotate.dates.readings import (
    CalendarDate,
    Count,
    DayWord,
    Distance,
    Duration,
    Hedged,
    Holiday,
    MonthReference,
    NumberedUnit,
    PartOf,
    Reading,
    SeasonReference,
    TimeOfDay,
    UnitReference,
    Weekday,
    YearSpan,
)
from generator.annotate.dates.tokens import Tokens

Rule = Callable[[Tokens, int], Found]

_PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "earlier": "earlier",
    "later": "later",
}
_EDGES = {
    "beginning": "beginning",
    "start": "beginning",
    "opening": "beginning",
    "outset": "beginning",
    "end": "end",
    "close": "end",
    "middle": "mid",
}
_HEDGES = {
    "about": "APPROX",
    "around": "APPROX",
    "circa": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
}
_WHOLES = (
    CalendarDate,
    UnitReference,
    MonthReference,
    SeasonReference,
    YearSpan,
    NumberedUnit,
    DayWord,
    Weekday,
    Holiday,
    TimeOfDay,
)


def weekday_alone(tokens: Tokens, index: int) -> Found:
    """A weekday."""
    found = absolute.weekday_at(tokens, index)
    return (Weekday(number=found[0]), found[1]) if found else None


def part(tokens: Tokens, index: int) -> Found:
    """ "early 1990", "late last week", "mid-November", "earlier this month", "later in the year"."""
    words = tokens.words
    start = index + 1 if words[index] == "the" else index
    name = _PARTS.get(words[start])
    if name is None:
        return None
    at = start + 1
    if (words[at] in DASHES and tokens.glued(at)) or (
        words[at] in ("in", "on") and name in ("earlier", "later", "early", "late")
    ):
        at += 1
    elif words[at : at + 2] == ["to", "mid"]:
        at += 3
    whole = _whole(tokens, at)
    if whole is None:
        return None
    if (
        isinstance(whole[0], UnitReference)
        and whole[0].relation == "the"
        and words[at - 1] not in ("in", "on")
    ):
        return None
    if isinstance(whole[0], DayWord | Weekday | TimeOfDay):
        return whole[0], whole[1]
    return PartOf(part=name, whole=whole[0]), whole[1]


def edge(tokens: Tokens, index: int) -> Found:
    """ "the end of December 2024", "the beginning of the year", "year-end", "the year's end"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    if words[at] in _EDGES and words[at + 1] == "of":
        whole = _whole(tokens, at + 2)
        return (PartOf(part=_EDGES[words[at]], whole=whole[0]), whole[1]) if whole else None
    unit = UNITS.get(words[at])
    if unit in (Unit.YEAR, Unit.MONTH, Unit.WEEK, Unit.QUARTER):
        tail = at + 1
        if words[tail] in DASHES and tokens.glued(tail):
            tail += 1
        elif words[tail : tail + 2] == ["'", "s"]:
            tail += 2
        if words[tail] == "end":
            return PartOf(part="end", whole=UnitReference(unit=unit, relation="the")), tail + 1
    return None


def _whole(tokens: Tokens, index: int) -> Found:
    """What a part may be a part of."""
    found = _longest(tokens, index, _WHOLE_RULES)
    return found if found and isinstance(found[0], _WHOLES) else None


def with_article(tokens: Tokens, index: int) -> Found:
    """ "the 1990s", "the summer", "the 20th century", "the year 2000", "the year-ago quarter"."""
    words = tokens.words
    if words[index] != "the":
        return None
    if words[index + 1] == "year":
        year = absolute.figure_year(tokens, index + 2)
        if year:
            return CalendarDate(year=year), index + 3
        spelled = absolute.spelled_year(tokens, index + 2)
        if spelled:
            return CalendarDate(year=spelled[0]), spelled[1]
    found = _longest(tokens, index + 1, (absolute.decade_or_century, absolute.season, part, compared))
    if found and words[found[1] - 1] not in ("ago", "earlier"):
        return found
    year_span = absolute.year_alone(tokens, index + 1)
    return year_span if year_span and isinstance(year_span[0], YearSpan) else None


def compared(tokens: Tokens, index: int) -> Found:
    """ "year-ago", "the year-earlier quarter": the same period one year before."""
    words = tokens.words
    if words[index] != "year" or words[index + 1] not in DASHES or words[index + 2] not in ("ago", "earlier"):
        return None
    after = index + 3
    if words[after : after + 2] == ["nine", "months"] or words[after : after + 2] == ["six", "months"]:
        return Duration(
            count=Count(low=9 if words[after] == "nine" else 6, high=9), unit=Unit.MONTH
        ), after + 2
    reading = Distance(count=Count(low=1, high=1), unit=Unit.YEAR, sign=-1, anchor="compared")
    if words[after] in ("period", "quarter", "month", "week", "half"):
        return reading, after + 1
    number = relative.numbered(tokens, after)
    return reading, number[1] if number else after


def comparable(tokens: Tokens, index: int) -> Found:
    """ "the corresponding period last year", "the comparable year-ago quarter", "the quarter a year ago"."""
    words = tokens.words
    at = index + 1
    if words[at] in ("corresponding", "comparable", "same"):
        at += 1
    if words[at] == "year":
        return compared(tokens, at) if at > index + 1 else None
    if words[at] not in ("period", "quarter"):
        return None
    tail = words[at + 1 : at + 4]
    if tail[:2] == ["last", "year"]:
        after = at + 3
    elif tail in (["a", "year", "ago"], ["a", "year", "earlier"]):
        after = at + 4
    else:
        return None
    return Distance(count=Count(low=1, high=1), unit=Unit.YEAR, sign=-1, anchor="compared"), after


def hedged(tokens: Tokens, index: int) -> Found:
    """ "around Nov. 1", "about 1850"."""
    words = tokens.words
    mod = _HEDGES.get(words[index])
    if mod is None:
        return None
    whole = _longest(tokens, index + 1, (absolute.calendar_date, absolute.year_alone, time_of_day, edge))
    if whole is None:
        return None
    return Hedged(mod=mod, date=whole[0], words=words[index]), whole[1]


_WHOLE_RULES: tuple[Rule, ...] = (
    absolute.calendar_date,
    absolute.year_alone,
    absolute.decade_or_century,
    absolute.season,
    absolute.holiday,
    relative.day_word,
    relative.related,
    relative.numbered,
    with_article,
    weekday_alone,
    time_of_day,
)


def _starters() -> dict[str, tuple[Rule, ...]]:
    """The rules to try at a word, by the word."""
    table: dict[str, list[Rule]] = {}

    def on(words: Iterable[str], *rules: Rule) -> None:
        for word in words:
            known = table.setdefault(word, [])
            known.extend(rule for rule in rules if rule not in known)

    on(MONTHS, absolute.calendar_date)
    on(WEEKDAYS, absolute.calendar_date, weekday_alone, time_of_day, relative.recurring)
    on(SEASONS, absolute.season)
    on(DECADES, absolute.decade_or_century)
    on(HOLIDAYS, absolute.holiday)
    on(NUMBERS, relative.distance_or_duration, absolute.year_alone, absolute.calendar_date, time_of_day)
    on(NUMBERS, absolute.decade_or_century)
    on(ORDINALS, relative.numbered, absolute.decade_or_century, absolute.calendar_date)
    on(("a", "an", "half", "several", "few", "couple", "dozen"), relative.distance_or_duration)
    on(BOUNDS, relative.distance_or_duration)
    on(_HEDGES, hedged)
    on(relative.RELATIONS, relative.related, relative.distance_or_duration, time_of_day, relative.numbered)
    on(
        ("the",),
        relative.related,
        relative.numbered,
        relative.distance_or_duration,
        with_article,
        edge,
        time_of_day,
    )
    on(("the",), comparable, relative.day_word, absolute.holiday, relative.vague)
    on(("recent", "coming", "past"), relative.bare_plural)
    on(UNITS, relative.bare_plural, edge)
    on(("year",), compared)
    on(("fiscal",), relative.numbered, fiscal_year)
    on(VAGUE, relative.vague)
    on(RECURRING, relative.recurring)
    on(LENGTHS, relative.vague)
    on(("every", "each", "once", "twice"), relative.recurring)
    on(_PARTS, part)
    on(_EDGES, edge)
    on(DAYPARTS, time_of_day)
    on(("noon", "midnight", "tonight", "mid"), time_of_day)
    on(("yesterday", "today", "tomorrow", "day"), relative.day_word, time_of_day)
    on(("'", "‘"), absolute.decade_or_century)
    return {word: tuple(rules) for word, rules in table.items()}


def fiscal_year(tokens: Tokens, index: int) -> Found:
    """ "fiscal 1988", "fiscal year 1988"."""
    words = tokens.words
    at = index + 2 if words[index + 1] == "year" else index + 1
    year = absolute.figure_year(tokens, at, 1800)
    return (CalendarDate(year=year), at + 1) if year else None


_STARTERS = _starters()
_FIGURE_RULES: tuple[Rule, ...] = (
    absolute.calendar_date,
    absolute.year_alone,
    time_of_day,
    relative.distance_or_duration,
    relative.numbered,
    absolute.decade_or_century,
)


# Most articles stand before words that begin no expression; to know that spares trying every rule.
_ARTICLES = frozenset({"the", "a", "an"})
_AFTER_ARTICLE = (
    frozenset(_STARTERS)
    | frozenset({"corresponding", "comparable", "full", "entire"})
    | GRAMMAR["fillers"]
    | {phrase[1] for word in _ARTICLES for table in (VAGUE, LENGTHS, HOLIDAYS, BOUNDS) for phrase, _ in table.get(word, ())}
)


def _longest(tokens: Tokens, index: int, rules: tuple[Rule, ...]) -> Found:
    """The reading that reaches farthest; the first of the rules where several do."""
    best: Found = None
    for rule in rules:
        found = rule(tokens, index)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


def find(tokens: Tokens, day_first: bool | None) -> Iterator[tuple[Reading, int, int]]:
    """The expressions of a text in order: reading, first token, token after the last."""
    words = tokens.words
    get = _STARTERS.get
    index, size = 0, len(words)
    while index < size:
        word = words[index]
        rules = get(word)
        found: Found = None
        if word in _ARTICLES and words[index + 1] not in _AFTER_ARTICLE and not words[index + 1].isdigit():
            pass
        elif rules is not None:
            found = _longest(tokens, index, rules)
        elif word[:1].isdigit():
            found = absolute.numeric_date(tokens, index, day_first) or _longest(tokens, index, _FIGURE_RULES)
        if found is None:
            index += 1
            continue
        yield found[0], index, found[1]
        index = found[1]
