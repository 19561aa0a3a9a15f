"""The quantities of a passage: a least and a most, what is counted, and how they stand to others.

In comes a text or its tokens, out go quantities in order, and for two of them: the same, one narrower, or different.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import inf

from generator.data import table
from generator.language.lexicon import is_past, listed
from generator.language.numbers import Figure, read_figure
from generator.language.phrases import Phrases, Token, stem, synonyms, tokens
from generator.language.spans import Covered

# "About 3,000" reaches so far to either side: 2,300 and 9 are other figures than "about 2,000" and "about 10".
_ROUGH = 0.06
# "Nearly 3,000" is more than this share of it.
_SHORT_OF = 0.85
# How far a bound may lie from another source's figure and still be a rounding of it ("at least 12", "13").
_NEAR = 1.16
# Words behind (before) a number that may say what it counts.
_BEHIND = 4
_BEFORE = 5
# Words are left out between tokens that lie further apart.
_GAP = 3
# An aside about some of those who are counted has at most so many words.
_ASIDE = 12
_HEAD = 3
_DIFFER_BY_ONE = 1.001
_AGE_MOST = 120
# Letters behind a place in which the number that begins there stands.
_NUMBER_REACHES = 40
# A share in percent may be rounded by so much, and a bound lie so far from the figure it stands for.
_ROUNDING = 1.0
_NO_COUNT = ("st", "nd", "rd", "th", "odd")
# What makes another measure of a length: "square miles".
_POWERS = ("square", "cubic", "nautical")
_BOUND_REACHES = 1.34
# Between the units of one length: "three years and two months", "2 hours 15 minutes".
_BETWEEN_UNITS = (" and ", " ", ", ")


class Kind(StrEnum):
    """What a quantity measures."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as the words give it.

    Attributes:
        least: The least it may be; lengths of time in days.
        most: The most it may be, ``inf`` where it is open.
        stated: The figure itself; ``None`` for words such as "dozens".
        units: What is counted, as features of the words around it.
        heads: The same of the words behind it alone, up to the next small word; empty where they do not say.
        words: As the text has them, with their bound.
        raw: The number as it is written, whatever it measures.
        start: Their span in the article's text.
    """

    kind: Kind
    least: float
    most: float
    stated: float | None
    units: frozenset[str]
    heads: frozenset[str]
    words: str
    start: int
    end: int
    bounded: bool = False
    raw: float | None = None


def number_feature(quantity: Quantity) -> str:
    """The feature of a number as it is written, whatever it counts."""
    return f"q:{quantity.raw:.4g}"


class Fit(StrEnum):
    """How two quantities of the same thing stand to each other."""

    SAME = "same"
    PRECISION = "precision"
    DIFFERENT = "different"


def _same_span(one: Quantity, other: Quantity, tolerance: float) -> bool:
    # The most of "at least 5" is infinite: no difference can be taken of two of these.
    same_most = one.most == other.most or abs(one.most - other.most) <= tolerance
    return same_most and abs(one.least - other.least) <= tolerance


def fit(one: Quantity, other: Quantity) -> Fit:
    """Whether two quantities are the same, one narrower than the other, or different."""
    tolerance = _tolerance(one)
    if _same_span(one, other, tolerance):
        return Fit.SAME
    if _rounded(one, other) or _rounded(other, one):
        return Fit.PRECISION
    if one.least > other.most + tolerance or other.least > one.most + tolerance:
        return Fit.DIFFERENT
    bounded = one.kind is not Kind.LENGTH and (one.bounded or other.bounded)
    if bounded and one.stated and other.stated and not _near(one.stated, other.stated):
        return Fit.DIFFERENT
    return Fit.PRECISION


def bears_out(stated: Quantity, known: Quantity) -> bool:
    """Whether a figure of a source bears out one of a statement: "2.3 billion" bears out "over two billion".

    >>> from generator.language.phrases import tokens
    >>> def read(text): return read_quantities(text, tokens(text, 0, len(text)), ())[0]
    >>> bears_out(read("over two billion euros"), read("2.3 billion euros"))
    True
    >>> bears_out(read("three quarters of them"), read("75 per cent of them")), bears_out(read("6 men"), read("5 men"))
    (True, False)
    """
    if stated.kind is not known.kind:
        return stated.raw is not None and stated.raw == known.raw and stated.kind is not Kind.PERCENT
    if stated.stated is None or known.stated is None:
        return stated.least <= known.most and known.least <= stated.most
    tolerance = max(_tolerance(stated), _ROUNDING if stated.kind is Kind.PERCENT else 0.0)
    if abs(stated.stated - known.stated) <= tolerance:
        return True
    inside = stated.least <= known.stated <= stated.most
    small, large = sorted((stated.stated, known.stated))
    return stated.bounded and inside and large <= _BOUND_REACHES * small


def apart(one: Quantity, other: Quantity) -> bool:
    """Whether two figures cannot both be true of one thing."""
    tolerance = max(_tolerance(one), _ROUNDING if one.kind is Kind.PERCENT else 0.0)
    if one.least > other.most + tolerance or other.least > one.most + tolerance:
        return True
    # "At least 20", "at most 20"
    opposed = one.bounded and other.bounded and one.stated == other.stated
    return opposed and (one.most == other.least or one.least == other.most)


def measure(sequence: Sequence[Token], quantity: Quantity) -> str:
    """The unit of measure that stands at a quantity, under its one name; ``""`` for none.

    Args:
        sequence: The tokens it was read from.
        quantity: One of their quantities.
    """
    names = _measures("things") | _measures("kinds")
    first, last = _tokens_of(sequence, quantity)
    if sequence[first].key == "every":  # "every second pupil"
        return "percent"
    # What stands before a number measures it where nothing else does: "ended the week 12 percent lower".
    around = (*sequence[first : last + 2], *sequence[max(0, first - 1) : first])
    behind = sequence[last + 1 : last + 3]
    if _is_per_cent(sequence, last - 1):
        return "percent"
    if behind and "percentage" in (token.key for token in around):
        return "point" if behind[0].key in ("point", "points") else "percent"
    if len(behind) > 1 and behind[0].key in _POWERS and behind[1].key in names:
        return f"{behind[0].key} {names[behind[1].key]}"
    return next((names[token.key] for token in around if token.key in names), "")


def _tokens_of(sequence: Sequence[Token], quantity: Quantity) -> tuple[int, int]:
    """The first and the last token of a quantity."""
    inside = [k for k, token in enumerate(sequence) if quantity.start <= token.start < quantity.end]
    return inside[0], inside[-1]


@functools.cache
def measure_features() -> frozenset[str]:
    """The features of units of measure, as the heads of quantities have them."""
    words = {**_measures("things"), **_measures("kinds")}
    related = {f"e:{name}" for word in words for _, _, name in synonyms().find(tokens(word, 0, len(word)))}
    return frozenset(
        {*(f"w:{stem(word)}" for word in words), *(f"e:{name}" for name in words.values())} | related
    )


@functools.cache
def power_features() -> frozenset[str]:
    """The features of what makes another measure of a length, which is no measure itself: "square"."""
    return frozenset(f"{kind}:{name}" for word in _POWERS for kind, name in (("w", stem(word)), ("e", word)))


@functools.cache
def units_of_measure() -> frozenset[str]:
    """The words for units of measure and of money, "feet" and "rupees" among them."""
    money = frozenset(f"{word}s" for word in table("quantity_words")["units"]["money"] if word.isalpha())
    return money.union(_measures("things"), _measures("kinds"))


def _measures(sort: str) -> dict[str, str]:
    """The names of units of measure, by each of their spellings."""
    measures: dict[str, list[str]] = table("quantity_words")["measures"][sort]
    return {word: name for name, words in measures.items() for word in words}


def _near(one: float, other: float) -> bool:
    """Whether a bound may be another source's figure, rounded."""
    small, large = sorted((one, other))
    return large / small <= _NEAR or (large - small <= _DIFFER_BY_ONE and large <= 10)


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether a share in percent is another without its decimals."""
    both = one.kind is other.kind is Kind.PERCENT and one.stated and other.stated
    return bool(both) and one.stated == round(other.stated or 0) != other.stated


def _tolerance(one: Quantity) -> float:
    """What two figures may differ by and be the same: "a month" is 30 days or 31; with a fraction, or a unit, less."""
    whole = one.raw is None or one.raw == int(one.raw)
    return (0.05 if whole else 0.01) * one.least if one.kind is Kind.LENGTH else 0.0


def read_quantities(
    text: str, sequence: Sequence[Token], dates: Sequence[tuple[int, int]]
) -> tuple[Quantity, ...]:
    """The quantities in a sentence, in order; ``dates`` are spans of the text whose numbers name days."""
    found: list[Quantity] = []
    i, dated = 0, Covered(dates)
    while i < len(sequence):
        part = read_figure(sequence, i)
        if part is None or sequence[i].start in dated:
            i += 1
            continue
        nothing = _is_no_count(sequence, part) or _counts_nothing(sequence, part)
        quantity = None if nothing else _measured(text, sequence, part)
        if quantity is not None and found and _goes_on(text, found[-1], quantity):
            found[-1] = _in_two_units(text, found[-1], quantity)
        elif quantity is not None:
            found.append(quantity)
        i = part.last
    return tuple(found)


def _goes_on(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two lengths are one in two units: "three years and two months"."""
    if one.kind is not other.kind or one.kind is not Kind.LENGTH or not one.raw or one.stated is None:
        return False
    return text[one.end : other.start] in _BETWEEN_UNITS and (other.stated or inf) < one.stated / one.raw


