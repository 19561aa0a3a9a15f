"""Expressions that point at time from the day of speech or from another date of the text.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from generator.annotate.dates.calendar import calendar_date
from generator.annotate.dates.durations import singular, unit_at
from generator.annotate.dates.periods import Period, Unit, period_of, shifted, step
from generator.annotate.dates.readings import (
    DayWord,
    Duration,
    Found,
    MonthReference,
    SeasonReference,
    UnitReference,
    Vague,
    Weekday,
)
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    counted,
    exactly,
    in_text,
    resolves,
    seen_from,
    unresolved,
    within,
)
from generator.annotate.dates.seasons import of_own_year
from generator.annotate.dates.tense import AHEAD, is_past
from generator.annotate.dates.tokens import (
    BEYOND,
    DASHES,
    DAY_WORDS,
    EDGES,
    GRAMMAR,
    LENGTHS,
    RELATIONS,
    SEASONS,
    UNITS,
    VAGUE,
    VERBS,
    Count,
    Tokens,
    day_at,
    month_at,
    phrase_at,
    weekday_at,
)
from generator.annotate.dates.weekdays import SHIFTS, TEXTUAL, weekday
from generator.catalog import _
from generator.edtf import interval_edtf
from generator.language.lexicon import verbs
from generator.model import TimexType

_NEIGHBORS = GRAMMAR["neighbors"]
_PLACED = frozenset({"last", "this", "next", "previous", "following"})
_QUOTES = frozenset('"“`')
_AFTER_ARTICLE = frozenset({Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
_STRETCHES = frozenset({Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY})
# "Of the year" behind other words tells which thing is meant, or what it won: "player of the month".
_PARTS = GRAMMAR["parts_of_period"] | EDGES.keys() | UNITS.keys()
_MEASURED_FROM = frozenset({"of", *GRAMMAR["order_after"], *GRAMMAR["order_before"]})
_BEFORE_THE_DAY = GRAMMAR["before_the_day"]
_CALENDAR_UNITS = _AFTER_ARTICLE | {Unit.HALF, Unit.DECADE, Unit.CENTURY}
_UNKNOWN = {Unit.WEEK: "XXXX-WXX", Unit.DAY: "XXXX-XX-XX", Unit.MONTH: "XXXX-XX"}
# Units of which a longer stretch holds many, the shortest first.
_SHORT = (Unit.DAY, Unit.WEEKEND, Unit.WEEK, Unit.MONTH)
# Until Thursday, "the weekend" of something past is the one before.
_LAST_WEEKEND_UNTIL = 4


# ---------------------------------------------------------------- finding


def day_word(tokens: Tokens, index: int) -> Found:
    """Yesterday, today, tomorrow, and the days next to them."""
    words = tokens.words
    if words[index] == "today" and _nowadays(tokens, index):
        return Vague(value="PRESENT_REF"), index + 1
    if words[index] in DAY_WORDS:
        return DayWord(offset=DAY_WORDS[words[index]]), index + 1
    if words[index] == "to":
        # "to-day" and "to-morrow", as they were written until the middle of the 20th century.
        offset = DAY_WORDS.get(f"to{words[index + 2]}") if words[index + 1] in DASHES else None
        return (DayWord(offset=offset), index + 3) if offset is not None else None
    at = index + 1 if words[index] == "the" else index
    if words[at : at + 3] == ["day", "after", "tomorrow"]:
        return DayWord(offset=2), at + 3
    if words[at : at + 3] == ["day", "before", "yesterday"]:
        return DayWord(offset=-2), at + 3
    return None


def _nowadays(tokens: Tokens, index: int) -> bool:
    """Whether "today" at the head of a sentence means these days: "Today, glass is widely used".

    The first verb behind it is in the present, with a word of habit or of lasting use behind it.
    """
    words = tokens.words
    if (index and words[index - 1]) or words[index + 1] != ",":
        return False
    verb = index + 2
    while words[verb] and words[verb] not in VERBS["present"]:
        if words[verb] in _QUOTES or is_past(words, verb) or words[verb] in AHEAD:
            return False
        verb += 1
    if words[verb] not in ("is", "are"):
        return False
    return words[verb + 1] in GRAMMAR["habits"] or words[verb + 1] in verbs("is_done")


def then(tokens: Tokens, index: int) -> Found:
    """The date named last, behind "until", "since" or "by"."""
    if index and tokens.words[index - 1] in ("until", "since", "by"):
        return UnitReference(unit=Unit.DAY, relation="then"), index + 1
    return None


def vague(tokens: Tokens, index: int) -> Found:
    """Now, recently, soon and their like."""
    words = tokens.words
    found = phrase_at(VAGUE, words, index) or phrase_at(LENGTHS, words, index)
    if found is None or _mere_order(words, index, found[1]):
        return None
    return Vague(value=found[0]), found[1]


def _mere_order(words: list[str], index: int, after: int) -> bool:
    """Whether the words only order things or describe: "soon after", "as soon as", "now-interim"."""
    word = words[index]
    if word in ("soon", "shortly"):
        return words[after] in GRAMMAR["after_soon"] or words[index - 1] in (
            "as",
            "how",
            "too",
        )
    if (word == "at" and words[after] == "of") or (word == "recently" and words[after] == "as"):
        return True
    return words[after] in DASHES


def related(tokens: Tokens, index: int) -> Found:
    """A name or unit by its place: "last week", "this September", "next Friday", "the same day", "the year"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    relation = RELATIONS.get(words[at])
    if relation is None:
        return _unit_with_article(tokens, at) if at > index else None
    if at > index:
        if stretch := _stretch(words, at):
            return stretch
    elif _is_preposition(tokens, at):
        return None
    after = at + 1
    if words[at] == "this" and words[after] in ("past", "coming", "same"):
        relation, after = RELATIONS[words[after]], after + 1
    if _is_title(tokens, index, after):
        return None
    return _placed_name(tokens, after, relation) or _placed_unit(tokens, after, relation)


