"""What the map page says of each place: its claims, its distance from the story's center, its coordinates' origin."""

from __future__ import annotations

from dataclasses import dataclass

from generator.annotate.places import distance_km
from generator.model import Claim, Place, PlaceKind, Story

# Farther than this from the center a place is an arrow at the frame's edge, not a point inside it.
_FAR_KM = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the map page.

    Attributes:
        distance_km: Great-circle distance from the story's center, rounded to what the kind of place
            bears; ``None`` for the center, regions and countries.
    """

    place: Place
    claims: tuple[Claim, ...]
    distance_km: int | None


def place_rows(story: Story) -> tuple[PlaceRow, ...]:
    """Every place that a claim speaks of, in the story's order."""
    rows = []
    for place in story.places:
        claims = tuple(claim for claim in story.claims if place in claim.where)
        if claims or place == story.center:
            rows.append(PlaceRow(place=place, claims=claims, distance_km=_distance(story, place)))
    return tuple(rows)


def _distance(story: Story, place: Place) -> int | None:
    """Kilometers from the center: tens for an approximate point, single ones otherwise."""
    if story.center is None or place == story.center or place.kind not in (PlaceKind.SITE, PlaceKind.TOWN):
        return None
    kilometers = distance_km(story.center, place)
    return round(kilometers) if kilometers < 100 else round(kilometers, -1)