def _in_two_units(text: str, one: Quantity, other: Quantity) -> Quantity:
    stated = (one.stated or 0) + (other.stated or 0)
    return replace(
        one, least=one.least + other.least, most=one.most + other.most, stated=stated,
        raw=stated / (one.stated or 1) * (one.raw or 1), words=text[one.start : other.end], end=other.end,
    )  # fmt: skip


def lengths_of_one(text: str) -> tuple[Quantity, ...]:
    """The lengths of time that an article makes one: "a decade", "an hour"."""
    found = []
    sequence = tokens(text, 0, len(text))
    for one, length in pairwise(sequence):
        days = table("quantity_words")["lengths"].get(length.key)
        if one.key in ("a", "an") and days is not None:
            found.append(
                Quantity(
                    kind=Kind.LENGTH, least=days, most=days, stated=days, units=frozenset(), heads=frozenset(),
                    words=text[one.start : length.end], start=one.start, end=length.end, raw=1.0,
                )
            )  # fmt: skip
    return tuple(found)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text by itself."""
    return read_quantities(text, tokens(text, 0, len(text)), ())


def bound_before(text: str, first: int, at: int) -> str:
    """The words right before ``text[at]`` that bound the number which begins there, or ``""``.

    Args:
        text: The article's.
        first: Where the sentence begins.
        at: Where the number does.

    >>> bound_before("There were at least 40 men.", 0, 20), bound_before("There were 40 men.", 0, 11)
    ('at least ', '')
    """
    number = tokens(text[at : at + _NUMBER_REACHES], 0, min(_NUMBER_REACHES, len(text) - at))
    if not number or read_figure(number, 0) is None:
        return ""
    before = tokens(text, first, at)
    ends = [begin for begin, stop, _ in _bounds().find(before) if stop == len(before)]
    return text[before[ends[0]].start : at] if ends else ""


def within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans."""
    return any(start <= position < end for start, end in spans)


