"""A statement beside a quotation that speaks of the same, and what both ways of comparing them ask of it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from generator.claims.edited.wordings import Wording
from generator.data import table
from generator.language.lexicon import irregular_bases, irregular_pasts, listed
from generator.language.quantities import Quantity, bears_out

# So much of the shorter one's words are the other's where both surely tell of one thing.
SURE = 0.6
# Words behind a place that are looked at.
BEHIND = 3
# Shorter words have other words that end like them.
_PREFIXED = 3
# A verb with one of these has the forms of the verb without it: "rebuilt".
_AGAIN = ("re", "over", "under", "out", "mis")
Told = tuple[str, str]
"""What the statement says, and what the source says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A statement and a quotation that speaks of the same.

    Attributes:
        known: All that the quotation's source is cited for in the claim.
        shared: What both tell.
        likeness: How much of the shorter one that is.
        governed: Words outside the quotation say how it is meant: what is denied or planned is told by these.
    """

    statement: Wording
    quotation: Wording
    known: tuple[Wording, ...]
    shared: frozenset[str]
    likeness: float
    alike: Mapping[str, str]
    governed: bool


def are_opposed(one: Wording, other: Wording) -> bool:
    """Whether each has a word that is opposed to one of the other's."""
    sides = opposed_words()
    words = [{token.key for token in wording.tokens} for wording in (one, other)]
    keys = with_opposites(one), with_opposites(other)
    return prefixed(*words) is not None or any(b in sides[a] for a, b in product(*keys))


def with_opposites(wording: Wording) -> dict[str, int]:
    """The words of a text, and pairs of them ("turned down"), that have an opposite, each with its first token."""
    sides, found = opposed_words(), dict[str, int]()
    for k in range(len(wording.tokens)):
        for key in (wording.key(k), f"{wording.key(k)} {wording.key(k + 1)}"):
            if key in sides:
                found.setdefault(key, k)
    return found


def prefixed(mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, str] | None:
    """A word of one side alone and its opposite by a prefix of the other's: "hurt" and "unhurt"."""
    own, others = set(mine), set(theirs)
    for prefix in table("differences")["opposed"]["prefixes"]:
        for key in sorted(own - others):
            if len(key) > _PREFIXED and prefix + key in others - own:
                return key, prefix + key
            bare = key.removeprefix(prefix)
            if bare != key and len(bare) > _PREFIXED and bare in others - own:
                return key, bare
    return None


def same_side(one: str, other: str) -> bool:
    """Whether two words are opposed to the same."""
    return bool(opposed_words()[one] & opposed_words()[other])


@functools.cache
def opposed_words() -> dict[str, frozenset[str]]:
    """For each word of a pair of opposites those that are opposed to it."""
    found: dict[str, set[str]] = {}
    pairs = [*table("differences")["opposed"]["pairs"], *table("opposites")["pairs"].values()]
    for left, right in pairs:
        for a, b in product(left, right):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return {word: frozenset(words) for word, words in found.items()}


def is_past(wording: Wording, i: int) -> bool:
    """Whether token ``i`` has the form of a past, or of a participle behind "has" and "had"."""
    key = wording.key(i)
    if key.endswith("ed") or key in irregular_pasts():
        return True
    known = irregular_bases()
    done = key in known or any(key.removeprefix(prefix) in known for prefix in _AGAIN)
    had = not listed("governing", "have").isdisjoint((wording.key(i - 1), wording.key(i - 2)))
    return done and had


def is_going_on(wording: Wording, i: int) -> bool:
    """Whether token ``i`` is told as going on: "is building"."""
    return wording.key(i).endswith("ing") and wording.key(i - 1) in ("is", "are")


def fits(stated: Quantity, known: Quantity) -> bool:
    """Whether one of two figures bears out the other."""
    return bears_out(stated, known) or bears_out(known, stated)
