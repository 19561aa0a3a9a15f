"""What a passage states that another may state otherwise, and whether two such values can both be right.

Comes in: values as ``figures`` and ``points`` read them. Goes out: whether two of one thing differ.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from generator.language.lexicon import listed
from generator.language.phrases import stem
from generator.language.quantities import Fit, Quantity, fit, measure_features

# Figures further apart count different things; tolls rise fast.
_SAME_ORDER, _OF_TOLLS = 6, 20
# A bound may be so much lower than another source's figure and still be a rounding of it ("more than 1,000", 1,324).
_BOUND_REACHES = 1.34
# Minutes by which two times of day may differ and be one, as they stand and where one is rounded: less than a quarter.
_EXACTLY, _ROUNDLY = 2, 14
# What the strength of a quake may be rounded by.
_WHOLE = 0.5
HALF_DAY, DAY = 720, 1440
# Points of the compass that lie next to each other are no difference.
_NEXT = 45
_CIRCLE = 360
# A distance in miles and one in kilometers are rounded each by itself.
_CONVERTED = 1.06
# From here on a figure may be another's, rounded to its own last digit that is not zero: 33 million, 33.5 million.
_ROUNDS_FROM, _ROUNDS_BY = 1000, 1.05
# Of two tolls of one day the larger is no more than so many times the other; else one is of a part, or of hours before.
_ONE_COUNT = 2
# What may be left unsaid of people who are counted, since it is what the story tells.
_UNSAID = frozenset({"t:dead", "t:hurt", "t:aboard"})
# What a thing has by its nature may be told in tens: "its 50-year history", of 48 years.
_TENS = 10


class ValueKind(StrEnum):
    """What a value is."""

    COUNT = "count"
    TOLL = "toll"
    PEOPLE = "people"
    SHARE = "share"
    SUM = "sum"
    LASTING = "lasting"
    ATTRIBUTE = "attribute"
    CLOCK = "clock"
    WAY = "way"
    DISTANCE = "distance"
    BEGUN = "begun"
    DATED = "dated"
    MAGNITUDE = "magnitude"
    AGE = "age"


# Kinds whose values are stretches of days, and those that are told to the last digit.
_SPANS = (ValueKind.BEGUN, ValueKind.DATED)
_EXACT = (ValueKind.ATTRIBUTE, ValueKind.AGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in a passage.

    Attributes:
        things: What it is a value of, as features.
        stated: The figure; of a time the minutes since midnight, of a point of the compass its degrees, of a date its
            first possible day.
        words: As readers are told it: a figure with what it counts.
        start: Its span in the article's text.
        rough: Whether it is rounded.
        quantity: The figure of a count, toll or distance; distances in kilometers.
        of_two: Whether a count is of two sorts together: "242 passengers and crew".
        until: The last day that a date leaves.
    """

    kind: ValueKind
    things: frozenset[str]
    stated: float
    words: str
    start: int
    end: int
    rough: bool = False
    quantity: Quantity | None = None
    until: float = 0.0
    of_two: bool = False


def differ(one: Value, other: Value) -> bool:
    """Whether two values of one thing cannot both be right."""
    apart = abs(one.stated - other.stated)
    if one.kind is ValueKind.CLOCK:
        return min(apart, DAY - apart) > (_ROUNDLY if one.rough or other.rough else _EXACTLY)
    if one.kind is ValueKind.WAY:
        return min(apart, _CIRCLE - apart) > _NEXT
    if one.kind in _SPANS:
        return one.stated > other.until or other.stated > one.until
    if one.kind is ValueKind.MAGNITUDE:
        return apart > (_WHOLE if one.rough or other.rough else 0.0)
    if one.kind in _EXACT:
        return bool(apart) and not _in_tens(one, other)
    return _quantities_differ(one, other)


def _in_tens(one: Value, other: Value) -> bool:
    """Whether one of two figures that a thing has by its nature may be the other, told in tens."""
    small, large = sorted((one.stated, other.stated))
    rounded = large <= _ROUNDS_BY * small and not (small % _TENS and large % _TENS)
    return rounded and one.kind is ValueKind.ATTRIBUTE


