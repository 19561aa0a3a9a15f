"""Which of several places of one name an article means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.annotate.gazetteer import Entry, fold
from generator.annotate.places.names import Name
from generator.annotate.places.tokens import Words
from generator.model import Place, PlaceKind

# A country that the article names makes its towns as likely as towns thirty times their size elsewhere.
_COUNTRY_BONUS = 1.5
_DIVISION_BONUS = 1.5
_ALTERNATE_MALUS = 1.0
_CAPITAL_BONUS = 1.0
_DIVISION_MALUS = 0.8
_FIRST = 20.0


def choose_places(
    sentences: Sequence[Words], names: Sequence[Name], story: Sequence[Place]
) -> list[Place | None]:
    """The place each name means, in order; within an article one name means one place.

    "Columbia, Missouri" settles the name for the whole article. Otherwise the countries and
    divisions that the article names count, then the number of inhabitants.
    """
    countries = Counter(place.country for place in story if place.country)
    divisions: Counter[str] = Counter()
    for name in names:
        if name.found and name.found[0].place.kind is PlaceKind.COUNTRY:
            countries[name.found[0].place.country] += 1
        elif name.found and name.found[0].place.kind is PlaceKind.REGION:
            divisions[fold(name.found[0].place.name)] += 1
            countries[name.found[0].place.country] += 1
    settled = _settle_by_comma(sentences, names)
    return [
        name.place or _choose(name, settled.get(_key(sentences, name)), countries, divisions)
        for name in names
    ]


def _key(sentences: Sequence[Words], name: Name) -> str:
    return fold(sentences[name.sentence].text[name.start : name.end])


def _settle_by_comma(sentences: Sequence[Words], names: Sequence[Name]) -> dict[str, Entry]:
    settled: dict[str, Entry] = {}
    for name, wider in pairwise(names):
        text = sentences[name.sentence].text[name.end : wider.start]
        if name.sentence != wider.sentence or text not in (", ", " ") or not wider.found:
            continue
        outer = wider.found[0].place
        inside = [entry for entry in name.found if _lies_in(entry, outer)]
        if inside:
            settled.setdefault(_key(sentences, name), inside[0])
    return settled


def _lies_in(entry: Entry, outer: Place) -> bool:
    if outer.kind is PlaceKind.COUNTRY:
        return entry.place.country == outer.country and entry.place.kind is not PlaceKind.COUNTRY
    return bool(entry.division) and fold(entry.division) == fold(outer.name)


def _choose(
    name: Name, settled: Entry | None, countries: Counter[str], divisions: Counter[str]
) -> Place | None:
    if settled:
        return settled.place
    if not name.found:
        return None
    return max(
        enumerate(name.found), key=lambda item: (_likelihood(item[1], countries, divisions), -item[0])
    )[1].place


def _likelihood(entry: Entry, countries: Counter[str], divisions: Counter[str]) -> float:
    """A score on the scale of the logarithm of inhabitants, base ten."""
    place = entry.place
    if (
        place.kind is not PlaceKind.TOWN
        and not entry.division
        and not (place.kind is PlaceKind.REGION and place.population)
    ):
        return _FIRST
    score = math.log10(place.population + 1)
    score += _COUNTRY_BONUS * (countries[place.country] > 0)
    score += _DIVISION_BONUS * (bool(entry.division) and divisions[fold(entry.division)] > 0)
    score += _CAPITAL_BONUS * entry.capital - _ALTERNATE_MALUS * entry.alternate
    return score - _DIVISION_MALUS * (place.kind is PlaceKind.REGION)
