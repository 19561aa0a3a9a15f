"""The drawn timeline: an inline SVG whose uncertain dates are bars, stated, computed and planned told apart.

Horizontal positions are percentages, so that the drawing fits any width while its
lettering keeps its size. Long silences are cut out of the axis and marked as breaks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from generator.model import Edtf

# A silence longer than this is cut out. Six weeks keep the days of one news event together
# and part it from the months before.
_SILENCE = timedelta(days=45)
_LEFT, _RIGHT, _GAP = 2.0, 98.0, 4.0
_LANE, _TRACK_HEAD, _AXIS, _MARK = 28, 24, 42, 11
_TOO_CLOSE = 5.5  # percent of the width: two marks of 22 px side by side on a phone of 360 px
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One mark on the timeline.

    Attributes:
        letter: What is shown on it and beside its entry in the list.
        style: ``stated``, ``computed`` or ``planned``.
        label: Date and text, for its tooltip and for screen readers.
    """

    letter: str
    track: str
    when: Edtf
    style: str
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A part of the axis that is drawn to scale."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / span


def draw_timeline(entries: Sequence[TimelineEntry], tracks: Sequence[str], as_of: date | None) -> Markup:
    """Draw the timeline.

    Args:
        entries: In order of time.
        tracks: Titles, in order; those without an entry are left out.
        as_of: The information cut-off, drawn as a line.

    Returns:
        An ``<svg>`` element, empty markup where there is nothing to draw.
    """
    if not entries:
        return Markup("")
    stretches = _stretches([_ends(entry.when) for entry in entries])
    parts: list[Markup] = []
    top = 0
    for track in tracks:
        own = [entry for entry in entries if entry.track == track]
        if own:
            drawn, height = _track(track, own, stretches, top)
            parts += drawn
            top += height
    parts += _axis(stretches, top, as_of)
    height = top + _AXIS
    return Markup(
        '<svg class="timeline" width="100%" height="{}" role="group" aria-label="Timeline of {} entries, '
        'listed with their dates below">{}</svg>'
    ).format(height, len(entries), Markup("").join(parts))


def _ends(when: Edtf) -> tuple[date, date]:
    """First and last day to draw; an open end is drawn as the known one."""
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        raise ValueError(f"a date without any known day cannot be drawn: {when.text}")
    return first, last


def _stretches(spans: Sequence[tuple[date, date]]) -> tuple[_Stretch, ...]:
    """Cut the long silences out and share the width among what is left."""
    runs: list[list[date]] = []
    for first, last in sorted(spans):
        if runs and first - runs[-1][1] <= _SILENCE:
            runs[-1][1] = max(runs[-1][1], last)
        else:
            runs.append([first, last])
    # More entries and more days get more room, but no stretch crowds out the others.
    weights = [
        math.sqrt(1 + min((last - first).days, 60)) * (1 + sum(first <= span[0] <= last for span in spans))
        for first, last in runs
    ]
    room = _RIGHT - _LEFT - _GAP * (len(runs) - 1)
    floor = min(12.0, room / (2 * len(runs)))
    spare = room - floor * len(runs)
    stretches, left = [], _LEFT
    for (first, last), weight in zip(runs, weights, strict=True):
        right = left + floor + spare * weight / sum(weights)
        stretches.append(_Stretch(first=first, last=last, left=left, right=right))
        left = right + _GAP
    return tuple(stretches)


def _position(stretches: Sequence[_Stretch], day: date) -> float:
    for stretch in stretches:
        if day <= stretch.last:
            return stretch.at(max(day, stretch.first))
    return stretches[-1].right


