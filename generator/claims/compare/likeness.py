"""How likely two passages tell the same report: what they share, weighed by how rare it is in the story.

The evidence of a pair is a short list of figures between 0 and 1, and the likelihood is their logistic function. The
weights stand in ``data/sameness_weights.toml``; ``benchmarks/fit_sameness.py`` fits them on the golden stories. A name,
place or speaker that most of a story's passages share says nothing of what one of them tells.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, fsum, log, sqrt

from generator.claims.compare.incompatible import dates_apart
from generator.claims.compare.passages import Passage
from generator.data import table
from generator.language.quantities import Fit, Kind, Quantity, fit, number_feature

# Each passage is looked up by this many of its rarest features, each with so many passages before it.
_RAREST = 8
_WINDOW = 24
# Of all of these, so many are looked at that share most; the golden stories, of a few articles, have no more.
_CANDIDATES = 40
# Below it, two passages share too little for a closer look; above, all pairs of the golden stories that count.
_WORTH_A_LOOK = 0.1
_HOPELESS = 0.02
# Weight that a side's words of content or names count for at least, so that one shared word is not everything.
_CONTENT_AT_LEAST = 0.8
# What the likeness of a clause counts for against that of a whole sentence.
_CLAUSE = 0.85
# Days by which two reports of one event may differ, as when sources contradict each other.
_DAYS_APART = 3
# Figures this much alike, of things named in other words, may be one figure rounded.
_ROUNDED = 0.8
_TELLING_NUMBER = 1000
_FIGURES = ("same figure", "same number", "figure of the same", "rounded", "other figures")
_SELDOM = ("day", "name and day", "speaker", *_FIGURES)
_OF_WORDS = ("content", "rarest word", "second word", "no word", "clause", "word and name")
# Those that depend on how rare the figure is, and all that depend on how rare something is.
_WEIGHED_FIGURES = ("same figure", "same number")
_OF_RARITY = frozenset(
    {"content", "rarest word", "second word", "clause", "speaker", "day", "word and name", "name and day"}
    | {*_WEIGHED_FIGURES}
)
_ROUNDING = 1e-6
# A passage some of whose features weigh so much more or less than when it was first weighed is weighed anew.
_MOST_DRIFT = 0.03
# Two changes of a weight by such shares come to no more than this times their sum.
_DRIFTED = 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A passage's features with their rarity, all and by kind; ``parts`` are the whole and each clause.

    ``said`` is the weight of its words of content; ``by_kind`` has names (``n``), days (``d``) and speakers (``s``).
    """

    all: dict[str, float]
    content: dict[str, float]
    said: float
    by_kind: dict[str, dict[str, float]]
    names: frozenset[str]
    parts: tuple[tuple[float, dict[str, float]], ...]


class Shortfalls:
    """Pairs of passages that fell short of being alike in an earlier build, and how far.

    A changed sentence changes what is rare in the story, and so each weight, but nearly all of them by little. A pair
    falls short as long as no weight of its features has changed by more than a share that is known of it.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._weights: dict[int, tuple[Passage, dict[str, float], int]] = {}
        self._drifts: list[float] = []
        self._numbers: list[int] = []
        self._given = 0
        self._shares: dict[tuple[int, int], float] = {}
        self._before: dict[tuple[int, int], float] = {}

    def begin(self, passages: Sequence[Passage], weights: Sequence[dict[str, float]]) -> None:
        """See how far the weights of each passage's features are from those at which it was first weighed."""
        first: dict[int, tuple[Passage, dict[str, float], int]] = {}
        self._drifts, self._numbers = [], []
        for passage, now in zip(passages, weights, strict=True):
            known = self._weights.get(id(passage))
            drift = (
                max((abs(now[name] / was - 1) for name, was in known[1].items()), default=0.0) if known else 0
            )
            if known is None or drift > _MOST_DRIFT:
                self._given += 1
                known, drift = (passage, now, self._given), 0.0
            first[id(passage)] = known
            self._drifts.append(drift)
            self._numbers.append(known[2])
        self._weights, self._before, self._shares = first, self._shares, {}

    def holds(self, i: int, j: int) -> bool:
        """Whether a pair is known to fall short still."""
        if not self._before:
            return False
        key = self._numbers[i], self._numbers[j]
        share = self._before.get(key, 0.0)
        if _DRIFTED * self._drifts[i] >= share or _DRIFTED * self._drifts[j] >= share:
            return False
        self._shares[key] = share
        return True

    def note(self, i: int, j: int, share: float) -> None:
        """Remember that a pair falls short until a weight of its features changes by a share."""
        mine, theirs = self._drifts[i], self._drifts[j]
        left = share - _DRIFTED * (mine if mine > theirs else theirs) - _ROUNDING
        if left > 0:
            self._shares[self._numbers[i], self._numbers[j]] = left


