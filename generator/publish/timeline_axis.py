"""The drawn axis of a timeline: a tick and a name for each day that has a column, one for each longer cell, breaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from generator.catalog import format_month_name, format_year
from generator.days import day_at
from generator.publish.timescale import Cell, Timescale

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
        return Markup('<text x="{}%"{}>{}</text>').format(self._percent(x), mark, words)

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
