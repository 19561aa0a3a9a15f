"""Lengths of time, and distances given by them: "four-day", "at least 5 days ago", "the past two weeks".

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.annotate.dates.periods import Period, Unit, add, duration_value, period_of, step
from generator.annotate.dates.readings import DayWord, Distance, Duration, Found
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    counted,
    counted_from,
    resolve,
    resolves,
    seen_from,
    unresolved,
)
from generator.annotate.dates.seasons import year_before
from generator.annotate.dates.tokens import (
    BOUNDS,
    DASHES,
    DISTANCES,
    GRAMMAR,
    UNITS,
    WINDOWS,
    Count,
    Tokens,
    conventions,
    count,
    first_at,
    phrase_at,
)
from generator.catalog import _
from generator.edtf import interval_edtf, one_of_edtf, qualified
from generator.edtf_words import format_edtf
from generator.model import Edtf, TimexType, WorkingStep

_PLURAL_STARTS = GRAMMAR["plural_starts"]
_FILLERS = GRAMMAR["fillers"]
_OPENERS = GRAMMAR["before_length"]
_PLURAL_OPENERS = GRAMMAR["before_plural"]
_ADDED = GRAMMAR["added"]
_LOOSE = GRAMMAR["loose_bounds"]
# "the 1988 quarter" counts no quarters.
_FIRST_YEAR = 1500
_PLURAL = Count(low=conventions()["plural"].low, high=conventions()["plural"].high, vague="plural")
_SMALLER = {
    Unit.CENTURY: (Unit.YEAR, 100),
    Unit.DECADE: (Unit.YEAR, 10),
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.WEEK: (Unit.DAY, 7),
    Unit.DAY: (Unit.HOUR, 24),
    Unit.HOUR: (Unit.MINUTE, 60),
}
# Bounds that leave a distance about right, rather than open on one side.
_ABOUT = frozenset({"APPROX", "NEARLY"})
_ROUND = frozenset({Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM})
_MOMENTS = frozenset({Unit.SECOND, Unit.MINUTE})
_NO_DAY = "XXXX-XX-XX"
_WITHIN_A_DAY = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
# The precision that a distance leaves: a fortnight back is a week, a decade back a year.
_KEPT = {Unit.FORTNIGHT: Unit.WEEK, **dict.fromkeys(_ROUND, Unit.YEAR)}
_SUPERLATIVES = GRAMMAR["superlatives"]
_HALF_ENDS = GRAMMAR["ends_stretch"] | GRAMMAR["runs_to"]
_HALVES = {Unit.YEAR: "6M", Unit.DAY: "T12H", Unit.HOUR: "30M", Unit.MINUTE: "30S", Unit.DECADE: "5Y"}
# TIMEX3 mods of a point in time, by the bound on its distance and the side it lies on.
_POINT_MODS = {
    ("EQUAL_OR_MORE", -1): "ON_OR_BEFORE",
    ("EQUAL_OR_MORE", 1): "ON_OR_AFTER",
    ("MORE_THAN", -1): "BEFORE",
    ("MORE_THAN", 1): "AFTER",
    ("EQUAL_OR_LESS", -1): "ON_OR_AFTER",
    ("EQUAL_OR_LESS", 1): "ON_OR_BEFORE",
    ("LESS_THAN", -1): "AFTER",
    ("LESS_THAN", 1): "BEFORE",
    **{(bound, sign): "APPROX" for bound in _ABOUT for sign in (-1, 1)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """The TIMEX3 mod of the words around a count, ``""`` for none, and the words."""

    mod: str
    words: str


# ---------------------------------------------------------------- finding


def length(tokens: Tokens, index: int) -> Found:
    """A count of units, with what stands before and behind it."""
    words = tokens.words
    mod, at = phrase_at(BOUNDS, words, index) or ("", index)
    if words[index] == "over" and (not index or words[index - 1] not in _OPENERS):
        # "cases fell over eight months": in the course of them.
        return None
    bound = _Bound(mod=mod, words=" ".join(words[index:at]))
    if words[at] == "the" or words[at] in WINDOWS:
        return None if bound.words in _LOOSE else _window(tokens, at, bound)
    return _counted(tokens, index, at, bound)


def _counted(tokens: Tokens, index: int, at: int, bound: _Bound) -> Found:
    """The count of units at ``at``; the words that bound it begin at ``index``."""
    words = tokens.words
    found = measured(tokens, at)
    if found is None:
        return None
    number, unit, after = found
    bound, after = _or_so(words, after, bound)
    if number.half and unit in (Unit.DECADE, Unit.CENTURY):
        number, unit = _whole_units(number, unit)
        bound = replace(bound, mod=bound.mod or "APPROX")
    sign, anchor, end = _direction(tokens, after)
    if sign:
        number, unit = _whole_units(number, unit)
        return Distance(
            count=number, unit=unit, sign=sign, anchor=anchor, bound=bound.mod, bound_words=bound.words
        ), end
    tail = _old_or_long(tokens, after, unit)
    if tail is None or not _is_length(tokens, index, at, after, number):
        return None
    # "a week-long strike": the article is the strike's.
    strikes = words[at] in ("a", "an") and tail > after
    return (
        None
        if strikes
        else (Duration(count=number, unit=unit, bound=bound.mod, bound_words=bound.words), tail)
    )


def _or_so(words: list[str], after: int, bound: _Bound) -> tuple[_Bound, int]:
    """The bound of a length with "or so" behind it, and the index behind that."""
    if words[after : after + 2] != ["or", "so"]:
        return bound, after
    return _Bound(mod=bound.mod or "APPROX", words="or so"), after + 2


def measured(tokens: Tokens, index: int) -> tuple[Count, Unit, int] | None:
    """A count with its unit, and the index behind them."""
    words = tokens.words
    article = words[index] in ("a", "an")
    added = article and words[index + 1] in _ADDED and words[index + 2] not in UNITS
    number = count(tokens, index + 2 if added else index)
    if number is None:
        return None
    amount, at = number
    at += _is_joint(tokens, at, amount)
    unit = unit_at(tokens, at)
    # "one second" is a length, "a second quarter" is not; "a fiscal year" is a kind of year.
    if unit is None or words[at] == "fiscal" or (unit[0] is Unit.SECOND and amount.low == 1):
        return None
    if article and words[unit[1] : unit[1] + 2] == ["or", "two"]:
        return Count(low=1, high=2), unit[0], unit[1] + 2
    amount, after = _and_a_half(words, unit[1], amount)
    return amount, unit[0], after


def _and_a_half(words: list[str], after: int, amount: Count) -> tuple[Count, int]:
    """A count with "and a half" behind its unit, and the index behind that."""
    if amount.half or words[after : after + 3] != ["and", "a", "half"]:
        return amount, after
    return replace(amount, half=True, vague=""), after + 3


def _is_joint(tokens: Tokens, at: int, amount: Count) -> bool:
    """Whether a hyphen or "of" joins a count to its unit: "four-day", "a couple of weeks"."""
    if tokens.words[at] == "of":
        return bool(amount.vague)
    return tokens.words[at] in DASHES and tokens.glued(at)


def unit_at(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """A unit of time, an adjective in front of it included."""
    words = tokens.words
    if words[index] in _FILLERS:
        index += 1
    unit = UNITS.get(words[index])
    return (unit, index + 1) if unit else None


def singular(word: str) -> bool:
    """Whether a unit's word is in the singular."""
    return not word.endswith("s") and word != "millennia"


