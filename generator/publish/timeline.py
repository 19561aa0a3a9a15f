"""The drawn timeline: an inline SVG whose uncertain dates are bars, stated, computed and planned told apart.

Each track is a lane in its color. Horizontal positions are percentages, so that the drawing fits any width while
its lettering keeps its size. Long silences are cut out of the axis and marked as breaks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from generator.catalog import _, format_day_and_month, format_month_name, format_year, ngettext
from generator.model import Edtf

# A silence longer than this is cut out. Six weeks keep the days of one news event together
# and part it from the months before.
_SILENCE = timedelta(days=45)
_LEFT, _RIGHT, _GAP = 4.0, 96.0, 4.0
_LANE, _TRACK_HEAD, _TRACK_GAP, _NOW_HEAD, _AXIS, _MARK = 30, 24, 6, 20, 42, 12
_TRACK_COLORS = 6  # the theme's; a seventh track begins again

# Percent of the width that parts two marks of 24 px in a row: of the 328 px of a phone, and of the
# 704 px that a drawing has beside the section list.
ON_A_PHONE, ON_A_DESK = 7.4, 3.5


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


def track_class(number: int) -> str:
    """The class that gives the track of that number, counted from 0 in the story's order, its color."""
    return f"track-{number % _TRACK_COLORS + 1}"


