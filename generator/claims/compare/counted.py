"""Where articles surely differ on one thing: passages in, pairs of figures out that count it and cannot both be right.

Two figures are of one thing when they count the same noun and the words around them are mostly the same. That the
articles differ is sure only where neither gives the other's figure too, and where the one is not a later count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import fsum

from generator.claims.compare.incompatible import dates_apart
from generator.claims.compare.likeness import Likeness
from generator.claims.compare.passages import Passage, Spot, features_around
from generator.claims.dates import published
from generator.language.quantities import Fit, Kind, Quantity, fit
from generator.model import Article

# What two figures have around them in common beside what they count: so much weight, and this share of all of it.
_WEIGHT = 0.7
_SHARE = 0.42
# Later than that a figure tells of another state of things.
_DAYS = timedelta(days=5)
# Figures further apart count different things.
_SAME_ORDER = 20
# Each figure is held against so many before it that count the same noun.
_WINDOW = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in its place.

    Attributes:
        around: The features of the words around it, each with what it weighs in the story.
    """

    passage: Passage
    quantity: Quantity
    around: Mapping[str, float]

    @property
    def spot(self) -> Spot:
        """Where its passage stands."""
        return self.passage.spot

    @property
    def article_id(self) -> str:
        """The article that gives it."""
        return self.passage.article_id


def differing_figures(
    likeness: Likeness, articles: Mapping[str, Article]
) -> tuple[tuple[Counted, Counted], ...]:
    """Pairs of figures that count one thing and differ, in the order of the passages; of each thing the likeliest.

    Args:
        likeness: Of the story's passages, in the order of the articles and their texts.
        articles: Those they stand in, by their ids.
    """
    given = _Given(likeness.passages)
    found: dict[tuple[str, str, float, float], tuple[float, Counted, Counted]] = {}
    for one, other in _candidates(likeness):
        weight = _of_one_thing(one, other)
        if not weight or given.both(one, other) or not _at_one_time(one, other, articles):
            continue
        key = (one.article_id, other.article_id, one.quantity.stated or 0, other.quantity.stated or 0)
        if weight > found.get(key, (0.0, one, other))[0]:
            found[key] = (weight, one, other)
    return tuple((one, other) for _, one, other in found.values())


def _candidates(likeness: Likeness) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of different articles' figures that count the same noun and cannot both be right."""
    before: dict[str, list[Counted]] = {}
    for passage in likeness.passages:
        if passage.heading or passage.planned or passage.unknown:
            continue
        for quantity in passage.quantities:
            if not _tells(passage, quantity):
                continue
            around = {
                name: passage.features[name] * likeness.rarity(name) for name in _around(passage, quantity)
            }
            mine = Counted(passage=passage, quantity=quantity, around=around)
            known = {id(item): item for head in quantity.heads for item in before.get(head, ())[-_WINDOW:]}
            yield from ((item, mine) for item in known.values() if _differ(item, mine))
            for head in quantity.heads:
                before.setdefault(head, []).append(mine)


def _around(passage: Passage, quantity: Quantity) -> frozenset[str]:
    """The features around a figure, without those of dates and of what other figures count."""
    near = features_around(passage, quantity.start, quantity.end)
    for other in passage.quantities:
        near -= other.heads - quantity.heads
    dated = {word for timex in passage.dates for word in timex.text.split()}
    return frozenset(name for name in near if not dated.issuperset(passage.words[name].split()))


def _tells(passage: Passage, quantity: Quantity) -> bool:
    """Whether a figure counts a thing that it names; what is part of a name ("737 Max") or in brackets does not."""
    if not quantity.heads or quantity.kind is not Kind.COUNT or not quantity.stated:
        return False
    before = [token.text for token in passage.tokens if token.end <= quantity.start][-1:]
    following = next((token for token in passage.tokens if token.start >= quantity.end), None)
    named = following is not None and following.capitalized and not following.key.endswith("s")
    return before != ["("] and not named


def _differ(one: Counted, other: Counted) -> bool:
    small, large = sorted((one.quantity.stated or 0, other.quantity.stated or 0))
    near = one.article_id != other.article_id and small > 0 and large / small <= _SAME_ORDER
    # The dates last: a passage may have thousands.
    different = near and fit(one.quantity, other.quantity) is Fit.DIFFERENT
    return different and not dates_apart(one.passage, other.passage)


def _of_one_thing(one: Counted, other: Counted) -> float:
    """How much two figures have around them in common, beside what they count; 0 where that is too little."""
    shared = {name: min(one.around[name], other.around[name]) for name in one.around.keys() & other.around}
    heads = one.quantity.heads & other.quantity.heads
    weight = fsum(value for name, value in shared.items() if name not in heads)
    if _elsewhere(one.passage, other.passage):
        return 0.0
    least = min(fsum(one.around.values()), fsum(other.around.values()))
    return weight if weight >= max(_WEIGHT, _SHARE * least) else 0.0


def _elsewhere(one: Passage, other: Passage) -> bool:
    """Whether two passages name countries, and none that both name."""
    mine, theirs = (
        {name for name in part.features if name[0] == "c" or name[:3] == "n:@"} for part in (one, other)
    )
    return bool(mine and theirs) and not {name[-2:] for name in mine} & {name[-2:] for name in theirs}


class _Given:
    """Which figures each article gives, and for what."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._heads: dict[tuple[str, float], list[Quantity]] = {}
        for passage in passages:
            for quantity in passage.quantities:
                if quantity.stated:
                    self._heads.setdefault((passage.article_id, quantity.stated), []).append(quantity)

    def both(self, one: Counted, other: Counted) -> bool:
        """Whether one of the articles gives the other's figure too: then each speaks of two things."""
        return self._has(one, other.quantity) or self._has(other, one.quantity)

    def _has(self, counted: Counted, quantity: Quantity) -> bool:
        same = self._heads.get((counted.article_id, quantity.stated or 0), ())
        return any(item.heads & quantity.heads for item in same)


def _at_one_time(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two outlets give figures of about the same days, and the larger is no later count: tolls rise."""
    mine, theirs = articles[one.article_id], articles[other.article_id]
    if mine.publisher and mine.publisher == theirs.publisher:
        return False
    days = published(mine), published(theirs)
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return True
    rises = (one.quantity.stated or 0) < (other.quantity.stated or 0)
    return abs(days[0] - days[1]) <= _DAYS and rises != (days[0] < days[1])
