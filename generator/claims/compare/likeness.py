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
from itertools import chain, product
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
_ROUNDING = 1e-6
# Of so many passages and more the number is taken in steps, so that one more or less leaves the weights as they are.
_MANY = 512
_STEPS = 16


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
    rarest: tuple[str, ...]


class Weighings:
    """What a build found of passages: a pair is as alike as in the last one while no weight of theirs has changed.

    Nor may one of the sentences around them, so that three passages that follow one another bear one number together.

    Attributes:
        rarities: Of each feature.
        weighed: The passages by their identity, each with its weights.
        numbers: Those of three passages in a row, by the identity of their weights.
        given: The last number.
        scores: The likeness of two by their numbers; less than 0 where it is only known to fall short of so much.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self.rarities: dict[str, float] = {}
        self.weighed: dict[int, tuple[Passage, _Weighed]] = {}
        self.numbers: dict[tuple[int, int, int], int] = {}
        self.given = 0
        self.scores: dict[tuple[int, int], float] = {}


class Likeness:
    """How alike the passages of a story are."""

    def __init__(self, passages: Sequence[Passage], known: Weighings | None = None) -> None:
        """Weigh the features by how rare they are among the passages.

        Args:
            passages: All of them.
            known: What the last build found of them; what this one finds takes its place.
        """
        self.passages = passages
        known = known or Weighings()
        counts = Counter(chain.from_iterable(passage.features for passage in passages))
        self._size = in_steps(len(passages))
        self._rarest = log((self._size + 3) / 1.5)
        self._rarities = {name: self._rarity(count) for name, count in counts.items()}
        self._weighed = self._weighed_anew(known)
        self._numbers = self._numbered(known)
        self._before, known.scores = known.scores, {}
        self._scores = known.scores

    def _weighed_anew(self, known: Weighings) -> list[_Weighed]:
        """The passages with their weights, of those that have no feature of another rarity the very same as before."""
        changed = {name for name, value in self._rarities.items() if known.rarities.get(name) != value}
        found = []
        for passage in self.passages:
            same = known.weighed.get(id(passage))
            if same is None or not changed.isdisjoint(passage.features):
                same = passage, self._weigh(passage)
            found.append(same)
        known.rarities, known.weighed = self._rarities, {id(same[0]): same for same in found}
        return [weighed for _, weighed in found]

    def _numbered(self, known: Weighings) -> list[int]:
        """A number for each passage with those around it in its article, the same as before where all are."""
        names = ["", *(passage.article_id for passage in self.passages), ""]
        weights = [0, *map(id, self._weighed), 0]
        numbers: dict[tuple[int, int, int], int] = {}
        found = []
        for i in range(1, len(weights) - 1):
            before, after = (weights[k] if names[k] == names[i] else 0 for k in (i - 1, i + 1))
            place = before, weights[i], after
            known.given += place not in known.numbers
            numbers[place] = known.numbers.get(place, known.given)
            found.append(numbers[place])
        known.numbers = numbers
        return found

    def _weigh(self, passage: Passage) -> _Weighed:
        rarities = self._rarities
        every = {name: weight * rarities[name] for name, weight in passage.features.items()}
        by_kind: dict[str, dict[str, float]] = {kind: {} for kind in "nds"}
        content: dict[str, float] = {}
        for name, weight in every.items():
            by_kind.get(name[0], content if name[0] in "we" else {})[name] = weight
        clauses = [{name: every[name] for name in clause} for clause in passage.clauses]
        # Speakers and opposites tell nothing by themselves.
        telling = sorted((-weight, name) for name, weight in every.items() if name[0] not in "so")
        return _Weighed(
            all=every,
            content=content,
            said=fsum(content.values()),
            by_kind=by_kind,
            names=frozenset(name for name in by_kind["n"] if name[2] != "@"),
            parts=tuple((fsum(part.values()), part) for part in (every, *clauses)),
            rarest=tuple(name for _, name in telling[:_RAREST]),
        )

    def rarity(self, feature: str) -> float:
        """The inverse document frequency of a feature, smoothed; 1 for what one passage alone has."""
        known = self._rarities.get(feature)
        return self._rarity(0) if known is None else known

    def _rarity(self, count: int) -> float:
        return log((self._size + 3) / (count + 0.5)) / self._rarest

    def rarest(self, i: int) -> tuple[str, ...]:
        """The most telling features of a passage, the best first."""
        return self._weighed[i].rarest

    def weighed(self, i: int) -> object:
        """What a passage weighs: the very same as in the last build while its features are as rare."""
        return self._weighed[i]

    def score(self, i: int, j: int) -> float:
        """How likely two passages tell the same, from 0 to 1; 0 for what is not worth a look."""
        known = self._found(i, j)
        if known is None or known < 0:
            known = self._likelihood(i, j, self._own(i, j)) if self.is_worth_a_look(i, j) else 0.0
            self._scores[self._numbers[i], self._numbers[j]] = known
        return known

    def reaching(self, i: int, j: int, least: float) -> float:
        """The score of two passages where it is at least ``least``, else 0: nearly all pairs fall short by a look."""
        known = self._found(i, j)
        if known is None or -least < known < 0:
            known = self._weighed_up(i, j, least)
            self._scores[self._numbers[i], self._numbers[j]] = known
        return known if known >= least else 0.0

    def _found(self, i: int, j: int) -> float | None:
        """What is known of the score of two passages, see ``Weighings.scores``."""
        key = self._numbers[i], self._numbers[j]
        known = self._scores.get(key)
        if known is None and (known := self._before.get(key)) is not None:
            self._scores[key] = known
        return known

    def _weighed_up(self, i: int, j: int, least: float) -> float:
        """The score of two passages, or ``-least`` where it is less."""
        total = log(least / (1 - least))
        if self._falls_short(i, j, total) or _stays_below(evidence := self._own(i, j), total):
            return -least
        return self._likelihood(i, j, evidence)

    def _falls_short(self, i: int, j: int, total: float) -> bool:
        """Whether the weighed evidence of two passages cannot come to ``total``.

        Days and speakers that both have weigh much, and few pairs have any. Without, words and figures decide: all
        that is left is taken to speak for the pair as much as it can.
        """
        mine, theirs = self._weighed[i], self._weighed[j]
        shared, words, first, names, seldom = _in_common(mine.all, theirs.all)
        whole = _of_both(shared, mine.parts[0][0], theirs.parts[0][0])
        if whole < _WORTH_A_LOOK:
            return True
        if seldom:
            return False
        clause = whole if len(mine.parts) == len(theirs.parts) == 1 else self.bare(i, j)
        most = _most()
        grows = (
            most["clause"] * clause
            + most["content"] * words / max(mine.said, theirs.said, _CONTENT_AT_LEAST)
            + (most["rarest word"] + most["second word"] + most["word and name"] * names) * first
        )
        if self.passages[i].quantities and self.passages[j].quantities:
            grows += fsum(
                most[kind] * value
                for kind, value in self._figures(self.passages[i], self.passages[j]).items()
            )
        return grows < total - most["besides"] - (0.0 if words else most["no word"])

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
        inside = 0 <= one < len(self.passages)
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


def in_steps(size: int) -> int:
    """A number of passages, of many the nearest above of some steps to each doubling; so none have a feature more."""
    step = 1 if size < _MANY else (1 << size.bit_length() - 1) // _STEPS
    return size + -size % step


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


def _stays_below(evidence: Mapping[str, float], total: float) -> bool:
    """Whether evidence does not come to ``total``, whatever stands around the two passages."""
    known = weights()
    least = total - known["always"] - max(0.0, known["neighbors"]) - _ROUNDING
    return fsum(known[name] * value for name, value in evidence.items()) < least


def _logistic(evidence: Mapping[str, float]) -> float:
    """The logistic function of the weighed evidence."""
    known = weights()
    total = known["always"] + fsum(known[name] * value for name, value in evidence.items() if value)
    return 1 / (1 + exp(-total))
