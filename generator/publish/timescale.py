"""The time axis of a drawing: its width is shared by what happened, not by the calendar.

Days near one another that entries are dated to have a column each, of one width within their run; what entries only
stretch over is narrow; what none touches is a break. Within a cell time runs evenly, so that every day has its place.
A tick and a name is drawn for each day that has a column, one for each longer cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import fsum
from typing import Literal

from markupsafe import Markup

from generator.catalog import format_month_name, format_year
from generator.edtf import day_at

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


# Pixels of a character of a label, of a line of them, and between two.
_FIGURE, _AXIS_LINE, _AXIS_GAP = 6.7, 14, 3
# Pixels within which two places are one.
_SAME = 0.01


class Axis:
    """The axis of one drawing."""

    def __init__(self, scale: Timescale, top: int) -> None:
        self.scale = scale
        self.top = top + 4
        # Breaks, on the line itself; days, months and years below it.
        self.labels: tuple[list[Markup], ...] = ([], [], [], [])
        # How far each line of labels is taken, in pixels, and what it said last.
        self.ends = [0.0, 0.0, 0.0]
        self.said = ["", "", ""]
        self.ticked = -1.0

    @property
    def height(self) -> int:
        """Of the axis with its three lines: day, month, year."""
        return 10 + 3 * _AXIS_LINE

    def markup(self) -> Markup:
        """The axis: its line, interrupted at breaks, with its ticks; then what is written below it.

        The line is one path over the whole width, since there are many ticks: only across is it stretched.
        """
        lines: list[tuple[float, float]] = []
        ticks: list[float] = []
        for cell in self.scale.cells:
            if cell.kind == "break":
                self.labels[0].append(self._text((cell.left + cell.right) / 2, "⁄⁄"))
                self.said[1] = ""
                continue
            if lines and cell.left - lines[-1][1] < _SAME:
                lines[-1] = (lines[-1][0], cell.right)
            else:
                lines.append((cell.left, cell.right))
            ticks += self._ticks(cell)
        drawn = [f"M{self._at(left)} 3H{self._at(right)}" for left, right in lines]
        # Each tick but the first by its way from the one before: there are many.
        places = [self._at(x) for x in ticks]
        drawn += [f"M{x} 0v6" for x in places[:1]]
        drawn += [f"m{there - here}-6v6" for here, there in pairwise(places)]
        below = Markup('<g transform="translate(0 {})">{}</g>')
        return Markup(
            '<svg class="tl-axis" y="{}" height="6" viewBox="0 0 10000 6" preserveAspectRatio="none">'
            '<path vector-effect="non-scaling-stroke" d="{}"/></svg><g class="tl-label" text-anchor="middle">{}</g>'
        ).format(
            self.top - 3, "".join(drawn),
            Markup("").join(
                below.format(self.top + 4 + _AXIS_LINE * number, Markup("").join(texts))
                for number, texts in enumerate(self.labels) if texts
            ),
        )  # fmt: skip

    def _text(self, x: float, words: str, mark: str = "") -> Markup:
        return Markup('<text x="{}%"{}>{}</text>').format(self.scale.written(x), mark, words)

    def _ticks(self, cell: Cell) -> list[float]:
        """Where the columns of a run of days, or the two ends of a longer cell are; and their labels."""
        if cell.kind == "stretch":
            self._label((cell.left + cell.right) / 2, _stretch_words(cell), "")
            return self._ticked([cell.left, cell.right])
        wide = (cell.right - cell.left) / cell.days
        for number in range(cell.days):
            day = day_at(cell.first + number)
            words = (str(day.day), format_month_name(day.month, short=True), format_year(day.year))
            self._label(cell.left + wide * (number + 0.5), words, day.isoformat())
        return self._ticked([cell.left + wide * number for number in range(cell.days + 1)])

    def _ticked(self, places: Sequence[float]) -> list[float]:
        """Ticks; where two cells meet, one."""
        new = [x for x in places if x > self.ticked + _SAME]
        self.ticked = places[-1]
        return new

    def _label(self, x: float, words: tuple[str, str, str], day: str) -> None:
        """Day, month and year under one another: month and year where they change, each where it has room."""
        for number, word in enumerate(words):
            half = len(word) * _FIGURE / 2
            if not word or word == self.said[number] or x - half < self.ends[number]:
                continue
            x = min(max(x, half), self.scale.width - half)
            self.ends[number] = x + half + _AXIS_GAP
            if number:
                self.said[number] = word
            mark = Markup(' data-day="{}"').format(day) if day and not number else Markup("")
            self.labels[number + 1].append(self._text(x, word, mark))

    def _at(self, pixels: float) -> int:
        """A position on the line, which is 10,000 units long whatever the window."""
        return round(pixels / self.scale.width * 10_000)


def _stretch_words(cell: Cell) -> tuple[str, str, str]:
    """Days, months and years of a longer cell, as far as it is not whole months or years."""
    first, last = day_at(cell.first), day_at(cell.last)
    after = day_at(cell.last + 1)
    years = _from_to(format_year(first.year), format_year(last.year))
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) or first.year != last.year:
        return ("", "", years)
    months = _from_to(*(format_month_name(day.month, short=True) for day in (first, last)))
    whole = first.day == after.day == 1
    days = "" if whole or first.month != last.month else _from_to(str(first.day), str(last.day))
    return (days, months, years)


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