def _whole_units(number: Count, unit: Unit) -> tuple[Count, Unit]:
    """A count with a half in the units that make it whole: a year and a half is 18 months."""
    if not number.half or unit not in _SMALLER:
        return number, unit
    smaller, per = _SMALLER[unit]
    total = number.low * per + per // 2
    return Count(low=total, high=total), smaller


def _direction(tokens: Tokens, index: int) -> tuple[int, str, int]:
    """The word that makes a length a distance: its sign, what it is measured from, the index behind it."""
    words = tokens.words
    # "two-year-ago", "a year-earlier"
    hyphen = words[index] in DASHES and words[index + 1] in ("ago", "earlier") and tokens.glued(index)
    found = phrase_at(DISTANCES, words, index + hyphen)
    if found is None or (words[index] == "before" and words[index + 1][:1].isalnum()):
        return 0, "", index
    anchor, sign = found[0].split()
    return int(sign), anchor, found[1]


def _old_or_long(tokens: Tokens, index: int, unit: Unit) -> int | None:
    """The index behind "-old" or "-long"; ``None`` for an age: "37 years old"."""
    words = tokens.words
    tail = index + 1 if words[index] in DASHES and tokens.glued(index) else index
    if words[tail] in ("old", "olds"):
        # "an 8-month-old truce" began then; people's ages begin nothing.
        return None if unit is Unit.YEAR or tail == index else tail + 1
    return tail + 1 if words[tail] == "long" and tail > index else index


