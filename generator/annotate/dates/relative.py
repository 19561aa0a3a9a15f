"""Expressions that point at time from the day of speech or from another date of the text."""

from __future__ import annotations

from generator.annotate.dates.absolute import calendar_date
from generator.annotate.dates.lengths import singular, unit_at
from generator.annotate.dates.names import Found, day_at, month_at, weekday_at
from generator.annotate.dates.numbers import DASHES
from generator.annotate.dates.periods import Unit
from generator.annotate.dates.readings import (
    Count,
    DayWord,
    Duration,
    MonthReference,
    SeasonReference,
    UnitReference,
    Vague,
    Weekday,
)
from generator.annotate.dates.tables import LENGTHS, RELATIONS, SEASONS, UNITS, VAGUE
from generator.annotate.dates.tokens import Tokens

_DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_PLACED = frozenset({"last", "this", "next", "previous", "following"})
_QUOTES = frozenset('"“`')
_AFTER_ARTICLE = frozenset({Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
_STRETCHES = frozenset({Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY})
_OF_DAY = frozenset({"in", "during", "of", "for"})
_CALENDAR_UNITS = _AFTER_ARTICLE | {Unit.HALF, Unit.DECADE, Unit.CENTURY}


def day_word(tokens: Tokens, index: int) -> Found:
    """Yesterday, today, tomorrow, and the days next to them."""
    words = tokens.words
    if words[index] in _DAY_WORDS:
        return DayWord(offset=_DAY_WORDS[words[index]]), index + 1
    if words[index] == "to":
        # "to-day" and "to-morrow", as they were written until the middle of the 20th century.
        offset = _DAY_WORDS.get(f"to{words[index + 2]}") if words[index + 1] in DASHES else None
        return (DayWord(offset=offset), index + 3) if offset is not None else None
    at = index + 1 if words[index] == "the" else index
    if words[at : at + 3] == ["day", "after", "tomorrow"]:
        return DayWord(offset=2), at + 3
    if words[at : at + 3] == ["day", "before", "yesterday"]:
        return DayWord(offset=-2), at + 3
    return None


def then(tokens: Tokens, index: int) -> Found:
    """The date named last, behind "until", "since" or "by"."""
    if index and tokens.words[index - 1] in ("until", "since", "by"):
        return UnitReference(unit=Unit.DAY, relation="then"), index + 1
    return None


def vague(tokens: Tokens, index: int) -> Found:
    """Now, recently, soon and their like."""
    words = tokens.words
    for table in (VAGUE, LENGTHS):
        for phrase, value in table.get(words[index], ()):
            after = index + len(phrase)
            if tuple(words[index:after]) == phrase:
                return None if _mere_order(words, index, after) else (Vague(value=value), after)
    return None


def _mere_order(words: list[str], index: int, after: int) -> bool:
    """Whether the words only order things or describe: "soon after", "as soon as", "now-interim"."""
    word = words[index]
    if word in ("soon", "shortly"):
        return words[after] in ("after", "before", "thereafter", "as") or words[index - 1] in (
            "as",
            "how",
            "too",
        )
    if (word == "at" and words[after] == "of") or (word == "recently" and words[after] == "as"):
        return True
    return words[after] in DASHES


def weekday(tokens: Tokens, index: int) -> Found:
    """A weekday, with the week it is of: "Friday", "Monday last week", "Friday of next week"."""
    words = tokens.words
    name = weekday_at(tokens, index)
    if name is None:
        return None
    number, after = name
    at = after + 1 if words[after] == "of" else after
    if words[at] in ("last", "this", "next") and words[at + 1] == "week":
        return Weekday(number=number, relation=f"{words[at]} week"), at + 2
    return Weekday(number=number), after


def related(tokens: Tokens, index: int) -> Found:
    """A name or unit by its place: "last week", "this September", "next Friday", "the same day", "the year"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    relation = RELATIONS.get(words[at])
    if relation is None:
        return _unit_with_article(tokens, at) if at > index else None
    if at > index:
        stretch = _stretch(words, at)
        if stretch:
            return stretch
    after = at + 1
    if words[at] == "this" and words[after] in ("past", "coming", "same"):
        relation, after = RELATIONS[words[after]], after + 1
    if index and words[index - 1] in _QUOTES and tokens.capital(after):
        # "This Week", a program.
        return None
    return _placed_name(tokens, after, relation) or _placed_unit(tokens, after, relation)


def _stretch(words: list[str], index: int) -> Found:
    """A single unit up to or from the day of speech: "the past year", "the next decade"."""
    unit = UNITS.get(words[index + 1])
    past = words[index] in ("past", "last") and unit in _STRETCHES
    coming = words[index] in ("next", "coming") and unit in (Unit.DECADE, Unit.CENTURY)
    if unit is None or not (past or coming) or not singular(words[index + 1]):
        return None
    return Duration(count=Count(low=1, high=1), unit=unit, window="past" if past else "future"), index + 2


def _placed_name(tokens: Tokens, index: int, relation: str) -> Found:
    """A weekday, month or season behind "last", "this" or "next"."""
    words = tokens.words
    name = weekday_at(tokens, index)
    if name and relation != "latest":
        full = calendar_date(tokens, index) if words[name[1]] == "," else None
        return full or (Weekday(number=name[0], relation=relation), name[1])
    if relation not in _PLACED:
        return None
    month = month_at(tokens, index)
    if month:
        day = day_at(tokens, month[1])
        after = day[1] if day else month[1]
        return MonthReference(month=month[0], relation=relation, day=day[0] if day else None), after
    if words[index] in SEASONS:
        return SeasonReference(code=SEASONS[words[index]], relation=relation), index + 1
    return None


def _placed_unit(tokens: Tokens, index: int, relation: str) -> Found:
    """A unit behind "last", "this" or "next"."""
    words = tokens.words
    if relation == "latest" and words[index] == "period":
        return UnitReference(unit=Unit.QUARTER, relation=relation), index + 1
    unit = unit_at(tokens, index)
    if unit is None or unit[0] not in _CALENDAR_UNITS or not singular(words[unit[1] - 1]):
        return None
    return UnitReference(unit=unit[0], relation=relation), unit[1]


def _unit_with_article(tokens: Tokens, index: int) -> Found:
    """A unit behind "the" alone: "the quarter", "the weekend"."""
    words = tokens.words
    unit = unit_at(tokens, index)
    if unit is None or unit[0] not in _AFTER_ARTICLE or not singular(words[unit[1] - 1]):
        return None
    if unit[0] is Unit.DAY and (
        words[index] != "day" or words[index + 1].isalpha() or words[index - 2] not in _OF_DAY
    ):
        # "since the day he was born", "the working day" tell no day.
        return None
    return UnitReference(unit=unit[0], relation="the"), unit[1]


def single_day(tokens: Tokens, index: int) -> Found:
    """A day in any form that a time of day may stand beside."""
    return (
        calendar_date(tokens, index)
        or weekday(tokens, index)
        or day_word(tokens, index)
        or related(tokens, index)
    )