def _track(
    title: str, entries: Sequence[TimelineEntry], stretches: Sequence[_Stretch], top: int
) -> tuple[list[Markup], int]:
    """One track: its title, then its marks in as few lanes as keep them apart."""
    parts = [Markup('<text class="tl-track" x="{}%" y="{}">{}</text>').format(_LEFT, top + 16, title)]
    lanes: list[float] = []
    for entry in entries:
        first, last = _ends(entry.when)
        start, end = _position(stretches, first), _position(stretches, last)
        lane = next((index for index, taken in enumerate(lanes) if start - taken >= _TOO_CLOSE), len(lanes))
        if lane == len(lanes):
            lanes.append(0.0)
        lanes[lane] = end
        parts.append(_mark(entry, start, end, top + _TRACK_HEAD + lane * _LANE + _LANE // 2))
    return parts, _TRACK_HEAD + len(lanes) * _LANE + 4


def _mark(entry: TimelineEntry, start: float, end: float, y: int) -> Markup:
    """A lettered disc, in the middle of a bar where the date is a stretch of days or open at one end."""
    style, middle = f"tl-{entry.style}", (start + end) / 2
    bar = Markup("")
    if end > start:
        bar = Markup('<rect class="tl-bar {}" x="{:.2f}%" y="{}" width="{:.2f}%" height="8" rx="4"/>').format(
            style, start, y - 4, end - start
        )
    elif entry.when.earliest is None or entry.when.latest is None:
        left = max(start - 3, 0) if entry.when.earliest is None else start
        bar = Markup('<rect class="tl-bar tl-open {}" x="{:.2f}%" y="{}" width="3%" height="8"/>').format(
            style, left, y - 4
        )
    return Markup(
        '<a href="{}"><title>{}: {}</title>{}<circle class="tl-point {}" cx="{:.2f}%" cy="{}" '
        'r="{}"/><text class="tl-number {}" x="{:.2f}%" y="{}" text-anchor="middle">{}</text></a>'
    ).format(
        entry.href, entry.letter, entry.label, bar, style, middle, y, _MARK, style, middle, y + 4,
        entry.letter,
    )  # fmt: skip


def _axis(stretches: Sequence[_Stretch], y: int, as_of: date | None) -> list[Markup]:
    parts = []
    widest = max(stretches, key=lambda stretch: stretch.right - stretch.left)
    for index, stretch in enumerate(stretches):
        parts.append(
            Markup('<line class="tl-axis" x1="{:.2f}%" y1="{}" x2="{:.2f}%" y2="{}"/>').format(
                stretch.left, y + 8, stretch.right, y + 8
            )
        )
        if index:
            middle = stretch.left - _GAP / 2
            parts.append(
                Markup('<text class="tl-break" x="{:.2f}%" y="{}" text-anchor="middle">⁄⁄</text>').format(
                    middle, y + 12
                )
            )
        parts += _ticks(stretch, y, widest=stretch == widest)
    if as_of is not None and any(stretch.first <= as_of <= stretch.last for stretch in stretches):
        x = _position(stretches, as_of)
        parts.insert(
            0, Markup('<line class="tl-now" x1="{0:.2f}%" y1="0" x2="{0:.2f}%" y2="{1}"/>').format(x, y + 8)
        )
    return parts


def _ticks(stretch: _Stretch, y: int, *, widest: bool) -> list[Markup]:
    """The widest stretch is labeled at both ends, each of the others once, in its middle."""
    if widest and stretch.first < stretch.last:
        return [
            _label(stretch.left, y, "start", (_day(stretch.first), str(stretch.first.year))),
            _label(stretch.right, y, "end", (_day(stretch.last), str(stretch.last.year))),
        ]
    return [_label((stretch.left + stretch.right) / 2, y, "middle", _short(stretch))]


def _short(stretch: _Stretch) -> tuple[str, str]:
    """Two short lines for a stretch: a day, some months, or a year."""
    first, last = stretch.first, stretch.last
    if first == last:
        return (_day(first), str(first.year))
    if (last - first).days >= 300:
        return (str(first.year), "" if first.year == last.year else f"–{last.year}")
    months = dict.fromkeys((_MONTHS[first.month - 1], _MONTHS[last.month - 1]))
    return ("–".join(months), str(last.year))


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _label(x: float, y: int, anchor: str, lines: tuple[str, str]) -> Markup:
    parts = [
        Markup('<line class="tl-tick" x1="{0:.2f}%" y1="{1}" x2="{0:.2f}%" y2="{2}"/>').format(
            x, y + 4, y + 12
        ),
        *(
            Markup('<text class="tl-label" x="{:.2f}%" y="{}" text-anchor="{}">{}</text>').format(
                x, at, anchor, line
            )
            for line, at in zip(lines, (y + 25, y + 39), strict=True)
            if line
        ),
    ]
    return Markup("").join(parts)
