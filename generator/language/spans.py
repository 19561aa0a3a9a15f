"""Spans of a text, looked up by where they stand: a long text has many, and each of its sentences asks for its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Item = TypeVar("_Item", bound=_Span)


def merge_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The union of spans, in order, overlapping ones joined.

    >>> merge_spans([(5, 9), (0, 2), (7, 12)])
    ((0, 2), (5, 12))
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def begun_within(items: Sequence[_Item], start: int, end: int) -> Sequence[_Item]:
    """Those of items in the order of their starts that begin at ``start`` or behind it, and before ``end``.

    >>> from generator.language.phrases import tokens
    >>> [token.text for token in begun_within(tokens("one two three", 0, 13), 1, 8)]
    ['two']
    """
    first = bisect_left(items, start, key=_start)
    return items[first : bisect_left(items, end, lo=first, key=_start)]


def _start(item: _Span) -> int:
    return item.start


class Covered:
    """What of a text some spans cover; none of them is empty."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Join the spans."""
        self.spans = merge_spans(spans)
        self._starts = [start for start, _ in self.spans]

    def __contains__(self, position: int) -> bool:
        """Whether a position lies in one of the spans.

        >>> [position in Covered([(5, 7), (0, 2)]) for position in (0, 2, 6)]
        [True, False, True]
        """
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and self.spans[at][1] > position

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch shares at least a character with one of the spans."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self.spans[at][1] > start

    def holds(self, start: int, end: int) -> bool:
        """Whether one of the spans covers a whole stretch."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self.spans[at][0] <= start and end <= self.spans[at][1]

    def left(self, start: int, end: int) -> list[tuple[int, int]]:
        """What of a stretch none of the spans covers.

        >>> Covered([(5, 7), (0, 2)]).left(1, 9)
        [(2, 5), (7, 9)]
        """
        found = []
        for low, high in self.spans:
            if high <= start or end <= low:
                continue
            if start < low:
                found.append((start, low))
            start = max(start, high)
        return [*found, (start, end)] if start < end else found


class Spans(Generic[_Item]):
    """Items with a start and an end; those found come in the order in which they were given."""

    def __init__(self, items: Iterable[_Item]) -> None:
        """Sort the items by their start."""
        self._items = sorted(enumerate(items), key=lambda pair: pair[1].start)
        self._starts = [item.start for _, item in self._items]
        # How far those up to each reach: one that begins early may end late.
        self._reach = list(accumulate((item.end for _, item in self._items), max))

    def inside(self, start: int, end: int) -> list[_Item]:
        """Those that lie within ``start`` and ``end``.

        >>> from generator.language.phrases import tokens
        >>> [token.text for token in Spans(tokens("one two three", 0, 13)).inside(3, 9)]
        ['two']
        """
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end + 1, lo=first)
        return self._ordered([pair for pair in self._items[first:last] if pair[1].end <= end])

    def touching(self, start: int, end: int) -> list[_Item]:
        """Those that share at least a character with the stretch.

        >>> from generator.language.phrases import tokens
        >>> [token.text for token in Spans(tokens("one two three", 0, 13)).touching(2, 5)]
        ['one', 'two']
        """
        last = first = bisect_left(self._starts, end)
        while first > 0 and self._reach[first - 1] > start:
            first -= 1
        return self._ordered([pair for pair in self._items[first:last] if pair[1].end > start])

    def _ordered(self, found: list[tuple[int, _Item]]) -> list[_Item]:
        return [item for _, item in sorted(found, key=lambda pair: pair[0])]