def _share(times: float) -> float:
    """By which share all weights may change for the quotient of two sums of them to grow by so many times at most."""
    return (times - 1) / (times + 1) if times > 1 else 0.0


def _share_of_terms(least: float, grows: float, shrinks: float = 0.0) -> float | None:
    """The same of sums of terms, one less the other, to come to ``least``; ``None`` where they do as they are.

    No term has more than two weights above and two below the line: the one sum may grow by the square of that many
    times, while the other shrinks by it.
    """
    if grows - shrinks >= least:
        return None
    grows = max(grows, _ROUNDING)
    return _share(sqrt((least + sqrt(least * least + 4 * grows * shrinks)) / (2 * grows)))


class Likeness:
    """How alike the passages of a story are."""

    def __init__(self, passages: Sequence[Passage], shortfalls: Shortfalls | None = None) -> None:
        """Weigh the features by how rare they are among the passages.

        Args:
            passages: All of them.
            shortfalls: What an earlier build knows of them.
        """
        self.passages = passages
        counts = Counter(feature for passage in passages for feature in passage.features)
        self._size = len(passages)
        self._rarest = log((self._size + 3) / 1.5)
        self._rarities = {name: self._rarity(count) for name, count in counts.items()}
        self._weighed = [self._weigh(passage) for passage in passages]
        self._scores: dict[tuple[int, int], float] = {}
        self._short = shortfalls or Shortfalls()
        self._short.begin(passages, [weighed.all for weighed in self._weighed])

    def _weigh(self, passage: Passage) -> _Weighed:
        rarities = self._rarities
        every = {name: weight * rarities[name] for name, weight in passage.features.items()}
        by_kind: dict[str, dict[str, float]] = {kind: {} for kind in "nds"}
        content: dict[str, float] = {}
        for name, weight in every.items():
            by_kind.get(name[0], content if name[0] in "we" else {})[name] = weight
        clauses = [{name: every[name] for name in clause} for clause in passage.clauses]
        return _Weighed(
            all=every,
            content=content,
            said=fsum(content.values()),
            by_kind=by_kind,
            names=frozenset(name for name in by_kind["n"] if name[2] != "@"),
            parts=tuple((fsum(part.values()), part) for part in (every, *clauses)),
        )

    def rarity(self, feature: str) -> float:
        """The inverse document frequency of a feature, smoothed; 1 for what one passage alone has."""
        known = self._rarities.get(feature)
        return self._rarity(0) if known is None else known

    def _rarity(self, count: int) -> float:
        return log((self._size + 3) / (count + 0.5)) / self._rarest

    def rarest(self, i: int) -> list[str]:
        """The most telling features of a passage, the best first; speakers and opposites tell nothing by themselves."""
        weights = self._weighed[i].all
        return sorted((name for name in weights if name[0] not in "so"), key=lambda n: (-weights[n], n))[
            :_RAREST
        ]

    def score(self, i: int, j: int) -> float:
        """How likely two passages tell the same, from 0 to 1; 0 for what is not worth a look."""
        known = self._scores.get((i, j))
        if known is None:
            known = self._likelihood(i, j, self._own(i, j)) if self.is_worth_a_look(i, j) else 0.0
            self._scores[i, j] = known
        return known

    def reaching(self, i: int, j: int, least: float) -> float:
        """The score of two passages where it is at least ``least``, else 0: nearly all pairs fall short by a look."""
        known = self._scores.get((i, j))
        if known is not None:
            return known if known >= least else 0.0
        if self._short.holds(i, j):
            return 0.0
        total = log(least / (1 - least))
        share = self._falls_short(i, j, total)
        if share is None:
            evidence = self._own(i, j)
            share = _stays_below(evidence, total)
            if share is None:
                known = self._scores[i, j] = self._likelihood(i, j, evidence)
                return known if known >= least else 0.0
        self._short.note(i, j, share)
        return 0.0

    def _falls_short(self, i: int, j: int, total: float) -> float | None:
        """Whether the weighed evidence of two passages cannot come to ``total``: ``None`` where it may.

        Days and speakers that both have weigh much, and few pairs have any. Without, words and figures decide: all
        that is left is taken to speak for the pair as much as it can.

        Returns:
            The share by which each weight may change and the pair still falls short.
        """
        mine, theirs = self._weighed[i], self._weighed[j]
        shared, words, first, names, seldom = _in_common(mine.all, theirs.all)
        whole = _of_both(shared, mine.parts[0][0], theirs.parts[0][0])
        if whole < _WORTH_A_LOOK:
            return _share(_WORTH_A_LOOK / max(whole, _ROUNDING))
        if seldom:
            return None
        clause = whole if len(mine.parts) == len(theirs.parts) == 1 else self.bare(i, j)
        most = _most()
        grows = (
            most["clause"] * clause
            + most["content"] * words / max(mine.said, theirs.said, _CONTENT_AT_LEAST)
            + (most["rarest word"] + most["second word"] + most["word and name"] * names) * first
        )
        if self.passages[i].quantities and self.passages[j].quantities:
            for kind, value in self._figures(self.passages[i], self.passages[j]).items():
                if kind in _WEIGHED_FIGURES:
                    grows += most[kind] * value
                else:
                    total -= most[kind] * value
        return _share_of_terms(total - most["besides"] - (0.0 if words else most["no word"]), grows)

    def _likelihood(self, i: int, j: int, evidence: Mapping[str, float]) -> float:
        known = _logistic(evidence)
        # What stands around two passages decides nothing where they have next to nothing in common.
        return known if known < _HOPELESS else _logistic({**evidence, "neighbors": self._neighbors(i, j)})

    def is_worth_a_look(self, i: int, j: int) -> bool:
        """Whether two passages share enough for their evidence to be weighed."""
        return _overlap(self._weighed[i].parts[0], self._weighed[j].parts[0]) >= _WORTH_A_LOOK

    def bare(self, i: int, j: int) -> float:
        """The share of what two passages speak of that they have in common, of their best clauses or all."""
        return max(
            _overlap(one, other) * (_CLAUSE if k or m else 1.0)
            for k, one in enumerate(self._weighed[i].parts)
            for m, other in enumerate(self._weighed[j].parts)
        )

    def evidence(self, i: int, j: int) -> dict[str, float]:
        """What speaks for and against two passages telling the same; the weights have these names."""
        return self._own(i, j) | {"neighbors": self._neighbors(i, j)}

    def _own(self, i: int, j: int) -> dict[str, float]:
        one, other = self.passages[i], self.passages[j]
        mine, theirs = self._weighed[i], self._weighed[j]
        words = sorted(_least(mine.content, theirs.content), reverse=True)
        longer = max(mine.said, theirs.said, _CONTENT_AT_LEAST)
        name, day, speaker = (
            max(_least(mine.by_kind[kind], theirs.by_kind[kind]), default=0.0) for kind in "nds"
        )
        gap = dates_apart(one, other)
        found = {
            "content": fsum(words) / longer,
            "rarest word": words[0] if words else 0.0,
            "second word": words[1] if len(words) > 1 else 0.0,
            "no word": float(not words),
            "clause": self.bare(i, j),
            "few words": 1 / (1 + min(len(mine.content), len(theirs.content))),
            "other names": float(bool(mine.names and theirs.names) and not mine.names & theirs.names),
            "speaker": speaker,
            "day": day,
            "some days apart": float(0 < gap <= _DAYS_APART),
            "far apart": float(gap > _DAYS_APART),
            "one planned": float(one.planned != other.planned),
            "one unknown": float(one.unknown != other.unknown),
            "word and name": name * (words[0] if words else 0.0),
            "name and day": name * day,
        }
        return found | self._figures(one, other)

    def _neighbors(self, i: int, j: int) -> float:
        """The best likeness of the sentences around two passages with them or with each other."""
        best = 0.0
        for first, second in product((i - 1, i, i + 1), (j - 1, j, j + 1)):
            if (first, second) != (i, j) and self._beside(first, i) and self._beside(second, j):
                best = max(best, _overlap(self._weighed[first].parts[0], self._weighed[second].parts[0]))
        return best

    def _beside(self, one: int, other: int) -> bool:
        inside = 0 <= one < self._size
        return inside and self.passages[one].article_id == self.passages[other].article_id

    def _figures(self, one: Passage, other: Passage) -> dict[str, float]:
        """How the figures of two passages stand to each other, the best pair of each kind."""
        found = dict.fromkeys(_FIGURES, 0.0)
        for mine, theirs in product(one.quantities, other.quantities):
            kind, value = self._pair(mine, theirs)
            found[kind] = max(found[kind], value)
        if one.quantities and other.quantities and not any(found.values()):
            found["other figures"] = 1.0
        return found

    def _pair(self, one: Quantity, other: Quantity) -> tuple[str, float]:
        if one.kind is not other.kind and {one.kind, other.kind} & {Kind.LENGTH, Kind.PERCENT}:
            return "same number", 0.0  # "five boxes" and "five days"
        of_one = bool(one.units & other.units) or one.kind is other.kind is not Kind.COUNT
        if one.raw is not None and one.raw == other.raw:
            telling = self.rarity(number_feature(one)) * min(1.0, log(1 + one.raw) / log(_TELLING_NUMBER))
            if one.kind is other.kind and of_one:
                return "same figure", telling
            unnamed = not one.units or not other.units or one.raw >= _TELLING_NUMBER
            return "same number", telling if unnamed else 0.0
        if one.kind is not other.kind:
            return "rounded", 0.0
        return _other_figure(one, other, of_one=of_one)


