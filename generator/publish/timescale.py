"""The time axis of a drawing: its width is shared by what happened, not by the calendar.

Days near one another that entries are dated to have a column each, of one width within their run; what entries only
stretch over is narrow; what none touches is a break. Within a cell time runs evenly, so that every day has its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import fsum
from typing import Literal

# Entries of at most this many days stand for their days; longer ones only stretch over theirs.
_DAYISH = 3
# Days of entries at most this far apart are one run, with the days between.
_NEAR = 4
# Least widths in pixels of a day among others, a day alone, a longer cell, a break: with room for every label; where
# that is too wide, with room for every second, and then for some.
_Least = tuple[float, float, float, float]
_ROOMY: _Least = (14.0, 30.0, 30.0, 9.0)
_TIGHT: _Least = (12.0, 20.0, 16.0, 7.0)
_TIGHTEST: _Least = (3.0, 6.0, 3.0, 4.0)
# A stretch gets little of what is left to share, a day as much as its entries.
_STRETCH_SHARE = 0.4
_MARGIN = 6.0
# Where one side of a date is open, it fades out over so much.
FADE = 28.0

Span = tuple[int, int]
"""First and last day of what a date states, as ordinals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A part of the axis within which time runs evenly.

    Attributes:
        first: Its first day, as an ordinal.
        last: Its last day, included.
        kind: Columns of single days, days without a column of their own, or a break.
        share: Of the width that is left when each cell has its least.
        left: In pixels of the width the scale was made for; 0 while it is made.
        right: As ``left``.
    """

    first: int
    last: int
    kind: Literal["days", "stretch", "break"]
    share: float
    left: float = 0.0
    right: float = 0.0

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Timescale:
    """The axis: its cells in order, without gaps.

    Attributes:
        width: Pixels that it was made for.
    """

    cells: tuple[Cell, ...]
    width: float

    def edge(self, day: int) -> float:
        """Where a day begins, in pixels."""
        for cell in self.cells:
            if day <= cell.last:
                return cell.left + (cell.right - cell.left) * max(day - cell.first, 0) / cell.days
        return self.cells[-1].right

    def extent(self, span: Span) -> tuple[float, float]:
        """Where a date begins and ends, in pixels."""
        first, last = span
        return self.edge(first), self.edge(last + 1)

    def written(self, pixels: float) -> str:
        """A position for a drawing of any width, in percent of it: ``5.5``."""
        return f"{pixels / self.width * 100:.2f}".rstrip("0").removesuffix(".")


def timescale(
    spans: Sequence[Span], as_of: int | None, width: float, *, fades: tuple[bool, bool] = (False, False)
) -> Timescale:
    """The axis for some dates.

    Args:
        spans: At least one.
        as_of: A day that has a column of its own if it lies among the others.
        width: Pixels of the drawing.
        fades: Whether a date fades out before the first day, and after the last.
    """
    days = _column_days(spans, as_of)
    cells = _runs(_cut(spans, days))
    left, right = _MARGIN + FADE * fades[0], width - _MARGIN - FADE * fades[1]
    cells = _fitting(cells, right - left)
    least = next((one for one in (_ROOMY, _TIGHT) if _wide(cells, one) <= right - left), _TIGHTEST)
    spare = right - left - _wide(cells, least)
    shares = fsum(cell.share for cell in cells) or 1.0
    placed = []
    for cell in cells:
        end = left + _least(cell, least) + spare * cell.share / shares
        placed.append(replace(cell, left=left, right=end))
        left = end
    return Timescale(cells=tuple(placed), width=width)


def _column_days(spans: Sequence[Span], as_of: int | None) -> Counter[int]:
    """The days that have a column, each with how many entries are dated to it."""
    found: Counter[int] = Counter()
    for first, last in spans:
        if last - first < _DAYISH:
            found.update(range(first, last + 1))
    if as_of is not None and min(spans)[0] <= as_of <= max(last for _first, last in spans):
        found[as_of] += 1
    for one, other in pairwise(sorted(found)):
        if other - one <= _NEAR:
            found.update(dict.fromkeys(range(one + 1, other), 0))
    return found


def _cut(ends: Sequence[Span], days: Counter[int]) -> list[Cell]:
    """Cells from each day on which anything begins to the next."""
    edges = {edge for first, last in ends for edge in (first, last + 1)}
    edges |= {edge for day in days for edge in (day, day + 1)}
    begun: Counter[int] = Counter()
    for first, last in ends:
        begun[first] += 1
        begun[last + 1] -= 1
    cells, over = [], 0
    for first, after in pairwise(sorted(edges)):
        over += begun[first]
        kind: Literal["days", "stretch", "break"] = "stretch" if over else "break"
        share = _STRETCH_SHARE if over else 0.0
        if first in days and after == first + 1:
            kind, share = "days", 1.0 + days[first]
        cells.append(Cell(first=first, last=after - 1, kind=kind, share=share))
    return cells


def _runs(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with neighboring single days joined, so that each day of a run is as wide."""
    found: list[Cell] = []
    for kind, run in groupby(cells, key=lambda cell: cell.kind):
        own = list(run)
        found += [_joined(own, "days")] if kind == "days" else own
    return found


def _joined(cells: Sequence[Cell], kind: Literal["days", "stretch"]) -> Cell:
    return Cell(
        first=cells[0].first, last=cells[-1].last, kind=kind, share=fsum(cell.share for cell in cells)
    )


def _least(cell: Cell, least: _Least) -> float:
    day, alone, longer, gap = least
    if cell.kind == "break":
        return gap
    return max(alone, day * cell.days) if cell.kind == "days" else longer


def _fitting(cells: list[Cell], room: float) -> list[Cell]:
    """The cells, joined to longer ones until they fit: what touches first, then over the shortest breaks."""
    if _wide(cells, _TIGHTEST) <= room:
        return cells
    joined: list[Cell] = []
    for is_break, run in groupby(cells, key=lambda cell: cell.kind == "break"):
        own = list(run)
        joined += own if is_break else [_joined(own, "stretch")]
    while len(joined) > 1 and _wide(joined, _TIGHTEST) > room:
        breaks = [number for number, cell in enumerate(joined) if cell.kind == "break"]
        at = min(breaks, key=lambda number: joined[number].days)
        joined[at - 1 : at + 2] = [_joined(joined[at - 1 : at + 2], "stretch")]
    return joined


def _wide(cells: Sequence[Cell], least: _Least) -> float:
    return fsum(_least(cell, least) for cell in cells)
