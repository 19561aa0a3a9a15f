"""What a value is of by the words beside it: the loss of a sum, the closing of a date; and whom its article is about.

Comes in: the values of a story, each with the features beside it. Goes out: how much two of them have beside them that
each article tells of this one value alone; whether two articles speak of different towns or bearers of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from generator.claims.compare.counted_values import MOST_VALUES, Counted
from generator.claims.compare.incompatible import is_past
from generator.claims.compare.passages import Passage
from generator.claims.compare.values import ValueKind
from generator.known import once
from generator.language.lexicon import listed
from generator.model import PlaceKind

# What the words weigh that stand beside two values and beside no other of their kind in their articles. One rare word
# is enough for a share or sum; a date takes two.
_LEAST = {
    ValueKind.SHARE: 0.7,
    ValueKind.SUM: 0.7,
    ValueKind.LASTING: 0.7,
    ValueKind.ATTRIBUTE: 0.7,
    ValueKind.COUNT: 1.0,
    ValueKind.PEOPLE: 1.0,
    ValueKind.BEGUN: 1.0,
    ValueKind.DATED: 1.2,
    ValueKind.CLOCK: 1.5,
}
# How alike their sentences are. Of 16 pairs of real articles that fell below, 15 were of two things; above, one of six.
# Shares are of one whole only where nearly all is the same.
_ALIKE, _SHARES_ALIKE = 0.5, 0.85
# Times and dates of one thing are hardly further apart, in minutes and days; of two figures the larger is no more than
# so many times the other.
_REACH = {ValueKind.CLOCK: 120, ValueKind.DATED: 5 * 366, ValueKind.BEGUN: 5 * 366}
_SAME_ORDER = 2
# When something happened long ago, it is not the time of its telling that counts.
_OF_ANY_TIME = (ValueKind.DATED, ValueKind.BEGUN)
# An article that has a name in so many sentences is about its bearer.
_ABOUT = 3
# What somebody or something has, whose name may stand before it.
_BORNE = (ValueKind.COUNT, ValueKind.PEOPLE, ValueKind.SHARE, ValueKind.SUM, ValueKind.LASTING)
# What is told of a story's event in whatever place it is told.
_OF_THE_EVENT = (ValueKind.TOLL, ValueKind.CLOCK, ValueKind.MAGNITUDE, ValueKind.WAY, ValueKind.DISTANCE)


class Subjects:
    """What each article is about, by its names."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Count the names of all passages of a story; those of countries left out."""
        self._names: dict[str, Counter[str]] = {}
        for passage in passages:
            self._names.setdefault(passage.article_id, Counter()).update(sorted(passage_names(passage)))
        most = {name: names.most_common(1) for name, names in self._names.items()}
        # The name that most sentences of an article have, if there are some.
        self._about = {
            article: name for article, found in most.items() for name, count in found if count >= _ABOUT
        }

    def apart(self, one: Counted, other: Counted) -> bool:
        """Whether two values stand in passages of other towns, or in articles about others."""
        if one.value.kind in _OF_THE_EVENT:
            return False
        if _in_other_towns(one.passage, other.passage) or _are_of_two_bearers(one, other):
            return True
        named = (passage_names(item.passage) for item in (one, other))
        return self._differ(one.article_id, other.article_id) and frozenset.isdisjoint(*named)

    def _differ(self, one: str, other: str) -> bool:
        """Whether one of two articles is about what the other does not name."""
        return any(
            mine in self._about and self._about[mine] not in self._names[theirs]
            for mine, theirs in ((one, other), (other, one))
        )


def _are_of_two_bearers(one: Counted, other: Counted) -> bool:
    """Whether other names stand before two figures in their clauses: "Orvet has 12 medals", "Yarne has 15".

    Of several figures of one thing in a sentence only a name tells which is meant.
    """
    if one.value.kind not in _BORNE or any(len(p.passage.quantities) > MOST_VALUES for p in (one, other)):
        return False
    mine, theirs = _bearers(one), _bearers(other)
    if one.value.kind is ValueKind.COUNT and max(len(one.kin), len(other.kin)) > 1:
        return mine.isdisjoint(theirs)
    # "Logan Airport", "Kennedy Airport"
    return len(mine & theirs) < min(len(mine - theirs), len(theirs - mine))


def _bearers(item: Counted) -> frozenset[str]:
    """The names before a figure in its clause."""
    tokens = [token for token in item.passage.tokens if token.end <= item.value.start]
    bounds = listed("states", "clock", "clauses") | listed("comparison", "clauses", "under")
    first = max((k + 1 for k, token in enumerate(tokens) if token.mark or token.key in bounds), default=0)
    said = {token.text for token in tokens[first:]}
    return frozenset(
        name
        for name in item.passage.features
        if name[0] == "n" and not said.isdisjoint(item.passage.words[name].split())
    )