def _other_figure(one: Quantity, other: Quantity, *, of_one: bool) -> tuple[str, float]:
    """What two figures of a kind say that are not the same; ``of_one`` where they count one thing."""
    if not one.stated or not other.stated:
        return "figure of the same", of_one * (0.4 if fit(one, other) is Fit.DIFFERENT else 0.8)
    small, large = sorted((one.stated, other.stated))
    ratio = small / large
    if of_one:
        return "figure of the same", ratio
    return "rounded", ratio if ratio > _ROUNDED and small >= _TELLING_NUMBER else 0.0


def pairs(likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Pairs of passages that share rare features, each once, the earlier first.

    Their number grows with that of the passages: of those before it, each is paired with a few that share its rarest
    features, whatever the length of the story.
    """
    before: dict[str, list[int]] = {}
    for i in range(len(likeness.passages)):
        shared: dict[int, float] = {}
        for feature in likeness.rarest(i):
            known, rarity = before.setdefault(feature, []), likeness.rarity(feature)
            for j in known[-_WINDOW:]:
                shared[j] = shared.get(j, 0.0) + rarity
            known.append(i)
        if len(shared) > _CANDIDATES:
            least = sorted(((weight, j) for j, weight in shared.items()), reverse=True)[_CANDIDATES - 1]
            yield from ((j, i) for j, weight in shared.items() if (weight, j) >= least)
        else:
            yield from ((j, i) for j in shared)


def _least(one: Mapping[str, float], other: Mapping[str, float]) -> list[float]:
    """What each feature that two passages share weighs in the one where it weighs less."""
    return [min(one[name], other[name]) for name in one.keys() & other.keys()]


def _overlap(one: tuple[float, dict[str, float]], other: tuple[float, dict[str, float]]) -> float:
    """Shared weight over both and over the shorter."""
    mine, theirs = (other[1], one[1]) if len(other[1]) < len(one[1]) else (one[1], other[1])
    shared = 0.0
    # One of the innermost loops: in Python only what both have.
    for name in filter(theirs.__contains__, mine):
        shared += mine[name] if mine[name] < theirs[name] else theirs[name]
    return _of_both(shared, one[0], other[0])


def _of_both(shared: float, one: float, other: float) -> float:
    """A shared weight over two and over the smaller of them."""
    if shared <= 0:
        return 0.0
    return 0.7 * shared / sqrt(one * other) + 0.3 * shared / (one if one < other else other)


def _in_common(
    one: Mapping[str, float], other: Mapping[str, float]
) -> tuple[float, float, float, float, bool]:
    """What two passages share weighs, as much as weighs less: all of it, its words, its rarest word, its rarest name.

    And whether a day or a speaker is of it.
    """
    mine, theirs = (other, one) if len(other) < len(one) else (one, other)
    shared = words = first = names = 0.0
    seldom = False
    for name in filter(theirs.__contains__, mine):
        weight = mine[name] if mine[name] < theirs[name] else theirs[name]
        shared += weight
        kind = name[0]
        if kind in "we":
            words += weight
            if weight > first:  # noqa: PLR1730 - an innermost loop, as in `_overlap`
                first = weight
        elif kind == "n":
            if weight > names:  # noqa: PLR1730
                names = weight
        elif kind in "ds":
            seldom = True
    return shared, words, first, names, seldom


@functools.cache
def weights() -> Mapping[str, float]:
    """What each piece of evidence counts for."""
    found: Mapping[str, float] = table("sameness_weights")["weights"]
    return found


@functools.cache
def _most() -> Mapping[str, float]:
    """The most that each piece of evidence of words adds, by its full value; and all others ``besides`` these.

    Those are left out that only passages with figures, or with a day or speaker in common, have.
    """
    most = {kind: max(0.0, weight) for kind, weight in weights().items()}
    besides = most.keys() - {"always", *_OF_WORDS, *_SELDOM}
    return most | {"besides": weights()["always"] + fsum(most[kind] for kind in besides) + _ROUNDING}


def _stays_below(evidence: Mapping[str, float], total: float) -> float | None:
    """Whether evidence does not come to ``total``, whatever stands around the two passages: ``None`` where it may.

    Returns:
        The share by which each weight may change and it still does not.
    """
    known = weights()
    least = total - known["always"] - max(0.0, known["neighbors"]) - _ROUNDING
    grows = shrinks = 0.0
    for name, value in evidence.items():
        added = known[name] * value
        if name not in _OF_RARITY:
            least -= added
        elif added > 0:
            grows += added
        else:
            shrinks -= added
    return _share_of_terms(least, grows, shrinks)


def _logistic(evidence: Mapping[str, float]) -> float:
    """The logistic function of the weighed evidence."""
    known = weights()
    total = known["always"] + fsum(known[name] * value for name, value in evidence.items() if value)
    return 1 / (1 + exp(-total))
