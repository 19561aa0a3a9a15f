"""Which sentences tell one event: those that likeness grouped, held against their days, words and names.

Comes in: units as they were grouped. Goes out: the same, those that may tell of two things told apart.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations, product
from math import fsum, log

from generator.claims.compare.passages import Spot
from generator.claims.compare.updates import changed
from generator.claims.dates import LONG_BEFORE, published
from generator.claims.terms import terms
from generator.claims.unedited.extracted_claims import Unit, unit_status
from generator.claims.unedited.overtaken import is_called_off
from generator.claims.unedited.sure_dates import ONE_DAY
from generator.language.phrases import stem
from generator.language.polarity import Polarity, read_polarity
from generator.language.quantities import measure_features
from generator.language.spans import begun_within
from generator.model import ClaimStatus, Edtf, TimexType

# Of fewer articles than this, all tell of one event.
LONG_STORY = 20
# Words of one report that two sentences share at least, by weight, of the shorter one's: a number alone is no report.
_SHARED = 0.2
# What a few articles tell of one day shares less: the day is the other half.
_OF_ONE_DAY = 0.16
# Words that few articles use, one for all that are names: sentences without a day share so many, or fewer where they
# share half of all. With half as many of six stories that nobody had tuned to, every second pair told of two things.
_LEAST_OF_SOME = 2
_LEAST_OF_MANY = 1
_MOST_SHARED = 0.35
# Of what nothing grouped but this, eleven of twelve pairs of ten stories told the same.
_NEARLY_ALL = 0.65
_LEAST_OF_ALL = 3
# Who prints another's words prints its plans too.
_COPIED = 0.9
# Of what was in a larger group and was cut from it.
_LEAST_OF_CUT = 5
# As weighed: by two articles of three at most.
_USED_BY_FEW = 0.9
# Of articles that appeared further apart, undated sentences are one report only if one prints the other again.
_SAME_NEWS = timedelta(days=3)
_REPRINTED = 0.7
# A number of one digit says little without what it counts; measures say what any is the number of.
_TELLING_DIGITS = 2
_FIGURES = re.compile(r"(?P<figure>\d[\d,.]*\d|\d)(?:[\s-]+(?P<thing>[^\W\d_]+))?")
# Of the sentences that tell one event; a file may say one thing ten thousand times.
_MOST_WEIGHED = 20
_DUTY = re.compile(r"\b(?:has|have|needs?) to\b")


def one_event_each(units: Sequence[Unit], exclusive: Set[frozenset[Spot]]) -> list[Unit]:
    """The units, those that do not tell the same event as the first of their group told apart.

    Args:
        units: All, as they were grouped.
        exclusive: Pairs of sentences, by where they begin, that cannot carry one statement.
    """
    groups: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.group:
            groups[unit.group].append(unit)
    words = _read_words(units)
    strict = len({unit.item.article.id for unit in units}) >= LONG_STORY
    following = max(groups, default=0)
    if not strict:
        groups |= dict(enumerate(_told_alike(units, words), start=following + 1))
    told = _cut(units, groups, words, exclusive, strict=strict)
    return told if strict else _joined_again(told, words, exclusive)


def _joined_again(units: Sequence[Unit], words: _Words, exclusive: Set[frozenset[Spot]]) -> list[Unit]:
    """The units, pairs of them joined that were cut from larger groups and still tell the same."""
    following = max((unit.group for unit in units), default=0)
    numbers: dict[str, int] = {}
    for one, other in _told_alike(units, words, _LEAST_OF_CUT):
        if not _exclude(one, other, exclusive) and _is_same(one, other, words, strict=False):
            following += 1
            numbers |= {one.id: following, other.id: following}
    return [replace(unit, group=numbers.get(unit.id, unit.group)) for unit in units]


def _cut(
    units: Sequence[Unit],
    groups: Mapping[int, Sequence[Unit]],
    words: _Words,
    exclusive: Set[frozenset[Spot]],
    *,
    strict: bool,
) -> list[Unit]:
    """The units with the numbers of groups that tell one event each; 0 for what is told alone."""
    numbers: dict[str, int] = {}
    following = max(groups, default=0)
    for group, members in groups.items():
        parts = _parts(members, words, exclusive, strict=strict)
        for place, part in enumerate(parts):
            if len(part) == 1:
                number = 0
            elif place == 0:
                number = group
            else:
                following += 1
                number = following
            numbers |= {unit.id: number for unit in part}
    return [replace(unit, group=numbers.get(unit.id, 0)) for unit in units]


def _told_alike(units: Iterable[Unit], words: _Words, least: int = _LEAST_OF_ALL) -> Iterator[list[Unit]]:
    """Pairs of sentences of two articles that nothing has grouped, though they share nearly all that they tell.

    Args:
        units: All.
        words: What their words tell.
        least: Words that few articles use which both have at least.
    """
    using: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if not unit.group:
            for word in _rare(unit, words):
                using[word].append(unit)
    taken: set[str] = set()
    for word in sorted(using):
        for one, other in _of_two_articles(using[word]):
            if taken.isdisjoint((one.id, other.id)) and _is_alike(one, other, words, least):
                taken |= {one.id, other.id}
                yield [one, other]


def _of_two_articles(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The pairs of units that are not of one article, in order; those of an article stand together."""
    behind = 0
    for number, one in enumerate(units):
        behind = max(behind, number)
        while behind < len(units) and units[behind].item.article.id == one.item.article.id:
            behind += 1
        yield from ((one, other) for other in units[behind:])


