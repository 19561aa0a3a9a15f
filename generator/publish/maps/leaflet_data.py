"""What the interactive map's script is given: places, statements, tracks, steps of time, land; as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.catalog import _
from generator.publish.maps.days import steps_of
from generator.publish.maps.leaflet_land import packed_land
from generator.publish.maps.measures import distance_text
from generator.publish.maps.view import MapEntry, MapStatement, MapView
from generator.publish.maps.words import count_statements


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
    used = {statement.track for statement in statements.values()}
    tracks = [title for title in dict.fromkeys((*view.tracks, *sorted(used))) if title and title in used]
    steps = steps_of(tuple(statements.values()))
    return {
        "path": path,
        "address": site_url.rstrip("/") + "/" + path if site_url else "",
        "places": [_place(entry, numbers, view.center.name) for entry in entries],
        "statements": [_statement(statement, tracks) for statement in statements.values()],
        "tracks": tracks,
        "steps": [{"label": step.label, "exact": step.exact, "possible": step.possible} for step in steps],
        "land": {} if tiles else packed_land(view),
    }


def _place(entry: MapEntry, numbers: Mapping[str, int], center: str) -> dict[str, Any]:
    return {
        "id": entry.place.id,
        "name": entry.text,
        "kind": entry.place.kind.value,
        "approximate": entry.place.approximate,
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


def script_json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
