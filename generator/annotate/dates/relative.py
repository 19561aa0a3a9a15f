"""Expressions that point at time from the day of speech or from another date of the text.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.annotate.dates.calendar import calendar_date, day_at, month_at, weekday_at
from generator.annotate.dates.durations import singular, unit_at
from generator.annotate.dates.fiscal import of_own_year
from generator.annotate.dates.numbers import DASHES, Count
from generator.annotate.dates.order import latest_by_order
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
    is_past,
    resolves,
    seen_from,
    unresolved,
)
from generator.annotate.dates.tables import (
    BEYOND,
    DAY_WORDS,
    GRAMMAR,
    LENGTHS,
    RELATIONS,
    SEASONS,
    UNITS,
    VAGUE,
    VERBS,
    WEEKDAYS,
)
from generator.annotate.dates.tokens import Tokens
from generator.catalog import N_, _, format_day, format_weekday
from generator.edtf import interval_edtf, qualified
from generator.language.lexicon import verbs
from generator.model import TimexType

_NEIGHBORS = GRAMMAR["neighbors"]
_PLACED = frozenset({"last", "this", "next", "previous", "following"})
_QUOTES = frozenset('"“`')
_AFTER_ARTICLE = frozenset({Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.YEAR})
_STRETCHES = frozenset({Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY})
_AWARDED = GRAMMAR["awarded"]
_BEFORE_THE_DAY = GRAMMAR["before_the_day"]
_CALENDAR_UNITS = _AFTER_ARTICLE | {Unit.HALF, Unit.DECADE, Unit.CENTURY}
_WEEKS = {
    "last week": (-1, N_("the {weekday} of the week before {date}")),
    "this week": (0, N_("the {weekday} of the same week as {date}")),
    "next week": (1, N_("the {weekday} of the week after {date}")),
}
_SHIFTS = {"last": -1, "previous": -1, "next": 1, "following": 1, "before last": -2, "after next": 2}
# Words that place a day or unit beside the date that the text named last.
_TEXTUAL = frozenset({"previous", "following", "same"})
_UNKNOWN = {Unit.WEEK: "XXXX-WXX", Unit.DAY: "XXXX-XX-XX", Unit.MONTH: "XXXX-XX"}
# In the past tense, a weekday so soon after the article's stated day is that day, and the text was changed later.
_DAYS_AFTER = 1
# What was to be on a weekday just gone and is said to be off was to be on that day.
_OFF_WITHIN = 3
# "vowed to fight on Saturday", said on Sunday or Monday: it was vowed then; the next one would be called the next.
_COMMITTED_WITHIN = 2
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
        if words[verb] in _QUOTES or is_past(words, verb) or words[verb] in VERBS["modal"] | VERBS["future"]:
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
        return words[after] in GRAMMAR["after_soon"] or words[index - 1] in (
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
    if words[after + 1] == words[after + 3] == "/":
        # "Monday 9/2/2021" is no Monday of this week.
        return None
    at = after + 1 if words[after] == "of" else after
    if words[at] in _NEIGHBORS and words[at + 1] == "week":
        return Weekday(number=number, relation=f"{words[at]} week"), at + 2
    beyond = BEYOND.get((words[after], words[after + 1]))
    if beyond:
        return Weekday(number=number, relation=beyond), after + 2
    if (
        words[after] == "week"
        and (words[after + 1] in GRAMMAR["after_week"] or not words[after + 1][:1].isalnum())
        and words[after + 1] not in DASHES
    ):
        # "Tuesday week" is a week from Tuesday.
        return Weekday(number=number, relation="after next"), after + 1
    return Weekday(number=number), after


def related(tokens: Tokens, index: int) -> Found:
    """A name or unit by its place: "last week", "this September", "next Friday", "the same day", "the year"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    relation = _relation_at(tokens, at, index)
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


def _relation_at(tokens: Tokens, at: int, index: int) -> str | None:
    """What a word says of the place in time; "in ruins following Tuesday's quake", without an article, nothing."""
    follows = tokens.words[at] == "following" and at == index
    if follows and (weekday_at(tokens, at + 1) or month_at(tokens, at + 1)):
        return None
    return RELATIONS.get(tokens.words[at])


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
    if relation == "last" and unit[0] is Unit.DAY and words[unit[1]] == "of":
        # "the last day of the fair" is none of the calendar.
        return None
    return UnitReference(unit=unit[0], relation=relation), unit[1]


