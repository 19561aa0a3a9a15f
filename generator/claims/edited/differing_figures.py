"""What a quotation counts, measures or dates otherwise than a statement: figures, units, rates, times and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from generator.claims.edited.wordings import BEHIND, SURE, Pair, Told, Wording, are_opposed, fits
from generator.data import table
from generator.language.lexicon import listed
from generator.language.quantities import Kind, Quantity, apart, measure
from generator.model import Timex


def differing_figures(pair: Pair) -> Iterator[Told]:
    """Another number of the same, another bound of it, another unit."""
    for a, b in (*_other_numbers(pair), *_other_bounds(pair), *_other_units(pair)):
        yield _with_unit(pair.statement, a), _with_unit(pair.quotation, b)


_Figures = Iterator[tuple[Quantity, Quantity]]


def _other_numbers(pair: Pair) -> _Figures:
    """Another number of the same: "five people", "seven people"."""
    one, other = pair.statement, pair.quotation
    told = [item for wording in pair.known for item in wording.quantities]
    mine = [item for item in one.quantities if not any(fits(item, known) for known in told)]
    theirs = [item for item in other.quantities if not any(fits(known, item) for known in one.quantities)]
    for a, b in product(mine, theirs):
        if _may_differ(pair, a, b) and _of_one_thing(pair, a, b, mine, theirs):
            yield a, b


def _is_part(wording: Wording, quantity: Quantity) -> bool:
    """Whether a figure counts some of those that were named before: "five of them", "two of whom"."""
    behind = [token.key for token in wording.tokens if token.start >= quantity.end][:2]
    return len(behind) == 2 and behind[0] == "of" and behind[1] in listed("differences", "ways", "of_them")


def _may_differ(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two figures exclude each other, and not one of them counts a part alone."""
    return _are_apart(a, b) and _is_part(pair.statement, a) is _is_part(pair.quotation, b)


def _are_apart(a: Quantity, b: Quantity) -> bool:
    return a.kind is b.kind and not (_is_pronoun(a) or _is_pronoun(b)) and apart(a, b)


def _other_bounds(pair: Pair) -> _Figures:
    """Another bound of one number: "at least five", "at most five"."""
    bounds = {(item.least, item.most) for wording in pair.known for item in wording.quantities}
    for a, b in product(pair.statement.quantities, pair.quotation.quantities):
        same = a.kind is b.kind and a.stated == b.stated and a.bounded and b.bounded
        if same and apart(a, b) and (a.least, a.most) not in bounds:
            yield a, b


def _other_units(pair: Pair) -> _Figures:
    """The same figure in another unit: "40 meters", "40 feet"."""
    one, other = pair.statement, pair.quotation
    known = {
        (item.raw, measure(wording.tokens, item)) for wording in pair.known for item in wording.quantities
    }
    for a, b in product(one.quantities, other.quantities):
        units = measure(one.tokens, a), measure(other.tokens, b)
        same = a.raw is not None and a.raw == b.raw
        if same and all(units) and units[0] != units[1] and (a.raw, units[0]) not in known:
            yield a, b


def differing_rates(pair: Pair) -> Iterator[Told]:
    """The same figure for another time: "900 euros a month", "900 euros a week"."""
    one, other = pair.statement, pair.quotation
    for a, b in product(one.quantities, other.quantities):
        times = _rate(one, a), _rate(other, b)
        if a.raw is not None and a.raw == b.raw and all(times) and times[0] != times[1]:
            yield f"{_with_unit(one, a)} a {times[0]}", f"{_with_unit(other, b)} a {times[1]}"


def differing_measures(pair: Pair) -> Iterator[Told]:
    """Another amount of a measure that is told without a figure: "half a meter", "a meter", "two meters"."""
    mine, theirs = _amounts(pair.statement), _amounts(pair.quotation)
    for unit in sorted(mine.keys() & theirs.keys()):
        if mine[unit][0] != theirs[unit][0]:
            yield mine[unit][1], theirs[unit][1]


def _amounts(wording: Wording) -> dict[str, tuple[float, str]]:
    """The amount and its words for each unit that a text has once."""
    units = {
        word: name for name, words in table("quantity_words")["measures"]["things"].items() for word in words
    }
    units |= dict.fromkeys(table("quantity_words")["lengths"])
    found: dict[str, list[tuple[float, str]]] = {}
    for k in range(len(wording.tokens)):
        if (unit := units.get(wording.key(k), wording.key(k))) and wording.key(k) in units:
            amount, first = _amount(wording, k)
            words = wording.text[wording.tokens[first].start : wording.tokens[k].end]
            found.setdefault(unit, []).append((amount, words))
    return {unit: told[0] for unit, told in found.items() if len(told) == 1 and told[0][0]}


