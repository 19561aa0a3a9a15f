"""The lead that tells best what articles of one event share: its main clause has what the other articles tell.

What a side clause only mentions is not what a sentence tells: "The owner was arrested two days after the ferry sank."
Comes in: units. Goes out: the one that leads, whoever else carries it; nothing where no lead tells what most articles
know.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, sqrt

from generator.claims.compare.figures import read_tolls
from generator.claims.compare.updates import changed
from generator.claims.dates import published
from generator.claims.terms import terms
from generator.claims.unedited.claim_status import only_says, shown_status
from generator.claims.unedited.clauses import main_clauses
from generator.claims.unedited.extracted_claims import Unit, unit_status
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.page_lines import is_glued
from generator.claims.unedited.salience import is_reaction, is_speech
from generator.language.spans import begun_within
from generator.model import ClaimStatus, Edtf

# The first paragraphs of an article tell what it is about.
_HEAD = 3
# Words; keeps a short sentence of shared words from being the best of all.
_SMOOTHING = 5
# What stands in neither the headline nor the lead of another article; and in a side clause of the sentence itself.
_IN_BODY = 0.5
_ASIDE = 0.5
# What of a sentence another article has at least that knows of it: such a share of its words, and so many.
_KNOWN = 0.3
_LEAST_KNOWN = 3
_LEAST_TOUCHED = 2
# The first reports of an event appear within these days; of one that has no day, all of them do.
_FIRST_REPORTS = timedelta(days=2)
_ONE_NEWS = timedelta(days=3)
# What a sentence is worth less for each fault: one weight for all tells the main event of 39 stories of few articles
# as well as eleven weights did.
_FAULT = 0.7
# "Said on Saturday that she had been held"
_OWN_PAST = re.compile(r"\b(?:said|says)\b[^,;]{0,40} s?he had\b")
# A lead that tells such a share of what the best sentence tells as well goes before it.
_AS_WELL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The telling words of an article: those of headline and lead, and all; and where its lead begins."""

    head: frozenset[str]
    every: frozenset[str]
    begins: int


class Leads:
    """What the articles of a story tell, to hold their leads against."""

    def __init__(
        self,
        units: Sequence[Unit],
        day: date | None,
        earlier: frozenset[str],
        overtaking: Overtaking,
    ) -> None:
        """Read the words of the articles.

        Args:
            units: All that the articles say.
            day: The day of the main event; it counts if most articles speak of it.
            earlier: Ids of the units that tell of the time before the news.
            overtaking: Which of them later articles take back.
        """
        said: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            said[unit.item.article.id].append(unit)
        self._units, self._earlier, self._overtaking = units, earlier, overtaking
        self._words = {name: _words(every) for name, every in said.items()}
        told = frozenset(unit.item.article.id for unit in units if day in _days(unit))
        known = 2 * len(told) > len(said)
        self._day, self._of_day = (day, told) if known else (None, frozenset[str]())
        days = [appeared for every in said.values() if (appeared := published(every[0].item.article))]
        self._first = _first_since(self._day, days)
        span = max(days) - min(days) if days else timedelta()
        # Of a story of many days, none of which most articles know, the news is that of those on which most appeared.
        self._spread = self._day is None and span > _ONE_NEWS
        if self._spread:
            self._first = _busiest(days)

    @property
    def day(self) -> date | None:
        """The day of the main event, where most articles speak of it."""
        return self._day

    @functools.cached_property
    def best(self) -> Unit | None:
        """The lead that tells best what the articles share; ``None`` where another sentence does, or none is sure.

        Where nothing that still holds tells nearly as much, what later articles begin with that became of it.
        """
        able = sorted(filter(self._may_lead, self._units), key=self.worth, reverse=True)
        telling = [unit for unit in able if not self._overtaking.overtake(unit)]
        standing = self.worth(telling[0]) if telling else 0.0
        outcomes = self._outcomes(able[0]) if able and standing < _AS_WELL * self.worth(able[0]) else ()
        return max(outcomes, key=self.worth, default=None) or self._best_of(telling)

    def _best_of(self, telling: Sequence[Unit]) -> Unit | None:
        """Of what may lead, the best first, the lead that does; ``None`` where none is sure."""
        most = self.worth(telling[0]) if telling else 0.0
        best = next((unit for unit in telling if unit.passage.paragraph == 0), None)
        if best is None or self.worth(best) < _AS_WELL * most or not self._is_known(best):
            return None
        return None if self._spread and best.date is None else best

    def worth(self, unit: Unit) -> float:
        """How much of what the other articles tell a sentence tells for its length, less for its faults."""
        others = self._others(unit)
        said, main = terms(unit.said), frozenset(terms(main_clauses(unit.said)))
        shared = fsum(
            (1.0 if word in main else _ASIDE) * _share(word, other) for word in said for other in others
        )
        return shared / max(1, len(others)) / sqrt(len(said) + _SMOOTHING) * _FAULT ** self._faults(unit)

    def _may_lead(self, unit: Unit) -> bool:
        """Whether a unit tells a fact of the news, or what is announced; no speech, nor what was so or came later."""
        return (
            (unit.passage.paragraph < _HEAD or self._day in _days(unit))
            and unit.id not in self._earlier
            and _status(unit) in (ClaimStatus.REPORTED, ClaimStatus.PLANNED)
            and _is_whole(unit.text)
            and not is_speech(unit.said)
            and not self._overtaking.counted_again(unit)
            and not self._tells_of_later(unit)
            and self._is_of_the_news(published(unit.item.article))
            and not (unit_status(unit) is ClaimStatus.PLANNED and (self._day or is_reaction(unit.said)))
        )

    def _is_of_the_news(self, appeared: date | None) -> bool:
        """Whether what appeared on a day did so with the first reports, where the day of the event is not known."""
        return not self._spread or timedelta() <= _between(self._first, appeared) < _FIRST_REPORTS

    def _tells_of_later(self, unit: Unit) -> bool:
        """Whether a unit tells what followed the event, and does not count its dead or hurt."""
        when = _event_date(unit)
        later = bool(self._day and when and when.earliest and when.earliest > self._day)
        return later and not read_tolls(main_clauses(unit.said))

    def _outcomes(self, lead: Unit) -> Iterator[Unit]:
        """The leads of later articles that tell as a fact what became of what a lead tells."""
        for unit in self._units:
            later = _between(published(lead.item.article), published(unit.item.article)) > timedelta()
            firm = unit.passage.paragraph == 0 and _status(unit) is ClaimStatus.REPORTED
            if later and firm and changed(lead.said, main_clauses(unit.said)):
                yield unit

    def _faults(self, unit: Unit) -> int:
        """How many things make a unit a worse lead."""
        return sum(
            (
                unit.core[0].start != self._words[unit.item.article.id].begins,
                unit.passage.paragraph > 0,
                unit.passage.paragraph >= _HEAD,
                self._day is not None and _is_of_another_day(unit, self._day),
                not _names_place(unit),
                _between(self._first, published(unit.item.article)) >= _FIRST_REPORTS,
                unit_status(unit) is ClaimStatus.PLANNED,
                is_reaction(unit.said),
                only_says(unit.item, unit.core) or _OWN_PAST.search(unit.said) is not None,
                unit.start < unit.core[0].start,
            )
        )

    def touches(self, unit: Unit) -> bool:
        """Whether at least half of the other articles speak of anything that a unit tells."""
        said, others = terms(unit.said), self._others(unit)
        touched = sum(len(words.every.intersection(said)) >= _LEAST_TOUCHED for words in others)
        return 2 * touched >= len(others)

    def _others(self, unit: Unit) -> list[_Words]:
        """The words of all articles but a unit's own."""
        return [words for name, words in self._words.items() if name != unit.item.article.id]

    def _is_known(self, unit: Unit) -> bool:
        """Whether at least half of the other articles know of what a unit tells."""
        said = terms(unit.said)
        names = terms(" ".join(word for word in unit.said.split()[1:] if word[:1].isupper()))
        others = [name for name in self._words if name != unit.item.article.id]
        knowing = 0
        for name in others:
            every = self._words[name].every
            shared = len(every.intersection(said))
            named = not names or name in self._of_day or not every.isdisjoint(names)
            knowing += shared >= max(_LEAST_KNOWN, _KNOWN * len(said)) and named
        return 2 * knowing >= len(others)


