"""The drawn timeline: an inline SVG in which each event stands at its date, with its name beside its mark.

One day is a disc, a stretch of days a bar, a side that a source leaves open fades out; what is counted from an
inferred day is a core in an outline, what is worked out dashed, what is planned hollow. Horizontal positions are
percentages, so that the drawing fits any width while its lettering keeps its size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from markupsafe import Markup

from generator.catalog import _, format_day_and_month, isolated, ngettext
from generator.edtf import each_of, stated_days
from generator.model import Edtf
from generator.publish.timescale import FADE, Axis, Span, Timescale, timescale

# What a phone of 320 pixels leaves, what a figure as wide as the column has, and a narrow panel.
WIDE, NARROW, PANEL = 680.0, 288.0, 288.0
_TRACK_COLORS = 6  # the theme's; a seventh track begins again
# Pixels of a character of a name, a mean of the site's sans-serif type.
_LETTER = 6.6
_LINE, _MOST_LINES = 14, 3
# A bundle is 24 pixels wide with its outline, and so its own target.
_ROW, _NAMED_ABOVE, _HEAD, _DISC, _CORE, _BUNDLE = 26, 18, 20, 5.5, 2.5, 11.25
# Pixels between a mark and its name, between two that share a row, and between two that can be pressed.
_GAP, _PART, _TARGET = 9.0, 14.0, 24.0
_FADING = (0.8, 0.55, 0.32, 0.14)
_ENDS = Markup(' text-anchor="end"')
# More events than this are named on no drawing: the others are bundled.
MOST_NAMED = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """An event on the timeline.

    Attributes:
        id: Of its claim; of several that are one mark, with spaces between.
        name: A few words; cut where there is no room for them.
        date: For readers.
        style: ``stated``, ``uncertain``, ``computed`` or ``planned``.
        color: Class of its track's color.
        rank: How much it matters, 0 first: what comes late is not named where there is no room.
        unbounded: Whether a source leaves open what came before, and what follows, though the date does not.
        count: How many entries of one date it stands for.
    """

    id: str
    name: str
    date: str
    when: Edtf
    style: str
    color: str
    href: str
    rank: int = 0
    unbounded: tuple[bool, bool] = (False, False)
    count: int = 1

    @property
    def label(self) -> str:
        """Its name, with how many more entries of its date there are."""
        return f"{self.name} +{self.count - 1}" if self.count > 1 else self.name

    @property
    def span(self) -> Span:
        """The days that its date states, as ordinals."""
        first, last = stated_days(self.when)
        return first.toordinal(), last.toordinal()

    @property
    def shape(self) -> str:
        """``day``, ``range``, ``before`` (open to the past) or ``after`` (open to what follows)."""
        return date_shape(self.when)

    @property
    def fades(self) -> tuple[bool, bool]:
        """Whether it fades out to the past, and to what follows."""
        before, after = self.unbounded
        return (before or self.when.earliest is None, after or self.when.latest is None)


def date_shape(when: Edtf) -> str:
    """How a date is drawn: ``day``, ``range``, ``before`` (open to the past) or ``after``; of a set, its first."""
    when = each_of(when)[0]
    if when.earliest is None:
        return "before"
    if when.latest is None:
        return "after"
    return "day" if when.earliest == when.latest else "range"


def track_class(number: int) -> str:
    """The class that gives the track of that number, counted from 0 in the story's order, its color."""
    return f"track-{number % _TRACK_COLORS + 1}"


def draw_timeline(
    entries: Sequence[TimelineEntry],
    as_of: date | None,
    *,
    width: float = WIDE,
    css: str = "",
    named: int = MOST_NAMED,
) -> Markup:
    """Draw the timeline.

    Args:
        entries: In order of time.
        as_of: The day up to which the site is informed: what follows is set off.
        width: The least width in pixels at which it is shown.
        css: A further class of the drawing.
        named: Of more events the others are bundled.

    Returns:
        An ``<svg>`` element, empty markup where there is nothing to draw.
    """
    if not entries:
        return Markup("")
    scale = timescale(
        [entry.span for entry in entries], as_of.toordinal() if as_of else None, width, fades=_fading(entries)
    )
    drawing = _Drawing(scale, _drawn_as_of(scale, as_of))
    alone = sorted(entries, key=lambda entry: entry.rank)[:named]
    shown = {entry.id for entry in alone}
    for entry in entries:
        if entry.id in shown:
            drawing.add(entry)
    drawing.bundle([entry for entry in entries if entry.id not in shown])
    return drawing.markup(_counted(entries), css)


def _counted(entries: Sequence[TimelineEntry]) -> int:
    return sum(entry.count for entry in entries)


