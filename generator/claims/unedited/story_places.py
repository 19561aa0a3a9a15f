"""The places of a whole story: of a long one those that most of its articles tell of, by the names readers know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.annotate.places.gazetteer import fold
from generator.claims.coverage import places_of
from generator.claims.unedited.same_event import LONG_STORY
from generator.model import AnnotatedArticle, Claim, Place, PlaceKind

# More pins than these hide each other.
MOST_PLACES = 30


def most_told_places(
    claims: Sequence[Claim], articles: Sequence[AnnotatedArticle]
) -> tuple[tuple[Claim, ...], tuple[Place, ...]]:
    """Of a long story the places that most articles tell of, in the order in which they are told, else all.

    The claims come without the others; towns have the spelling that the articles use most.
    """
    claims = _as_spelled(claims, articles)
    places = places_of(claims, ())
    if len(articles) < LONG_STORY:
        return tuple(claims), places
    told: dict[Place, set[str]] = {place: set() for place in places}
    often: Counter[Place] = Counter()
    for claim in claims:
        often.update(claim.where)
        for place in claim.where:
            told.setdefault(place, set()).update(claim.source_ids)
    ranked = sorted(told, key=lambda place: (-len(told[place]), -often[place]))
    kept = frozenset(ranked[:MOST_PLACES])
    if len(kept) == len(told):
        return tuple(claims), places
    cut = (replace(item, where=tuple(place for place in item.where if place in kept)) for item in claims)
    return tuple(cut), tuple(place for place in places if place in kept)


def _as_spelled(claims: Sequence[Claim], articles: Sequence[AnnotatedArticle]) -> list[Claim]:
    """The claims, each town by the name that most mentions of it have: "Palmyra" where the gazetteer has "Tadmur"."""
    spellings: dict[tuple[str, float, float], Counter[str]] = {}
    for item in articles:
        for mention in item.places:
            place = mention.place
            if place and mention.literal and _is_spelled(place, mention.text):
                spellings.setdefault((place.id, place.lat, place.lon), Counter())[mention.text] += 1
    names = {key: counts.most_common(1)[0][0] for key, counts in spellings.items()}
    return [
        replace(claim, where=tuple(dict.fromkeys(_named(place, names) for place in claim.where)))
        for claim in claims
    ]


def _is_spelled(place: Place, text: str) -> bool:
    """Whether readers may be shown a spelling of a place: of a region only one with other accents or marks."""
    return not text.isupper() and (place.kind is PlaceKind.TOWN or fold(text) == fold(place.name))


def _named(place: Place, names: dict[tuple[str, float, float], str]) -> Place:
    name = names.get((place.id, place.lat, place.lon), place.name)
    return place if name == place.name else replace(place, name=name, names=(name, *place.names))
