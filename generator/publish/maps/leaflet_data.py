"""What the interactive map's script is given: places, statements, tracks, steps of time, land and words; as JSON.

A step of time is a day, or a run of days, on which no dated statement begins or ends; days without any statement
make no step. So one steps through what was reported, not through the calendar.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from generator.catalog import _, format_date, format_day
from generator.days import day_at
from generator.edtf import interval_edtf
from generator.edtf_words import format_edtf
from generator.publish.maps.leaflet_land import packed_land
from generator.publish.maps.measures import distance_text
from generator.publish.maps.view import MapEntry, MapStatement, MapView
from generator.publish.phrases import PLACE_KINDS, count_statements


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
    spans = {
        number: ends for number, statement in enumerate(statements) if (ends := _ends(statement)) is not None
    }
    # The day after the last one of a span; ordinals, because the calendar ends with the year 9999.
    edges = sorted({edge for first, last in spans.values() for edge in (first, last + 1)})
    steps = []
    for first, after in pairwise(edges):
        exact, possible = list[int](), list[int]()
        for number, (start, end) in spans.items():
            if start <= first and after - 1 <= end:
                (exact if statements[number].exact else possible).append(number)
        if exact or possible:
            label = _label(day_at(first), day_at(after - 1))
            steps.append(Step(label=label, exact=tuple(exact), possible=tuple(possible)))
    return tuple(steps)


def _ends(statement: MapStatement) -> tuple[int, int] | None:
    first, last = statement.first or statement.last, statement.last or statement.first
    return (first.toordinal(), last.toordinal()) if first and last else None


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
