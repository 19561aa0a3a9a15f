"""Places that a name alone put far from everything else an article names: likelier a person or a body."""

from __future__ import annotations

from collections.abc import Sequence

from generator.annotate.places.names import Name
from generator.annotate.places.specs import distance_km
from generator.annotate.places.tokens import Words
from generator.annotate.places.words import words
from generator.model import Place, PlaceKind

_FAR_KM = 2_500.0
_OTHERS_AT_LEAST = 2
# Bounds the comparisons in a text that is nothing but names.
_OTHERS_AT_MOST = 200


def is_lone_stranger(
    sentences: Sequence[Words], mentions: Sequence[Name], place: Place, others: Sequence[Place]
) -> bool:
    """Whether nothing but its name speaks for a place, thousands of kilometers from all others.

    Args:
        sentences: The article's.
        mentions: Every mention of the name.
        place: The only town that the gazetteer knows by it.
        others: The other places that the article names.
    """
    if place.kind is not PlaceKind.TOWN or len(others) < _OTHERS_AT_LEAST:
        return False
    if any(_is_placed(sentences[name.sentence], name) for name in mentions):
        return False
    return all(
        other.country != place.country and distance_km(place, other) > _FAR_KM
        for other in others[:_OTHERS_AT_MOST]
    )


def _is_placed(sentence: Words, name: Name) -> bool:
    before = sentence.before(name.first)
    comma = sentence.text[name.end : name.end + 1] == ","
    return name.first == 0 or comma or bool(before and before.lower in words("locative"))