def _is_the_day(words: list[str], index: int) -> bool:
    """Whether "the day" is one of the text: not "since the day he was born", nor "the working day"."""
    alone = words[index] == "day" and not words[index + 1].isalpha()
    return alone and words[index - 2] in _BEFORE_THE_DAY


def _is_of_something(words: list[str], index: int, after: int) -> bool:
    """Whether a unit is "the year of the flood", or that of "player of the month"."""
    if words[after] == "of" and words[after + 1].isalpha():
        return True
    return words[index - 2] == "of" and words[index - 3] in _AWARDED


def _unit_with_article(tokens: Tokens, index: int) -> Found:
    """A unit behind "the" alone: "the quarter", "the weekend"."""
    words = tokens.words
    unit = unit_at(tokens, index)
    if unit is None or unit[0] not in _AFTER_ARTICLE or not singular(words[unit[1] - 1]):
        return None
    beyond = BEYOND.get((words[unit[1]], words[unit[1] + 1]))
    if words[unit[1]] in DASHES and words[unit[1] + 1] in ("ago", "earlier"):
        # "the year-ago results" are not of this year.
        return None
    if beyond:
        return UnitReference(unit=unit[0], relation=beyond), unit[1] + 2
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


def _days_back(weekday: int, today: date) -> int:
    """From a day to the last such weekday before it, negative."""
    return -((today.isoweekday() - weekday) % 7 or 7)


def _days_ahead(weekday: int, today: date) -> int:
    """From a day to the next such weekday behind it."""
    return (weekday - today.isoweekday()) % 7 or 7


@resolves(Weekday)
def _resolve_weekday(reading: Weekday, scene: Scene) -> Outcome:
    """A weekday: the latest one, today included, or the next one when the sentence looks ahead."""
    number, relation = reading.number, reading.relation
    base = scene.base(_SHIFTS.get(relation, 0)) if relation in _TEXTUAL else None
    if base:
        return _beside_last(number, relation, *base)
    if scene.day is None:
        return unresolved(f"XXXX-WXX-{number}")
    if not relation:
        return _plain_weekday(number, scene, scene.day)
    today, name = scene.day, format_weekday(number)
    if relation in _WEEKS:
        weeks, how = _WEEKS[relation]
        day = step(today, number - today.isoweekday() + 7 * weeks)
    elif relation == "this":
        day, how = step(today, number - today.isoweekday()), _WEEKS["this week"][1]
    elif relation in BEYOND.values():
        back = relation == "before last"
        day = step(today, _days_back(number, today) - 7 if back else _days_ahead(number, today) + 7)
        period = period_of(Unit.DAY, day)
        return exactly(period, arithmetic(seen_from(today), period.edtf))
    elif _SHIFTS.get(relation, 1) < 0:
        day = step(today, _days_back(number, today))
        how = N_("the {weekday} before {date}")
    else:
        day = step(today, _days_ahead(number, today))
        how = N_("the first {weekday} after {date}")
    period = period_of(Unit.DAY, day)
    said = _(how, weekday=name, date=format_day(today))
    return exactly(period, arithmetic(said, period.edtf))


def _runs_until(scene: Scene) -> int:
    """The weekday up to which a run of days goes from the one at hand: "Monday through Friday"; 0 without one."""
    words = scene.tokens.words
    if words[scene.after] not in GRAMMAR["spans"] or scene.word_before not in ("from", "between"):
        return 0
    return WEEKDAYS.get(words[scene.after + 1], 0)


def _end_of_run(number: int, scene: Scene, today: date) -> Outcome | None:
    """A weekday that ends or begins a run: "Monday through Friday"."""
    name = format_weekday(number)
    begun = None if scene.put_off() else scene.run_from()
    if begun and scene.second_before in WEEKDAYS:
        period = period_of(Unit.DAY, step(begun.first, (number - begun.first.isoweekday()) % 7 or 7))
        how = _("the first {weekday} after {date}", weekday=name, date=format_day(begun.first))
        return exactly(period, arithmetic(how, period.edtf))
    until = _runs_until(scene)
    if until and scene.direction() <= 0:
        # What ran up to a day that has been began before it.
        last = step(today, -((today.isoweekday() - until) % 7))
        period = period_of(Unit.DAY, step(last, -((until - number) % 7 or 7)))
        how = N_("the {weekday} before {date}")
        return exactly(period, arithmetic(_(how, weekday=name, date=format_day(last)), period.edtf))
    return None


