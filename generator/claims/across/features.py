"""The features of a passage: what it speaks of, each with the words it was read from and what its kind counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from generator.claims.across.manner import within
from generator.claims.across.names import Names
from generator.claims.across.quantities import Quantity, number_feature
from generator.claims.across.related import same
from generator.claims.across.words import Token, listed
from generator.model import Place, Timex

# What a feature of each kind counts for, found on the golden cases in tests/sameness.
_WEIGHTS = {"n": 1.2, "e": 1.2, "w": 1.0, "q": 1.2, "d": 0.5, "c": 0.4, "o": 1.2, "u": 0.6, "s": 1.0}
_FAINT = 0.35


@dataclass(slots=True)
class Features:
    """Features as they are gathered.

    Attributes:
        weights: What each counts for.
        words: What each was read from.
        at: Every place at which one stands, in the order in which they were found.
    """

    weights: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    at: list[tuple[int, str]] = field(default_factory=list)

    def add(self, feature: str, words: str, start: int, factor: float = 1.0) -> None:
        """Take a feature read from ``words`` at ``start``, a place in the text; -1 for what stands at none."""
        weight = _WEIGHTS[feature[0]] * factor
        if weight > self.weights.get(feature, 0.0):
            self.weights[feature] = weight
            self.words[feature] = words
        self.at.append((start, feature))


def add_words(
    features: Features,
    kept: Sequence[Token],
    text: str,
    names: Names,
    countries: Mapping[int, str],
    taken: Sequence[tuple[int, int]],
) -> None:
    """Names first, then things told in several words, then the other words."""
    stop, faint = listed("same_words", "stop"), listed("same_words", "faint")
    used: set[int] = set()
    for first, last, named in names.read(kept):
        # "French" and "France" are one name: the country's.
        name = countries.get(kept[first].start, named)
        features.add(f"n:{name}", text[kept[first].start : kept[last - 1].end], kept[first].start)
        used.update(range(first, last))
    for first, last, thing in same().find(kept):
        if not used & set(range(first, last)):
            weak = last == first + 1 and kept[first].key in faint
            words = text[kept[first].start : kept[last - 1].end]
            features.add(f"e:{thing}", words, kept[first].start, _FAINT if weak else 1.0)
            used.update(range(first, last))
    for i, token in enumerate(kept):
        if i in used or token.mark or token.key in stop or token.stem in stop:
            continue
        if token.word and not within(token.start, taken):
            weak = token.key in faint or token.stem in faint
            features.add(f"w:{token.stem}", token.text, token.start, _FAINT if weak else 1.0)
        elif token.text.isdigit() and len(token.text) == 4 and not within(token.start, taken):
            features.add(f"q:{token.text}", token.text, token.start)


def add_values(
    features: Features,
    quantities: Sequence[Quantity],
    dates: Sequence[Timex],
    places: Sequence[Place],
) -> None:
    """Quantities and what they count, the days that dates mean, and the countries of places."""
    for item in quantities:
        if item.raw:
            factor = 0.5 if item.raw <= 2 else 1.0
            features.add(number_feature(item), item.words, item.start, factor)
        for unit in sorted(item.units):
            if unit.startswith("e:"):
                features.add(f"u:{unit[2:]}", item.words, item.start)
    for timex in dates:
        for period in _periods(timex):
            features.add(f"d:{period}", timex.text, timex.start)
    for place in places:
        if place.country:
            features.add(f"c:{place.country}", place.name, -1)


def _periods(timex: Timex) -> Iterator[str]:
    """The days that a date means where they are few, else its month or year where it lies within one."""
    first, last = (timex.edtf.earliest, timex.edtf.latest) if timex.edtf else (None, None)
    first, last = first or last, last or first
    if first is None or last is None:
        return
    if last - first <= timedelta(days=3):
        for offset in range((last - first).days + 1):
            yield str(first + timedelta(days=offset))
    if (first.year, first.month) == (last.year, last.month):
        yield f"{first:%Y-%m}"
    elif first.year == last.year:
        yield f"{first.year}"


def add_speakers(features: Features, left_out: Sequence[Token], names: Names) -> None:
    """Who says so, by name: two reports of one person's words share it, but it is not what they say."""
    for first, _, name in names.read(left_out):
        features.add(f"s:{name}", left_out[first].text, -1)
