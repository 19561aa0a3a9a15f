"""What the interactive map's script is given: places, statements, tracks, steps of time, land and words; as JSON.

A step of time is a day, or a run of days, on which no dated statement begins or ends; days without any statement
make no step. So one steps through what was reported, not through the calendar. The land is the countries and borders
around the story, thinned and packed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from generator.catalog import _, format_country, format_date, format_day
from generator.edtf import day_at, interval_edtf
from generator.edtf_words import format_edtf
from generator.publish.maps.atlas import borders_in, countries_in, lakes_in, rings_in, rivers_in
from generator.publish.maps.elements import LINE, distance_text
from generator.publish.maps.geometry import Box, Frame, Point, area_of, contains, mercator, spread, thin
from generator.publish.maps.labels import COUNTRY_SPACING, LABEL_SIZE, crosses, text_width
from generator.publish.maps.view import MapEntry, MapStatement, MapView
from generator.publish.phrases import PLACE_KINDS, count_statements

# Degrees between kept points: what the data bears in a frame up to 12 degrees wide, more than in proportion
# in a wider one, whose coasts are longer too; outside of the frame a share of the whole width.
_FINE = 0.004
_FINE_WIDTH = 12.0
_FINE_GROWTH = 1.3
_COARSE_SHARE = 1 / 250
_LEAST_COARSE = 0.02
# Around the frame the land keeps its detail for a quarter of the frame's width.
_DETAIL = 0.25
# Width of the reach by its height, at least: that of a common screen.
_BROAD = 1.6
# Bytes of packed land, at most; they compress to half. Where the coast is long, its grain grows in steps.
_MOST = 44_000
_COARSER = 1.4
_UNITS = 1000
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# A country that shows less than a label's area, in pixels, stays without a name.
_LEAST_COUNTRY = 900.0
# Points of a country that are tried for its name: those with most room by a first look.
_TRIED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryName:
    """Where the name of a country can stand; ``code`` is ISO 3166-1 alpha-2.

    ``room`` is how many degrees of longitude the name may be wide there without crossing a border.
    """

    code: str
    name: str
    lat: float
    lon: float
    room: float


def reach_of(view: MapView) -> Box:
    """The box that the map may be moved over: three frames wide, and as far as the farthest place.

    It is kept wider than high, so that zoomed out it fills a screen.
    """
    west, south, east, north = grown(view.frame.bounds, 1.0)
    middle = (west + east) / 2
    for entry in view.far:
        lon = turned(entry.place.lon, middle)
        west, east = min(west, lon - 3), max(east, lon + 3)
        south, north = min(south, entry.place.lat - 2), max(north, entry.place.lat + 2)
    south, north = max(-84.0, south), min(84.0, north)
    middle, high = (west + east) / 2, mercator(north) - mercator(south)
    # Once round the globe is enough.
    half = min(max(east - west, _BROAD * high) / 2, 180.0)
    return (middle - half, south, middle + half, north)


def turned(lon: float, middle: float) -> float:
    """The longitude at the turn of the globe that lies nearest ``middle``."""
    return middle + (lon - middle + 180) % 360 - 180


def grown(box: Box, share: float) -> Box:
    """The box with a share of its width and height more on each side."""
    west, south, east, north = box
    dx, dy = (east - west) * share, (north - south) * share
    return (west - dx, south - dy, east + dx, north + dy)


def packed_land(view: MapView) -> dict[str, str]:
    """The lines to draw: ``land``, ``focus`` (the center's country) and ``lake`` as rings, the others open.

    Lines are parted by blanks. Each is longitude and latitude in thousandths of a degree by turns, as steps
    from the point before, in the base 64 VLQ of source maps (ECMA-426) with URL-safe digits: half the
    bytes of GeoJSON, compressed.
    """
    width = view.frame.bounds[2] - view.frame.bounds[0]
    fine = _FINE * max(1.0, width / _FINE_WIDTH) ** _FINE_GROWTH
    while True:
        packed = _packed(view, fine)
        if packed and sum(map(len, packed.values())) <= _MOST:
            return packed
        fine *= _COARSER


def _packed(view: MapView, fine: float) -> dict[str, str]:
    """The land at a grain: ``fine`` degrees between the points in the frame, more outside of it; ``{}`` if too much."""
    box, own = reach_of(view), view.center.country
    coarse = max(_LEAST_COARSE, fine, (box[2] - box[0]) * _COARSE_SHARE)
    detail = grown(view.frame.bounds, _DETAIL)
    least = fine if fine > _FINE else 0.0
    size = 0

    def packed(lines: Iterable[Sequence[Point]]) -> str:
        nonlocal size
        texts: list[str] = []
        for whole in lines:
            if size > _MOST:
                break
            line = _thinned(whole, detail, fine, coarse)
            # An island that thinning leaves no area is too small to be seen.
            if len(line) > (1 if line[0] != line[-1] else 3):
                texts.append(_steps(line))
                size += len(texts[-1])
        return " ".join(texts)

    def rings(*, focus: bool) -> Iterator[tuple[Point, ...]]:
        return (ring for (code, _), ring in rings_in(box, least) if (code == own != "") == focus)

    # Cut as they are packed: at most grains that are too fine, a part of the world is already too much.
    drawn: dict[str, Callable[[], Iterable[Sequence[Point]]]] = {
        "land": lambda: rings(focus=False),
        "focus": lambda: rings(focus=True) if own else (),
        "river": lambda: rivers_in(box, least),
        "lake": lambda: lakes_in(box, least),
        "border": lambda: borders_in(box, least),
    }
    found: dict[str, str] = {}
    for name, lines in drawn.items():
        found[name] = packed(lines())
        if size > _MOST:
            return {}
    return found


def _thinned(line: Sequence[Point], detail: Box, fine: float, coarse: float) -> list[Point]:
    """The line with its detail inside a box and little outside."""
    west, south, east, north = detail
    kept: list[Point] = []
    for x, y in line:
        least = fine if west <= x <= east and south <= y <= north else coarse
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    if kept[-1] != line[-1]:
        kept.append(line[-1])
    return kept


def _steps(line: Iterable[Point]) -> str:
    steps: list[str] = []
    before = (0, 0)
    for x, y in line:
        point = (round(x * _UNITS), round(y * _UNITS))
        steps += (_vlq(point[0] - before[0]), _vlq(point[1] - before[1]))
        before = point
    return "".join(steps)


def _vlq(number: int) -> str:
    """The sign in the lowest bit, then five bits a digit, the lowest first; a sixth says that more follow.

    >>> _vlq(0), _vlq(-1), _vlq(16)
    ('A', 'D', 'gB')
    """
    left, text = abs(number) << 1 | (number < 0), ""
    while True:
        left, digit = left >> 5, left & 31
        text += _DIGITS[digit | (32 if left else 0)]
        if not left:
            return text


def country_names(frame: Frame) -> tuple[CountryName, ...]:
    """The countries that the frame shows enough of, each with the point that has most room for its name."""
    names = []
    # Nearly all pieces of land in a wide frame are too small; to project each outline takes longest.
    for country in countries_in(frame.bounds, smallest=math.sqrt(_LEAST_COUNTRY) / frame.scale):
        largest = max(country.rings, key=area_of)
        if not country.code or _box_area(largest, frame) <= _LEAST_COUNTRY:
            continue
        ring = [frame.project(lon, lat) for lon, lat in largest]
        if area_of(ring) > _LEAST_COUNTRY:
            width = text_width(format_country(country.code, country.name), LABEL_SIZE, COUNTRY_SPACING)
            point, room = _roomiest(thin(ring, 3.0), LINE / width)
            lon, lat = frame.unproject(point)
            names.append(
                CountryName(
                    code=country.code, name=country.name, lat=round(lat, 3), lon=round(lon, 3),
                    room=round(room / frame.scale, 3),
                )
            )  # fmt: skip
    return tuple(names)


def _box_area(ring: Sequence[Point], frame: Frame) -> float:
    """The pixels of the box around a ring in degrees, which may not lie on both sides of the frame's far meridian."""
    lons, lats = zip(*ring, strict=True)
    left, top = frame.project(min(lons), max(lats))
    right, bottom = frame.project(max(lons), min(lats))
    return (right - left) * (bottom - top) if left <= right else math.inf


def _roomiest(ring: Sequence[Point], slope: float) -> tuple[Point, float]:
    """The point inside a ring around which the widest box fits, and its width; ``slope`` is its height by its width."""
    inside = [point for point in spread(ring) if contains(ring, point)]
    if not inside:
        return ring[0], 0.0

    def near(point: Point) -> float:
        # As far as the outline is, if all were stretched so that the box is a square.
        return min(max(abs(x - point[0]), abs(y - point[1]) / slope) for x, y in ring)

    return max(((point, _widest(ring, point, slope, 2 * near(point))) for point in sorted(inside, key=near)[-_TRIED:]),
               key=lambda pair: pair[1])  # fmt: skip


def _widest(ring: Sequence[Point], point: Point, slope: float, width: float) -> float:
    """The width of the box around a point that no outline runs through, ``width`` at most, to a pixel or so."""
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        half = middle / 2
        box = (point[0] - half, point[1] - half * slope, point[0] + half, point[1] + half * slope)
        if crosses(ring, box):
            high = middle
        else:
            low = middle
    return low


def map_data(view: MapView, *, tiles: bool, path: str, site_url: str) -> dict[str, Any]:
    """Everything the script tells and draws.

    Args:
        view: The map.
        tiles: Whether a tile server stands in for the bundled land.
        path: Where the page lies below the site's root.
        site_url: Address of that root, or ``""``.
    """
    entries = (*view.entries, *view.far)
    statements: dict[str, MapStatement] = {
        statement.id: statement for entry in entries for statement in entry.statements
    }
    numbers = {name: number for number, name in enumerate(statements)}
    used = {statement.track for statement in statements.values()} - {""}
    tracks = [title for title in dict.fromkeys((*view.tracks, *sorted(used))) if title in used]
    steps = steps_of(tuple(statements.values()))
    return {
        "path": path,
        "address": site_url.rstrip("/") + "/" + path if site_url else "",
        "places": [_place(entry, numbers, view.center.name) for entry in entries],
        "statements": [_statement(statement, tracks) for statement in statements.values()],
        "tracks": tracks,
        "steps": [asdict(step) for step in steps],
        "land": {} if tiles else packed_land(view),
    }


def _place(entry: MapEntry, numbers: Mapping[str, int], center: str) -> dict[str, Any]:
    return {
        "id": entry.place.id,
        "name": entry.text,
        "kind": entry.place.kind.value,
        # What is drawn as an area, or only named, has no point to be rough.
        "approximate": entry.place.approximate and entry.is_point,
        "distance": _("{distance} from {place}", distance=distance_text(entry.distance_km), place=center)
        if entry.distance_km >= 1
        else "",
        "count": count_statements(len(entry.statements)),
        "href": entry.href,
        "statements": [numbers[statement.id] for statement in entry.statements],
    }


def _statement(statement: MapStatement, tracks: list[str]) -> dict[str, Any]:
    return {
        "text": statement.text,
        "when": statement.when,
        "sources": statement.sources,
        "track": tracks.index(statement.track) if statement.track else -1,
        "href": statement.href,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A day or a run of days.

    Attributes:
        label: For readers: ``Tuesday, 27 January 2026``, ``1 May 2020 to 4 May 2020``.
        exact: Numbers of the statements of exactly this day.
        possible: Numbers of those whose event may lie here.
    """

    label: str
    exact: tuple[int, ...]
    possible: tuple[int, ...]


def steps_of(statements: Sequence[MapStatement]) -> tuple[Step, ...]:
    """The steps in order of time.

    Of a date that is open at one end ("by 22 January") the known end alone is taken, as on the
    timeline: its statement would else stand at every step before.
    """
    spans = [(number, ends) for number, statement in enumerate(statements) for ends in _ends(statement)]
    # The day after the last one of a span; ordinals, because the calendar ends with the year 9999.
    edges = sorted({edge for _number, (first, last) in spans for edge in (first, last + 1)})
    steps = []
    for first, after in pairwise(edges):
        exact, possible = list[int](), list[int]()
        for number, (start, end) in spans:
            if start <= first and after - 1 <= end:
                (exact if statements[number].exact else possible).append(number)
        if exact or possible:
            label = _label(day_at(first), day_at(after - 1))
            steps.append(Step(label=label, exact=tuple(exact), possible=tuple(possible)))
    return tuple(steps)


def _ends(statement: MapStatement) -> list[tuple[int, int]]:
    """First and last day, as ordinals, of each run of days that a statement's date means."""
    first, last = statement.first or statement.last, statement.last or statement.first
    runs = statement.each or (((first, last),) if first and last else ())
    return [(first.toordinal(), last.toordinal()) for first, last in runs]


def _label(first: date, last: date) -> str:
    """A run of days is said as a month or a year where it is one: it is no "between", all of it is shown."""
    if first == last:
        return format_day(first)
    run = interval_edtf(first, last)
    if "/" not in run.text:
        return format_edtf(run)
    return _("{first} to {last}", first=format_date(first), last=format_date(last))


def interactive_words() -> dict[str, Any]:
    """The words by the keys that the script knows them by."""
    return {
        "map": _("Map. The arrow keys move it, plus and minus zoom."),
        "whole": _("Whole story"),
        "full": _("Full screen"),
        "leave": _("Leave full screen"),
        "closer": _("Zoom in"),
        "farther": _("Zoom out"),
        "close": _("Close popup"),
        "legend": _("Legend and layers"),
        "kinds": _("Kinds of place"),
        "tracks": _("Tracks of the chronology"),
        "noTrack": _("No entry in the chronology"),
        "kind": {kind.value: words for kind, words in PLACE_KINDS.items()},
        "approximate": _("Hollow: the point is approximate"),
        "exact": _("Ring: reported for the chosen day"),
        "possible": _("Dashed ring: may lie in these days"),
        "near": _("point is approximate"),
        "none": _("No statement of the story is tied to this place alone."),
        "noDate": _("no date"),
        "page": _("This place on the map page"),
        "list": _(", "),
        "days": {
            "region": _("What was reported where, by day"),
            "slider": _("Day"),
            "all": _("All days"),
            "play": _("Play"),
            "pause": _("Pause"),
            "hint": _("Move the slider to see what was reported where on a day."),
            "none": _("Nothing of what the legend leaves on."),
            "exact": _("This day"),
            "possible": _("May lie in these days"),
        },
    }


def script_json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
