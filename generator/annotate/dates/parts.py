"""Dates made of another date: its parts ("late 2024", "the first week of March"), hedged, or open to one side.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from generator.annotate.dates import calendar, durations, relative, seasons, tense, years
from generator.annotate.dates.clock import time_of_day
from generator.annotate.dates.periods import DAYS_IN, OutOfCalendarError, Period, Unit, add, period_of, step
from generator.annotate.dates.readings import (
    CalendarDate,
    DayWord,
    Distance,
    Found,
    Hedged,
    Holiday,
    MonthReference,
    NumberedIn,
    NumberedUnit,
    PartOf,
    Reading,
    Rule,
    SeasonReference,
    TimeOfDay,
    UnitReference,
    Weekday,
    WeekOf,
    YearSpan,
)
from generator.annotate.dates.scene import Outcome, Scene, arithmetic, convention, resolve, resolves
from generator.annotate.dates.tokens import (
    DASHES,
    EDGES,
    GRAMMAR,
    LIMIT_PHRASES,
    OPEN_ENDS,
    UNITS,
    VERBS,
    Count,
    Tokens,
    conventions,
    first_at,
    is_figure,
    weekday_at,
)
from generator.annotate.dates.weekdays import weekday
from generator.catalog import _
from generator.edtf import interval_edtf, month_end, parse_edtf, qualified
from generator.model import Edtf, StepKind, TimexType, WorkingStep

_PARTS = GRAMMAR["parts"]
_LAST_IN = GRAMMAR["last_in"]
_HEDGES = GRAMMAR["hedges"]
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
_PART_MODS = {"early": "START", "beginning": "START", "mid": "MID", "late": "END", "end": "END"}
# The bounds that a date may already have: none, or that of a part of a period.
_LEFT_OPEN = (None, "START", "MID", "END")
_HALF_MONTH = 15
_WEEKS = frozenset({Unit.WEEK, Unit.FORTNIGHT})
_WEEK_SIDES = {
    **dict.fromkeys(GRAMMAR["ends_stretch"] | GRAMMAR["runs_to"], -1),
    **dict.fromkeys(GRAMMAR["begins_stretch"], 1),
}
# Words that make the end of a period a limit.
_LIMITS = GRAMMAR["limits"]


# ---------------------------------------------------------------- finding
# What is numbered in a period: "the first week of March".
_NUMBERED = (Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.HALF)


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
    start = index + (words[index] == "the")
    name = words[start]
    if name not in _PARTS:
        return None
    at = start + 1
    preposition = words[at] in ("in", "on")
    if (preposition and name != "mid") or (words[at] in DASHES and tokens.glued(at)):
        at += 1
    elif words[at : at + 2] == ["to", "mid"]:
        at += 3
    whole = _whole(tokens, at)
    if whole is None or isinstance(whole[0], _DAYS):
        return whole
    reading, after = whole
    the_unit = isinstance(reading, UnitReference) and reading.relation == "the"
    return (PartOf(part=name, whole=reading), after) if preposition or not the_unit else None


def edge(tokens: Tokens, index: int) -> Found:
    """A part by a noun: "the end of December 2024", "the beginning of the year", "year-end", "the year's end"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    return (_end_of_month(tokens, at + 1) if words[at] == "end" else None) or _edge_of(tokens, at)


def _end_of_month(tokens: Tokens, index: int) -> Found:
    """The end of a month behind a dash: "end-March"."""
    if tokens.words[index] not in DASHES or not tokens.glued(index):
        return None
    month = calendar.calendar_date(tokens, index + 1)
    return (PartOf(part="end", whole=month[0]), month[1]) if month and _is_month(month[0]) else None


def _edge_of(tokens: Tokens, at: int) -> Found:
    """A part by a noun, the article passed over."""
    words = tokens.words
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


