"""What the map page says of each place: its claims, its distance from the story's center, its coordinates' origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.annotate.places import distance_km
from generator.catalog import _
from generator.model import Claim, Place, PlaceKind, Story
from generator.publish import maps
from generator.publish.options import PublishOptions

# Statements that a drawing names for a place, so that a page can light it up; more than that are everywhere.
_MOST_LIT = 40
_POINTS = (PlaceKind.SITE, PlaceKind.TOWN, PlaceKind.DISTRICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the map page.

    Attributes:
        claims: What speaks of it, in the story's order.
        told: Those that the page tells.
        distance: From the story's center, for readers; ``""`` for the center, regions and countries.
        coordinates: Latitude and longitude to the thousandth of a degree; ``""`` for regions and countries.
        central: Whether distances are measured from it.
    """

    place: Place
    claims: tuple[Claim, ...]
    told: tuple[Claim, ...]
    distance: str
    coordinates: str
    central: bool


def place_rows(story: Story, most: int | None = None) -> tuple[PlaceRow, ...]:
    """Every place that a claim speaks of: the center, the others by distance from it, regions, countries.

    Args:
        story: The story.
        most: Claims of a place that are told, those of the most sources; by default all.
    """
    kilometers = {place.id: _distance(story, place) for place in story.places}
    ranked = sorted(
        story.places, key=lambda place: (place != story.center, _breadth(place), kilometers[place.id])
    )
    by_place: dict[str, list[Claim]] = {}
    for claim in story.claims:
        for name in dict.fromkeys(place.id for place in claim.where):
            by_place.setdefault(name, []).append(claim)
    rows = []
    for place in ranked:
        claims = tuple(by_place.get(place.id, ()))
        away = kilometers[place.id]
        rows.append(
            PlaceRow(
                place=place,
                claims=claims,
                told=claims if most is None else _most_told(claims, most),
                distance=maps.distance_text(away) if away else "",
                coordinates=f"{place.lat:.3f}, {place.lon:.3f}" if place.kind in _POINTS else "",
                central=place == story.center,
            )
        )
    return tuple(rows)


def _most_told(claims: Sequence[Claim], most: int) -> tuple[Claim, ...]:
    """The claims that most sources share, in the order given."""
    numbers = sorted(range(len(claims)), key=lambda number: (-len(claims[number].source_ids), number))
    return tuple(claims[number] for number in sorted(numbers[:most]))


def _breadth(place: Place) -> int:
    """0 for points, 1 for regions, 2 for countries."""
    return (place.kind is PlaceKind.REGION) + 2 * (place.kind is PlaceKind.COUNTRY)


def map_view(story: Story, href: Callable[[Place], str]) -> maps.MapView | None:
    """The story's map; ``None`` when no place has a point to draw it around."""
    if story.center is None:
        return None
    rows = place_rows(story)
    entries = [
        maps.MapEntry(
            place=row.place,
            claims=len(row.claims),
            href=href(row.place),
            distance_km=_distance(story, row.place),
            told=tuple(claim.id for claim in row.claims[:_MOST_LIT]),
        )
        for row in rows
    ]
    names = _("; ").join(
        _("{place}, {distance} away", place=row.place.name, distance=row.distance)
        if row.distance
        else row.place.name
        for row in rows
    )
    return maps.map_view(
        story.center,
        entries,
        title=_("Map: {title}", title=story.title),
        description=_(
            "Places of this story, with distances from {place}: {names}.",
            place=story.center.name,
            names=names,
        ),
    )


def draw_map(options: PublishOptions, view: maps.MapView) -> Markup:
    """The drawn map; drawing it is worth remembering."""
    return Markup(options.cache.recall("svg", view, lambda: maps.svg_map(view)))


def _distance(story: Story, place: Place) -> float:
    """Kilometers from the center; 0 for the center itself and for what has no point of its own."""
    if story.center is None or place == story.center or place.kind not in _POINTS:
        return 0.0
    return distance_km(story.center, place)
