"""Which sentences of the articles tell the same report.

Groups grow from the likeliest pair on, and only while their members are alike on average; of two articles, a sentence
goes with the one it is most like. Pairs are found through an index of the rarest features, never by comparing all with
all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from generator.claims.compare.incompatible import denied_feature, names_differ, only_numbers, open_in_one
from generator.claims.compare.likeness import Likeness, Weighings, pairs
from generator.claims.compare.passages import Passage

# Likelihoods from which two passages are one report; set by leaving one golden story out (benchmarks/fit_sameness.py).
ALIKE = 0.45
_ON_AVERAGE = 0.3
# Two sentences of one article repeat each other when they have the same names, numbers and dates, and nearly all
# words in common; a heading is shorter than what it repeats.
_REPEATS = 0.8
_HEADING_REPEATS = 0.62
# A sentence of another article that is this much less likely than the best one is not the same report.
_SECOND_BEST = 0.8
# Members of a group that a new one is compared with.
_SAMPLE = 5


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
    """

    members: tuple[Member, ...]


def grouped(
    passages: Sequence[Passage], known: Weighings | None = None
) -> tuple[tuple[Group, tuple[Passage, ...]], ...]:
    """Group the passages that tell the same report.

    Args:
        passages: In the order of the articles and their texts.
        known: What the last build found of them.

    Returns:
        A partition, in the order of each group's first passage; each group with its passages.
    """
    copies: dict[object, list[int]] = {}
    for i, passage in enumerate(passages):
        copies.setdefault(_wording(passage), []).append(i)
    alike = list(copies.values())
    likeness = Likeness([passages[same[0]] for same in alike], known)
    found = sorted(sorted(i for number in members for i in alike[number]) for members in clusters(likeness))
    told = [tuple(passages[i] for i in every) for every in found]
    return tuple((Group(members=tuple(map(_member, every))), every) for every in told)


def _member(passage: Passage) -> Member:
    return Member(article_id=passage.article_id, start=passage.start, end=passage.end)


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


def _edges(likeness: Likeness) -> list[tuple[float, int, int]]:
    """Pairs that may be the same report: likely enough, and of two articles the best for both."""
    passages = likeness.passages
    best: dict[tuple[int, str, bool], float] = {}
    found = []

    def partner(one: int, other: int) -> tuple[int, str, bool]:
        # A heading repeats its text: it does not stand between the sentences of two articles.
        return one, passages[other].article_id, passages[other].heading

    names = [passage.article_id for passage in passages]
    for i, j in pairs(likeness):
        if names[i] == names[j]:
            if _repeats(likeness, i, j):
                found.append((1.0, i, j))
        elif (score := likeness.reaching(i, j, ALIKE)) and not _parted(passages[i], passages[j]):
            found.append((score, i, j))
            for key in (partner(i, j), partner(j, i)):
                best[key] = max(best.get(key, 0.0), score)
    return [
        (score, i, j)
        for score, i, j in found
        if score >= _SECOND_BEST * max(best.get(partner(i, j), 0.0), best.get(partner(j, i), 0.0))
    ]


def _repeats(likeness: Likeness, i: int, j: int) -> bool:
    """Whether an article says again at one place what it said at another."""
    one, other = likeness.passages[i], likeness.passages[j]
    heading = one.heading or other.heading
    if likeness.bare(i, j) < (_HEADING_REPEATS if heading else _REPEATS):
        return False
    alike = one.planned == other.planned and one.unknown == other.unknown and not denied_feature(one, other)
    if not alike or _parted(one, other):
        return False
    return heading or all(_of_kind(one, kind) == _of_kind(other, kind) for kind in "nqd")


def _of_kind(passage: Passage, kind: str) -> set[str]:
    return {name for name in passage.features if name[0] == kind}


def _parted(one: Passage, other: Passage) -> bool:
    """Whether two passages cannot be one report, however alike: two things, or open in one of them only."""
    return names_differ(one, other) or open_in_one(one, other) or only_numbers(one, other)


def _may_join(likeness: Likeness, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two groups are alike on average, and sentences of the same article repeat each other."""
    passages, scores = likeness.passages, []
    for i, j in product(one[:_SAMPLE], other[:_SAMPLE]):
        first, second = min(i, j), max(i, j)
        if passages[i].article_id == passages[j].article_id:
            if not _repeats(likeness, first, second):
                return False
            scores.append(1.0)
        else:
            scores.append(likeness.score(first, second))
    return sum(scores) / len(scores) >= _ON_AVERAGE