def _is_length(tokens: Tokens, index: int, at: int, after: int, number: Count) -> bool:
    """Whether a count and a unit are a length of time, and no rate ("$5 a year"), share or year."""
    words = tokens.words
    last = words[after - 1]
    if last == "quarter" and words[after] == "of":
        return False
    if last == "quarters" and number.low == 3 and words[after - 2] in DASHES:
        return False
    if words[at] in ("a", "an") and at == index and after == at + 2:
        before = words[index - 1] if index else ""
        return not before[:1].isalnum() or before in _OPENERS
    return number.low < _FIRST_YEAR or last.endswith("s")


def _window(tokens: Tokens, index: int, bound: _Bound) -> Found:
    """A stretch given by its place: "the past several days", "the next two weeks", "the first nine months"."""
    words = tokens.words
    start = index + 1 if words[index] == "the" else index
    window = WINDOWS.get(words[start], "")
    number = None if window else first_at(tokens, start)
    at = _past_placing(tokens, start, number, article=start > index)
    found = measured(tokens, at) if at and words[at] not in ("a", "an") else None
    if found is None:
        return None
    amount, unit, after = found
    bound, after = _or_so(words, after, bound)
    if words[after] in ("ago", "old", "olds"):
        return None
    reading = Duration(count=amount, unit=unit, window=window, bound=bound.mod, bound_words=bound.words)
    if number and number[0] == 1:
        return replace(reading, part=1), after
    if words[at - 1] in GRAMMAR["last_in"] and words[after] == "of":
        # "the last ten days of the campaign" end with it.
        return replace(reading, window="", part=-1), after
    return reading, after


def _past_placing(tokens: Tokens, index: int, number: tuple[int, int] | None, *, article: bool) -> int:
    """The index behind the word that places a length: "past", "first", "full"; 0 where it is not placed."""
    words = tokens.words
    if words[index] in WINDOWS or words[index] in GRAMMAR["last_in"]:
        return index + 1
    if number:
        return number[1]
    if not article or words[index + 1] in DASHES:
        # "the four-day truce": the article is the truce's.
        return 0
    return index + 1 if words[index] in ("full", "entire", "whole") else index


def bare_plural(tokens: Tokens, index: int) -> Found:
    """A unit in the plural without a number: "recent weeks", "months ago", "for years", "the days ahead"."""
    words = tokens.words
    word = words[index]
    if word == "the" and words[index + 2] == "ahead" and _plural_unit(words[index + 1]):
        return Duration(count=_PLURAL, unit=UNITS[words[index + 1]], window="future"), index + 3
    if word in _PLURAL_STARTS:
        unit = _plural_unit(words[index + 1])
        return (Duration(count=_PLURAL, unit=unit, window=WINDOWS[word]), index + 2) if unit else None
    unit = _plural_unit(word)
    if unit is None:
        return None
    sign, anchor, after = _direction(tokens, index + 1)
    if sign:
        return Distance(count=_PLURAL, unit=unit, sign=sign, anchor=anchor), after
    if not index or words[index - 1] not in _PLURAL_OPENERS:
        return None
    if words[after] in ("or", "and") and _plural_unit(words[after + 1]):
        after += 2
    return Duration(count=_PLURAL, unit=unit), after


def _plural_unit(word: str) -> Unit | None:
    """The unit of a plural; seconds and minutes are never so used in news."""
    unit = None if word in UNITS and singular(word) else UNITS.get(word)
    return None if unit in (Unit.SECOND, Unit.MINUTE) else unit


def half_year(tokens: Tokens, index: int) -> Found:
    """The half of a year that ends with the date behind it: "half-year to September"."""
    words = tokens.words
    at = index + 1 + (words[index] == "the")
    after = at + (words[at] in DASHES) + 1
    if words[at - 1] != "half" or words[after - 1] != "year" or words[after] not in _HALF_ENDS:
        return None
    return Duration(count=Count(low=6, high=6), unit=Unit.MONTH), after


def lasting(tokens: Tokens, index: int) -> Found:
    """A unit that lasts: "week-long"."""
    words = tokens.words
    word = words[index]
    unit = UNITS.get(word)
    if unit is None or words[index + 1] not in DASHES or words[index + 2] != "long":
        return None
    amount = Count(low=1, high=1) if singular(word) else _PLURAL
    return Duration(count=amount, unit=unit), index + 3