def _tells_time(before: list[str], behind: list[str]) -> bool:
    """Whether words beside a number make it a time of day: "o'clock", "half past"."""
    return not _context("clock").isdisjoint(behind[:1]) or before[-1:] == ["past"]


def _is_no_count(sequence: Sequence[Token], part: Figure) -> bool:
    """Whether a number is a place in an order, only about right, or a ship's: "the 95th minute", "30-odd seats"."""
    behind = sequence[part.last : part.last + 1]
    return any(token.key in _NO_COUNT for token in behind) or _ends_name(sequence, part)


def _counts_nothing(sequence: Sequence[Token], part: Figure) -> bool:
    """Whether a number tells the time of day or somebody's age."""
    behind = [token.key for token in sequence[part.last : part.last + 2]]
    before = [token.key for token in sequence[max(0, part.first - 2) : part.first]]
    if part.parts or (part.stated or part.most) >= _AGE_MOST:
        return False
    if _tells_time(before, behind):
        return True
    if before[-1:] in (["at"], ["aged"]) or " ".join(before) in _context("before_clock"):
        return not behind or sequence[part.last].mark
    return (behind[1:] == ["old"] and stem(behind[0]) in length_words()) or _is_age(sequence, part)


def _ends_name(sequence: Sequence[Token], part: Figure) -> bool:
    """As in "the ferry Orm 5 was", "Santa Rosa 5 sank"; not in "in Oslo 5 were hurt"."""
    small, first = listed("same_words", "stop"), part.first
    while first and sequence[first - 1].capitalized and sequence[first - 1].key not in small:
        first -= 1
    digits = first < part.first and sequence[part.first].text.isdecimal() and part.last == part.first + 1
    if not digits or (first and sequence[first - 1].key in small - {"the"}):
        return False
    behind = sequence[part.last].key if part.last < len(sequence) else ""
    return behind in small or is_past(behind)


