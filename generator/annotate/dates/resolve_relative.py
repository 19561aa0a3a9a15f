"""Values of expressions that point from the day of speech or from the text's last date."""

from __future__ import annotations

from datetime import date

from generator.annotate.dates.calendar import (
    MONTHS_IN,
    Period,
    Unit,
    add,
    months,
    period_of,
    shifted,
    step,
)
from generator.annotate.dates.nearest import nearest
from generator.annotate.dates.outcome import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    counted,
    on_calendar,
    seen_from,
    unresolved,
)
from generator.annotate.dates.readings import (
    CalendarDate,
    DayWord,
    Distance,
    NumberedUnit,
    TimeOfDay,
    UnitReference,
    Vague,
    Weekday,
)
from generator.annotate.edtf import WEEKDAY_NAMES, interval_edtf, one_of_edtf
from generator.model import Edtf, TimexType

# Bounds that leave a distance about right, rather than open on one side.
_ABOUT = frozenset({"APPROX", "NEARLY"})
POINT_MODS = {
    ("EQUAL_OR_MORE", -1): "ON_OR_BEFORE",
    ("EQUAL_OR_MORE", 1): "ON_OR_AFTER",
    ("MORE_THAN", -1): "BEFORE",
    ("MORE_THAN", 1): "AFTER",
    ("EQUAL_OR_LESS", -1): "ON_OR_AFTER",
    ("EQUAL_OR_LESS", 1): "ON_OR_BEFORE",
    ("LESS_THAN", -1): "AFTER",
    ("LESS_THAN", 1): "BEFORE",
    ("NEARLY", -1): "APPROX",
    ("NEARLY", 1): "APPROX",
    ("APPROX", -1): "APPROX",
    ("APPROX", 1): "APPROX",
}


def day_word(reading: DayWord, scene: Scene) -> Outcome:
    """Yesterday, today, tomorrow."""
    if scene.day is None:
        return unresolved("XXXX-XX-XX")
    day = period_of(Unit.DAY, step(scene.day, reading.offset))
    if reading.offset == 0:
        return on_calendar(day, arithmetic("said of the article's own day"))
    return on_calendar(day, arithmetic(counted(scene.day, reading.offset), day.edtf))


def weekday(reading: Weekday, scene: Scene) -> Outcome:
    """A weekday: the latest one, today included, or the next one when the sentence looks ahead."""
    number, relation = reading.number, reading.relation
    if relation in ("previous", "following", "same") and scene.last:
        return _beside_last(number, relation, scene.last)
    if scene.day is None:
        return unresolved(f"XXXX-WXX-{number}")
    back = (scene.day.isoweekday() - number) % 7
    ahead = (number - scene.day.isoweekday()) % 7
    name = WEEKDAY_NAMES[number - 1]
    match relation:
        case "last" | "previous":
            day, how = step(scene.day, -(back or 7)), f"the {name} before"
        case "next" | "following":
            day, how = step(scene.day, ahead or 7), f"the {name} after"
        case "this":
            day, how = step(scene.day, number - scene.day.isoweekday()), f"the {name} in the week of"
        case _:
            return _plain_weekday(scene, back, ahead, name)
    period = period_of(Unit.DAY, day)
    return on_calendar(period, arithmetic(f"{how} {_day(scene.day)}", period.edtf))


def _plain_weekday(scene: Scene, back: int, ahead: int, name: str) -> Outcome:
    """A weekday without a word beside it."""
    assert scene.day is not None
    if scene.direction() > 0:
        period = period_of(Unit.DAY, step(scene.day, ahead))
        how = arithmetic(f"the next {name} from {_day(scene.day)} on", period.edtf)
        return on_calendar(period, how, convention("weekday-future"))
    period = period_of(Unit.DAY, step(scene.day, -back))
    how = arithmetic(f"the latest {name} up to {_day(scene.day)}", period.edtf)
    return on_calendar(period, how, convention("weekday-past"))


