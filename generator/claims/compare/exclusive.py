"""Which passages of a group cannot carry one statement: they give other figures of one thing, or deny each other.

Comes in: groups of passages that tell the same report. Goes out: pairs of them, of which neither bears out the other.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, permutations, product

from generator.claims.compare.figures import read_figures
from generator.claims.compare.incompatible import contradiction
from generator.claims.compare.passages import Passage, Spot
from generator.claims.compare.points import read_points
from generator.claims.compare.relations import dates_exclude
from generator.claims.compare.values import Value, differ, is_measured_alone
from generator.claims.kept import Kept
from generator.known import once
from generator.language.lexicon import listed
from generator.language.quantities import Fit, Kind, Quantity, bears_out, fit, measure_features

# Members of a group that are held against each other; a larger one is of many articles that say the same.
_MOST = 40
# A bound may lie so far from another figure and be a rounding of it ("more than 200", "249").
_BOUND_REACHES = 1.34
# From here on one number in two sentences is one figure, whatever words stand around it.
_TELLING = 10
# Words behind "both" and "one of" among which is named what they are of.
_NEAR = 4

_Two = tuple[Quantity, Quantity]


def exclusive_pairs(
    groups: Iterable[Sequence[Passage]], texts: Mapping[str, str], kept: Kept | None = None
) -> frozenset[frozenset[Spot]]:
    """The pairs of each group that cannot both be right.

    Args:
        groups: Passages that tell the same report.
        texts: The articles', by their ids.
        kept: What the last build made of the same groups.
    """
    kept = kept or Kept()
    found: set[frozenset[Spot]] = set()
    for group in (tuple(group[:_MOST]) for group in groups if len(group) > 1):
        parts = group, tuple(texts[part.article_id] for part in group)
        found |= kept.of_parts("exclusive", group[0].spot, parts, partial(_pairs, *parts))
    return frozenset(found)


def _pairs(group: Sequence[Passage], texts: Sequence[str]) -> frozenset[frozenset[Spot]]:
    """Those of a group, with the text in which each of it stands."""
    values = {
        part.spot: (*read_figures(part, text), *read_points(part, text))
        for part, text in zip(group, texts, strict=True)
    }
    return frozenset(_exclusive(group, values))


def _exclusive(group: Sequence[Passage], values: Mapping[Spot, Sequence[Value]]) -> Iterator[frozenset[Spot]]:
    for one, other in combinations(group, 2):
        if one.article_id != other.article_id and (
            contradiction(one, other)
            or dates_exclude(one, other)
            or _differ(values[one.spot], values[other.spot])
            or _figures_apart(one.quantities, other.quantities)
            or _both_and_one(one, other)
        ):
            yield frozenset((one.spot, other.spot))


def _differ(mine: Sequence[Value], theirs: Sequence[Value]) -> bool:
    """Whether two passages give figures of one thing that exclude each other, and none that fit."""
    return any(
        differ(one, other) and not any(_fits(one, part) for part in theirs)
        and not any(_fits(other, part) for part in mine)
        for one in mine for other in theirs if _of_one(one, other)
    )  # fmt: skip


def _of_one(one: Value, other: Value) -> bool:
    things = one.things & other.things
    return one.kind is other.kind and bool(things) and not is_measured_alone(things)


def _fits(one: Value, other: Value) -> bool:
    return _of_one(one, other) and not differ(one, other)


def _figures_apart(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Whether two passages give figures of one kind, and none that fit; or beside those that do others of one thing.

    "91 confirmed cases in 10 states", "the number of cases has reached 64"; "phase 5", "raised to phase four"; "12 km
    of the channel, where 5,000 pelicans nest", "20 km". Which of them is right, or what each counts, is not known: only
    that neither bears the other out.
    """
    pairs = [pair for pair in product(_told(mine), _told(theirs)) if _may_be_compared(*pair)]
    fitting = [pair for pair in pairs if _may_be_one(*pair)]
    return bool(pairs) and (
        not fitting or _measured_apart(pairs, fitting) or _fit_beside_no_word(pairs, fitting)
    )


def _measured_apart(pairs: Sequence[_Two], fitting: Sequence[_Two]) -> bool:
    """Whether, beside the figures that fit, two in one unit do not."""
    known = {item.start for pair in fitting for item in pair}
    others = (pair for pair in pairs if known.isdisjoint(part.start for part in pair))
    return any(_in_one_unit(*pair) for pair in others)


def _fit_beside_no_word(pairs: Sequence[_Two], fitting: Sequence[_Two]) -> bool:
    """Whether some figures stand beside the same word, and none of these fit; one large number is one figure."""
    if any(one.raw == other.raw and (one.stated or 0) > _TELLING for one, other in fitting):
        return False
    of_one = [pair for pair in pairs if not pair[0].units.isdisjoint(pair[1].units)]
    return bool(of_one) and not any(pair in fitting for pair in of_one)


def _told(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a passage; "one" is rarely a number."""
    return [item for item in quantities if item.stated and item.raw != 1]


def _may_be_compared(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one kind, and not measured in two units: miles, kilometers."""
    units = [_measures() & item.units for item in (one, other)]
    return one.kind is other.kind and units[0] == units[1]


def _in_one_unit(one: Quantity, other: Quantity) -> bool:
    return one.kind is Kind.PERCENT or not _measures().isdisjoint(one.units & other.units)


def _both_and_one(one: Passage, other: Passage) -> bool:
    """Whether one passage speaks of both and the other of one of two: "both pumps", "one of its two pumps"."""
    return any(
        _behind(first, "both") & _behind(second, "one", "of") for first, second in permutations((one, other))
    )


@once
def _behind(passage: Passage, *words: str) -> frozenset[str]:
    """The stems of what stands right behind words of a passage."""
    keys = tuple(token.key for token in passage.tokens)
    ends = [k + len(words) for k in range(len(keys)) if keys[k : k + len(words)] == words]
    near = (token for end in ends for token in passage.tokens[end : end + _NEAR])
    small = listed("same_words", "stop")
    return frozenset(token.stem for token in near if token.word and token.key not in small)


@functools.cache
def _measures() -> frozenset[str]:
    return frozenset(name for name in measure_features() if name[0] == "w")


def _may_be_one(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may be one, rounded or told with a bound: "more than 200", "249"."""
    if one.kind is Kind.LENGTH:
        return bears_out(one, other) or bears_out(other, one)
    if one.raw == other.raw or fit(one, other) is not Fit.DIFFERENT:
        return True
    small, large = sorted((one.stated or 0.0, other.stated or 0.0))
    return one.least <= other.most and other.least <= one.most and large <= _BOUND_REACHES * small
