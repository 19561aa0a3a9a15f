"""What the map page says of each place: its claims, its distance from the story's center, its coordinates' origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from generator.annotate.places import distance_km
from generator.catalog import _
from generator.edtf_words import format_roughly
from generator.model import Claim, ClaimOrigin, Place, PlaceKind, Story
from generator.publish import maps
from generator.publish.citations import claim_address
from generator.publish.links import MAP_PAGE, relative
from generator.publish.phrases import own_words

_POINTS = (PlaceKind.SITE, PlaceKind.TOWN, PlaceKind.DISTRICT)
# Of what the articles alone say about a place, so much is told on the map's page.
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the map page.

    Attributes:
        claims: What speaks of it, in the story's order.
        told: Those that the page tells: of an editor's story all, else the most told of.
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


def place_rows(story: Story) -> tuple[PlaceRow, ...]:
    """Every place that a claim speaks of: the center, the others by distance from it, regions, countries."""
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
                told=claims if story.edited else _most_told(claims),
                distance=maps.distance_text(away) if away else "",
                coordinates=f"{place.lat:.3f}, {place.lon:.3f}" if place.kind in _POINTS else "",
                central=place == story.center,
            )
        )
    return tuple(rows)


def _most_told(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that most sources share, in the order given."""
    numbers = sorted(range(len(claims)), key=lambda number: (-len(claims[number].source_ids), number))
    return tuple(claims[number] for number in sorted(numbers[:_MOST_TOLD]))


def _breadth(place: Place) -> int:
    """0 for points, 1 for regions, 2 for countries."""
    return (place.kind is PlaceKind.REGION) + 2 * (place.kind is PlaceKind.COUNTRY)


def map_view(story: Story, href: Callable[[Place], str]) -> maps.MapView | None:
    """The story's map; ``None`` when no place has a point to draw it around.

    Args:
        story: Its places and their center.
        href: The address of a place's entry.
    """
    if story.center is None:
        return None
    rows = place_rows(story)
    entries = [
        maps.MapEntry(
            place=row.place,
            claims=len(row.claims),
            href=href(row.place),
            distance_km=_distance(story, row.place),
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


def interactive_view(story: Story, *, directory_urls: bool) -> maps.MapView | None:
    """The view of ``map_view`` with the statements of each place; addresses count from ``MAP_PAGE``."""

    def href(target: str) -> str:
        return relative(MAP_PAGE, target, directory_urls=directory_urls)

    view = map_view(story, lambda place: href(f"map.md#{place.id}"))
    if view is None:
        return None
    claims = {row.place.id: row.claims for row in place_rows(story)}
    labels = {item.article.id: item.article.label for item in story.articles}
    tracks = {track.id: track.title for track in story.tracks}

    def told(entries: tuple[maps.MapEntry, ...]) -> tuple[maps.MapEntry, ...]:
        return tuple(
            replace(
                entry,
                statements=tuple(
                    _statement(claim, labels, tracks, href(claim_address(claim)))
                    for claim in claims[entry.place.id]
                ),
            )
            for entry in entries
        )

    return replace(
        view,
        entries=told(view.entries),
        far=told(view.far),
        tracks=tuple(track.title for track in story.tracks),
    )


def embed_line(title: str, site_url: str) -> str:
    """The HTML that shows the interactive map on another site; ``""`` while the site has no address of its own."""
    if not site_url:
        return ""
    address = escape(f"{site_url.rstrip('/')}/{MAP_PAGE}")
    return (
        f'<iframe src="{address}" title="{escape(title)}" width="100%" height="600" loading="lazy" '
        'allow="fullscreen"></iframe>'
    )


def _statement(
    claim: Claim, labels: Mapping[str, str], tracks: Mapping[str, str], href: str
) -> maps.MapStatement:
    edtf = claim.when.edtf if claim.when else None
    extracted = claim.origin is ClaimOrigin.EXTRACTED
    return maps.MapStatement(
        id=claim.id,
        text=f"“{claim.text}”" if extracted else own_words(claim.text),
        when=format_roughly(edtf) if edtf else "",
        first=edtf.earliest if edtf else None,
        last=edtf.latest if edtf else None,
        exact=edtf is not None and edtf.earliest == edtf.latest and not (edtf.approximate or edtf.uncertain),
        sources=tuple(labels[name] for name in claim.source_ids),
        track=tracks.get(claim.track, ""),
        href=href,
    )


def _distance(story: Story, place: Place) -> float:
    """Kilometers from the center; 0 for the center itself and for what has no point of its own."""
    if story.center is None or place == story.center or place.kind not in _POINTS:
        return 0.0
    return distance_km(story.center, place)