def _plain_weekday(number: int, scene: Scene, today: date) -> Outcome:
    """A weekday without a word beside it."""
    name, said = format_weekday(number), format_day(today)
    end = _end_of_run(number, scene, today)
    if end:
        return end
    gone = (today.isoweekday() - number) % 7
    off = 0 < gone <= _OFF_WITHIN and scene.called_off()
    if 0 < gone <= _COMMITTED_WITHIN and scene.committed():
        period = period_of(Unit.DAY, step(today, -gone))
        how = _("the latest {weekday} up to {date}", weekday=name, date=said)
        found = exactly(period, arithmetic(how, period.edtf), convention("weekday-past"))
        return replace(found, edtf=qualified(period.edtf, uncertain=True))
    if scene.direction() > 0 and not off:
        period = period_of(Unit.DAY, step(today, (number - today.isoweekday()) % 7))
        how = _("the next {weekday} from {date} on", weekday=name, date=said)
        rule = "weekday-future"
    elif scene.direction() < 0 and (bound := latest_by_order(scene, today)):
        return _latest_up_to(number, today, bound)
    elif 0 < (ahead := (number - today.isoweekday()) % 7) <= _DAYS_AFTER and scene.later_text():
        # No daily paper calls the day six days ago by its bare name: the text is later than its date.
        period = period_of(Unit.DAY, step(today, ahead))
        how = _("the next {weekday} from {date} on", weekday=name, date=said)
        found = exactly(period, arithmetic(how, period.edtf), convention("weekday-future"))
        return replace(found, edtf=qualified(period.edtf, uncertain=True))
    else:
        period = period_of(Unit.DAY, step(today, -((today.isoweekday() - number) % 7)))
        how = _("the latest {weekday} up to {date}", weekday=name, date=said)
        rule = "weekday-past"
    if period.first == today:
        how = _("said of the article's own day")
    return exactly(period, arithmetic(how, period.edtf), convention(rule))


def _latest_up_to(number: int, today: date, bound: date) -> Outcome:
    """The latest weekday, not after what the sentence tells as later; uncertain where that moves it."""
    latest = step(today, -((today.isoweekday() - number) % 7))
    moved = latest > bound
    period = period_of(Unit.DAY, step(bound, -((bound.isoweekday() - number) % 7)) if moved else latest)
    name, said = format_weekday(number), format_day(bound if moved else today)
    how = arithmetic(_("the latest {weekday} up to {date}", weekday=name, date=said), period.edtf)
    found = exactly(period, how, convention("order" if moved else "weekday-past"))
    return replace(found, edtf=qualified(period.edtf, uncertain=True)) if moved else found


def _beside_last(number: int, relation: str, last: Period, relative: bool) -> Outcome:
    """A weekday before, after or at the date that the text named last."""
    if relation == "previous":
        day = step(last.first, -((last.first.isoweekday() - number) % 7 or 7))
    elif relation == "following":
        day = step(last.last, (number - last.last.isoweekday()) % 7 or 7)
    else:
        day = step(last.first, (number - last.first.isoweekday()) % 7)
    return _in_text(period_of(Unit.DAY, day), relative)


def _in_text(period: Period, relative: bool) -> Outcome:
    """A period given by the date that the text named last."""
    clause = _("reckoned from the date named before it")
    return exactly(period, arithmetic(clause, period.edtf), relative=relative)


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
    shift = _SHIFTS.get(relation, 0)
    textual = relation in _TEXTUAL or (relation == "next" and unit is Unit.DAY)
    base = scene.base(shift) if textual else None
    if base:
        last, relative = base
        return _in_text(shifted(period_of(unit, last.last if shift > 0 else last.first), shift), relative)
    if scene.day is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    period = shifted(period_of(unit, scene.day), shift)
    how = arithmetic(seen_from(scene.day), period.edtf)
    return exactly(period, how, convention("week")) if unit is Unit.WEEK else exactly(period, how)


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