def week_of(tokens: Tokens, index: int) -> Found:
    """A week by a day of it: "the week of March 2", "the week beginning 2 March", "in the week to 8 March"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    if words[at] != "week" or words[at + 1] not in {"of", *_WEEK_SIDES}:
        return None
    day = calendar.calendar_date(tokens, at + 2) or calendar.day_month_date(tokens, at + 2)
    if day is None or not isinstance(day[0], CalendarDate) or not (day[0].day and day[0].month):
        return None
    return WeekOf(day=day[0], side=_WEEK_SIDES.get(words[at + 1], 0)), day[1]


def _whole_of_units(tokens: Tokens, at: int, unit: Unit) -> tuple[Reading, int] | None:
    """The period whose units are numbered: "of March" behind "the first week"."""
    whole = _whole(tokens, at + 1) if tokens.words[at] in ("of", "in") else None
    if whole is None or isinstance(whole[0], (*_DAYS, PartOf)):
        return None
    return None if unit is Unit.HALF and not _is_whole_month(whole[0]) else whole


def numbered_in(tokens: Tokens, index: int) -> Found:
    """A unit or weekday by its number in a period: "the first week of March", "the last Friday in May"."""
    words = tokens.words
    at = index + (words[index] == "the")
    number = (-1, at + 1) if words[at] in _LAST_IN else first_at(tokens, at)
    if number is None:
        return None
    weekday = weekday_at(tokens, number[1])
    day, after = weekday or (0, number[1] + 1)
    unit = Unit.DAY if weekday else Unit.HALF if words[number[1]] == "half" else UNITS.get(words[number[1]])
    # "The last days of 2018" are more than one.
    several = not weekday and words[number[1]].endswith("s")
    if several or unit not in _NUMBERED:
        return None
    whole = _whole_of_units(tokens, after, unit)
    if whole is None:
        return None
    return NumberedIn(unit=unit, number=number[0], whole=whole[0], weekday=day), whole[1]


def _is_whole_month(reading: Reading) -> bool:
    """Whether a reading is a month and nothing shorter or longer."""
    if isinstance(reading, UnitReference):
        return reading.unit is Unit.MONTH
    return isinstance(reading, CalendarDate | MonthReference) and bool(reading.month) and not reading.day


def _is_month(reading: Reading) -> bool:
    """Whether a date has no day."""
    return isinstance(reading, CalendarDate) and reading.day is None


def measured_from(tokens: Tokens, index: int) -> Found:
    """A length before or after a day: "two days before Christmas", "a week after 3 March", "a week on Saturday"."""
    words = tokens.words
    found = durations.measured(tokens, index)
    if found is None:
        return None
    number, unit, at = found
    if words[at] == "ago":
        return _ago(tokens, number, unit, at + 1)
    if words[at] in ("before", "after"):
        day = longest(tokens, at + 1, (calendar.calendar_date, weekday, seasons.holiday))
        if day is None or _is_month(day[0]):
            return None
        return Distance(count=number, unit=unit, sign=-1 if words[at] == "before" else 1, anchor=day[0]), day[
            1
        ]
    lasts = words[index - 1 : index] == ["for"] and words[index - 2] not in VERBS["arranged"]
    if words[at] == "from" and not lasts:
        # "set for a week from Monday", and not "was closed for a week from yesterday", which lasts.
        return _from_day(tokens, number, unit, at + 1)
    return _on_day(tokens, index, number, unit, at) if unit in _WEEKS and words[at] != "from" else None


def _from_day(tokens: Tokens, number: Count, unit: Unit, index: int) -> Found:
    """A length from the next such weekday or from a day told from the day of speech: "two weeks from Monday"."""
    day = longest(tokens, index, (weekday, relative.day_word))
    if day is None:
        return None
    anchor = replace(day[0], relation=day[0].relation or "next") if isinstance(day[0], Weekday) else day[0]
    number, unit = _in_days(number, unit)
    return Distance(count=number, unit=unit, sign=1, anchor=anchor), day[1]


def _on_day(tokens: Tokens, index: int, number: Count, unit: Unit, after: int) -> Found:
    """Weeks on from a day to come: "resumes a week on Saturday", "closes a week today".

    Not "jailed for a week on Monday", nor of anything past: "was delayed two weeks on Monday".
    """
    words = tokens.words
    day = weekday(tokens, after + 1) if words[after] == "on" else relative.day_word(tokens, after)
    if day is None or not isinstance(day[0], Weekday | DayWord):
        return None
    lasts = index > 0 and words[index - 1] in GRAMMAR["before_length"]
    if tense.direction(tokens.plain, index, day[1]) < lasts:
        return None
    return _from_day(tokens, number, unit, after + (words[after] == "on"))


def _ago(tokens: Tokens, number: Count, unit: Unit, index: int) -> Found:
    """Weeks back from a day: "a week ago Tuesday", "two weeks ago last Saturday", "ten years ago today"."""
    words = tokens.words
    day = relative.day_word(tokens, index)
    if unit in _WEEKS and not day:
        day = weekday(tokens, index + (words[index] == "last"))
    if day is None or number.vague or not isinstance(day[0], Weekday | DayWord):
        return None
    anchor = replace(day[0], relation="last") if isinstance(day[0], Weekday) else day[0]
    number, unit = _in_days(number, unit)
    return Distance(count=number, unit=unit, sign=-1, anchor=anchor), day[1]


def _in_days(number: Count, unit: Unit) -> tuple[Count, Unit]:
    """Weeks from a day lead to such a day: they are so many days."""
    if unit not in _WEEKS:
        return number, unit
    size = DAYS_IN[unit]
    return replace(number, low=size * number.low, high=size * number.high), Unit.DAY


def _whole(tokens: Tokens, index: int) -> Found:
    """What a part may be a part of."""
    found = longest(tokens, index, _WHOLE_RULES)
    return found if found and isinstance(found[0], _WHOLES) else None


def with_article(tokens: Tokens, index: int) -> Found:
    """Decades, centuries and seasons behind "the": "the 1990s", "the 20th century", "the summer"."""
    if tokens.words[index] != "the":
        return None
    found = longest(tokens, index + 1, (years.decade_or_century, seasons.season))
    if found:
        return found
    span = years.year_alone(tokens, index + 1)
    return span if span and isinstance(span[0], YearSpan) else None


def hedged(tokens: Tokens, index: int) -> Found:
    """A date said to be about right: "around Nov. 1", "about 1850"."""
    words = tokens.words
    if words[index] not in _HEDGES:
        return None
    rules = (calendar.calendar_date, years.year_alone, time_of_day, edge)
    short = words[index] in GRAMMAR["short_hedges"]
    if short and not (words[index + 1] == "." and is_figure(words[index + 2])):
        return None
    date = longest(tokens, index + 1 + short, rules)
    said = f"{words[index]}." if short else words[index]
    return (Hedged(date=date[0], words=said), date[1]) if date else None


_WHOLE_RULES: tuple[Rule, ...] = (
    calendar.calendar_date,
    years.year_alone,
    years.year_named,
    years.decade_or_century,
    seasons.season,
    seasons.holiday,
    relative.day_word,
    relative.related,
    weekday,
    seasons.numbered,
    seasons.coded,
    with_article,
    time_of_day,
)


# ---------------------------------------------------------------- resolving


@resolves(PartOf)
def _resolve_part(reading: PartOf, scene: Scene) -> Outcome:
    """A part of a period, by convention; "earlier" and "later" are the sides of the day of speech."""
    inner = resolve(reading.whole, scene)
    if inner.period is None:
        return inner
    if reading.part in ("earlier", "later"):
        return _side_of_speech(reading.part, inner, inner.period, scene.day)
    ends = _part_days(reading.part, inner.period)
    return replace(
        inner,
        mod=_PART_MODS[reading.part],
        edtf=interval_edtf(*ends, approximate=True) if ends else inner.edtf,
        steps=(*inner.steps, convention(reading.part, inner.period.unit)),
    )


def _side_of_speech(part: str, inner: Outcome, period: Period, day: date | None) -> Outcome:
    """The days of a period before the day of speech, which "earlier" leaves out, or from it on."""
    mod = "START" if part == "earlier" else "END"
    if day is None or not period.first <= day <= period.last:
        return replace(inner, mod=mod)
    before = max(period.first, day - timedelta(days=1))
    ends = (period.first, before) if part == "earlier" else (day, period.last)
    edtf = interval_edtf(*ends)
    clause = _("before the article's own day") if part == "earlier" else _("from the article's own day on")
    return replace(inner, mod=mod, edtf=edtf, steps=(*inner.steps, arithmetic(clause, edtf)), relative=True)


def _part_days(part: str, period: Period) -> tuple[date, date] | None:
    """First and last day of a part, by the conventions table; ``None`` for periods it has no column for."""
    unit = Unit.QUARTER if period.unit in (Unit.SEASON, Unit.HALF) else period.unit
    bounds = conventions()[part].parts.get(unit)
    if bounds is None:
        return None
    low, high = bounds
    if unit in (Unit.WEEK, Unit.MONTH):
        first, last = (period.first + timedelta(days=number - 1) for number in (low, high))
        return first, min(last, period.last)
    size = Unit.MONTH if unit in (Unit.YEAR, Unit.QUARTER) else Unit.YEAR
    end = add(period.first, high - 1, size)
    return add(period.first, low - 1, size), month_end(end.year, end.month if size is Unit.MONTH else 12)


@resolves(NumberedIn)
def _resolve_numbered_in(reading: NumberedIn, scene: Scene) -> Outcome:
    """A day, week, month or weekday of a period by its number."""
    inner = resolve(reading.whole, scene)
    found = _nth(reading, inner.period) if inner.period else None
    if inner.period is None or found is None:
        return replace(inner, edtf=inner.edtf, period=None)
    first, last = found
    edtf = interval_edtf(first, last, approximate=reading.unit is Unit.HALF)
    period = period_of(reading.unit, first) if reading.unit in (Unit.DAY, Unit.MONTH) else None
    return replace(
        inner,
        value=period.value if period else f"{first.isoformat()}/{last.isoformat()}",
        edtf=edtf,
        period=period,
        steps=(*inner.steps, *_counting(reading)),
    )


def _counting(reading: NumberedIn) -> tuple[WorkingStep, ...]:
    """The row of the conventions table that a week by its number rests on."""
    return (convention("numbered-week"),) if reading.unit in (Unit.WEEK, Unit.WEEKEND) else ()


def _nth(reading: NumberedIn, period: Period) -> tuple[date, date] | None:
    """First and last day of the unit with a number in a period; ``None`` where the period has none."""
    number = reading.number
    if reading.weekday or reading.unit is Unit.WEEKEND:
        weekday = reading.weekday or 6
        first = period.first + timedelta(days=(weekday - period.first.isoweekday()) % 7 + 7 * (number - 1))
        if number < 0:
            first = period.last - timedelta(days=(period.last.isoweekday() - weekday) % 7)
        last = first if reading.weekday else first + timedelta(days=1)
    elif reading.unit is Unit.HALF:
        return _half_month(period, number)
    elif reading.unit is Unit.MONTH:
        base = period.last.replace(day=1) if number < 0 else add(period.first, number - 1, Unit.MONTH)
        first, last = base, month_end(base.year, base.month)
    else:
        size = 7 if reading.unit is Unit.WEEK else 1
        first = period.first + timedelta(days=size * (number - 1))
        if number < 0:
            first = period.last - timedelta(days=size - 1)
        last = first + timedelta(days=size - 1)
    return (first, last) if period.first <= first <= period.last else None


def _half_month(month: Period, number: int) -> tuple[date, date]:
    middle = step(month.first, _HALF_MONTH)
    return (month.first, step(middle, -1)) if number == 1 else (middle, month.last)


@resolves(WeekOf)
def _resolve_week(reading: WeekOf, scene: Scene) -> Outcome:
    """The calendar week of a day, or the seven days up to it."""
    inner = resolve(reading.day, scene)
    if inner.period is None:
        return inner
    if not reading.side:
        week = period_of(Unit.WEEK, inner.period.first)
        return replace(inner, value=week.value, edtf=week.edtf, period=week)
    ends = (inner.period.first, step(inner.period.first, 6 * reading.side))
    first, last = min(ends), max(ends)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return replace(inner, value=value, edtf=interval_edtf(first, last), period=None)


@resolves(Hedged)
def _resolve_hedged(reading: Hedged, scene: Scene) -> Outcome:
    """A date said to be about right."""
    inner = resolve(reading.date, scene)
    if isinstance(reading.date, TimeOfDay):
        # "around 4.30 a.m. on Wednesday": the day is certain.
        return replace(inner, mod="APPROX")
    return replace(inner, mod="APPROX", edtf=qualified(inner.edtf, approximate=True) if inner.edtf else None)


# ---------------------------------------------------------------- open to one side


def _means_itself(outcome: Outcome, scene: Scene) -> bool:
    """Whether a word in front does not open a date: "by Friday's vote" (the vote's word), "not until Friday"."""
    dated = outcome.type in (TimexType.DATE, TimexType.TIME) and outcome.mod in _LEFT_OPEN
    if not dated or scene.put_off():
        return True
    owner = scene.next_word == "'" and scene.tokens.words[scene.after + 1] == "s"
    return owner or (scene.second_before == "not" and scene.word_before != "before")


def _opening_word(outcome: Outcome, scene: Scene) -> str:
    """The word in front of a date that leaves it open to one side; ``""`` without one."""
    word = LIMIT_PHRASES.get((scene.third_before, scene.second_before, scene.word_before), scene.word_before)
    not_before = (scene.second_before, scene.word_before) == ("not", "before")
    if not_before or (outcome.edtf and outcome.edtf.earliest and scene.not_before(outcome.edtf.earliest)):
        word = "since"
    return "" if word not in OPEN_ENDS or _means_itself(outcome, scene) else word


def _limiting(word: str, scene: Scene) -> str:
    """The words of the article that leave a date open."""
    denied = word == "since" and scene.word_before in {"before", *GRAMMAR["until"]}
    return f"{scene.denial()} … {scene.word_before}" if denied else word


def _is_limit(word: str, reading: Reading) -> bool:
    """Whether it is like "by the end of March"."""
    return word in _LIMITS and isinstance(reading, PartOf) and reading.part == "end"


def bounded(outcome: Outcome, reading: Reading, scene: Scene) -> Outcome:
    """The outcome as the word in front of it means it; the value stays that of the date itself."""
    word = _opening_word(outcome, scene)
    edtf = outcome.edtf
    if not word or edtf is None or edtf.earliest is None or edtf.latest is None or outcome.period is None:
        return outcome
    mod = outcome.mod or OPEN_ENDS[word]
    said = WorkingStep(
        kind=StepKind.EXPRESSION, text=_('the article says "{words}"', words=_limiting(word, scene))
    )
    if _is_limit(word, reading):
        steps = (*(item for item in outcome.steps if item.convention != "end"), said, convention("limit"))
        limit = interval_edtf(None, outcome.period.last, approximate=edtf.approximate)
        return replace(outcome, edtf=limit, steps=steps)
    if outcome.type is TimexType.TIME and word in ("after", "before"):
        # "shortly before 8 p.m. on Tuesday" is on Tuesday.
        return replace(outcome, mod=mod, steps=(*outcome.steps, said))
    opened = _open(word, edtf, edtf.earliest, edtf.latest)
    return replace(outcome, edtf=opened, mod=mod, steps=(*outcome.steps, said))


def _open(word: str, edtf: Edtf, earliest: date, latest: date) -> Edtf:
    """The days left open by the word."""
    single = not set(edtf.text) & set("/[{X")
    try:
        match word:
            case "since" if single:
                opened = parse_edtf(f"{edtf.text}/..")
            case "since":
                opened = interval_edtf(earliest, None)
            case "after":
                opened = interval_edtf(step(latest, 1), None)
            case "before":
                opened = interval_edtf(None, step(earliest, -1))
            case _:
                opened = parse_edtf(f"../{edtf.text}") if single else interval_edtf(None, latest)
    except OutOfCalendarError:
        return edtf
    return qualified(opened, approximate=edtf.approximate, uncertain=edtf.uncertain)
