"""Which passages of a group cannot carry one statement: they give other figures of one thing, or deny each other.

Comes in: groups of passages that tell the same report. Goes out: pairs of them, of which neither bears out the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from generator.claims.compare.figures import read_figures
from generator.claims.compare.incompatible import contradiction
from generator.claims.compare.passages import Passage, Spot
from generator.claims.compare.points import read_points
from generator.claims.compare.values import Value, differ, is_measured_alone

# Members of a group that are held against each other; a larger one is of many articles that say the same.
_MOST = 40


def exclusive_pairs(
    groups: Iterable[Sequence[Passage]], texts: Mapping[str, str]
) -> frozenset[frozenset[Spot]]:
    """The pairs of each group that cannot both be right.

    Args:
        groups: Passages that tell the same report.
        texts: The articles', by their ids.
    """
    return frozenset(pair for group in groups for pair in _pairs(group[:_MOST], texts))


def _pairs(group: Sequence[Passage], texts: Mapping[str, str]) -> Iterator[frozenset[Spot]]:
    values = {
        part.spot: (*read_figures(part, texts[part.article_id]), *read_points(part, texts[part.article_id]))
        for part in (group if len(group) > 1 else ())
    }
    for one, other in combinations(group, 2):
        if one.article_id != other.article_id and (
            contradiction(one, other) or _differ(values[one.spot], values[other.spot])
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