class Roles:
    """Which words each article has beside one value of a thing and beside no other."""

    def __init__(self, every: Sequence[Counted]) -> None:
        """Take all values of a story."""
        self._told: dict[tuple[str, str, str], set[float]] = {}
        for item in every:
            for key in _keys(item):
                self._told.setdefault(key, set()).add(item.value.stated)

    def shared(self, one: Counted, other: Counted, kinds: str = "we") -> float:
        """What the words weigh that stand beside both values, and beside no other of what both are of.

        Args:
            one: A value.
            other: Another.
            kinds: The kinds of features that count: words ("we"), names ("n").
        """
        things = one.value.things & other.value.things
        names = (name for name in one.beside.keys() & other.beside if name[0] in kinds and name not in things)
        return fsum(
            min(one.beside[name], other.beside[name])
            for name in names
            if all(self._is_sole(item, thing, name) for item in (one, other) for thing in things)
        )

    def of_one(self, one: Counted, other: Counted, score: float) -> float:
        """What the words weigh by which two articles give a value to one thing; 0 where that is too little.

        Args:
            one: A value.
            other: Another.
            score: How likely their sentences tell the same.
        """
        kind = one.value.kind
        if kind not in _LEAST or _of_two_times(one, other) or elsewhere(one.passage, other.passage):
            return 0.0
        if _are_far_apart(one, other) or _may_date_others(one, other):
            return 0.0
        weight = self.shared(one, other, "wen" if kind is ValueKind.CLOCK else "we")
        alike = score >= (_SHARES_ALIKE if kind is ValueKind.SHARE else _ALIKE)
        if kind is ValueKind.DATED and _dates_one(one, other, alike=alike):
            return weight
        return weight if alike and weight >= _LEAST[kind] else 0.0

    def _is_sole(self, item: Counted, thing: str, name: str) -> bool:
        return len(self._told[item.article_id, thing, name]) == 1


def _keys(item: Counted) -> Iterator[tuple[str, str, str]]:
    for thing in item.value.things:
        for name in item.beside:
            yield item.article_id, thing, name


def _of_two_times(one: Counted, other: Counted) -> bool:
    """Whether one of two values is news and the other is of long ago, as their dates tell."""
    dated = one.passage.dates and other.passage.dates and one.value.kind not in _OF_ANY_TIME
    return bool(dated) and one.is_old != other.is_old


def _may_date_others(one: Counted, other: Counted) -> bool:
    """Whether two dates may be of what other words of their sentences tell.

    So may a month among others, and a beginning with none of the other's words near it.
    """
    if one.value.kind is ValueKind.BEGUN:
        return not any(name[0] in "we" for name in one.around.keys() & other.around.keys())
    return "k:dated" in one.value.things & other.value.things and max(len(one.kin), len(other.kin)) > 1


def _are_far_apart(one: Counted, other: Counted) -> bool:
    """Whether two values lie too far from each other to be of one thing, or one is only the most there may be."""
    small, large = sorted((one.value.stated, other.value.stated))
    reach = _REACH.get(one.value.kind)
    if reach is not None:
        return large - small > reach
    quantities = (one.value.quantity, other.value.quantity)
    return large > _SAME_ORDER * small or any(item is not None and not item.least for item in quantities)


def _dates_one(one: Counted, other: Counted, *, alike: bool) -> bool:
    """Whether two dates stand behind one word; of days, in sentences that are alike."""
    years = "k:year" in one.value.things & other.value.things
    return (years or alike) and not _made_in(one).isdisjoint(_made_in(other))


def _made_in(item: Counted) -> frozenset[str]:
    """The features of the word that stands right before a date: "founded in 2011", "a strike from 16 May"."""
    before = [token for token in item.passage.tokens if token.end <= item.value.start][-2:]
    if len(before) < 2 or before[1].key not in listed("comparison", "dates", "links"):
        return frozenset()
    if "k:year" in item.value.things and not is_past(before[0].key):
        return frozenset()
    return frozenset(name for name in item.beside if before[0].text in item.passage.words[name].split())


def _in_other_towns(one: Passage, other: Passage) -> bool:
    """Whether two passages name towns, and none that both name."""
    mine, theirs = _towns(one), _towns(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@once
def _towns(passage: Passage) -> frozenset[str]:
    return frozenset(place.name for place in passage.places if place.kind is PlaceKind.TOWN)


def own_names(features: Mapping[str, float]) -> frozenset[str]:
    """The names that are no country's."""
    return frozenset(name for name in features if name[0] == "n" and name[2] != "@")


@once
def passage_names(passage: Passage) -> frozenset[str]:
    """Those of a passage."""
    return own_names(passage.features)


def elsewhere(one: Passage, other: Passage) -> bool:
    """Whether two passages name countries, and none that both name."""
    mine, theirs = _countries(one), _countries(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@once
def _countries(passage: Passage) -> frozenset[str]:
    """The codes of the countries that a passage names."""
    return frozenset(name[-2:] for name in passage.features if name[0] == "c" or name[:3] == "n:@")