def _is_age(sequence: Sequence[Token], part: Figure) -> bool:
    """As in "Jane Roe, 34, left"."""
    around = [token.text for token in sequence[max(0, part.first - 1) : part.last + 1]]
    named = part.first > 1 and sequence[part.first - 2].capitalized
    return named and len(around) > 2 and around[0] == around[-1] == ","


def _measured(
    text: str,
    sequence: Sequence[Token],
    part: Figure,
) -> Quantity | None:
    """A number with its bound, kind and unit; ``None`` where it counts nothing (the pronoun "one")."""
    first, last, least, most, stated = part.first, part.last, part.least, part.most, part.stated
    following = sequence[last] if last < len(sequence) else None
    kind = _kind(sequence, part)
    if kind is Kind.LENGTH and following:
        days = length_words()[following.stem]
        least, most, stated = least * days, most * days, stated * days if stated is not None else None
    units = frozenset() if kind is Kind.LENGTH else _counted(sequence, first, last)
    heads = heads_behind(sequence, last, kind)
    alone = sequence[first].key in _context("alone") and kind is Kind.COUNT and not units
    if alone or (following and following.key == "of" and sequence[first].key == "one"):
        return None
    begin, low, high, rough = _bound(sequence, first, least, most)
    start, end = sequence[begin].start, _end(sequence, last, kind)
    return Quantity(
        kind=kind, least=low, most=high, stated=stated, units=units, heads=heads,
        bounded=rough, raw=part.stated,
        words=text[start:end], start=start, end=end,
    )  # fmt: skip


def _kind(sequence: Sequence[Token], part: Figure) -> Kind:
    """What a number measures, by the sign or word beside it."""
    before, behind = sequence[part.first - 1 : part.first], sequence[part.last : part.last + 1]
    if (
        part.parts
        or any(token.key in _units("percent") for token in behind)
        or _is_per_cent(sequence, part.last)
    ):
        return Kind.PERCENT
    money = _units("money")
    # Signs and codes stand before a sum ("€5", "EUR 5"); before it "won" is no currency.
    if any(token.key in money and not token.text.islower() for token in before) or any(
        token.stem in money for token in behind
    ):
        return Kind.MONEY
    return Kind.LENGTH if any(token.stem in length_words() for token in behind) else Kind.COUNT


def _is_per_cent(sequence: Sequence[Token], last: int) -> bool:
    """Whether the share is written as two words behind token ``last``: "75 per cent"."""
    two = sequence[last : last + 2]
    return len(two) > 1 and f"{two[0].key} {two[1].key}" in _units("percent")


