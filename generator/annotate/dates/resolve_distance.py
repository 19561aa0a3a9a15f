"""Values of distances and lengths: "five or six days ago", "two weeks later", "the past several days"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.annotate.dates.outcome import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    counted,
    counted_from,
    unresolved,
)
from generator.annotate.dates.periods import Period, Unit, add, duration_value, period_of, step
from generator.annotate.dates.readings import Count, Distance, Duration
from generator.annotate.dates.resolve_accounts import year_before
from generator.annotate.dates.tables import GRAMMAR
from generator.catalog import _
from generator.edtf import format_edtf, interval_edtf, one_of_edtf
from generator.model import Edtf, TimexType, WorkingStep

# Bounds that leave a distance about right, rather than open on one side.
_ABOUT = frozenset({"APPROX", "NEARLY"})
_ROUND = frozenset({Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM})
_WITHIN_A_DAY = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
# The precision that a distance leaves: a fortnight back is a week, a decade back a year.
_KEPT = {Unit.FORTNIGHT: Unit.WEEK, **dict.fromkeys(_ROUND, Unit.YEAR)}
_SUPERLATIVES = GRAMMAR["superlatives"]
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


def distance(reading: Distance, scene: Scene) -> Outcome:
    """A point in time so long before or after the day of speech or the date named last."""
    if reading.unit is Unit.YEAR and reading.count.low == reading.count.high == 1 and reading.sign < 0:
        compared = year_before(reading, scene)
        if compared:
            return compared
    base = scene.base(reading.sign) if reading.anchor == "text" else None
    if base:
        before = reading.sign < 0
        clause = _("before the date named before it") if before else _("after the date named before it")
        return _measured(reading, base[0], clause, relative=base[1])
    if scene.day is None:
        return unresolved(_side(reading))
    today = Period(Unit.DAY, scene.day, scene.day)
    return _measured(reading, today, counted(scene.day, reading.sign), relative=True)


def from_date(reading: Distance, base: Outcome) -> Outcome:
    """A point so long before or after a date that the expression names itself."""
    if base.period is None:
        return base
    clause = counted_from(format_edtf(base.period.edtf), reading.sign)
    outcome = _measured(reading, base.period, clause, relative=base.relative)
    return replace(outcome, steps=(*base.steps, *outcome.steps))


def _measured(reading: Distance, base: Period, clause: str, *, relative: bool) -> Outcome:
    """The point at a distance from a day or period, as exact as the unit of the distance."""
    count, sign = reading.count, reading.sign
    near, far = (_moved(base, sign * number, reading.unit) for number in (count.low, count.high))
    edtf = _days(reading, base, near, far)
    period = near if near == far else None
    return Outcome(
        value=near.value if period else _value(reading, near, far),
        mod=_POINT_MODS.get((reading.bound, sign)) or ("APPROX" if edtf.approximate else None),
        edtf=edtf,
        period=period,
        steps=(arithmetic(clause, edtf), *_conventions(reading)),
        relative=relative,
    )


def _moved(base: Period, count: int, unit: Unit) -> Period:
    """The period at a distance: the day, week, month or year that its unit leaves exact."""
    kept = _KEPT.get(unit, unit)
    moved = add(base.first, count, unit)
    if kept is Unit.DAY and base.unit is not Unit.DAY:
        # Days counted from a longer stretch leave it as long.
        return Period(base.unit, moved, add(base.last, count, unit))
    return period_of(kept, moved)


def _days(reading: Distance, base: Period, near: Period, far: Period) -> Edtf:
    """The days meant, open or widened as the words around the count say."""
    count, sign, unit = reading.count, reading.sign, reading.unit
    anchor = base.first if sign < 0 else base.last
    if reading.bound in ("EQUAL_OR_MORE", "MORE_THAN"):
        exact = add(anchor, sign * count.low, unit)
        return interval_edtf(None, exact) if sign < 0 else interval_edtf(exact, None)
    if reading.bound in ("EQUAL_OR_LESS", "LESS_THAN"):
        exact = add(anchor, sign * count.high, unit)
        return interval_edtf(min(exact, anchor), max(exact, anchor))
    if unit in _WITHIN_A_DAY:
        end = _reached(anchor, sign, count, unit)
        return interval_edtf(min(anchor, end), max(anchor, end), approximate=True)
    approximate = reading.bound in _ABOUT or bool(count.vague) or unit in _ROUND
    single = near.unit is far.unit is Unit.DAY
    if single and abs((near.first - far.first).days) == 1:
        return one_of_edtf([near.first, far.first], approximate=approximate)
    return interval_edtf(min(near.first, far.first), max(near.last, far.last), approximate=approximate)


def _value(reading: Distance, near: Period, far: Period) -> str:
    """The TIMEX3 value where the count is no single number."""
    if reading.count.vague:
        return _side(reading)
    first, last = sorted((near, far), key=lambda period: period.first)
    return f"{first.value}/{last.value}"


def _side(reading: Distance) -> str:
    """The TIMEX3 value that tells no more than before or after."""
    return "PAST_REF" if reading.sign < 0 else "FUTURE_REF"


def _conventions(reading: Distance) -> list[WorkingStep]:
    """The rows of the conventions table that a distance rests on."""
    steps = [convention(reading.count.vague)] if reading.count.vague else []
    if reading.unit in _ROUND:
        steps.append(convention("round-years"))
    return steps


def duration(reading: Duration, scene: Scene) -> Outcome:
    """A length of time; one that ends or begins on the day of speech has its days too.

    "In five years" of something to come is a point in time.
    """
    count, unit = reading.count, reading.unit
    if (
        scene.word_before == "in"
        and scene.second_before not in _SUPERLATIVES
        and not reading.window
        and not count.vague
        and scene.direction() > 0
    ):
        return distance(Distance(count=count, unit=unit, sign=1, bound=reading.bound), scene)
    steps = [convention(count.vague)] if count.vague else []
    edtf = None
    if reading.window and scene.day:
        sign = -1 if reading.window == "past" else 1
        edtf = _stretch(scene.day, sign, count, unit)
        steps.insert(0, arithmetic(counted(scene.day, sign), edtf))
    return Outcome(
        type=TimexType.DURATION,
        value=_length(count, unit),
        mod="LESS_THAN" if reading.bound == "NEARLY" else reading.bound or None,
        edtf=edtf,
        steps=tuple(steps),
        relative=edtf is not None,
    )


def _stretch(day: date, sign: int, count: Count, unit: Unit) -> Edtf:
    """The days from or to the day of speech, the vague count taken at its most."""
    end = _reached(day, sign, count, unit)
    return interval_edtf(min(day, end), max(day, end), approximate=bool(count.vague))


def _reached(day: date, sign: int, count: Count, unit: Unit) -> date:
    """The farthest day that so many units reach; hours and less touch the next day at least."""
    if unit not in _WITHIN_A_DAY:
        return add(day, sign * count.high, unit)
    days = -(-count.high // 24) if unit is Unit.HOUR else 1
    return step(day, sign * max(days, 1))


def _length(count: Count, unit: Unit) -> str:
    """The TIMEX3 value of a length; of a range, its lower end."""
    if not count.half:
        return duration_value(count.value, unit)
    if unit not in _HALVES:
        return duration_value(f"{count.low}.5", unit)
    if count.low == 0:
        return ("PT" if unit in (Unit.HOUR, Unit.MINUTE) else "P") + _HALVES[unit]
    return duration_value(str(count.low), unit) + _HALVES[unit]