def draw_timeline(
    entries: Sequence[TimelineEntry],
    tracks: Sequence[str],
    as_of: date | None,
    *,
    apart: float = ON_A_PHONE,
    extra: str = "",
) -> Markup:
    """Draw the timeline.

    Args:
        entries: In order of time.
        tracks: Titles, in order; those without an entry are left out.
        as_of: The information cut-off, drawn as a line.
        apart: Percent of the width that marks in a row are apart at least.
        extra: A further class of the drawing.

    Returns:
        An ``<svg>`` element, empty markup where there is nothing to draw.
    """
    if not entries:
        return Markup("")
    stretches = _stretches([_ends(entry.when) for entry in entries])
    shown_now = (
        as_of if any(stretch.first <= as_of <= stretch.last for stretch in stretches if as_of) else None
    )
    lanes: list[Markup] = []
    top = _NOW_HEAD if shown_now else 0
    for number, track in enumerate(tracks):
        own = [entry for entry in entries if entry.track == track]
        if own:
            drawn, height = _track(track, own, stretches, top, apart)
            lanes.append(Markup('<g class="{}">{}</g>').format(track_class(number), drawn))
            top += height
    now = _now(_position(stretches, shown_now), shown_now, top) if shown_now else Markup("")
    return Markup(
        '<svg class="timeline{}" width="100%" height="{}" role="group" direction="ltr" aria-label="{}">{}{}{}</svg>'
    ).format(
        f" {extra}" if extra else "",
        top + _AXIS,
        ngettext(
            "Timeline of {number} entry, listed with its date below",
            "Timeline of {number} entries, listed with their dates below",
            len(entries),
        ),
        now,
        Markup("").join(lanes),
        Markup("").join(_axis(stretches, top)),
    )


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
    title: str, entries: Sequence[TimelineEntry], stretches: Sequence[_Stretch], top: int, apart: float
) -> tuple[Markup, int]:
    """One track: its title, then its marks in as few rows as keep them apart, on a band; and its height."""
    marks: list[Markup] = []
    rows: list[float] = []
    for entry in entries:
        first, last = _ends(entry.when)
        start, end = _position(stretches, first), _position(stretches, last)
        row = next((index for index, taken in enumerate(rows) if start - taken >= apart), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = end
        marks.append(_mark(entry, start, end, top + _TRACK_HEAD + row * _LANE + _LANE // 2))
    height = _TRACK_HEAD + len(rows) * _LANE
    head = Markup(
        '<rect class="tl-lane" y="{}" width="100%" height="{}"/><text class="tl-track" x="8" y="{}">{}</text>'
    ).format(top, height, top + 16, title)
    return head + Markup("").join(marks), height + _TRACK_GAP


def _mark(entry: TimelineEntry, start: float, end: float, y: int) -> Markup:
    """A lettered disc, in the middle of a bar where the date is a stretch of days or open at one end."""
    # Drawn as usual is what a source states.
    style, middle = "" if entry.style == "stated" else f" tl-{entry.style}", (start + end) / 2
    bar = Markup("")
    if end > start:
        bar = Markup('<rect class="tl-bar{}" x="{:.1f}%" y="{}" width="{:.1f}%" height="8" rx="4"/>').format(
            style, start, y - 4, end - start
        )
    elif entry.when.earliest is None or entry.when.latest is None:
        left = max(start - 3, 0) if entry.when.earliest is None else start
        bar = Markup('<rect class="tl-bar tl-open{}" x="{:.1f}%" y="{}" width="3%" height="8"/>').format(
            style, left, y - 4
        )
    return Markup(
        '<a href="{}"><title>{}: {}</title>{}<circle class="tl-point{}" cx="{:.1f}%" cy="{}" '
        'r="{}"/><text class="tl-number{}" x="{:.1f}%" y="{}" text-anchor="middle">{}</text></a>'
    ).format(
        entry.href, entry.letter, entry.label, bar, style, middle, y, _MARK, style, middle, y + 4,
        entry.letter,
    )  # fmt: skip


def _now(x: float, as_of: date, y: int) -> Markup:
    """The line of the day up to which the site is informed, with its name on the side that has room."""
    side, anchor = (x - 1, "end") if x > 50 else (x + 1, "start")
    return Markup(
        '<line class="tl-now" x1="{0:.1f}%" y1="0" x2="{0:.1f}%" y2="{1}"/>'
        '<text class="tl-as-of" x="{2:.1f}%" y="13" text-anchor="{3}">{4}</text>'
    ).format(x, y + 8, side, anchor, _("as of {date}", date=_day(as_of)))


def _axis(stretches: Sequence[_Stretch], y: int) -> list[Markup]:
    parts = []
    widest = max(stretches, key=lambda stretch: stretch.right - stretch.left)
    for index, stretch in enumerate(stretches):
        parts.append(
            Markup('<line class="tl-axis" x1="{:.1f}%" y1="{}" x2="{:.1f}%" y2="{}"/>').format(
                stretch.left, y + 8, stretch.right, y + 8
            )
        )
        if index:
            middle = stretch.left - _GAP / 2
            parts.append(
                Markup('<text class="tl-break" x="{:.1f}%" y="{}" text-anchor="middle">⁄⁄</text>').format(
                    middle, y + 12
                )
            )
        parts += _ticks(stretch, y, widest=stretch == widest)
    return parts


def _ticks(stretch: _Stretch, y: int, *, widest: bool) -> list[Markup]:
    """The widest stretch is labeled at both ends, each of the others once, in its middle."""
    if widest and stretch.first < stretch.last:
        return [
            _label(stretch.left, y, "start", (_day(stretch.first), format_year(stretch.first.year))),
            _label(stretch.right, y, "end", (_day(stretch.last), format_year(stretch.last.year))),
        ]
    return [_label((stretch.left + stretch.right) / 2, y, "middle", _short(stretch))]


def _short(stretch: _Stretch) -> tuple[str, str]:
    """Two short lines for a stretch: a day, some months, or a year."""
    first, last = stretch.first, stretch.last
    if first == last:
        return (_day(first), format_year(first.year))
    if (last - first).days >= 300:
        return (format_year(first.year), "" if first.year == last.year else f"–{format_year(last.year)}")
    months = dict.fromkeys(format_month_name(day.month, short=True) for day in (first, last))
    return ("–".join(months), format_year(last.year))


def _day(day: date) -> str:
    return format_day_and_month(day, short=True)


def _label(x: float, y: int, anchor: str, lines: tuple[str, str]) -> Markup:
    parts = [
        Markup('<line class="tl-tick" x1="{0:.1f}%" y1="{1}" x2="{0:.1f}%" y2="{2}"/>').format(
            x, y + 4, y + 12
        ),
        *(
            Markup('<text class="tl-label" x="{:.1f}%" y="{}" text-anchor="{}">{}</text>').format(
                x, at, anchor, line
            )
            for line, at in zip(lines, (y + 25, y + 39), strict=True)
            if line
        ),
    ]
    return Markup("").join(parts)