def _quantities_differ(one: Value, other: Value) -> bool:
    """Whether two counts, tolls or distances of the same order exclude each other."""
    if one.quantity is None or other.quantity is None:
        return False
    most = _OF_TOLLS if one.kind is ValueKind.TOLL else _SAME_ORDER
    small, large = sorted((one.stated, other.stated))
    if not 0 < large <= most * small:
        return False
    if one.of_two != other.of_two and large <= _BOUND_REACHES * small:
        return False  # the second sort may make the difference
    distance = one.kind is ValueKind.DISTANCE
    return (_far_apart if distance else _figures_differ)(one.quantity, other.quantity)


def _far_apart(one: Quantity, other: Quantity) -> bool:
    """Whether two distances exclude each other: "less than 25 km" and "less than 50 km" do not."""
    return one.least > _CONVERTED * other.most or other.least > _CONVERTED * one.most


def _figures_differ(one: Quantity, other: Quantity) -> bool:
    if fit(one, other) is not Fit.DIFFERENT or _is_rounded(one, other) or _is_rounded(other, one):
        return False
    if _is_up_to(one, other) or _is_up_to(other, one):
        return False
    small, large = sorted((one.stated or 0, other.stated or 0))
    overlap = one.least <= other.most and other.least <= one.most
    return not ((one.bounded or other.bounded) and large <= _BOUND_REACHES * small and overlap)


def stand_apart(one: Value, other: Value) -> bool:
    """Whether two values of one thing differ, or the larger has grown from the other."""
    return differ(one, other) or _has_grown(one, other)


def _has_grown(one: Value, other: Value) -> bool:
    """Whether the larger of two tolls has grown from the other: "at least 11" is counted, "more than 50" rounded."""
    small, large = sorted((one, other), key=lambda value: value.stated)
    counted = small.quantity is not None and small.quantity.bounded and bool(small.stated % _TENS)
    return (
        small.kind is ValueKind.TOLL and counted and small.stated < large.stated <= _OF_TOLLS * small.stated
    )


def _is_up_to(one: Quantity, other: Quantity) -> bool:
    """Whether a figure lies below what another is a bound of: "13", "up to 25"."""
    return one.bounded and not one.least and other.most <= one.most


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    """Whether a large figure is another one, cut or rounded to fewer digits."""
    stated, exact = one.stated or 0, other.stated or 0
    small, large = sorted((stated, exact))
    if small < _ROUNDS_FROM or large > _ROUNDS_BY * small or stated != int(stated):
        return False
    digits = str(int(stated))
    unit = float(f"1e{len(digits) - len(digits.rstrip('0'))}")
    return exact % unit != 0 and abs(stated - exact) < unit


def is_measured_alone(things: frozenset[str]) -> bool:
    """Whether all that two values have in common is the unit in which they are measured."""
    return things <= measure_features()


def are_of_two_things(one: Set[str], other: Set[str]) -> bool:
    """Whether what two values are of is told apart: by what they measure, or by what people are counted as."""
    if is_measured_alone(frozenset(one & other)) and not is_measured_alone(frozenset(one)):
        return not is_measured_alone(frozenset(other))  # "a 30-foot wave", "a 10-foot ladder"
    fates = [{thing.split()[0] for thing in part if thing[:2] == "t:"} for part in (one, other)]
    if not fates[0].isdisjoint(fates[1]):
        return False
    # "Two sailors drowned", "three sailors were hurt"; "two men were arrested", "five men robbed".
    return all(fates) or not _UNSAID.issuperset(fates[0] | fates[1])


def may_be_part(one: Value, other: Value) -> bool:
    """Whether the smaller of two counts is of a narrower thing: "12 crew", "10 cabin crew"."""
    small, large = sorted((one, other), key=lambda value: value.stated)
    if one.kind is not ValueKind.COUNT or small.quantity is None:
        return False
    # The word right behind the figure: "cabin".
    behind = small.words[len(small.quantity.words) :].split()[:1]
    return any(f"w:{stem(word.casefold())}" in small.things - large.things for word in behind)


def is_far_more(one: Value, other: Value) -> bool:
    """Whether one of two tolls is so many times the other that it is of more people, or of another hour."""
    small, large = sorted((one.stated, other.stated))
    return large > _ONE_COUNT * small


def counted_people(value: Value) -> frozenset[str]:
    """What a toll counts, where it is more than people."""
    heads = value.quantity.heads if value.quantity else frozenset[str]()
    people = {f"w:{stem(word)}" for word in listed("states", "beside_tolls", "people")}
    return frozenset[str]() if heads & people else heads