def _is_alike(one: Unit, other: Unit, words: _Words, least: int) -> bool:
    return _share(one, other, words) >= _NEARLY_ALL and _telling_apart(one, other, words) >= least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the words of a story tell.

    Attributes:
        weights: The more, the fewer articles use it.
        rare: Those that few articles use, or each that does in one sentence alone.
    """

    weights: Mapping[str, float]
    rare: frozenset[str]


def _read_words(units: Iterable[Unit]) -> _Words:
    used: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        for word in set(_telling(unit.said)):
            used[word].append(unit.item.article.id)
    articles = len(set().union(*used.values())) if used else 0
    weights = {word: log(1 + articles / len(set(names))) for word, names in used.items()}
    rare = (
        word for word, names in used.items() if weights[word] >= _USED_BY_FEW or len(set(names)) == len(names)
    )
    return _Words(weights=weights, rare=frozenset(rare))


def _parts(
    members: Sequence[Unit], words: _Words, exclusive: Set[frozenset[Spot]], *, strict: bool
) -> list[list[Unit]]:
    """A group cut into what tells one event, the largest part first; each member goes where it fits most."""
    parts: list[list[Unit]] = []
    for unit in members:
        if _names_two_times(unit):
            parts.append([unit])
            continue
        first = [(part, part[:_MOST_WEIGHED]) for part in parts]
        fitting = [
            part
            for part, told in first
            if not any(_exclude(unit, other, exclusive) for other in told)
            and sum(_is_same(unit, other, words, strict=strict) for other in told) * 2 > len(told)
        ]
        if fitting:
            max(fitting, key=len).append(unit)
        else:
            parts.append([unit])
    return sorted(parts, key=lambda part: -len(part))


def _exclude(one: Unit, other: Unit, exclusive: Set[frozenset[Spot]]) -> bool:
    """Whether two units have sentences that cannot carry one statement."""
    mine, theirs = ([(unit.item.article.id, part.start) for part in unit.core] for unit in (one, other))
    return any(frozenset(pair) in exclusive for pair in product(mine, theirs))


def _names_two_times(unit: Unit) -> bool:
    """Whether a unit speaks of two events that lie far apart: "the bombs of November were like those of Thursday"."""
    days = [
        (timex.edtf.earliest, timex.edtf.latest)
        for timex in begun_within(unit.item.timexes, unit.core[0].start, unit.end)
        if timex.edtf and timex.type is TimexType.DATE
    ]
    closed = [(first, last) for first, last in days if first and last and last - first <= LONG_BEFORE]
    return len(closed) > 1 and max(closed)[0] - min(closed)[1] > LONG_BEFORE


def _is_same(one: Unit, other: Unit, words: _Words, *, strict: bool) -> bool:
    """Whether two sentences tell one event: their days and their words fit.

    Of a few articles the likeness that grouped what has one day is trusted.
    """
    share = _share(one, other, words)
    if _put_apart(one, other, share):
        return False
    mine, theirs = _days(one), _days(other)
    if mine and theirs:
        near = theirs[0] - mine[1] <= ONE_DAY and mine[0] - theirs[1] <= ONE_DAY
        return near and share >= (_SHARED if strict else _OF_ONE_DAY)
    if strict and _far_apart(one, other):
        return share >= _REPRINTED
    return share >= _SHARED and _is_told_apart(one, other, words, share)


def _put_apart(one: Unit, other: Unit, share: float) -> bool:
    """Whether one of two units tells another state of things, on a condition or as a plan what the other tells."""
    if _is_update(one, other) or _supposed_in_one(one, other) or _called_off_in_one(one, other):
        return True
    if _tells_duty(one) != _tells_duty(other):
        return True
    return share < _COPIED and _planned_in_one(one, other, share)


def _tells_duty(unit: Unit) -> bool:
    """Whether a unit tells what is still to be done: "the minister has to sign"."""
    return _DUTY.search(unit.said) is not None


def _is_told_apart(one: Unit, other: Unit, words: _Words, share: float) -> bool:
    """Whether two sentences share enough of what few articles tell; where they share much, less will do."""
    least = _LEAST_OF_MANY if share >= _MOST_SHARED else _LEAST_OF_SOME
    return _telling_apart(one, other, words) >= least


def _planned_in_one(one: Unit, other: Unit, share: float) -> bool:
    """Whether one of two units tells as a plan what the other tells as done, and no common day says it is one thing.

    Where they share nearly all, the other has no word of a plan either: not "announced an appeal", "would appeal".
    """
    if _days(one) and _days(other):
        return False
    planned = [unit_status(unit) is ClaimStatus.PLANNED for unit in (one, other)]
    marked = share >= _NEARLY_ALL and all(Polarity.PLANNED in _put(unit) for unit in (one, other))
    return planned[0] != planned[1] and not marked


def _called_off_in_one(one: Unit, other: Unit) -> bool:
    """Whether one of two units calls off what the other tells as a plan."""
    return any(
        is_called_off(mine) and not is_called_off(theirs) and unit_status(theirs) is ClaimStatus.PLANNED
        for mine, theirs in permutations((one, other))
    )


def _supposed_in_one(one: Unit, other: Unit) -> bool:
    """Whether one of two units tells on a condition what the other tells as a fact: "is likely to, if", "has"."""
    marks = [_put(unit) for unit in (one, other)]
    return any(
        Polarity.CONDITIONAL in mine and theirs <= {Polarity.NEGATED} for mine, theirs in permutations(marks)
    )


def _put(unit: Unit) -> frozenset[Polarity]:
    """How a unit's own sentences put what they tell; what they leave open ("whether") aside."""
    text = unit.item.article.text
    marks = read_polarity(text, unit.core[0].start, unit.end)
    return frozenset(mark.polarity for mark in marks if text[mark.cue_start :][:7].casefold() != "whether")