# ---------------------------------------------------------------- resolving


@resolves(Distance)
def _resolve_distance(reading: Distance, scene: Scene) -> Outcome:
    """A point in time so long before or after the day of speech, the date named last or one that it names itself."""
    if not isinstance(reading.anchor, str):
        return _from_date(reading, resolve(reading.anchor, scene))
    if reading.unit is Unit.YEAR and reading.count.low == reading.count.high == 1 and reading.sign < 0:
        compared = year_before(reading, scene)
        if compared:
            return compared
    base = scene.base(reading.sign) if reading.anchor == "text" else None
    if base:
        base = _told_of(reading, scene, *base)
        before = reading.sign < 0
        clause = _("before the date named before it") if before else _("after the date named before it")
        return _at_distance(reading, base[0], clause, relative=base[1])
    if scene.day is None:
        return unresolved(_vague_value(reading))
    if reading.anchor == "text" and reading.unit in _WITHIN_A_DAY:
        # "50 minutes later", with nothing named to count from.
        return unresolved(_NO_DAY)
    today = Period(Unit.DAY, scene.day, scene.day)
    return _at_distance(reading, today, counted(scene.day, reading.sign), relative=True)


def _told_of(reading: Distance, scene: Scene, last: Period, relative: bool) -> tuple[Period, bool]:
    """The date to count from: what is put in the past came so long after a day that leaves it in the past."""
    days = {Unit.DAY: 1, Unit.WEEK: 7}.get(reading.unit, 0) * reading.count.low
    ahead = days and scene.day and add(last.last, days, Unit.DAY) > scene.day
    if reading.sign < 0 or not ahead or not scene.told_past():
        return last, relative
    return scene.day_before(days) or (last, relative)


def _from_date(reading: Distance, base: Outcome) -> Outcome:
    """A point so long before or after a date that the expression names itself."""
    if base.period is None:
        return base
    clause = counted_from(format_edtf(base.period.edtf), reading.sign)
    outcome = _at_distance(reading, base.period, clause, relative=base.relative)
    return replace(outcome, steps=(*base.steps, *outcome.steps))


def _at_distance(reading: Distance, base: Period, clause: str, *, relative: bool) -> Outcome:
    """The point at a distance from a day or period, as exact as the unit of the distance."""
    count, sign = reading.count, reading.sign
    near, far = (_moved(reading, base, sign * number) for number in (count.low, count.high))
    edtf = _days_meant(reading, base, near, far)
    period = near if near == far else None
    return Outcome(
        value=near.value if period else _point_value(reading, near, far),
        mod=_POINT_MODS.get((reading.bound, sign)) or ("APPROX" if edtf.approximate else None),
        edtf=edtf,
        period=period,
        steps=(arithmetic(clause, edtf), *_conventions(reading)),
        relative=relative,
    )


def _moved(reading: Distance, base: Period, count: int) -> Period:
    """The period at a distance: the day, week, month or year that its unit leaves exact; "a year ago today" a day."""
    unit = reading.unit
    kept = Unit.DAY if isinstance(reading.anchor, DayWord) else _KEPT.get(unit, unit)
    moved = add(base.first, count, unit)
    one = period_of(kept, base.first)
    if base.last > one.last and base.last - base.first > one.last - one.first:
        # Days, weeks, months counted from a longer stretch leave it as long.
        return Period(base.unit, moved, add(base.last, count, unit))
    return period_of(kept, moved)


def _is_rough(reading: Distance) -> bool:
    return reading.bound in _ABOUT or bool(reading.count.vague) or reading.unit in _ROUND


def _days_meant(reading: Distance, base: Period, near: Period, far: Period) -> Edtf:
    """The days meant, open or widened as the words around the count say."""
    count, sign, unit = reading.count, reading.sign, reading.unit
    anchor = base.first if sign < 0 else base.last
    if reading.bound in ("EQUAL_OR_MORE", "MORE_THAN"):
        exact = add(anchor, sign * count.low, unit)
        return interval_edtf(None, exact) if sign < 0 else interval_edtf(exact, None)
    if reading.bound in ("EQUAL_OR_LESS", "LESS_THAN"):
        exact = add(anchor, sign * count.high, unit)
        return interval_edtf(min(exact, anchor), max(exact, anchor))
    if unit in _MOMENTS and base.unit is Unit.DAY and reading.anchor == "text":
        # So soon after, it is most likely the same day.
        return qualified(base.edtf, approximate=True)
    if unit in _WITHIN_A_DAY:
        end = _reached(anchor, sign, count, unit)
        return interval_edtf(min(anchor, end), max(anchor, end), approximate=True)
    approximate = _is_rough(reading)
    single = near.unit is far.unit is Unit.DAY
    if single and abs((near.first - far.first).days) == 1:
        return one_of_edtf([near.first, far.first], approximate=approximate)
    return interval_edtf(min(near.first, far.first), max(near.last, far.last), approximate=approximate)


