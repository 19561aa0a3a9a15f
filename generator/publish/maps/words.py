"""Every word that the interactive map says to a reader, for its script: in the language of the story."""

from __future__ import annotations

from typing import Any

from generator.catalog import N_, _, ngettext
from generator.model import PlaceKind

PLACE_KINDS = {
    PlaceKind.TOWN: N_("town or city"),
    PlaceKind.SITE: N_("site"),
    PlaceKind.DISTRICT: N_("district"),
    PlaceKind.REGION: N_("region"),
    PlaceKind.COUNTRY: N_("country"),
}
"""Kinds of places as messages, in the order of the legend."""


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
        "kind": {kind.value: _(words) for kind, words in PLACE_KINDS.items()},
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


def count_statements(count: int) -> str:
    """How many statements, in words."""
    return ngettext("{number} statement", "{number} statements", count)