def _beside_last(number: int, relation: str, last: Period) -> Outcome:
    """A weekday before, after or at the date that the text named last."""
    base = last.first
    if relation == "previous":
        day = step(base, -((base.isoweekday() - number) % 7 or 7))
    elif relation == "following":
        day = step(last.last, (number - last.last.isoweekday()) % 7 or 7)
    else:
        day = step(base, (number - base.isoweekday()) % 7)
    period = period_of(Unit.DAY, day)
    return on_calendar(
        period, arithmetic(f"reckoned from {_day(base)} in the text", period.edtf), relative=False
    )


def _day(day: date) -> str:
    """A day with its weekday."""
    return seen_from(day).removeprefix("seen from ")


def unit_reference(reading: UnitReference, scene: Scene) -> Outcome:
    """ "last week", "this year", "the following month", "the same day", "the quarter"."""
    unit, relation = reading.unit, reading.relation
    if relation == "the":
        return _the_unit(unit, scene)
    if relation == "latest":
        return _latest(unit, scene)
    textual = relation in ("previous", "following", "same") or (relation == "next" and unit is Unit.DAY)
    if textual and scene.last:
        shift = {"previous": -1, "following": 1, "next": 1, "same": 0}[relation]
        period = shifted(period_of(unit, scene.last.first if shift <= 0 else scene.last.last), shift)
        return on_calendar(
            period, arithmetic("reckoned from the date named before it", period.edtf), relative=False
        )
    if scene.day is None:
        return unresolved("XXXX-WXX" if unit is Unit.WEEK else "XXXX")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(relation, 0)
    base = scene.day
    if unit is Unit.WEEKEND and shift < 0 and base.isoweekday() < 6:
        shift = -1
    period = shifted(period_of(unit, base), shift)
    steps = [arithmetic(seen_from(base), period.edtf)]
    if unit is Unit.WEEK:
        steps.append(convention("week"))
    return on_calendar(period, *steps)


def _latest(unit: Unit, scene: Scene, *, latest: bool = True) -> Outcome:
    """ "the latest quarter": the one the text speaks of, else the last that has ended."""
    if (
        unit is Unit.QUARTER
        and scene.quarter
        and not (latest and scene.day and scene.quarter.last >= scene.day)
    ):
        return on_calendar(scene.quarter, arithmetic("the quarter the text speaks of"), relative=False)
    if scene.day is None:
        return unresolved("XXXX")
    period = shifted(period_of(unit, scene.day), -1)
    return on_calendar(period, arithmetic(seen_from(scene.day), period.edtf))


def _the_unit(unit: Unit, scene: Scene) -> Outcome:
    """A unit behind "the" alone."""
    if unit is Unit.QUARTER:
        return _latest(unit, scene, latest=False)
    if unit is Unit.DAY and scene.last and scene.last.unit is Unit.DAY:
        return on_calendar(scene.last, arithmetic("the day named before it"), relative=False)
    if unit is Unit.YEAR and scene.next_word in ("ended", "ending", "to", "through"):
        return Outcome(type=TimexType.DURATION, value="P1Y")
    if scene.day is None:
        return unresolved("XXXX")
    base = scene.day
    if unit is Unit.WEEKEND and base.isoweekday() < 5 and scene.direction() <= 0:
        base = step(base, -7)
    period = period_of(unit, base)
    return on_calendar(period, arithmetic(seen_from(scene.day), period.edtf))


def numbered_unit(reading: NumberedUnit, scene: Scene) -> Outcome:
    """ "the third quarter", of a year or of the one that fits best."""
    per_year = 4 if reading.unit is Unit.QUARTER else 2
    number = reading.number if reading.number > 0 else per_year
    size = MONTHS_IN[reading.unit]
    rule = convention("calendar-quarter")
    start = (number - 1) * size + 1
    if reading.number == 0:
        return _quarter_of_year(reading, scene)
    if reading.year is not None:
        base = _owner_year(reading, scene)
        if base is None:
            return unresolved("XXXX")
        return on_calendar(
            months(reading.unit, base, start), rule, relative=isinstance(reading.year, UnitReference)
        )
    if scene.day is None:
        return unresolved(f"XXXX-{'Q' if per_year == 4 else 'H'}{number}")
    found = nearest(lambda year: months(reading.unit, year, start), scene.day, scene.direction())
    if found is None:
        return unresolved("XXXX")
    return on_calendar(found[0], arithmetic(seen_from(scene.day)), rule)