def _point_value(reading: Distance, near: Period, far: Period) -> str:
    """The TIMEX3 value where the count is no single number."""
    if reading.count.vague:
        return _vague_value(reading)
    first, last = sorted((near, far), key=lambda period: period.first)
    return f"{first.value}/{last.value}"


def _vague_value(reading: Distance) -> str:
    """The TIMEX3 value that tells no more than before or after."""
    return "PAST_REF" if reading.sign < 0 else "FUTURE_REF"


def _conventions(reading: Distance) -> list[WorkingStep]:
    """The rows of the conventions table that a distance rests on."""
    steps = [convention(reading.count.vague)] if reading.count.vague else []
    if reading.unit in _ROUND:
        steps.append(convention("round-years"))
    return steps


@resolves(Duration)
def _resolve_duration(reading: Duration, scene: Scene) -> Outcome:
    """A length of time; one that ends or begins on the day of speech has its days too.

    "The past several days" has an end and no beginning: no source counted them.
    "In five years" of something to come is a point in time.
    """
    count, unit = reading.count, reading.unit
    if _lies_ahead(reading, scene):
        return _resolve_distance(Distance(count=count, unit=unit, sign=1, bound=reading.bound), scene)
    rule = [convention(count.vague)] if count.vague and not (reading.window and _is_uncounted(count)) else []
    days = _days_from(scene.day, reading) if reading.window and scene.day else None
    return Outcome(
        type=TimexType.DURATION,
        value=_length_value(count, unit),
        mod="LESS_THAN" if reading.bound == "NEARLY" else reading.bound or None,
        edtf=days[0] if days else None,
        steps=(*days[1:], *rule) if days else tuple(rule),
        relative=days is not None,
    )


def _lies_ahead(reading: Duration, scene: Scene) -> bool:
    """Whether a length is the way to something to come: "in five years"; not "the worst in five years"."""
    if scene.word_before != "in" or scene.second_before in _SUPERLATIVES:
        return False
    return not (reading.window or reading.count.vague) and scene.direction() > 0


def _is_uncounted(count: Count) -> bool:
    """Whether no source says how many there are: "several"."""
    return bool(count.vague) and count.low != count.high


def _days_from(day: date, reading: Duration) -> tuple[Edtf, WorkingStep]:
    """The days of a length that ends or begins on the day of speech, and how they are found."""
    sign = -1 if reading.window == "past" else 1
    if not _is_uncounted(reading.count):
        edtf = _stretch(day, sign, reading.count, reading.unit)
        return edtf, arithmetic(counted(day, sign), edtf)
    edtf = interval_edtf(None, day) if sign < 0 else interval_edtf(day, None)
    return edtf, arithmetic(seen_from(day), edtf)


def _stretch(day: date, sign: int, count: Count, unit: Unit) -> Edtf:
    """The days from or to the day of speech, a count told as a range taken at its most."""
    end = _reached(day, sign, count, unit)
    return interval_edtf(min(day, end), max(day, end), approximate=bool(count.vague))


def _reached(day: date, sign: int, count: Count, unit: Unit) -> date:
    """The farthest day that so many units reach; hours and less touch the next day at least."""
    if unit not in _WITHIN_A_DAY:
        return add(day, sign * count.high, unit)
    days = -(-count.high // 24) if unit is Unit.HOUR else 1
    return step(day, sign * max(days, 1))


def _length_value(count: Count, unit: Unit) -> str:
    """The TIMEX3 value of a length; of a range, its lower end."""
    if not count.half:
        return duration_value(count.value, unit)
    if unit not in _HALVES:
        return duration_value(f"{count.low}.5", unit)
    if count.low == 0:
        return ("PT" if unit in (Unit.HOUR, Unit.MINUTE) else "P") + _HALVES[unit]
    return duration_value(str(count.low), unit) + _HALVES[unit]
