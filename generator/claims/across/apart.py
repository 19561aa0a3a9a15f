"""What speaks against two passages telling the same: days apart, a denial, other names in the same place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from generator.claims.across.passages import Passage

# So much a feature counts for at least that a denial may turn on it; days and faint words do not.
_TELLING = 1.0


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
    """The feature that one of the passages denies and the other states, or ``""``.

    What is denied must be what the other tells: the word that the denial reaches first, or several, and half of all.
    """
    return next((met[0] for met, _ in _denied(one, other)), "")


def denies_the_same(one: Passage, other: Passage) -> bool:
    """Whether a denial is of the very thing that the other passage tells, with nothing else known of the two.

    It takes most of the denied words, or several, and one more word or name that both have.
    """
    shared = {name for name in one.features.keys() & other.features.keys() if name[0] in "wen"}
    return any(
        len(met) > 1 or (shared - set(met) and 2 * len(met) > len(denied))
        for met, denied in _denied(one, other)
    )


def _denied(one: Passage, other: Passage) -> Iterator[tuple[list[str], list[str]]]:
    """What either passage denies and the other states, and all that it denies."""
    for first, second in ((one, other), (other, one)):
        denied = [name for name in first.negated if name[0] in "we" and first.features[name] >= _TELLING]
        met = [
            name
            for name in denied
            if name not in second.negated
            and name not in second.undecided
            and second.features.get(name, 0.0) >= _TELLING
        ]
        if met and 2 * len(met) >= len(denied) and (len(met) > 1 or met[0] == denied[0] or first.denial):
            yield met, denied


def rivals(one: Passage, other: Passage) -> bool:
    """Whether different names stand in the same place of two passages: "Lock Aster of", "Lock Birch of"."""
    known, also = ({name for name, _, _ in passage.named} for passage in (one, other))
    return any(
        mine[1:] == theirs[1:] and mine[0] not in also and theirs[0] not in known
        for mine, theirs in product(one.named, other.named)
    )


def open_in_one(one: Passage, other: Passage) -> bool:
    """Whether one passage leaves open, or only asks for, what the other tells."""
    return any(
        first.undecided
        and not second.undecided
        and any(second.features.get(name, 0.0) >= _TELLING for name in first.undecided)
        for first, second in ((one, other), (other, one))
    )


def only_numbers(one: Passage, other: Passage) -> bool:
    """Whether two passages have nothing in common but numbers of different things: "five boxes", "five days"."""
    shared = one.features.keys() & other.features.keys()
    return all(name[0] == "q" for name in shared) and not any(
        mine.kind is theirs.kind and mine.raw == theirs.raw
        for mine, theirs in product(one.quantities, other.quantities)
    )
