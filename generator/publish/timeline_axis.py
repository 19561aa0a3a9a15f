"""The drawn axis of a timeline: a tick and a name for each day that has a column, one for each longer cell, breaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from markupsafe import Markup

from generator.catalog import format_month_name, format_year
from generator.days import day_at
from generator.publish.timescale import Cell, Timescale

# Pixels of a character of a label, of a line of them, and between two.
_FIGURE, _AXIS_LINE, _AXIS_GAP = 6.7, 14, 3


class Axis:
    """The axis of one drawing."""

    def __init__(self, scale: Timescale, top: int) -> None:
        self.scale = scale
        self.top = top + 4
        self.labels: list[Markup] = []
        # How far each line of labels is taken, in pixels, and what it said last.
        self.ends = [0.0, 0.0, 0.0]
        self.said = ["", "", ""]
        self.ticked = -1.0

    @property
    def height(self) -> int:
        """Of the axis with its three lines: day, month, year."""
        return 10 + 3 * _AXIS_LINE

    def markup(self) -> Markup:
        """The axis: its line, interrupted at breaks, with its ticks; then what is written below it."""
        lines: list[tuple[float, float]] = []
        ticks, breaks = [], []
        for cell in self.scale.cells:
            if cell.kind == "break":
                breaks.append(self._break(cell))
                self.said[1] = ""
                continue
            if lines and cell.left - lines[-1][1] < 0.01:
                lines[-1] = (lines[-1][0], cell.right)
            else:
                lines.append((cell.left, cell.right))
            ticks += self._ticks(cell)
        drawn = Markup("").join([*starmap(self._line, lines), *ticks])
        return Markup(
            '<g class="tl-axis" transform="translate(0 {})">{}</g><g class="tl-label" text-anchor="middle">{}</g>'
        ).format(self.top, drawn, Markup("").join([*breaks, *self.labels]))

    def _line(self, left: float, right: float) -> Markup:
        return Markup('<line x1="{}%" x2="{}%"/>').format(self._percent(left), self._percent(right))

    def _break(self, cell: Cell) -> Markup:
        return Markup('<text x="{}%" y="{}">⁄⁄</text>').format(
            self._percent((cell.left + cell.right) / 2), self.top + 4
        )

    def _ticks(self, cell: Cell) -> list[Markup]:
        """The columns of a run of days, or the two ends of a longer cell; and their labels."""
        if cell.kind == "stretch":
            self._label((cell.left + cell.right) / 2, _stretch_words(cell), "")
            return self._ticked([cell.left, cell.right])
        wide = (cell.right - cell.left) / cell.days
        for number in range(cell.days):
            day = day_at(cell.first + number)
            words = (str(day.day), format_month_name(day.month, short=True), format_year(day.year))
            self._label(cell.left + wide * (number + 0.5), words, day.isoformat())
        return self._ticked([cell.left + wide * number for number in range(cell.days + 1)])

    def _ticked(self, places: Sequence[float]) -> list[Markup]:
        """Ticks; where two cells meet, one."""
        new = [x for x in places if x > self.ticked + 0.01]
        self.ticked = places[-1]
        return [self._tick(x) for x in new]

    def _tick(self, x: float) -> Markup:
        # How long and wide a tick is, the style sheet says: there are many.
        return Markup('<rect x="{}%"/>').format(self._percent(x))

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
            mark = Markup(' data-day="{}"').format(day) if day and not number else ""
            self.labels.append(
                Markup('<text x="{}%" y="{}"{}>{}</text>').format(
                    self._percent(x), self.top + 4 + _AXIS_LINE * (number + 1), mark, word
                )
            )

    def _percent(self, pixels: float) -> str:
        return self.scale.written(pixels)


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
