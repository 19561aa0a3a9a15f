"""Places: which words of an article name one, where it lies, and what the story file says of it."""

from generator.annotate.places.containers import StoryContext
from generator.annotate.places.mentions import PlaceReading, read_all_places, read_places, read_story_context
from generator.annotate.places.specs import (
    PlaceError,
    distance_km,
    paste_line,
    resolve_place,
    resolve_places,
    unresolved_names,
    unresolved_remarks,
    yaml_text,
)

__all__ = [
    "PlaceError",
    "PlaceReading",
    "StoryContext",
    "distance_km",
    "paste_line",
    "read_all_places",
    "read_places",
    "read_story_context",
    "resolve_place",
    "resolve_places",
    "unresolved_names",
    "unresolved_remarks",
    "yaml_text",
]
