"""What a map shows, before anything is drawn.

Comes in: places with what is told of them. Goes out: which lie too far off, the frame, points too near one another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.model import Place, PlaceKind
from generator.publish.maps.geometry import Frame, Point, frame_around

# Beyond this many times the reach of the nearer places one more would shrink them to a dot:
# it becomes a mark at the frame's edge.
_FAR = 2.5
_NEAR_KM = 300.0
_LEAST_KM = 60.0
# A story of one spot is shown with the country around it.
_ONE_SPOT_KM = 10.0
_ALONE_KM = 500.0
_LOCATOR_LEAST_KM = 1500.0
# What a window of 360 pixels leaves between its margins: there the type is as large as drawn.
_COMPACT = (328, 410)
_LOCATOR = (320, 240)
_LOCATOR_ENTRIES = 3
# Places nearer than this are one on so small a map.
_LOCATOR_DEGREES = 1.5
# Nearer than this, in pixels, the symbols touch and their labels cannot stand beside each.
TOO_NEAR = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStatement:
    """A statement tied to a place, as the interactive map tells it.

    Attributes:
        text: As a reader sees it; an article's own sentence stands in quotation marks.
        when: Its date in words; ``""`` where it has none.
        first: First day meant; ``None`` for no date, or one open to the past.
        last: Last day meant, included; ``None`` for no date, or one open to the future.
        exact: The date is one single day, or several that are all meant, and rests on no guess.
        each: The days meant, first and last of each run, where they are all of a set.
        sources: Labels of the articles that carry it.
        track: Title of the chronology's track it is an entry of, or ``""``.
        href: Where the page that tells it lies.
    """

    id: str
    text: str
    when: str = ""
    first: date | None = None
    last: date | None = None
    exact: bool = False
    each: tuple[tuple[date, date], ...] = ()
    sources: tuple[str, ...] = ()
    track: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapEntry:
    """A place on a map.

    Attributes:
        claims: How many statements are tied to it.
        href: Where its entry on the page lies; ``""`` for none.
        distance_km: From the map's center; 0 for the center and for what has no point of its own.
        label: What the map calls it; default: its name.
        statements: What the interactive map tells of it, in the story's order.
        told: Ids of the statements tied to it.
    """

    place: Place
    claims: int = 0
    href: str = ""
    distance_km: float = 0.0
    label: str = ""
    statements: tuple[MapStatement, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words beside the symbol."""
        return self.label or self.place.name

    @property
    def is_point(self) -> bool:
        """Whether it is drawn as a symbol at a point."""
        return self.place.kind in (PlaceKind.SITE, PlaceKind.TOWN, PlaceKind.DISTRICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map to be drawn.

    Attributes:
        id: Prefix of the ids inside the drawing, unique on the page.
        center: The place that distances are measured from; its country is set off.
        entries: Places inside the frame, the most important first.
        far: Places off the frame, drawn as marks at its edge.
        title: Name of the map, for screen readers.
        description: What it shows in a sentence or two, for screen readers.
        width: Units of the drawing, meant as CSS pixels.
        height: As ``width``.
        least_km: Kilometers that the frame is wide at least.
        narrow: Whether it is the variant for phones.
        plain: Whether it only locates: coarse outlines, no rivers, no distances.
        tracks: Titles of the chronology's tracks in order, for the interactive map.
    """

    id: str
    center: Place
    entries: tuple[MapEntry, ...]
    far: tuple[MapEntry, ...]
    title: str
    description: str
    width: int = 720
    height: int = 500
    least_km: float = _LEAST_KM
    narrow: bool = False
    plain: bool = False
    tracks: tuple[str, ...] = ()

    @property
    def frame(self) -> Frame:
        """The frame around the center, the points and the areas."""
        points = [(self.center.lon, self.center.lat)]
        for entry in self.entries:
            points += entry.place.area
            if entry.is_point:
                points.append((entry.place.lon, entry.place.lat))
        side = self.width * (0.1 if self.narrow else 0.13)
        margins = (side, self.height * 0.16, side, self.height * 0.13)
        return frame_around(points, self.width, self.height, margins, self.least_km)


def map_view(
    center: Place, entries: Sequence[MapEntry], *, title: str, description: str, prefix: str = "map"
) -> MapView:
    """The view of a story: its places, with those that lie too far off set apart.

    Points are taken in order of distance as long as the next is not more than two and a half times
    as far as the one before, 300 km at least; the rest are far. Where more lie far than near, there
    is no middle to the story, and the map shows them all. Regions and countries do not count.
    """
    ranked = sorted(
        entries, key=lambda entry: (entry.place.id != center.id, -entry.claims, entry.distance_km)
    )
    points = sorted((entry for entry in ranked if entry.is_point), key=lambda entry: entry.distance_km)
    far = _far(points)
    reach = max((entry.distance_km for entry in points if entry not in far), default=0.0)
    return MapView(
        id=prefix,
        center=center,
        entries=tuple(entry for entry in ranked if entry not in far),
        far=tuple(far),
        title=title,
        description=description,
        least_km=_LEAST_KM if reach > _ONE_SPOT_KM else _ALONE_KM,
    )


def _far(points: Sequence[MapEntry]) -> list[MapEntry]:
    """Of points in order of distance those too far for the frame."""
    reach = _NEAR_KM
    for number, entry in enumerate(points):
        if entry.distance_km > _FAR * reach:
            return list(points[number:]) if len(points) - number <= number else []
        reach = max(reach, entry.distance_km)
    return []


def compact(view: MapView) -> MapView:
    """The same map for a window as narrow as a phone's, with labels of the same size."""
    width, height = _COMPACT
    return replace(view, id=f"{view.id}-narrow", width=width, height=height, narrow=True)


def locator(view: MapView) -> MapView:
    """A small map that says where in the world the story lies: the few most important places, no areas.

    Of those too near one another that which is told of most stands for them all.
    """
    width, height = _LOCATOR
    points: list[MapEntry] = []
    for entry in (item for item in view.entries if item.is_point):
        near = [number for number, other in enumerate(points) if not _apart(entry.place, other.place)]
        if not near:
            points.append(entry)
        elif entry.claims > points[near[0]].claims:
            points[near[0]] = entry
    # A further place of which one statement tells is not where the story lies.
    shown = (*points[:2], *(entry for entry in points[2:_LOCATOR_ENTRIES] if entry.claims > 1))
    return replace(
        view,
        id=f"{view.id}-locator",
        description=f"{', '.join(entry.text for entry in shown)}.",
        entries=shown,
        far=(),
        width=width,
        height=height,
        least_km=_LOCATOR_LEAST_KM,
        narrow=True,
        plain=True,
    )


def _apart(one: Place, other: Place) -> bool:
    return abs(one.lat - other.lat) + abs(one.lon - other.lon) > _LOCATOR_DEGREES


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries that lie together with their points in the frame, the most important first."""

    members: tuple[tuple[MapEntry, Point], ...]

    @property
    def entries(self) -> tuple[MapEntry, ...]:
        """The entries alone."""
        return tuple(entry for entry, _ in self.members)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points alone."""
        return tuple(point for _, point in self.members)

    @property
    def middle(self) -> Point:
        """The middle of the points."""
        xs, ys = zip(*self.points, strict=True)
        return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)

    @property
    def radius(self) -> float:
        """How far the points reach from their middle."""
        return max(math.dist(self.middle, point) for point in self.points)


def group_points(entries: Sequence[MapEntry], frame: Frame) -> tuple[Group, ...]:
    """The entries that are points, those too near one another together, in order of their first."""
    points = [(entry, frame.project(entry.place.lon, entry.place.lat)) for entry in entries if entry.is_point]
    groups: list[list[int]] = []
    for number, (_entry, point) in enumerate(points):
        joined, apart = [number], []
        for group in groups:
            if any(math.dist(point, points[other][1]) < TOO_NEAR for other in group):
                joined += group
            else:
                apart.append(group)
        groups = [*apart, sorted(joined)]
    return tuple(Group(members=tuple(points[number] for number in group)) for group in sorted(groups))