def _quarter_of_year(reading: NumberedUnit, scene: Scene) -> Outcome:
    """ "the 1988 quarter": the quarter that the text speaks of, in another year."""
    owner = _owner_year(reading, scene)
    if owner is None:
        return unresolved("XXXX")
    if scene.quarter is None:
        return on_calendar(months(Unit.YEAR, owner, 1), relative=False)
    period = shifted(scene.quarter, owner - scene.quarter.first.year, Unit.YEAR)
    return Outcome(
        value=period.value,
        edtf=period.edtf,
        period=period,
        steps=(arithmetic("the quarter the text speaks of, in that year", period.edtf),),
        aside=True,
    )


def _owner_year(reading: NumberedUnit, scene: Scene) -> int | None:
    """The year that a quarter or half is said to belong to."""
    if isinstance(reading.year, CalendarDate):
        return reading.year.year
    if isinstance(reading.year, UnitReference):
        year = unit_reference(reading.year, scene).period
        return year.first.year if year else None
    return None


def distance(reading: Distance, scene: Scene) -> Outcome:
    """ "five or six days ago", "two weeks later", "a year earlier"."""
    if reading.unit is Unit.YEAR and reading.count.low == reading.count.high == 1 and reading.sign < 0:
        compared = _compared(reading, scene)
        if compared:
            return compared
    if reading.anchor == "text" and scene.last:
        return _from_text(reading, scene.last)
    if scene.day is None:
        return unresolved("PAST_REF" if reading.sign < 0 else "FUTURE_REF")
    return measured(reading, scene.day)


def _compared(reading: Distance, scene: Scene) -> Outcome | None:
    """ "a year earlier" beside figures of a quarter: that quarter of the year before."""
    if not scene.quarter or reading.bound:
        return None
    if reading.anchor == "speech" and not scene.compared():
        return None
    base = scene.quarter if scene.reporting else period_of(Unit.YEAR, scene.quarter.first)
    period = shifted(base, -1, Unit.YEAR)
    return Outcome(
        value=period.value,
        edtf=period.edtf,
        period=period,
        steps=(
            arithmetic("one year before the period the text speaks of", period.edtf),
            convention("comparison"),
        ),
        aside=True,
    )


def _from_text(reading: Distance, last: Period) -> Outcome:
    """A distance from the date the text named last."""
    count, sign = reading.count, reading.sign
    unit = reading.unit
    if reading.unit in MONTHS_IN:
        period = period_of(unit, add(last.first, sign * count.low, unit))
        if unit in (Unit.DECADE, Unit.CENTURY):
            period = period_of(Unit.YEAR, add(last.first, sign * count.low, unit))
    else:
        low = add(last.first, sign * count.low, unit)
        period = Period(Unit.DAY, low, low)
    near = sorted((sign * count.low, sign * count.high))
    edtf = period.edtf
    if last.unit is not Unit.DAY or count.low != count.high or reading.bound:
        if reading.unit not in MONTHS_IN or count.low != count.high:
            edtf = interval_edtf(
                add(last.first, near[0], unit), add(last.last, near[1], unit), approximate=bool(count.vague)
            )
    clause = f"{'before' if sign < 0 else 'after'} the date named before it"
    return Outcome(
        value=period.value if count.low == count.high else _vague_value(reading),
        mod=POINT_MODS.get((reading.bound, sign)),
        edtf=edtf,
        period=period,
        steps=(arithmetic(clause, edtf),),
    )