def _far_apart(one: Unit, other: Unit) -> bool:
    """Whether two units' articles appeared on days that tell of different news."""
    appeared = [day for unit in (one, other) if (day := published(unit.item.article))]
    return len(appeared) > 1 and abs(appeared[0] - appeared[1]) > _SAME_NEWS


def _is_update(one: Unit, other: Unit) -> bool:
    """Whether of two articles the newer tells of another state of the thing: "missing", "found alive"."""
    first, second = (published(unit.item.article) for unit in (one, other))
    if first is None or second is None or first == second:
        return False
    old, new = (one, other) if first < second else (other, one)
    return changed(old.said, new.said) is not None


def _share(one: Unit, other: Unit, words: _Words) -> float:
    """The share of what the shorter of two sentences tells that both tell; nothing for figures alone."""
    left, right = (set(_telling(unit.said)) for unit in (one, other))
    shared = left & right
    if not any(word[0].isalpha() for word in shared):
        return 0.0
    sizes = [fsum(words.weights.get(word, 0.0) for word in side) for side in (left, right)]
    return fsum(words.weights.get(word, 0.0) for word in shared) / (min(sizes) or 1.0)


def _telling_apart(one: Unit, other: Unit, words: _Words) -> int:
    """How many words that few articles use two sentences share; all that are names in both count as one.

    Names alone count nothing, unless the sentences share nearly all: what two tell of one person may be two things.
    """
    rare = _rare(one, words) & _rare(other, words)
    names = rare & _in_names(one.said) & _in_names(other.said)
    if not rare - names and _share(one, other, words) < _NEARLY_ALL:
        return 0
    return len(rare - names) + bool(names)


def _rare(unit: Unit, words: _Words) -> frozenset[str]:
    return words.rare.intersection(_telling(unit.said))


def _in_names(text: str) -> set[str]:
    """The telling words of what is written with a capital behind a sentence's first word."""
    return set(terms(" ".join(word for word in text.split()[1:] if word[:1].isupper())))


def _days(unit: Unit) -> tuple[date, date] | None:
    """The first and the last day that a unit's date leaves."""
    when: Edtf | None = unit.date.edtf if unit.date else None
    first, last = (when.earliest, when.latest) if when else (None, None)
    return (first, last) if first and last else None


@functools.lru_cache(maxsize=65536)
def _telling(text: str) -> tuple[str, ...]:
    """The telling words of a text and its figures, small ones and measures with what they count."""
    return (*terms(text), *(_figure(match) for match in _FIGURES.finditer(text)))


def _figure(match: re.Match[str]) -> str:
    figure = match["figure"]
    thing = (match["thing"] or "").casefold()
    long = sum(letter.isdecimal() for letter in figure) >= _TELLING_DIGITS
    if long and f"w:{stem(thing)}" not in measure_features():
        return figure
    return f"{figure} {(terms(thing) or (thing,))[0]}"
