"""What a later article takes back: a toll that rose, a missing man found, a plan put off.

Comes in: units. Goes out: whether one of them is overtaken by others.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.claims.compare.figures import read_tolls
from generator.claims.compare.updates import changed, states_told
from generator.claims.dates import published
from generator.claims.unedited.extracted_claims import Unit
from generator.claims.unedited.sure_dates import LONG_BEFORE

# A toll that is so many times another is that of another event.
_SAME_ORDER = 20


def is_overtaken(unit: Unit, units: Iterable[Unit]) -> bool:
    """Whether a later article tells of a later state of what a unit tells: a larger toll, "found" for "missing"."""
    day, states, tolls = published(unit.item.article), states_told(unit.said, 0), read_tolls(unit.said)
    if day is None or not (states or tolls):
        return False
    later = (other for other in units if (when := published(other.item.article)) and when > day)
    return any(
        (tolls and counts_on(unit, other))
        or (states & states_told(other.said, 1) and changed(unit.said, other.said) is not None)
        for other in later
    )


def counts_on(old: Unit, new: Unit) -> bool:
    """Whether the newer of two units counts more of what the older one counts, of the same order."""
    if not _is_near_event(new):
        return False
    before, after = read_tolls(old.said), read_tolls(new.said)
    return any(before[kind] < after.get(kind, 0.0) <= _SAME_ORDER * before[kind] for kind in before)


def _is_near_event(unit: Unit) -> bool:
    """Whether a unit is not dated to long before its article: the toll of another event."""
    first = unit.date.edtf.earliest if unit.date else None
    appeared = published(unit.item.article)
    return first is None or appeared is None or appeared - first <= LONG_BEFORE