def _is_title(tokens: Tokens, index: int, after: int) -> bool:
    """Whether the words are the name of a program: “This Week”."""
    return index > 0 and tokens.words[index - 1] in _QUOTES and tokens.capital(after)


def _is_preposition(tokens: Tokens, index: int) -> bool:
    """Whether "following" stands before a day or a month without an article: "in ruins following Tuesday's quake"."""
    after = index + 1
    named = weekday_at(tokens, after) or month_at(tokens, after)
    return tokens.words[index] == "following" and bool(named)


def _stretch(words: list[str], index: int) -> Found:
    """A single unit up to or from the day of speech: "the past year", "the next decade"."""
    unit = UNITS.get(words[index + 1])
    past = words[index] in ("past", "last") and unit in _STRETCHES
    coming = words[index] in ("next", "coming") and unit in (Unit.DECADE, Unit.CENTURY)
    if unit is None or not (past or coming) or not singular(words[index + 1]):
        return None
    if words[index] == "last" and words[index + 2] == "of":
        # "the last week of the campaign" ends with it.
        return Duration(count=Count(low=1, high=1), unit=unit, part=-1), index + 2
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
    if words[index] in SEASONS and not tokens.opens_name(index):
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
    if tokens.opens_name(index - 1):
        # "Told the program This Week"
        return None
    if relation == "last" and unit[0] is Unit.DAY and words[unit[1]] == "of":
        # "the last day of the fair" is none of the calendar.
        return None
    return UnitReference(unit=unit[0], relation=relation), unit[1]


def _is_the_day(words: list[str], index: int) -> bool:
    """Whether "the day" is one of the text: not "since the day he was born", nor "the working day"."""
    alone = words[index] == "day" and not words[index + 1].isalpha()
    return alone and words[index - 2] in _BEFORE_THE_DAY


def _is_of_something(words: list[str], index: int, after: int) -> bool:
    """Whether a unit is "the year of the flood", "the week before he fell ill", or that of "player of the month"."""
    alone = words[after] in ("before", "after")
    if alone or (words[after] in _MEASURED_FROM and words[after + 1].isalpha()):
        return True
    return words[index - 2] == "of" and words[index - 3] not in _PARTS


def _unit_with_article(tokens: Tokens, index: int) -> Found:
    """A unit behind "the" alone: "the quarter", "the weekend"."""
    words = tokens.words
    unit = unit_at(tokens, index)
    if unit is None or unit[0] not in _AFTER_ARTICLE or not singular(words[unit[1] - 1]):
        return None
    beyond = BEYOND.get((words[unit[1]], words[unit[1] + 1]))
    if words[unit[1]] in DASHES and (words[unit[1] + 1] in ("ago", "earlier") or tokens.glued(unit[1])):
        # "the year-ago results" are not of this year, "the quarter-finals" are no time.
        return None
    if beyond:
        return UnitReference(unit=unit[0], relation=beyond), unit[1] + 2
    if words[unit[1]] == "ahead":
        return Duration(count=Count(low=1, high=1), unit=unit[0], window="future"), unit[1] + 1
    if (unit[0] is Unit.DAY and not _is_the_day(words, index)) or _is_of_something(words, index, unit[1]):
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


# ---------------------------------------------------------------- resolving


