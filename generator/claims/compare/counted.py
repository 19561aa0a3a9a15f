"""Where articles surely differ on one thing: passages in, pairs of figures out that count it and cannot both be right.

Two figures are of one thing when they count the same noun and the words around them are mostly the same. That the
articles differ is sure only where neither gives the other's figure too; a larger figure of later days is an update.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.claims.compare.incompatible import dates_apart
from generator.claims.compare.likeness import Likeness
from generator.claims.compare.passages import Passage, Spot, features_around
from generator.claims.compare.updates import may_fall, may_grow
from generator.claims.dates import published
from generator.language.quantities import Fit, Kind, Quantity, fit
from generator.model import Article, Relation

# What two figures have around them in common beside what they count: so much weight, and this share of all of it.
_WEIGHT = 0.7
_SHARE = 0.42
# Later than that a figure tells of another state of things.
_DAYS = timedelta(days=5)
# What happened longer before an article is no news, and its figures are counted no more.
_NEWS = timedelta(days=30)
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


CountedPair = tuple[Counted, Counted, Relation]
"""Two figures of one thing, and whether they differ or the second is an update of the first."""


def differing_figures(likeness: Likeness, articles: Mapping[str, Article]) -> tuple[CountedPair, ...]:
    """Pairs of figures that count one thing and differ, in the order of the passages; of each thing the likeliest.

    Args:
        likeness: Of the story's passages, in the order of the articles and their texts.
        articles: Those they stand in, by their ids.
    """
    given = _Given(likeness.passages)
    found: dict[tuple[str, str, float, float], tuple[float, CountedPair]] = {}
    for one, other in _candidates(likeness):
        weight = _of_one_thing(one, other)
        if not weight or given.both(one, other):
            continue
        pair = _in_time(one, other, articles)
        key = (one.article_id, other.article_id, one.quantity.stated or 0, other.quantity.stated or 0)
        if pair and weight > found.get(key, (0.0, pair))[0]:
            found[key] = (weight, pair)
    return tuple(pair for _, pair in found.values())


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
    weight = sum(value for name, value in shared.items() if name not in heads)
    if _elsewhere(one.passage, other.passage):
        return 0.0
    least = min(sum(one.around.values()), sum(other.around.values()))
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


def _in_time(one: Counted, other: Counted, articles: Mapping[str, Article]) -> CountedPair | None:
    """How two figures stand: two outlets differ of about the same days; what is counted again later is an update."""
    mine, theirs = articles[one.article_id], articles[other.article_id]
    days = published(mine), published(theirs)
    if days[0] and days[1] and days[0] != days[1]:
        if abs(days[0] - days[1]) > _DAYS:
            return None
        older, newer = (one, other) if days[0] < days[1] else (other, one)
        rises = (older.quantity.stated or 0) < (newer.quantity.stated or 0)
        if not any(_is_long_before(item.passage, min(days[0], days[1])) for item in (older, newer)):
            if all((may_grow if rises else may_fall)(_near(item)) for item in (older, newer)):
                return older, newer, Relation.UPDATE
            if rises:
                return None
    same = mine.publisher and mine.publisher == theirs.publisher
    return None if same else (one, other, Relation.NUMBER)


def _is_long_before(passage: Passage, day: date) -> bool:
    """Whether a passage tells of another time than the days before one."""
    ends = [timex.edtf.latest for timex in passage.dates if timex.edtf and timex.edtf.latest]
    return bool(ends) and max(ends) < day - _NEWS


def _near(item: Counted) -> list[str]:
    """The words of the clause around a figure, up to a mark."""
    tokens = item.passage.tokens
    at = [number for number, token in enumerate(tokens) if token.start < item.quantity.end]
    first = last = at[-1] if at else 0
    while first > 0 and not tokens[first - 1].mark:
        first -= 1
    while last + 1 < len(tokens) and not tokens[last + 1].mark:
        last += 1
    return [token.key for token in tokens[first : last + 1]]
