"""What a passage states that another may state otherwise: counts, tolls, times by the clock, points of the compass.

Comes in: a passage and the words of its sentence. Goes out: its values, each with the things that it is a value of.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from generator.claims.compare.passages import Passage
from generator.claims.terms import term_pattern
from generator.data import table
from generator.language.clock import clock_times
from generator.language.lexicon import listed
from generator.language.phrases import Token
from generator.language.polarity import is_negation
from generator.language.quantities import Fit, Kind, Quantity, fit, measure_features

# Figures further apart count different things; tolls rise fast.
_SAME_ORDER, _OF_TOLLS = 6, 20
# A bound may be so much lower than another source's figure and still be a rounding of it ("more than 1,000", 1,324).
_BOUND_REACHES = 1.34
# Minutes by which two times of day may differ and be one, as they stand and where one is rounded.
_EXACTLY, _ROUNDLY = 2, 10
_HALF_DAY, _DAY = 720, 1440
# Points of the compass that lie next to each other are no difference.
_NEXT = 45
_CIRCLE = 360
# Words before a number among which stands that it is added to another.
_ADDED_REACHES = 5
# Words behind a number that readers are told with it.
_WORDS_BEHIND = 3
# Words between a number and the word that says what it is the toll of.
_TOLL_REACHES = 8
# Words behind "north of" among which the place is named.
_PLACE_REACHES = 5
_NAME_REACHES = 30
_ABOUT_REACHES = 30
_ZONE = re.compile(r"\s*\(?(?:GMT|UTC|[A-Z]{1,2}[SD]?T)\b")
_NAME_END = re.compile(r"[\w'’-]*")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|shortly|just|nearly|almost|some)\b[^.,;]{0,12}$"
)


class ValueKind(StrEnum):
    """What a value is."""

    COUNT = "count"
    TOLL = "toll"
    LASTING = "lasting"
    CLOCK = "clock"
    WAY = "way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in a passage.

    Attributes:
        things: What it is a value of, as features.
        stated: The figure; of a time the minutes since midnight, of a point of the compass its degrees.
        words: As readers are told it: a figure with what it counts.
        start: Its span in the article's text.
        rough: Whether it is rounded.
        quantity: The figure of a count or toll.
    """

    kind: ValueKind
    things: frozenset[str]
    stated: float
    words: str
    start: int
    end: int
    rough: bool = False
    quantity: Quantity | None = None


def read_values(passage: Passage, text: str) -> Iterator[Value]:
    """The values of a passage, the figures first.

    Args:
        passage: A passage.
        text: Its article's.
    """
    tokens, starts = passage.tokens, [token.start for token in passage.tokens]
    counts = passage.quantities if not passage.quantities or not tells_a_rate(passage, text) else ()
    peoples = {words for name, words in passage.words.items() if name[:3] == "n:@"}
    for quantity in counts:
        first, last = bisect_left(starts, quantity.start), bisect_left(starts, quantity.end)
        if not quantity.stated:
            continue
        if quantity.kind is Kind.COUNT and not _counts_nothing(tokens, first, last, peoples):
            yield from _counted(tokens, first, last, quantity, text, supposed=bool(passage.undecided))
        elif quantity.kind is Kind.LENGTH and _lasts(tokens, first):
            yield _figure(ValueKind.LASTING, frozenset({"k:lasting"}), (), quantity, text)
    yield from _clock(passage, text)
    yield from _ways(passage.tokens, text)


def tells_a_rate(passage: Passage, text: str) -> bool:
    """Whether a passage counts by the day, the year or on average."""
    return _rates().search(text, passage.start, passage.end) is not None


@functools.cache
def _rates() -> re.Pattern[str]:
    return term_pattern(table("states")["no_counts"]["rates"])


def differ(one: Value, other: Value) -> bool:
    """Whether two values of one thing cannot both be right."""
    if one.kind is ValueKind.CLOCK:
        apart = abs(one.stated - other.stated)
        return min(apart, _DAY - apart) > (_ROUNDLY if one.rough or other.rough else _EXACTLY)
    if one.kind is ValueKind.WAY:
        apart = abs(one.stated - other.stated)
        return min(apart, _CIRCLE - apart) > _NEXT
    small, large = sorted((one.stated, other.stated))
    most = _OF_TOLLS if one.kind is ValueKind.TOLL else _SAME_ORDER
    if one.quantity is None or other.quantity is None or not 0 < large <= most * small:
        return False
    bounded = one.quantity.bounded or other.quantity.bounded
    return fit(one.quantity, other.quantity) is Fit.DIFFERENT and not (
        bounded and large <= _BOUND_REACHES * small and _overlap(one.quantity, other.quantity)
    )


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.least <= other.most and other.least <= one.most


def is_measured_alone(things: frozenset[str]) -> bool:
    """Whether all that two values have in common is the unit in which they are measured."""
    return things <= measure_features()


# ---------------------------------------------------------------- figures


def _counts_nothing(tokens: Sequence[Token], first: int, last: int, peoples: Set[str]) -> bool:
    """Whether a figure belongs to a name ("737 Max") or a denial, is added to another, or stands in brackets.

    Args:
        tokens: Those of its passage.
        first: The figure's first token.
        last: The token behind it.
        peoples: The words for countries and their people in the passage: "eight French citizens".
    """
    before = tokens[first - 1] if first else None
    if before is not None and (
        before.text == "(" or is_negation(before.key) or before.key in listed("states", "no_counts", "labels")
    ):
        return True
    following = tokens[last] if last < len(tokens) else None
    added = listed("states", "no_counts", "added")
    # "The new cases include 13 children"
    before_it = tokens[max(0, first - _ADDED_REACHES) : first]
    if any(token.key in added and not token.capitalized for token in (*before_it, *tokens[last : last + 1])):
        return True
    if following is None or not following.capitalized or following.key.endswith("s"):
        return False
    return following.text not in peoples