def _end(sequence: Sequence[Token], last: int, kind: Kind) -> int:
    units = {
        Kind.PERCENT: _units("percent"),
        Kind.MONEY: _units("money"),
        Kind.LENGTH: frozenset(length_words()),
    }.get(kind, frozenset())
    if kind is Kind.PERCENT and _is_per_cent(sequence, last):
        return sequence[last + 1].end
    unit = last < len(sequence) and bool({sequence[last].key, sequence[last].stem} & units)
    return sequence[last if unit else last - 1].end


def _bound(
    sequence: Sequence[Token], first: int, least: float, most: float
) -> tuple[int, float, float, bool]:
    """The bound that stands before a number, and what it makes of it."""
    # "Won 21 seats" tells no currency.
    if first and sequence[first - 1].key in _units("money") and not sequence[first - 1].text.islower():
        first -= 1
    window = sequence[max(0, first - 4) : first]
    for begin, stop, bound in _bounds().find(window):
        if stop == len(window):
            begins = first - len(window) + begin
            if bound == "low":
                return begins, least, inf, True
            if bound == "high":
                return begins, 0.0, most, True
            if bound == "short":
                return begins, least * _SHORT_OF, most, True
            if bound == "beyond":
                return begins, least, most / _SHORT_OF, True
            return begins, least * (1 - _ROUGH), most * (1 + _ROUGH), True
    return first, least, most, False


def _counted(sequence: Sequence[Token], first: int, last: int) -> frozenset[str]:
    """Features of what a number counts: of the words behind it, and of its sentence's before it."""
    behind: list[Token] = []
    for token in sequence[last:]:
        if token.mark or len(behind) == _BEHIND:
            break
        behind.append(token)
    before: list[Token] = []
    for token in reversed(sequence[:first]):
        if token.mark or len(before) == _BEFORE:
            break
        before.insert(0, token)
    return _meant(behind) | _meant(before)


def heads_behind(sequence: Sequence[Token], last: int, kind: Kind) -> frozenset[str]:
    """Features of the words behind a count, up to the first small word, mark or gap: words that were left out."""
    behind: list[Token] = []
    for at in range(last, last + _HEAD) if kind is Kind.COUNT else ():
        if ends_phrase(sequence, at) or sequence[at].key in listed("same_words", "stop"):
            break
        behind.append(sequence[at])
    return _meant(behind)


def ends_phrase(sequence: Sequence[Token], at: int) -> bool:
    """Whether no word goes on with those before it: the end, a mark, or a gap where words were left out."""
    if at >= len(sequence) or sequence[at].mark:
        return True
    return at > 0 and sequence[at].start - sequence[at - 1].end > _GAP


def behind_parts(sequence: Sequence[Token], last: int) -> int:
    """Past what tells, between commas, of some of those who are counted: "nine people, five of them children, were"."""
    marks = [i for i in range(last, min(last + _ASIDE, len(sequence))) if sequence[i].text == ","]
    if len(marks) < 2 or marks[0] > last + 1:
        return last
    opens = {token.key for token in sequence[marks[0] + 1 : marks[0] + 4]}
    return last if opens.isdisjoint(("including", "them", "whom")) else marks[1] + 1


def _meant(part: Sequence[Token]) -> frozenset[str]:
    """The features of words that may be counted."""
    stop = listed("same_words", "stop") | listed("same_words", "faint")
    words = {f"w:{token.stem}" for token in part if token.word and token.key not in stop}
    measures = _measures("things")
    units = {f"e:{measures[token.key]}" for token in part if token.key in measures}
    return frozenset(words | units | {f"e:{name}" for _, _, name in synonyms().find(part)})


def _context(name: str) -> frozenset[str]:
    return listed("quantity_words", "context", name)


@functools.cache
def _bounds() -> Phrases:
    bounds: dict[str, list[str]] = table("quantity_words")["bounds"]
    return Phrases(((words, name) for name, entries in bounds.items() for words in entries), stems=False)


@functools.cache
def _units(name: str) -> frozenset[str]:
    return frozenset(form for unit in table("quantity_words")["units"][name] for form in (unit, stem(unit)))


@functools.cache
def length_words() -> dict[str, float]:
    """The stems of the words for lengths of time, each with its days."""
    return {stem(unit): days for unit, days in table("quantity_words")["lengths"].items()}