@resolves(DayWord)
def _resolve_day_word(reading: DayWord, scene: Scene) -> Outcome:
    """Yesterday, today, tomorrow."""
    if scene.day is None:
        return unresolved(_UNKNOWN[Unit.DAY])
    day = period_of(Unit.DAY, step(scene.day, reading.offset))
    if reading.offset == 0:
        return exactly(day, arithmetic(_("said of the article's own day"), day.edtf))
    return exactly(day, arithmetic(counted(scene.day, reading.offset), day.edtf))


@resolves(UnitReference)
def _resolve_unit(reading: UnitReference, scene: Scene) -> Outcome:
    """A unit by its place: "last week", "this year", "the following month", "the same day", "the quarter"."""
    unit, relation = reading.unit, reading.relation
    if relation == "the":
        return _with_article(unit, scene)
    if relation == "latest":
        return _latest(unit, scene)
    if relation == "then":
        return _then(scene)
    shift = SHIFTS.get(relation, 0)
    textual = relation in TEXTUAL or (relation == "next" and unit is Unit.DAY)
    base = scene.base(shift) if textual else None
    if base:
        return _from_text(unit, shift, *base)
    if scene.day is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    period = shifted(period_of(unit, scene.day), shift)
    how = arithmetic(seen_from(scene.day), period.edtf)
    return exactly(period, how, convention("week")) if unit is Unit.WEEK else exactly(period, how)


def _from_text(unit: Unit, shift: int, last: Period, relative: bool) -> Outcome:
    """A unit beside the date named last; of a longer one, that nobody knows where in it lies."""
    first, until = period_of(unit, last.first), period_of(unit, last.last)
    if unit in _SHORT and first.last < until.first and last.unit not in _SHORT[: _SHORT.index(unit) + 1]:
        ends = (last.first, last.last)
        if shift:
            ends = (shifted(first, shift).first, shifted(until, shift).last)
        return within(last, *ends, relative)
    return in_text(shifted(until if shift > 0 else first, shift), relative)


def _then(scene: Scene) -> Outcome:
    """The date that the text named last."""
    if scene.last is None:
        return unresolved(_UNKNOWN[Unit.DAY])
    return exactly(scene.last, arithmetic(_("the date named before it")), relative=scene.last_relative)


def _latest(unit: Unit, scene: Scene) -> Outcome:
    """The latest quarter or other unit: the last that has ended, a quarter the text speaks of first."""
    if unit is Unit.QUARTER and scene.quarter and not (scene.day and scene.quarter.last >= scene.day):
        return _spoken_of(scene, scene.quarter)
    if scene.day is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    period = shifted(period_of(unit, scene.day), -1)
    return exactly(period, arithmetic(seen_from(scene.day), period.edtf))


def _spoken_of(scene: Scene, quarter: Period) -> Outcome:
    """The quarter that the text speaks of."""
    if scene.fiscal:
        return of_own_year(quarter, _("the quarter the text speaks of"), scene)
    return exactly(quarter, arithmetic(_("the quarter the text speaks of")), relative=scene.last_relative)


def _with_article(unit: Unit, scene: Scene) -> Outcome:
    """A unit behind "the" alone."""
    if unit is Unit.QUARTER:
        return _spoken_of(scene, scene.quarter) if scene.quarter else _latest(unit, scene)
    if unit is Unit.DAY and scene.last and scene.last.unit is Unit.DAY:
        return exactly(scene.last, arithmetic(_("the day named before it")), relative=scene.last_relative)
    if unit is Unit.YEAR and scene.next_word in ("ended", "ending"):
        return Outcome(type=TimexType.DURATION, value="P1Y")
    if scene.day is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    base = scene.day
    if unit is Unit.WEEKEND and base.isoweekday() <= _LAST_WEEKEND_UNTIL and scene.direction() <= 0:
        base = step(base, -7)
    period = period_of(unit, base)
    return exactly(period, arithmetic(seen_from(scene.day), period.edtf))


@resolves(Vague)
def _resolve_vague(reading: Vague, scene: Scene) -> Outcome:
    """Now, recently, soon; or a length of time that nobody counts ("a while")."""
    if reading.value.startswith("P") and not reading.value.endswith("_REF"):
        return Outcome(type=TimexType.DURATION, value=reading.value)
    day = scene.day
    if day is None:
        return unresolved(reading.value)
    if reading.value == "PRESENT_REF":
        edtf = interval_edtf(day, day, approximate=True)
    else:
        edtf = interval_edtf(None, day) if reading.value == "PAST_REF" else interval_edtf(day, None)
    return Outcome(value=reading.value, edtf=edtf, steps=(arithmetic(seen_from(day), edtf),), relative=True)
