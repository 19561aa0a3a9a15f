"""Values of quarters and halves of years."""

from __future__ import annotations

from generator.annotate.dates.nearest import nearest
from generator.annotate.dates.outcome import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    exactly,
    seen_from,
    unresolved,
)
from generator.annotate.dates.periods import MONTHS_IN, Period, Unit, months, period_of, shifted
from generator.annotate.dates.readings import CalendarDate, Distance, NumberedUnit, UnitReference
from generator.annotate.dates.resolve_relative import unit_reference
from generator.catalog import _


def numbered_unit(reading: NumberedUnit, scene: Scene) -> Outcome:
    """A quarter or half by its number, of a year or of the one that fits best."""
    owner = _owner_year(reading, scene)
    if reading.number == 0:
        return _of_year(owner, scene)
    size = MONTHS_IN[reading.unit]
    number = reading.number if reading.number > 0 else 12 // size
    start = (number - 1) * size + 1
    rule = convention("calendar-quarter")
    if owner is not None:
        return exactly(
            months(reading.unit, owner, start), rule, relative=isinstance(reading.year, UnitReference)
        )
    unknown = unresolved(f"XXXX-{'Q' if reading.unit is Unit.QUARTER else 'H'}{number}")
    if scene.day is None or reading.year is not None:
        return unknown
    found = nearest(lambda year: months(reading.unit, year, start), scene.day, scene.direction())
    return exactly(found[0], arithmetic(seen_from(scene.day), found[0].edtf), rule) if found else unknown


def _owner_year(reading: NumberedUnit, scene: Scene) -> int | None:
    """The year that a quarter or half is said to belong to."""
    if isinstance(reading.year, CalendarDate):
        return reading.year.year
    if isinstance(reading.year, UnitReference):
        year = unit_reference(reading.year, scene).period
        return year.first.year if year else None
    return None


def _of_year(year: int | None, scene: Scene) -> Outcome:
    """The quarter that the text speaks of, in another year: "the 1988 quarter"."""
    if year is None:
        return unresolved("XXXX")
    if scene.quarter is None:
        return exactly(months(Unit.YEAR, year, 1), relative=False)
    period = shifted(scene.quarter, year - scene.quarter.first.year, Unit.YEAR)
    return _beside(period, _("the quarter the text speaks of, in that year"), scene)


def year_before(reading: Distance, scene: Scene) -> Outcome | None:
    """The period the text speaks of, a year before; ``None`` when no figures of a quarter are compared."""
    if not scene.quarter or reading.bound or (reading.anchor == "speech" and not scene.compared()):
        return None
    base = scene.quarter if scene.reporting else period_of(Unit.YEAR, scene.quarter.first)
    return _beside(shifted(base, -1, Unit.YEAR), _("one year before the period the text speaks of"), scene)


def _beside(period: Period, how: str, scene: Scene) -> Outcome:
    """A period that the one at hand is compared with."""
    steps = (arithmetic(how, period.edtf), convention("comparison"))
    return exactly(period, *steps, relative=scene.last_relative, aside=True)