def _counted(
    tokens: Sequence[Token], first: int, last: int, quantity: Quantity, text: str, *, supposed: bool
) -> Iterator[Value]:
    """A figure with the things that it counts, and as a toll where it counts people as dead, hurt and so on."""
    behind = tokens[last : last + _WORDS_BEHIND]
    toll = _toll(tokens, first, last)
    # "152 deaths", "36,000 people die"
    if quantity.heads and not ((toll and behind and _tolls().get(behind[0].key)) or _is_of_people(behind)):
        yield _figure(ValueKind.COUNT, quantity.heads, behind, quantity, text)
    elif toll and not supposed:
        yield _figure(ValueKind.TOLL, frozenset({f"t:{toll}"}), behind, quantity, text)


def _is_of_people(behind: Sequence[Token]) -> bool:
    """Whether a figure is of people as such."""
    return bool(behind) and behind[0].key in listed("states", "beside_tolls", "people")


def _figure(
    kind: ValueKind, things: frozenset[str], behind: Sequence[Token], quantity: Quantity, text: str
) -> Value:
    """A figure, in the words of the text up to what it counts: "12 miners", "1,324 reported cases", "60 km"."""
    said = list(
        takewhile(lambda token: not token.mark and token.key not in listed("same_words", "stop"), behind)
    )
    plural = next((k for k, token in enumerate(said) if token.key.endswith("s")), 0)
    measured = bool(said) and is_measured_alone(frozenset({f"w:{said[0].stem}"}))
    end = said[0 if measured else plural].end if said else quantity.end
    return Value(
        kind=kind, things=things, stated=quantity.stated or 0, words=text[quantity.start : end],
        start=quantity.start, end=quantity.end, quantity=quantity,
    )  # fmt: skip


def _lasts(tokens: Sequence[Token], first: int) -> bool:
    """Whether a length of time is how long something went on: "for 15 seconds", "lasted a week"."""
    return bool(first) and tokens[first - 1].key in listed("states", "clock", "lasting")


def _toll(tokens: Sequence[Token], first: int, last: int) -> str:
    """What people are counted as by a figure, or ``""``."""
    tolls = _tolls()
    people, links = listed("states", "beside_tolls", "people"), listed("states", "beside_tolls", "links")
    for token in tokens[last : last + _TOLL_REACHES]:
        if token.key in tolls:
            return tolls[token.key]
        if token.key not in links:
            break
    before = tokens[first - 1].key if first else ""
    behind = tokens[last].key if last < len(tokens) else ""
    bare = behind in people or last == len(tokens) or tokens[last].mark or behind == "and"
    if before in tolls and bare:
        return tolls[before]
    totals, rising = listed("states", "beside_tolls", "totals"), listed("states", "beside_tolls", "rising")
    for token in reversed(tokens[max(0, first - _TOLL_REACHES) : first]):
        if token.key in totals:
            return "dead" if bare else ""
        if token.key not in rising:
            break
    return ""


def is_toll_word(word: str) -> bool:
    """Whether a word without case says what people are counted as."""
    return word in _tolls()


@functools.cache
def _tolls() -> dict[str, str]:
    return {word: name for name, words in table("states")["tolls"].items() for word in words}


# ---------------------------------------------------------------- clock and compass


def _clock(passage: Passage, text: str) -> Iterator[Value]:
    """The time by the clock of a passage that tells one event at one time, in no named zone."""
    said = text[passage.start : passage.end]
    found = clock_times(said)
    if not listed("states", "clock", "sequence").isdisjoint(token.key for token in passage.tokens):
        return
    if len(found) != 1 or found[0].half is None or _ZONE.match(said, found[0].end):
        return
    (time,) = found
    yield Value(
        kind=ValueKind.CLOCK,
        things=frozenset({"k:clock"}),
        stated=time.minutes + _HALF_DAY * (time.half or 0),
        words=said[time.start : time.end],
        start=passage.start + time.start,
        end=passage.start + time.end,
        rough=not time.minutes % 5
        or _ABOUT.search(said[max(0, time.start - _ABOUT_REACHES) : time.start]) is not None,
    )


def _ways(tokens: Sequence[Token], text: str) -> Iterator[Value]:
    """Where something lies from a place: "55 km south of Bireun"."""
    points: dict[str, float] = table("comparison")["compass"]
    for k, token in enumerate(tokens):
        if token.key not in points or k + 2 >= len(tokens) or tokens[k + 1].key != "of":
            continue
        before = tokens[k - 1] if k else None
        both = f"{before.key}{token.key}" if before else ""
        place = _place_named(tokens[k + 2 : k + 2 + _PLACE_REACHES])
        if place is None:
            continue
        begin = before.start if before and both in points else token.start
        yield Value(
            kind=ValueKind.WAY,
            things=frozenset({f"k:of {place.key}"}),
            stated=points.get(both, points[token.key]),
            words=text[begin : place.end] + _NAME_END.findall(text[place.end : place.end + _NAME_REACHES])[0],
            start=begin,
            end=place.end,
        )


def _place_named(behind: Sequence[Token]) -> Token | None:
    """The first name behind "north of": "the town of Bireun"."""
    for token in behind:
        if token.mark:
            break
        if token.capitalized:
            return token
    return None
