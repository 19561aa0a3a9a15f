"""Points too near one another to be told apart on the map: they share one ring and one list of names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.publish.maps.geometry import Frame, Point
from generator.publish.maps.view import MapEntry

# Nearer than this, in pixels, the symbols touch and their labels cannot stand beside each.
TOO_NEAR = 14.0


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
    groups: list[list[tuple[int, MapEntry, Point]]] = []
    for number, entry in enumerate(entries):
        if not entry.is_point:
            continue
        point = frame.project(entry.place.lon, entry.place.lat)
        near = [group for group in groups if any(math.dist(point, other) < TOO_NEAR for *_, other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(member for group in near for member in group), (number, entry, point)])
    ordered = sorted((sorted(group, key=_number) for group in groups), key=lambda group: group[0][0])
    return tuple(Group(members=tuple((entry, point) for _, entry, point in group)) for group in ordered)


def _number(member: tuple[int, MapEntry, Point]) -> int:
    return member[0]
