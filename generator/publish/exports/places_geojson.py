"""The places of the story as GeoJSON (RFC 7946): points and areas, how precise they are, and what speaks of them."""

from __future__ import annotations

import json
from itertools import pairwise
from math import fsum
from typing import Any

from generator.catalog import N_
from generator.model import Claim, Place, PlaceKind, Story
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions
from generator.publish.pages import MAP
from generator.publish.places import place_rows


def places_geojson(story: Story, options: PublishOptions) -> str:
    """The places, one feature each; a country or region without an outline has no geometry.

    A point of a country would be read as a place in it.
    """
    features = [_feature(row.place, row.claims, options) for row in place_rows(story)]
    data = {"type": "FeatureCollection", "features": features}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _feature(place: Place, claims: tuple[Claim, ...], options: PublishOptions) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": _geometry(place),
        "properties": {
            "name": place.name,
            "names": list(place.names),
            "kind": place.kind.value,
            "approximate": place.approximate or place.kind is PlaceKind.DISTRICT,
            "country": place.country,
            "origin": place.origin,
            "note": place.note,
            "address": options.identity.address(MAP.at(place.id)),
            "claims": [
                {
                    "id": claim.id,
                    "text": claim.text,
                    "status": claim.status.value,
                    "date": claim.when.edtf.text if claim.when else None,
                    "address": options.identity.address(claim_address(claim, options.left_out)),
                }
                for claim in claims
            ],
        },
    }


def _geometry(place: Place) -> dict[str, Any] | None:
    if place.area:
        return {"type": "Polygon", "coordinates": [_ring(place.area)]}
    if place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _ring(area: tuple[tuple[float, float], ...]) -> list[list[float]]:
    """The outline closed and counterclockwise, as RFC 7946 wants it."""
    closed = [*area, area[0]]
    turn = fsum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))
    return [[lon, lat] for lon, lat in (closed if turn > 0 else closed[::-1])]


EXPORT = Export(
    path="assets/explainer/places.geojson",
    content=lambda told: places_geojson(told.story, told.options).encode(),
    made=lambda story, _options: bool(story.places),
    title=N_("Places with their precision and statements"),
    format="GeoJSON",
    beside=(MAP.key,),
)