def _amount(wording: Wording, k: int) -> tuple[float, int]:
    """How much of the unit at token ``k`` is told, and the token where that begins; 0 where it is not told."""
    if wording.key(k - 1) in ("a", "an", "one"):
        return _amount_of_one(wording, k)
    if wording.key(k - 1) == "half":
        return 0.5, k - 1
    at = wording.tokens[k].start
    told = [
        item
        for item in wording.quantities
        if item.raw and not item.bounded and at - item.end <= 1 and item.start < at
    ]
    if not told:
        return 0.0, k
    first = next(i for i, token in enumerate(wording.tokens) if token.end > told[-1].start)
    return told[-1].raw or 0.0, first


def _amount_of_one(wording: Wording, k: int) -> tuple[float, int]:
    """The same behind "a" or "one": "half a mile", "a mile and a half"."""
    if wording.key(k + 1)[:1].isdigit():
        return 0.0, k  # "a magnitude 6.1 quake"
    if wording.key(k - 2) == "half":
        return 0.5, k - 2
    more = [wording.key(i) for i in range(k + 1, k + 4)] == ["and", "a", "half"]
    return 1.5 if more else 1.0, k - 1


def _rate(wording: Wording, quantity: Quantity) -> str:
    """For which length of time a figure stands; ``""`` where none is told."""
    lengths, behind = table("quantity_words")["lengths"], BEHIND + 1
    at = [k for k, token in enumerate(wording.tokens) if token.start >= quantity.end][:behind]
    for k in at:
        if wording.key(k) in listed("differences", "ways", "per") and wording.key(k + 1) in lengths:
            return wording.key(k + 1)
    return ""


def _is_pronoun(quantity: Quantity) -> bool:
    """Whether "one" may stand for a thing named before it."""
    return quantity.raw == 1 and not quantity.heads and not quantity.words[-1:].isdigit()


def _of_one_thing(
    pair: Pair, a: Quantity, b: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]
) -> bool:
    """Whether two figures count the same: the same thing stands behind them, or they are the only ones."""
    alone = all(sum(item.kind is a.kind for item in part) == 1 for part in (mine, theirs))
    if a.kind is Kind.COUNT and a.heads and b.heads:
        # "32 passengers were on board", "no children were on board"
        return bool(a.heads & b.heads) or (
            a.raw != 0 != b.raw and alone and pair.likeness >= SURE and bool(a.units & b.units)
        )
    return (alone and pair.likeness >= SURE) or bool(a.units & b.units)


def _with_unit(wording: Wording, quantity: Quantity) -> str:
    behind = [k for k, token in enumerate(wording.tokens) if token.start >= quantity.end][:1]
    end = wording.tokens[behind[0]].end if behind and wording.tokens[behind[0]].word else quantity.end
    return wording.text[quantity.start : end]


def differing_times(pair: Pair) -> Iterator[Told]:
    """Another time of day, another day."""
    one, other = pair.statement, pair.quotation
    hours = [item for wording in pair.known for item in wording.times]
    for a, b in product(one.times, other.times):
        known = any(a.fits(item) for item in hours) or any(item.fits(b) for item in one.times)
        if not known:
            yield one.text[a.start : a.end], other.text[b.start : b.end]
    if not are_opposed(one, other):  # "closed until Thursday", "opens on Friday"
        yield from _other_days(pair)


def _other_days(pair: Pair) -> Iterator[Told]:
    one, other = pair.statement, pair.quotation
    days = [item for wording in pair.known for item in wording.dates]
    for mine, theirs in product(one.dates, other.dates):
        known = any(_meet(mine, item) for item in days) or any(_meet(item, theirs) for item in one.dates)
        if not known and _both_sharp(mine, theirs) and not _names_a_thing(other, theirs):
            yield mine.text, theirs.text


def _names_a_thing(wording: Wording, day: Timex) -> bool:
    """Whether a day says which thing is meant, not when what is told was: "the breach of 1 April"."""
    before = [token.key for token in wording.tokens if token.end <= day.start][-2:]
    times = listed("differences", "ways", "times_of")
    return len(before) == 2 and before[1] == "of" and before[0] not in times


def _meet(one: Timex, other: Timex) -> bool:
    """Whether two expressions may mean the same day; the same words do."""
    if one.text.casefold() == other.text.casefold() or one.edtf is None or other.edtf is None:
        return True
    first, last = one.edtf.earliest, one.edtf.latest
    start, end = other.edtf.earliest, other.edtf.latest
    return not ((last and start and last < start) or (end and first and end < first))


def _both_sharp(one: Timex, other: Timex) -> bool:
    return not any(item.edtf and (item.edtf.approximate or item.edtf.uncertain) for item in (one, other))
