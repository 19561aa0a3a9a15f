"""What a later article takes back: a toll that rose, a missing man found, a plan put off.

Comes in: units. Goes out: whether one of them is overtaken by others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.claims.compare.figures import read_tolls
from generator.claims.compare.updates import changed, states_told
from generator.claims.dates import published
from generator.claims.unedited.extracted_claims import Unit
from generator.claims.unedited.sure_dates import LONG_BEFORE

# A toll that is so many times another is that of another event.
_SAME_ORDER = 20


class Overtaking:
    """The units of a story that may take back others: with a toll, or a word for what things became."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Sort them by what they tell, each with the day of its article."""
        self._tolls: dict[str, list[tuple[date, float]]] = {}
        self._became: dict[str, list[tuple[date, str]]] = {}
        for unit in units:
            day = published(unit.item.article)
            if day is None:
                continue
            for change in states_told(unit.said, 1):
                self._became.setdefault(change, []).append((day, unit.said))
            for kind, toll in read_tolls(unit.said).items() if _is_near_event(unit) else ():
                self._tolls.setdefault(kind, []).append((day, toll))

    def overtake(self, unit: Unit) -> bool:
        """Whether one of a later article tells of a later state of it: a larger toll, "found" for "missing"."""
        day = published(unit.item.article)
        if day is None:
            return False
        return any(
            when > day and _counts_on(old, new)
            for kind, old in read_tolls(unit.said).items()
            for when, new in self._tolls.get(kind, ())
        ) or any(
            when > day and changed(unit.said, said) is not None
            for change in states_told(unit.said, 0)
            for when, said in self._became.get(change, ())
        )


def counts_on(old: Unit, new: Unit) -> bool:
    """Whether the newer of two units counts more of what the older one counts, of the same order."""
    if not _is_near_event(new):
        return False
    before, after = read_tolls(old.said), read_tolls(new.said)
    return any(_counts_on(before[kind], after.get(kind, 0.0)) for kind in before)


def _counts_on(old: float, new: float) -> bool:
    return old < new <= _SAME_ORDER * old


def _is_near_event(unit: Unit) -> bool:
    """Whether a unit is not dated to long before its article: the toll of another event."""
    first = unit.date.edtf.earliest if unit.date else None
    appeared = published(unit.item.article)
    return first is None or appeared is None or appeared - first <= LONG_BEFORE
