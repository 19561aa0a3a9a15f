"""Values of expressions that point from the day of speech or beside the text's last date."""

from __future__ import annotations

from datetime import date

from generator.annotate.dates.outcome import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    counted,
    exactly,
    seen_from,
    unresolved,
)
from generator.annotate.dates.periods import Period, Unit, period_of, shifted, step
from generator.annotate.dates.readings import DayWord, UnitReference, Vague, Weekday
from generator.catalog import N_, _, format_weekday
from generator.edtf import format_day, interval_edtf
from generator.model import TimexType

_WEEKS = {
    "last week": (-1, N_("the {weekday} of the week before {date}")),
    "this week": (0, N_("the {weekday} of the same week as {date}")),
    "next week": (1, N_("the {weekday} of the week after {date}")),
}
_SHIFTS = {"last": -1, "previous": -1, "next": 1, "following": 1}
# Words that place a day or unit beside the date that the text named last.
_TEXTUAL = frozenset({"previous", "following", "same"})
_UNKNOWN = {Unit.WEEK: "XXXX-WXX", Unit.DAY: "XXXX-XX-XX", Unit.MONTH: "XXXX-XX"}
# Until Thursday, "the weekend" of something past is the one before.
_LAST_WEEKEND_UNTIL = 4


def day_word(reading: DayWord, scene: Scene) -> Outcome:
    """Yesterday, today, tomorrow."""
    if scene.day is None:
        return unresolved(_UNKNOWN[Unit.DAY])
    day = period_of(Unit.DAY, step(scene.day, reading.offset))
    if reading.offset == 0:
        return exactly(day, arithmetic(_("said of the article's own day"), day.edtf))
    return exactly(day, arithmetic(counted(scene.day, reading.offset), day.edtf))


def weekday(reading: Weekday, scene: Scene) -> Outcome:
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
    elif _SHIFTS.get(relation, 1) < 0:
        day = step(today, -((today.isoweekday() - number) % 7 or 7))
        how = N_("the {weekday} before {date}")
    else:
        day = step(today, (number - today.isoweekday()) % 7 or 7)
        how = N_("the first {weekday} after {date}")
    period = period_of(Unit.DAY, day)
    said = _(how, weekday=name, date=format_day(today))
    return exactly(period, arithmetic(said, period.edtf))


def _plain_weekday(number: int, scene: Scene, today: date) -> Outcome:
    """A weekday without a word beside it."""
    name, said = format_weekday(number), format_day(today)
    if scene.direction() > 0:
        period = period_of(Unit.DAY, step(today, (number - today.isoweekday()) % 7))
        how = _("the next {weekday} from {date} on", weekday=name, date=said)
        rule = "weekday-future"
    else:
        period = period_of(Unit.DAY, step(today, -((today.isoweekday() - number) % 7)))
        how = _("the latest {weekday} up to {date}", weekday=name, date=said)
        rule = "weekday-past"
    if period.first == today:
        how = _("said of the article's own day")
    return exactly(period, arithmetic(how, period.edtf), convention(rule))


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
    """A period told by the date that the text named last."""
    clause = _("reckoned from the date named before it")
    return exactly(period, arithmetic(clause, period.edtf), relative=relative)


def unit_reference(reading: UnitReference, scene: Scene) -> Outcome:
    """A unit by its place: "last week", "this year", "the following month", "the same day", "the quarter"."""
    unit, relation = reading.unit, reading.relation
    if relation == "the":
        return _with_article(unit, scene)
    if relation == "latest":
        return latest(unit, scene)
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


def latest(unit: Unit, scene: Scene) -> Outcome:
    """The latest quarter or other unit: the last that has ended, a quarter the text speaks of first."""
    if unit is Unit.QUARTER and scene.quarter and not (scene.day and scene.quarter.last >= scene.day):
        return _spoken_of(scene, scene.quarter)
    if scene.day is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"))
    period = shifted(period_of(unit, scene.day), -1)
    return exactly(period, arithmetic(seen_from(scene.day), period.edtf))


def _spoken_of(scene: Scene, quarter: Period) -> Outcome:
    """The quarter that the text speaks of."""
    return exactly(quarter, arithmetic(_("the quarter the text speaks of")), relative=scene.last_relative)


def _with_article(unit: Unit, scene: Scene) -> Outcome:
    """A unit behind "the" alone."""
    if unit is Unit.QUARTER:
        return _spoken_of(scene, scene.quarter) if scene.quarter else latest(unit, scene)
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


def vague(reading: Vague, scene: Scene) -> Outcome:
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