def measured(reading: Distance, base: date) -> Outcome:
    """A distance from a day, as exact as its unit."""
    count, sign, unit, bound = reading.count, reading.sign, reading.unit, reading.bound
    steps = [convention(count.vague)] if count.vague else []
    if unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM):
        steps.append(convention("round-years"))
    near, far = _period_at(base, sign * count.low, unit), _period_at(base, sign * count.high, unit)
    edtf = _distance_edtf(reading, base, near, far)
    mod = POINT_MODS.get((bound, sign)) or ("APPROX" if edtf.approximate else None)
    value = near.value if near == far else _vague_value(reading, near, far)
    return Outcome(
        value=value,
        mod=mod,
        edtf=edtf,
        period=near if near == far else None,
        steps=(arithmetic(counted(base, sign), edtf), *steps),
        relative=True,
    )


def _period_at(base: date, count: int, unit: Unit) -> Period:
    """The day, week, month or year at a distance; decades back are told to the year."""
    kept = {
        Unit.FORTNIGHT: Unit.WEEK,
        Unit.DECADE: Unit.YEAR,
        Unit.CENTURY: Unit.YEAR,
        Unit.MILLENNIUM: Unit.YEAR,
    }
    return period_of(kept.get(unit, unit), add(base, count, unit))


def _vague_value(reading: Distance, near: Period | None = None, far: Period | None = None) -> str:
    """The TIMEX3 value where the count is no single number."""
    if reading.count.vague or near is None or far is None:
        return "PAST_REF" if reading.sign < 0 else "FUTURE_REF"
    ends = sorted((near, far), key=lambda period: period.first)
    return f"{ends[0].value}/{ends[1].value}"


def _distance_edtf(reading: Distance, base: date, near: Period, far: Period) -> Edtf:
    """The days meant, open or widened as the words before the count say."""
    count, sign, bound = reading.count, reading.sign, reading.bound
    approximate = bound in _ABOUT or bool(count.vague) or reading.unit in (Unit.DECADE, Unit.CENTURY)
    exact = add(base, sign * count.low, reading.unit)
    if bound in ("EQUAL_OR_MORE", "MORE_THAN"):
        return interval_edtf(None, exact) if sign < 0 else interval_edtf(exact, None)
    if bound in ("EQUAL_OR_LESS", "LESS_THAN"):
        exact = add(base, sign * count.high, reading.unit)
        return interval_edtf(exact, base) if sign < 0 else interval_edtf(base, exact)
    days = near.unit is Unit.DAY and far.unit is Unit.DAY
    if days and abs((near.first - far.first).days) == 1:
        return one_of_edtf([near.first, far.first], approximate=approximate)
    if reading.unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
        return interval_edtf(step(base, min(sign, 0)), step(base, max(sign, 0)), approximate=True)
    first, last = min(near.first, far.first), max(near.last, far.last)
    return interval_edtf(first, last, approximate=approximate)


def vague(reading: Vague, scene: Scene) -> Outcome:
    """Now, recently, soon."""
    edtf = None
    if scene.day:
        open_past = reading.value == "PAST_REF"
        if reading.value == "PRESENT_REF":
            edtf = interval_edtf(scene.day, scene.day, approximate=True)
        else:
            edtf = interval_edtf(None, scene.day) if open_past else interval_edtf(scene.day, None)
    steps = (arithmetic(seen_from(scene.day), edtf),) if scene.day else ()
    return Outcome(value=reading.value, edtf=edtf, steps=steps, relative=scene.day is not None)


def time_value(reading: TimeOfDay, day: Outcome) -> Outcome:
    """A time of day on a day already resolved."""
    value = day.value if day.period is None or day.period.unit is Unit.DAY else "XXXX-XX-XX"
    return Outcome(
        type=TimexType.TIME,
        value=f"{value}T{reading.code}" if reading.code[0].isdigit() else f"{value}T{reading.code}",
        mod=day.mod,
        edtf=day.edtf,
        period=day.period,
        steps=day.steps,
        relative=day.relative,
    )
