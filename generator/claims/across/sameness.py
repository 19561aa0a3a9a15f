"""Which sentences of the articles tell the same report.

Words are weighed by how rare they are in the story. Pairs are found through an index of the rarest features, never by
comparing all with all; of two articles, a sentence goes with the one it is most like. Groups grow from the most alike
pair on, and only while their members are alike on average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import log, sqrt

from generator.claims.across.passages import Passage, read_passages
from generator.model import AnnotatedArticle, Sentence

# Set on the golden cases in tests/sameness: see tests/test_sameness.py for what they reach.
ALIKE = 0.26
_ON_AVERAGE = 0.20
_WITHIN_ARTICLE = 0.62
# A sentence of another article that is this much less alike than the best one is not the same report.
_SECOND_BEST = 0.9
# Each sentence is looked up by this many of its rarest features, each with so many sentences before it.
_RAREST = 8
_WINDOW = 24
# Members of a group that a new one is compared with.
_SAMPLE = 5
# Days by which two reports of one event may differ, as when sources contradict each other.
_DAYS_APART = 4
_DATES_FAR = 0.5
_PLAN_AND_EVENT = 0.75
_DENIED = 0.4
_OTHER_NAMES = 0.75
_UNKNOWN = 0.7
# What the likeness of a clause counts for against that of a whole sentence.
_CLAUSE = 0.85
# One thing that two passages share is enough when it is as rare as this.
_ALONE = 2.0
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A passage of a group: a span of an article's text."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Passages that tell the same report.

    Attributes:
        members: In the order of the articles, then of the text; one alone for what is told once.
        representative: The fullest of them.
        why: Words that they share, the most telling first; empty for a single passage.
    """

    members: tuple[Member, ...]
    representative: Member
    why: tuple[str, ...] = ()


class Likeness:
    """How alike the passages of a story are, from 0 to 1."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Weigh the features by how rare they are among the passages."""
        self.passages = passages
        self.counts = Counter(feature for passage in passages for feature in passage.features)
        self._size = len(passages)
        self._weights = [
            {name: weight * self.rarity(name) for name, weight in passage.features.items()}
            for passage in passages
        ]
        self._parts = [
            [weights, *({name: weights[name] for name in clause} for clause in passage.clauses)]
            for passage, weights in zip(passages, self._weights, strict=True)
        ]
        self._scores: dict[tuple[int, int], float] = {}

    def rarity(self, feature: str) -> float:
        """The inverse document frequency of a feature, smoothed."""
        return log((self._size + 3) / (self.counts[feature] + 0.5))

    def rarest(self, i: int) -> list[str]:
        """The most telling features of a passage, the best first."""
        weights = self._weights[i]
        return sorted(weights, key=lambda name: (-weights[name], name))[:_RAREST]

    def shared(self, i: int, j: int) -> list[tuple[float, str]]:
        """The features two passages share, the most telling first."""
        one, other = self._weights[i], self._weights[j]
        return sorted((-min(one[name], other[name]), name) for name in one.keys() & other.keys())

    def score(self, i: int, j: int) -> float:
        """How alike two passages are: shared weight over both and over the shorter, less what speaks against it."""
        known = self._scores.get((i, j))
        if known is None:
            bare = self.bare(i, j)
            known = bare * _against(self.passages[i], self.passages[j]) if bare else 0.0
            self._scores[i, j] = known
        return known

    def bare(self, i: int, j: int) -> float:
        """The likeness of what two passages speak of, whatever speaks against their telling the same."""
        return max(
            _overlap(one, other) * (_CLAUSE if k or m else 1.0)
            for k, one in enumerate(self._parts[i])
            for m, other in enumerate(self._parts[j])
        )


def _overlap(one: dict[str, float], other: dict[str, float]) -> float:
    """Shared weight over both and over the shorter."""
    if len(other) < len(one):
        one, other = other, one
    common = [name for name in one if name in other]
    if sum(2 if name[0] == "e" and one[name] >= _ALONE else name[0] in "wenoqu" for name in common) < 2:
        return 0.0
    shared = sum(min(one[name], other[name]) for name in common)
    totals = sum(one.values()), sum(other.values())
    if not shared:
        return 0.0
    less = min(totals)
    cosine = shared / sqrt(totals[0] * totals[1])
    return 0.7 * cosine + 0.3 * shared / less


def groups(articles: Sequence[AnnotatedArticle], candidates: Sequence[Sentence]) -> tuple[Group, ...]:
    """Group the sentences that tell the same report.

    Args:
        articles: The story's articles, in order.
        candidates: The sentences to group, in the order of the articles and their texts.

    Returns:
        A partition of the candidates, in the order of each group's first sentence.
    """
    passages = read_passages(articles, candidates)
    return tuple(group for group, _ in grouped(passages))


def grouped(passages: Sequence[Passage]) -> tuple[tuple[Group, tuple[Passage, ...]], ...]:
    """Group passages that are already read; each group comes with its passages."""
    copies: dict[object, list[int]] = {}
    for i, passage in enumerate(passages):
        copies.setdefault(_wording(passage), []).append(i)
    alike = list(copies.values())
    likeness = Likeness([passages[same[0]] for same in alike])
    found = []
    for members in clusters(likeness):
        every = sorted(i for number in members for i in alike[number])
        found.append((every[0], _group(likeness, members, [passages[i] for i in every]), every))
    return tuple(
        (group, tuple(passages[i] for i in every))
        for _, group, every in sorted(found, key=lambda item: item[0])
    )


def _wording(passage: Passage) -> object:
    """What word-for-word copies share, the days they mean included."""
    return (
        tuple(token.key for token in passage.tokens),
        tuple(timex.edtf.text for timex in passage.dates if timex.edtf),
    )


