"""What the map page says of each place: its claims, its distance from the story's center, its coordinates' origin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.annotate.places import distance_km
from generator.model import Claim, Place, PlaceKind, Story
from generator.publish import maps


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the map page.

    Attributes:
        distance: From the story's center, for readers; ``""`` for the center, regions and countries.
    """

    place: Place
    claims: tuple[Claim, ...]
    distance: str


def place_rows(story: Story) -> tuple[PlaceRow, ...]:
    """Every place that a claim speaks of, in the story's order."""
    rows = []
    for place in story.places:
        claims = tuple(claim for claim in story.claims if place in claim.where)
        kilometers = _distance(story, place)
        shown = maps.distance_text(kilometers) if kilometers else ""
        rows.append(PlaceRow(place=place, claims=claims, distance=shown))
    return tuple(rows)


def map_view(story: Story, href: Callable[[Place], str]) -> maps.MapView | None:
    """The story's map; ``None`` when no place has a point to draw it around.

    Args:
        story: Its places and their center.
        href: The address of a place's entry.
    """
    if story.center is None:
        return None
    entries = [
        maps.MapEntry(
            place=row.place,
            claims=len(row.claims),
            href=href(row.place),
            distance_km=_distance(story, row.place),
        )
        for row in place_rows(story)
    ]
    names = ", ".join(entry.text for entry in entries)
    return maps.map_view(
        story.center,
        entries,
        title=f"Map: {story.title}",
        description=f"Places of this story: {names}. The table on the map page has their distances.",
    )


def _distance(story: Story, place: Place) -> float:
    """Kilometers from the center; 0 for the center itself and for what has no point of its own."""
    if story.center is None or place == story.center or place.kind not in (PlaceKind.SITE, PlaceKind.TOWN):
        return 0.0
    return distance_km(story.center, place)