def _share(word: str, other: _Words) -> float:
    if word in other.head:
        return 1.0
    return _IN_BODY if word in other.every else 0.0


def _words(units: Sequence[Unit]) -> _Words:
    """The words of an article by what it says."""
    first = min(units, key=lambda unit: unit.core[0].start)
    head = frozenset(terms(f"{first.item.article.headline or ''} {first.said}"))
    return _Words(
        head=head, every=head.union(*(terms(unit.said) for unit in units)), begins=first.core[0].start
    )


def _status(unit: Unit) -> ClaimStatus:
    """How a unit is put; what only "may" be is a fact of the news where it is what was found: "might have lived"."""
    status = unit_status(unit)
    return shown_status(unit.item, unit.core) if status.doubtful else status


def _event_date(unit: Unit) -> Edtf | None:
    """The date of what a unit tells; that of a plan is not the day of the news."""
    return unit.date.edtf if unit.date and unit_status(unit) is not ClaimStatus.PLANNED else None


def _days(unit: Unit) -> tuple[date, ...]:
    return days_of(unit.date.edtf) if unit.date else ()


def _is_of_another_day(unit: Unit, day: date) -> bool:
    """Whether a unit tells of no day, or of another than that of the event."""
    when = _event_date(unit)
    # What begins with no day on the day of the event is its news.
    return day not in days_of(when) if when else published(unit.item.article) not in (None, day)


def _first_since(day: date | None, days: Sequence[date]) -> date | None:
    """The first of some days from one on, or of all."""
    return min((each for each in days if day and each >= day), default=min(days, default=None))


def _busiest(days: Sequence[date]) -> date:
    """The first of the two days on which most articles appeared, the last of equals."""
    near = {day: sum(timedelta() <= each - day < _FIRST_REPORTS for each in days) for day in days}
    return max(near, key=lambda day: (near[day], day))


def _between(one: date | None, other: date | None) -> timedelta:
    return other - one if one and other else timedelta()


def _names_place(unit: Unit) -> bool:
    return any(True for _ in begun_within(unit.item.places, unit.core[0].start, unit.end))


def _is_whole(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”") and not is_glued(text)


def days_of(when: Edtf) -> tuple[date, ...]:
    """The days of a date that leaves two at most."""
    first, last = when.earliest, when.latest
    if first is None or last is None or last - first > timedelta(days=1):
        return ()
    return (first,) if first == last else (first, last)