def clusters(likeness: Likeness) -> list[list[int]]:
    """The numbers of the passages that tell the same, each once, in order."""
    of = list(range(len(likeness.passages)))
    members: dict[int, list[int]] = {i: [i] for i in of}
    for _, i, j in sorted(_edges(likeness), key=lambda edge: (-edge[0], edge[1], edge[2])):
        one, other = sorted((of[i], of[j]))
        if one == other or not _may_join(likeness, members[one], members[other]):
            continue
        for k in members[other]:
            of[k] = one
        members[one] = sorted(members[one] + members.pop(other))
    return sorted(members.values())


def close_pairs(likeness: Likeness, least: float) -> Iterator[tuple[float, int, int]]:
    """Pairs of passages that share rare features and are at least so alike, each once."""
    seen: dict[str, list[int]] = {}
    tried: set[tuple[int, int]] = set()
    for i in range(len(likeness.passages)):
        for feature in likeness.rarest(i):
            before = seen.setdefault(feature, [])
            for j in before[-_WINDOW:]:
                if (j, i) not in tried:
                    tried.add((j, i))
                    if (score := likeness.score(j, i)) >= least:
                        yield score, j, i
            before.append(i)


def _edges(likeness: Likeness) -> list[tuple[float, int, int]]:
    """Pairs that may be the same report: alike enough, and of two articles the best for both."""
    passages = likeness.passages
    pairs = list(close_pairs(likeness, ALIKE))
    best: dict[tuple[int, str, bool], float] = {}

    def partner(one: int, other: int) -> tuple[int, str, bool]:
        # A heading repeats its text: it does not stand between the sentences of two articles.
        return one, passages[other].article_id, passages[other].heading

    for score, i, j in pairs:
        for key in (partner(i, j), partner(j, i)):
            best[key] = max(best.get(key, 0.0), score)
    return [
        (score, i, j)
        for score, i, j in pairs
        if score >= _SECOND_BEST * max(best[partner(i, j)], best[partner(j, i)])
        and (passages[i].article_id != passages[j].article_id or score >= _WITHIN_ARTICLE)
    ]


def _may_join(likeness: Likeness, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two groups are alike on average, and sentences of the same article very much so."""
    passages, scores = likeness.passages, []
    for i, j in product(one[:_SAMPLE], other[:_SAMPLE]):
        score = likeness.score(i, j)
        if passages[i].article_id == passages[j].article_id and score < _WITHIN_ARTICLE:
            return False
        scores.append(score)
    return sum(scores) / len(scores) >= _ON_AVERAGE


def _against(one: Passage, other: Passage) -> float:
    """What speaks against two passages telling the same, as a factor."""
    factor = 1.0
    if dates_apart(one, other) > _DAYS_APART:
        factor *= _DATES_FAR
    if one.planned != other.planned:
        factor *= _PLAN_AND_EVENT
    if one.unknown != other.unknown:
        factor *= _UNKNOWN
    if contradicted(one, other):
        factor *= _DENIED
    mine, theirs = _names(one), _names(other)
    if mine and theirs and not mine & theirs:
        factor *= _OTHER_NAMES
    return factor


def dates_apart(one: Passage, other: Passage) -> int:
    """The fewest days between the dates of two passages; 0 where one has none, or an open one."""
    gaps = []
    for mine, theirs in product(one.dates, other.dates):
        if mine.edtf is None or theirs.edtf is None:
            continue
        gap = 0
        for first, last in (
            (mine.edtf.earliest, theirs.edtf.latest),
            (theirs.edtf.earliest, mine.edtf.latest),
        ):
            if first and last:
                gap = max(gap, (first - last).days)
        gaps.append(gap)
    return min(gaps, default=0)


def contradicted(one: Passage, other: Passage) -> str:
    """The feature that one of the passages denies and the other does not, or ``""``."""
    for feature in sorted(one.features.keys() & other.features.keys()):
        strong = feature[0] in "wo" or feature[0] == "e"
        denied = (feature in one.negated) != (feature in other.negated)
        if strong and denied and min(one.features[feature], other.features[feature]) >= 1.0:
            return feature
    return ""


def _names(passage: Passage) -> frozenset[str]:
    return frozenset(
        name
        for name, weight in passage.features.items()
        if name[0] == "n" and name[2] != "@" and weight >= 1.0
    )


def _group(likeness: Likeness, members: Sequence[int], passages: Sequence[Passage]) -> Group:
    """The group of passages whose differing wordings are ``members``."""
    spans = [Member(article_id=item.article_id, start=item.start, end=item.end) for item in passages]
    fullest = max(range(len(passages)), key=lambda k: (_fullness(passages[k]), -k))
    return Group(
        members=tuple(spans), representative=spans[fullest], why=_why(likeness, members, len(passages))
    )


def _fullness(passage: Passage) -> float:
    """How much a passage says: figures and dates count for more than words, a heading for less."""
    exact = sum(1 for item in passage.quantities if item.stated is not None and not item.bounded)
    said = len(passage.features) + 2 * exact + 2 * len(passage.dates)
    return said / 2 if passage.heading else said


def _why(likeness: Likeness, members: Sequence[int], size: int) -> tuple[str, ...]:
    """The words that most members share, the most telling first; of copies, their most telling words."""
    if size < 2:
        return ()
    first = likeness.passages[members[0]]
    found: Counter[str] = Counter()
    for other in members[1 : _SAMPLE + 1]:
        found.update(name for _, name in likeness.shared(members[0], other))
    if len(members) == 1:
        found.update(likeness.rarest(members[0]))
    ordered = sorted(found, key=lambda name: (-found[name], -likeness.rarity(name), name))
    words = dict.fromkeys(first.words[name] for name in ordered if name[0] != "c")
    return tuple(words)[:_SHOWN]