def _fading(entries: Sequence[TimelineEntry]) -> tuple[bool, bool]:
    """Whether one fades out before the first day of all, and after the last."""
    firsts, lasts = zip(*(entry.span for entry in entries), strict=True)
    return (
        any(entry.fades[0] and entry.span[0] == min(firsts) for entry in entries),
        any(entry.fades[1] and entry.span[1] == max(lasts) for entry in entries),
    )


def _drawn_as_of(scale: Timescale, as_of: date | None) -> date | None:
    inside = as_of and scale.cells[0].first <= as_of.toordinal() <= scale.cells[-1].last
    return as_of if inside else None


@dataclass(slots=True, kw_only=True)
class _Row:
    """A row of events: what is taken of it, and its height."""

    taken: list[tuple[float, float]]
    height: int
    marks: list[tuple[TimelineEntry, _Label | None]]
    bundles: list[list[TimelineEntry]]

    def free(self, left: float, right: float) -> bool:
        return all(right + _PART <= start or end + _PART <= left for start, end in self.taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """A name.

    Attributes:
        lines: Its words as far as they fit; only above its mark more than one line.
        side: Of its mark: ``right``, ``left`` or ``above``.
        start: Above the mark, where it begins, in pixels.
    """

    lines: tuple[str, ...]
    side: str
    start: float = 0.0

    @property
    def wide(self) -> float:
        """About how wide it is, in pixels."""
        return max(map(_wide, self.lines))

    @property
    def above(self) -> int:
        """Pixels that it takes above its mark."""
        return _NAMED_ABOVE + _LINE * (len(self.lines) - 1) if self.side == "above" else 0


class _Drawing:
    """One timeline on its way to a string: rows from the top, the axis below."""

    def __init__(self, scale: Timescale, as_of: date | None) -> None:
        self.scale = scale
        self.as_of = as_of
        self.now = scale.edge(as_of.toordinal() + 1) if as_of else scale.width
        self.rows: list[_Row] = []

    def reach(self, entry: TimelineEntry) -> tuple[float, float]:
        """Where the mark begins and ends, in pixels, what fades out included."""
        left, right = self.known(entry)
        before, after = entry.fades
        return left - (FADE if before else 0), right + (FADE if after else 0)

    def known(self, entry: TimelineEntry) -> tuple[float, float]:
        """Where the disc or the bar itself begins and ends, in pixels."""
        left, right = self.scale.extent(entry.span)
        if entry.shape == "day":
            middle = (left + right) / 2
            return middle - _DISC, middle + _DISC
        return left, right

    def add(self, entry: TimelineEntry) -> None:
        """Give an event its place: in the first row with room for it and its name."""
        left, right = self.reach(entry)
        label = self._label(entry.label, left, right)
        if label.side == "right":
            taken = (left, right + _GAP + label.wide)
        elif label.side == "left":
            taken = (left - _GAP - label.wide, right)
        else:
            taken = (0.0, self.scale.width)
        row = next((row for row in self.rows if row.free(*taken)), None)
        if row is None:
            row = _Row(taken=[], height=_ROW + label.above, marks=[], bundles=[])
            self.rows.append(row)
        row.taken.append(taken)
        row.marks.append((entry, label))

    def bundle(self, entries: Sequence[TimelineEntry]) -> None:
        """Put events that are not drawn alone into a last row, those too near one another together."""
        if not entries:
            return
        groups: list[list[TimelineEntry]] = []
        for entry in sorted(entries, key=self._middle):
            groups.append([entry])
            while len(groups) > 1 and self._center(groups[-1]) - self._center(groups[-2]) < _TARGET:
                groups[-2:] = [[*groups[-2], *groups[-1]]]
        # A long bar alone would lie under the discs.
        long = [group[0] for group in groups if len(group) == 1 and self._long(group[0])]
        for entry in long:
            self.rows.append(_Row(taken=[self.reach(entry)], height=_ROW, marks=[(entry, None)], bundles=[]))
        discs = [group for group in groups if group[0] not in long]
        self.rows.append(_Row(taken=[(0.0, self.scale.width)], height=_ROW, marks=[], bundles=discs))

    def _long(self, entry: TimelineEntry) -> bool:
        left, right = self.reach(entry)
        return right - left > _TARGET

    def _middle(self, entry: TimelineEntry) -> float:
        return fsum(self.reach(entry)) / 2

    def _center(self, group: Sequence[TimelineEntry]) -> float:
        return fsum(map(self._middle, group)) / len(group)

    def _label(self, name: str, left: float, right: float) -> _Label:
        """The name where all of it has room: beside the mark on its own side of now, else above."""
        full, width = _wide(name), self.scale.width
        after, before = width - right - _GAP, left - _GAP
        if right <= self.now:
            after = self.now - right - _GAP
        if left >= self.now:
            before -= self.now
        for side, room in (("right", after), ("left", before)):
            if full <= room:
                return _Label(lines=(name,), side=side)
        if left >= self.now and (lines := _wrapped(name, width - self.now - _GAP)):
            start = max(self.now + _GAP, min(left, width - max(map(_wide, lines))))
            return _Label(lines=lines, side="above", start=start)
        end = self.now if right <= self.now else width
        text = _cut(name, end)
        return _Label(lines=(text,), side="above", start=max(0.0, min(left, end - _wide(text))))

    def _strikes(self, label: _Label | None) -> bool:
        """Whether the line of now would run through a name above its mark."""
        if label is None or label.side != "above":
            return False
        return label.start < self.now < label.start + label.wide

    # ------------------------------------------------------------ markup

    def markup(self, count: int, css: str) -> Markup:
        """The drawing; its events stand in it in order of time."""
        top = _HEAD if self.as_of else 4
        parts: list[tuple[tuple[int, int, str], Markup]] = []
        gaps: list[tuple[int, int]] = []
        for row in self.rows:
            y = top + row.height - _ROW // 2
            if any(self._strikes(label) for _entry, label in row.marks):
                gaps.append((top - 2, top + _NAMED_ABOVE + 1))
            parts += [(_in_time(entry), self._mark(entry, label, y)) for entry, label in row.marks]
            parts += [(_in_time(group[0]), self._bundle(group, y)) for group in row.bundles]
            top += row.height
        ahead = self._ahead(self.as_of, top, gaps) if self.as_of else Markup("")
        lines = Axis(self.scale, top)
        words = ngettext("Timeline of {number} entry", "Timeline of {number} entries", count)
        return Markup(
            '<svg class="timeline{}" width="100%" height="{}" role="group" direction="ltr" aria-label="{}">'
            '<g aria-hidden="true">{}{}</g>{}</svg>'
        ).format(
            f" {css}" if css else "", top + lines.height, words, ahead, lines.markup(),
            Markup("").join(part for _key, part in sorted(parts, key=lambda item: item[0])),
        )  # fmt: skip

    def _mark(self, entry: TimelineEntry, label: _Label | None, y: int) -> Markup:
        left, right = self.reach(entry)
        return Markup(
            '<a class="tl-entry {}" data-claim="{}" data-days="{}" href="{}" aria-label="{}">{}{}{}</a>'
        ).format(
            entry.color, entry.id, _days(entry), entry.href,
            _spoken(entry),
            self._target(label, left, right, y), self._shape(entry, y), self._name(label, left, right, y),
        )  # fmt: skip

    def _target(self, label: _Label | None, left: float, right: float, y: int) -> Markup:
        """What can be pressed: mark and name, 24 pixels high and wide at least (WCAG 2.2, 2.5.8)."""
        top, height = y - _TARGET / 2, _TARGET
        if label and label.side == "above":
            top, height = top - label.above + 2, height + label.above - 2
        more = label.wide if label else 0.0
        if label and label.side == "right":
            right += _GAP + more
        elif label and label.side == "left":
            left -= _GAP + more
        elif label:
            left, right = min(left, label.start), max(right, label.start + more)
        wide = max(right - left, _TARGET)
        middle = (left + right) / 2
        return Markup('<rect x="{}%" y="{:.0f}" width="{}%" height="{:.0f}"/>').format(
            self._percent(middle - wide / 2), top, self._percent(wide), height
        )

    def _shape(self, entry: TimelineEntry, y: int) -> Markup:
        style = "" if entry.style == "stated" else f" tl-{entry.style}"
        left, right = self.known(entry)
        before, after = entry.fades
        fades = (self._fade(left, -1, y) if before else "") + (self._fade(right, 1, y) if after else "")
        if entry.shape == "day":
            middle = self._percent((left + right) / 2)
            disc = Markup('<circle class="{}" cx="{}%" cy="{}" r="{}"/>')
            core = disc.format("tl-core", middle, y, _CORE) if entry.style == "uncertain" else ""
            return fades + disc.format(f"tl-point{style}", middle, y, _DISC) + core
        box = Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{:g}"{}/>')
        at, wide = self._percent(left), self._percent(right - left)
        core = box.format("tl-core", at, y - _CORE, wide, _CORE * 2, "") if entry.style == "uncertain" else ""
        round_ = "" if before or after else Markup(' rx="2"')
        bar = box.format(f"tl-bar{style}", at, y - 4.5, wide, 9, round_)
        return bar + core + fades

    def _fade(self, at: float, way: int, y: int) -> Markup:
        """An open side: fainter piece by piece, away from the known day; ``way`` is -1 to the past, else 1."""
        wide = FADE / len(_FADING)
        first = -wide if way < 0 else 0.0
        return Markup('<g class="tl-fade">{}</g>').format(
            Markup("").join(
                Markup(
                    '<rect x="{}%" y="{}" width="{:g}" height="9" transform="translate({:g})" opacity="{}"/>'
                ).format(self._percent(at), y - 4.5, wide, first + wide * way * number, strength)
                for number, strength in enumerate(_FADING)
            )
        )

    def _name(self, label: _Label | None, left: float, right: float, y: int) -> Markup:
        if label is None:
            return Markup("")
        at, dx, anchor = {
            "right": (right, _GAP, ""), "left": (left, -_GAP, _ENDS), "above": (left, 0, ""),
        }[label.side]  # fmt: skip
        if label.side == "above" and label.start < left:
            # In a wider window it stays as near to its mark.
            at, anchor = label.start + label.wide, _ENDS
        shift = Markup(' dx="{:g}"').format(dx) if dx else ""
        # The space parts the words of its lines for who hears them.
        return Markup(" ").join(
            Markup('<text x="{}%"{} y="{}"{}>{}</text>').format(
                self._percent(at), shift, y + 4.5 - label.above + _LINE * number, anchor, isolated(line)
            )
            for number, line in enumerate(label.lines)
        )

    def _bundle(self, group: Sequence[TimelineEntry], y: int) -> Markup:
        """A disc with how many events it stands for, leading to the first; of one alone its mark."""
        if len(group) == 1:
            return self._mark(group[0], None, y)
        colors = {entry.color for entry in group}
        middle = self._percent(self._center(group))
        words = _(
            "{number} entries from {date} on, first: {name}",
            number=_counted(group), date=group[0].date, name=group[0].name,
        )  # fmt: skip
        return Markup(
            '<a class="tl-entry tl-bundle {}" data-claim="{}" href="{}" aria-label="{}">'
            '<svg x="{}%" y="{}"><circle class="tl-point" r="{}"/><text class="tl-count" y="4">{}</text></svg></a>'
        ).format(
            next(iter(colors)) if len(colors) == 1 else "", " ".join(entry.id for entry in group), group[0].href,
            words, middle, y, _BUNDLE, _counted(group),
        )  # fmt: skip

    def _ahead(self, as_of: date, bottom: int, gaps: Sequence[tuple[int, int]]) -> Markup:
        """What lies beyond the day up to which the site is informed, and that day's name; its line stops at gaps."""
        x = self.now
        starts, ends = [0, *(end for _start, end in gaps)], [*(start for start, _end in gaps), bottom + 4]
        line = Markup("").join(
            Markup('<line class="tl-now" x1="{0}%" y1="{1}" x2="{0}%" y2="{2}"/>').format(
                self._percent(x), start, end
            )
            for start, end in zip(starts, ends, strict=True)
        )
        anchor, dx = ("end", -4) if x > self.scale.width / 2 else ("start", 4)
        return Markup(
            '<rect class="tl-ahead" x="{0}%" y="0" width="{1}%" height="{2}"/>'
            "{6}"
            '<text class="tl-as-of" x="{0}%" dx="{3}" y="13" text-anchor="{4}">{5}</text>'
        ).format(
            self._percent(x), self._percent(self.scale.width - x), bottom + 4, dx, anchor,
            isolated(_("as of {date}", date=format_day_and_month(as_of, short=True))), line,
        )  # fmt: skip

    def _percent(self, pixels: float) -> str:
        return self.scale.written(pixels)


def _spoken(entry: TimelineEntry) -> str:
    return _("{date}: {name}", date=entry.date, name=entry.label)


def _wide(name: str) -> float:
    """About how wide a name is, in pixels."""
    return len(name) * _LETTER


def _wrapped(name: str, room: float) -> tuple[str, ...]:
    """A name in two lines or three where these have room, else empty."""
    lines = textwrap.wrap(name, max(1, int(room / _LETTER)), break_long_words=False)
    return tuple(lines) if len(lines) <= _MOST_LINES and all(_wide(line) <= room for line in lines) else ()


def _cut(text: str, room: float) -> str:
    """The words that have room, with the mark of what is left out."""
    if _wide(text) <= room:
        return text
    words = text.split()
    while words and _wide(" ".join(words) + " …") > room:
        words.pop()
    quoted = "”" if text.startswith("“") and words else ""
    return f"{' '.join(words)} …{quoted}" if words else "…"


def _in_time(entry: TimelineEntry) -> tuple[int, int, str]:
    first, last = entry.span
    return (first, last if entry.when.latest else date.max.toordinal(), entry.id)


def _days(entry: TimelineEntry) -> str:
    """First and last day, an open side as in EDTF."""
    first, last = entry.when.earliest, entry.when.latest
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
