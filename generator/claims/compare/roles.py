"""What a value is of by the words beside it: the loss of a sum, the closing of a date.

Comes in: the values of a story, each with the features beside it. Goes out: how much two of them have beside them that
each article tells of this one value alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import Protocol

from generator.claims.compare.passages import Passage
from generator.claims.compare.values import Value


class Placed(Protocol):
    """A value with what stands beside it."""

    @property
    def article_id(self) -> str:
        """The article that gives it."""

    @property
    def value(self) -> Value:
        """The value."""

    @property
    def beside(self) -> Mapping[str, float]:
        """The features of the words that may say what it is of, each with what it weighs in the story."""


# An article that has a name in so many sentences is about its bearer.
_ABOUT = 3


class Subjects:
    """What each article is about, by its names."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Count the names of all passages of a story; those of countries left out."""
        self._names: dict[str, Counter[str]] = {}
        for passage in passages:
            names = (name for name in passage.features if name[0] == "n" and name[2] != "@")
            self._names.setdefault(passage.article_id, Counter()).update(names)

    def differ(self, one: str, other: str) -> bool:
        """Whether one of two articles is about what the other does not name."""
        return any(
            name not in self._names[theirs] for mine, theirs in ((one, other), (other, one)) for name in self._of(mine)
        )

    def _of(self, article: str) -> Iterator[str]:
        """The name that most sentences of an article have, if there are some."""
        most = self._names[article].most_common(1)
        yield from (name for name, count in most if count >= _ABOUT)


class Roles:
    """Which words each article has beside one value of a thing and beside no other."""

    def __init__(self, every: Sequence[Placed]) -> None:
        """Take all values of a story."""
        self._told: dict[tuple[str, str, str], set[float]] = {}
        for item in every:
            for key in _keys(item):
                self._told.setdefault(key, set()).add(item.value.stated)

    def shared(self, one: Placed, other: Placed, kinds: str = "we") -> float:
        """What the words weigh that stand beside both values, and beside no other of what both are of.

        Args:
            one: A value.
            other: Another.
            kinds: The kinds of features that count: words ("we"), names ("n").
        """
        things = one.value.things & other.value.things
        names = [name for name in one.beside.keys() & other.beside if name[0] in kinds and name not in things]
        sole = (
            name
            for name in names
            if all(
                len(self._told[item.article_id, thing, name]) == 1 for item in (one, other) for thing in things
            )
        )
        return fsum(min(one.beside[name], other.beside[name]) for name in sole)


def _keys(item: Placed) -> Iterator[tuple[str, str, str]]:
    for thing in item.value.things:
        for name in item.beside:
            yield item.article_id, thing, name
