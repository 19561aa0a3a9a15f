"""What a later article takes back: a toll that rose, a missing man found, a plan put off.

Comes in: units. Goes out: whether one of them is overtaken by others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from generator.claims.compare.figures import read_tolls
from generator.claims.compare.updates import PLANS, changed, states_told
from generator.claims.dates import LONG_BEFORE, published
from generator.claims.terms import terms
from generator.claims.unedited.clauses import main_clauses, put_off_at
from generator.claims.unedited.extracted_claims import Unit, unit_status
from generator.known import once
from generator.language.spans import begun_within
from generator.language.tokens import WORDS
from generator.model import AnnotatedArticle, ClaimStatus

# A toll that is so many times another, or the first few, is that of another event.
_SAME_ORDER = 20
_FEW = 5
_DEAD = "dead"
# Of one thing in like words: the thing and another telling word.
_COUNTED = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+) (?P<thing>[a-z]{3,}s)\b")
_LIKE = 2
# Of a plan that a later article calls off, the share of its words that it has.
_OF_PLAN = 0.4
# "Postponed by a week to Friday": so many words.
_NEW_DAY_WITHIN = 4


class Overtaking:
    """The units of a story that may take back others: with a toll, or a word for what things became."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Sort them by what they tell, each with the day of its article."""
        self._tolls: dict[str, list[tuple[date, float]]] = {}
        self._became: dict[str, list[tuple[date, str]]] = {}
        self._called_off: list[tuple[date, frozenset[str]]] = []
        self._counts: dict[str, list[tuple[date, float, frozenset[str]]]] = {}
        for unit in units:
            day = published(unit.item.article)
            if day is None:
                continue
            for change in states_told(unit.said, 1):
                # "Resigned a day after the council asked him to" tells of the old state beside the new one only.
                self._became.setdefault(change, []).append((day, main_clauses(unit.said)))
            if is_called_off(unit):
                self._called_off.append((day, frozenset(terms(unit.said))))
            for thing, number in _things(unit.said) if _is_near_event(unit) else ():
                self._counts.setdefault(thing, []).append((day, number, frozenset(terms(unit.said))))
            for kind, toll in read_tolls(unit.said).items() if _is_near_event(unit) else ():
                self._tolls.setdefault(kind, []).append((day, toll))

    def overtake(self, unit: Unit) -> bool:
        """Whether one of a later article tells of a later state of it: a larger toll, "found" for "missing"."""
        day = published(unit.item.article)
        if day is None:
            return False
        return self.outnumbers(unit.said, day) or self.became_another(unit.said, day) or self.calls_off(unit)

    def became_another(self, text: str, day: date | None) -> bool:
        """Whether an article that appeared after a day tells what became of what a text of that day tells."""
        return day is not None and any(
            when > day and changed(text, said) is not None
            for change in states_told(text, 0)
            for when, said in self._became.get(change, ())
        )

    def outnumbers(self, text: str, day: date | None) -> bool:
        """Whether an article that appeared after a day has a larger toll than a text of that day."""
        return day is not None and any(
            when > day and _counts_on(old, new)
            for kind, old in read_tolls(text).items()
            for when, new in self._tolls.get(kind, ())
        )

    def rose_after(self, day: date | None) -> bool:
        """Whether the dead were counted on, from one article to a later one, after a day."""
        return day is not None and self._last_rise > day

    @cached_property
    def _last_rise(self) -> date:
        """The newest day on which more dead were counted than on one before; the first of all days without one."""
        told = set(self._tolls.get(_DEAD, ()))
        rises = (when for when, new in told for before, old in told if before < when and _counts_on(old, new))
        return max(rises, default=date.min)

    def calls_off(self, unit: Unit) -> bool:
        """Whether a unit tells a plan that it calls off itself, or that one of a later article does in like words."""
        if unit_status(unit) is not ClaimStatus.PLANNED:
            return False
        day, said = published(unit.item.article), frozenset(terms(unit.said))
        like = max(_LIKE, _OF_PLAN * len(said))
        return is_called_off(unit) or any(
            day is not None and when > day and len(said & words) >= like for when, words in self._called_off
        )

    def counted_again(self, unit: Unit) -> bool:
        """Whether one of a later article counts more of a thing in like words: 73 homes destroyed, and not 40."""
        day, said = published(unit.item.article), frozenset(terms(unit.said))
        return day is not None and any(
            when > day and _counts_on(old, new) and len(said & words) >= _LIKE
            for thing, old in _things(unit.said)
            for when, new, words in self._counts.get(thing, ())
        )

    def counts_on(self, old: Unit, new: Unit) -> bool:
        """Whether the newer of two units counts more of what the older one counts: from one to five to thirty.

        Of one that counts nobody, whether the newer one counts the dead.
        """
        if not _is_near_event(new):
            return False
        before, after = read_tolls(old.said), read_tolls(new.said)
        if not before:
            return _DEAD in after
        return any(
            before[kind] < after.get(kind, 0.0) <= self._reached(kind, before[kind]) for kind in before
        )

    def counts_on_later(self, old: Unit, new: Unit) -> bool:
        """Whether the article of one of two units appeared later, and counts on."""
        days = [published(unit.item.article) for unit in (old, new)]
        return bool(days[0] and days[1] and days[0] < days[1]) and self.counts_on(old, new)

    def overtakes(self, unit: Unit) -> bool:
        """Whether an earlier article counted fewer of what a unit counts, a day or more before."""
        day = published(unit.item.article)
        return day is not None and any(
            when < day and _counts_on(old, new)
            for kind, new in read_tolls(unit.said).items()
            for when, old in self._tolls.get(kind, ())
        )

    def count(self, unit: Unit) -> float:
        """How many dead a unit counts."""
        return read_tolls(unit.said).get(_DEAD, 0.0)

    def _reached(self, kind: str, toll: float) -> float:
        """The largest toll to which one has risen by steps of the same order."""
        for _, counted in sorted(self._tolls.get(kind, ()), key=lambda told: told[1]):
            toll = counted if _counts_on(toll, counted) else toll
        return toll


def is_called_off(unit: Unit) -> bool:
    """Whether a unit says that something planned will not be, and no new day of it: "has been called off", "is off"."""
    words = WORDS.findall(unit.said.casefold())
    return PLANS in states_told(unit.said, 1) and put_off_at(words, _NEW_DAY_WITHIN) < 0


def _things(text: str) -> Iterator[tuple[str, float]]:
    """The things that a text counts, each with their number."""
    for match in _COUNTED.finditer(text):
        yield match["thing"], float(match["number"].replace(",", ""))


def _counts_on(old: float, new: float) -> bool:
    return old < new <= _SAME_ORDER * max(old, _FEW)


def _is_near_event(unit: Unit) -> bool:
    """Whether a unit has no date long before its article, which the toll of another event may have."""
    appeared = published(unit.item.article)
    if appeared is None:
        return True
    own = unit.date.edtf if unit.date else None
    firsts = _first_days(unit.item, unit.core[0].start, unit.end)
    firsts = (*firsts, own.earliest) if own and own.latest else firsts
    return all(first is None or appeared - first <= LONG_BEFORE for first in firsts)


@once
def _first_days(item: AnnotatedArticle, start: int, end: int) -> tuple[date | None, ...]:
    """The first days of the dates in a stretch of an article that end."""
    told = (timex.edtf for timex in begun_within(item.timexes, start, end))
    return tuple(when.earliest for when in told if when and when.latest)
