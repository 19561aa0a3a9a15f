"""How two passages of the same report stand to each other, and the words that make the difference.

Looked for in this order: what one denies, opposites, dates that exclude each other; other figures; a figure or date
that is narrower; more or less of a thing. Where nothing differs, they agree.
"""

from __future__ import annotations

import functools
import re
from calendar import day_name
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from generator.claims.across.apart import contradicted, dates_apart
from generator.claims.across.passages import Passage
from generator.claims.across.quantities import Fit, Kind, Quantity, fit
from generator.claims.across.scopes import scope, words_of
from generator.claims.across.words import Phrases, keys
from generator.claims.corroborate import Agreement, combine
from generator.data import table
from generator.language.numbers import cardinals
from generator.model import Relation, SourceDate, Timex

# The figures of one thing are hardly further apart than this; beyond, they count different things.
_SAME_ORDER = 60
# From here on a bare number may be a sum of money.
_SUM = 10_000
# So many words to either side of a date may say what it dates.
_AROUND_DATE = 9
# Words of content that a denial needs to say what it denies.
_SAYS_ENOUGH = 2
_UNTIL = frozenset({"by", "before", "until", "till"})
_NIGHT = frozenset({"night", "midnight", "overnight", "dawn", "evening"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How two passages stand to each other.

    Attributes:
        words: The words that differ, of the one and of the other; two empty strings where they agree.
        denied: One of them denies what the other says.
    """

    relation: Relation
    words: tuple[str, str] = ("", "")
    denied: bool = False


def relate(one: Passage, other: Passage) -> Finding:
    """How two passages that speak of the same thing stand to each other.

    Args:
        one: A passage.
        other: Another, of the same report or event.
    """
    found = contradiction(one, other)
    if found:
        return found
    order = (_dates_exclude, _quantities, _dates_narrow, _hours_narrow, _scope)
    return next((found for step in order if (found := step(one, other))), Finding(relation=Relation.AGREE))


def contradiction(one: Passage, other: Passage) -> Finding | None:
    """The opposites that two passages use, or what one of them denies and the other does not.

    What is not known contradicts nothing.
    """
    if one.unknown or other.unknown:
        return None
    opposed = None
    for pair, (side, word) in sorted(one.opposites.items()):
        if pair not in other.opposites:
            continue
        against, theirs = other.opposites[pair]
        if side == against:
            return None  # "denied that it was opened", "stayed shut"
        opposed = opposed or Finding(relation=Relation.TENSION, words=(word, theirs))
    feature = contradicted(one, other)
    if opposed or not feature or _says_nothing(one) or _says_nothing(other):
        return opposed
    words = (_around(one, feature), _around(other, feature))
    return Finding(relation=Relation.TENSION, words=words, denied=True)


def _says_nothing(passage: Passage) -> bool:
    """Whether a passage only denies what stands before it: "The firm denied this."."""
    return bool(passage.denial) and sum(name[0] in "we" for name in passage.features) < _SAYS_ENOUGH


def _dates_exclude(one: Passage, other: Passage) -> Finding | None:
    """Two single dates that cannot both be right."""
    if len(one.dates) != 1 or len(other.dates) != 1 or not dates_apart(one, other):
        return None
    mine, theirs = one.dates[0], other.dates[0]
    if combine([*_dated(mine), *_dated(theirs)]).agreement is not Agreement.CONFLICT:
        return None
    spoken, also = set(keys(mine.text)), set(keys(theirs.text))
    if spoken & also & _day_words():
        return None  # the same day's name, taken for another week's
    if (
        (spoken & _NIGHT or also & _NIGHT)
        and not (spoken & _NIGHT and also & _NIGHT)
        and dates_apart(one, other) == 1
    ):
        return None  # a night belongs to two days
    return Finding(relation=Relation.TENSION, words=(mine.text, theirs.text))


def _dates_narrow(one: Passage, other: Passage) -> Finding | None:
    """Two dates that fit, of which one leaves fewer days than the other; none where any two are the same."""
    if one.planned != other.planned:
        return None
    found = None
    for mine, theirs in product(one.dates, other.dates):
        agreement = combine([*_dated(mine), *_dated(theirs)]).agreement
        if agreement is Agreement.SAME:
            return None
        same_day = set(keys(mine.text)) & set(keys(theirs.text)) & _day_words()
        of_one = one.planned or _deadline(one, mine) == _deadline(other, theirs)
        narrower = of_one and not same_day and agreement in (Agreement.PRECISION, Agreement.OVERLAP)
        if found is None and narrower and _near(one, mine) & _near(other, theirs):
            found = Finding(relation=Relation.PRECISION, words=(mine.text, theirs.text))
    return found


def _deadline(passage: Passage, timex: Timex) -> bool:
    """Whether a date only says until when: "by 17 May" tells no day."""
    before = [token.key for token in passage.tokens if token.end <= timex.start][-1:]
    return bool({*before, *keys(timex.text)[:1]} & _UNTIL)


def _near(passage: Passage, timex: Timex) -> frozenset[str]:
    """What stands around a date: the words and names of what it dates."""
    before = [token for token in passage.tokens if token.end <= timex.start][-_AROUND_DATE:]
    behind = [token for token in passage.tokens if token.start >= timex.end][:_AROUND_DATE]
    around = {token.text for token in (*before, *behind)}
    return frozenset(
        name
        for name in passage.features
        if name[0] in "wen" and around.intersection(passage.words[name].split())
    )


def _hours_narrow(one: Passage, other: Passage) -> Finding | None:
    """The time of day by the clock against a part of the day: "9 p.m." and "late on Saturday"."""
    for first, second, turned in ((one, other, False), (other, one, True)):
        clock, part = _hour(first, _clock()), _hour(second, _day_parts())
        if clock and part and not _hour(second, _clock()):
            return Finding(relation=Relation.PRECISION, words=(part, clock) if turned else (clock, part))
    return None


def _hour(passage: Passage, pattern: re.Pattern[str]) -> str:
    found = pattern.search(" ".join(token.text for token in passage.tokens))
    return found.group() if found else ""


@functools.cache
def _clock() -> re.Pattern[str]:
    numbers = "|".join(word for word, value in cardinals().items() if value <= 30)
    figure = rf"(?:{numbers}|\d{{1,2}})"
    return re.compile(
        rf"\b\d{{1,2}}(?: ?[:.] ?\d\d)? ?[ap] ?\. ?m|\b\d{{1,2}} ?(?:am|pm)\b|\b{figure} o.clock\b"
        rf"|\b(?:{figure}|half|quarter) (?:past|to) {figure}\b",
        re.IGNORECASE,
    )


@functools.cache
def _day_parts() -> re.Pattern[str]:
    days = "|".join(_day_words())
    return re.compile(
        rf"\b(?:early|late) (?:on )?(?:{days})\b|\b(?:{days}) (?:morning|afternoon|evening|night)\b",
        re.IGNORECASE,
    )


def _dated(timex: Timex) -> Iterator[SourceDate]:
    if timex.edtf is not None:
        yield SourceDate(
            article_id=timex.article_id, label=timex.article_id, edtf=timex.edtf, words=timex.text
        )


def _quantities(one: Passage, other: Passage) -> Finding | None:
    """Figures of the same thing that differ, in number rather than in precision."""
    if _as_of(one) != _as_of(other):
        return None
    mine, theirs = list(one.quantities), list(other.quantities)
    for a, b in product(one.quantities, other.quantities):
        if a in mine and b in theirs and _equal(a, b):
            mine.remove(a)
            theirs.remove(b)
    found: list[tuple[int, Finding]] = []
    for a, b in product(mine, theirs):
        if _comparable(a, b, alone=_alone(a, mine) and _alone(b, theirs)):
            relation = Relation.NUMBER if fit(a, b) is Fit.DIFFERENT else Relation.PRECISION
            if {a.stated, b.stated} == {1, None}:
                relation = Relation.SCOPE  # "one", "several"
            words = (a.words, b.words)
            found.append((len(a.units & b.units), Finding(relation=relation, words=words)))
    if not found:
        return None
    most = max(shared for shared, _ in found)
    return next(finding for shared, finding in found if shared == most)


def _as_of(passage: Passage) -> bool:
    """Whether a passage tells how things stood at another time: "by then"."""
    return bool(_then().find(passage.tokens))


@functools.cache
def _then() -> Phrases:
    return Phrases(((words, words) for words in table("quantity_words")["as_of"]["then"]), stems=False)


def _equal(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one: "12 million euros", and "12 million" without its currency too."""
    if one.kind is other.kind:
        return fit(one, other) is Fit.SAME
    return Kind.MONEY in (one.kind, other.kind) and one.raw == other.raw and (one.raw or 0) >= _SUM


def _alone(quantity: Quantity, among: list[Quantity]) -> bool:
    """Whether it is the only one of its kind; small counts beside it count something else."""
    return sum(other.kind is quantity.kind for other in among) == 1


def _comparable(one: Quantity, other: Quantity, *, alone: bool) -> bool:
    """Whether two quantities count the same: the same kind, and words in common around them or no others to count."""
    if one.kind is not other.kind:
        # "12 million" without its currency
        return alone and Kind.MONEY in (one.kind, other.kind) and min(one.raw or 0, other.raw or 0) >= _SUM
    if one.heads and other.heads and not one.heads & other.heads:
        return False  # "one station", "two boxes"
    large, small = (
        max(one.stated or one.least, other.stated or other.least),
        min(one.stated or one.least, other.stated or other.least),
    )
    if small and large / small > _SAME_ORDER:
        return False
    return alone or (one.kind is not Kind.LENGTH and bool(one.units & other.units))


def _scope(one: Passage, other: Passage) -> Finding | None:
    words = scope(one, other)
    return Finding(relation=Relation.SCOPE, words=words) if words else None


def _around(passage: Passage, feature: str) -> str:
    """A word of a passage, with the negation before it if there is one."""
    words = passage.words[feature]
    keys = [token.text for token in passage.tokens]
    first = words.split()[0]
    if feature in passage.negated and first in keys:
        i = keys.index(first)
        for back in range(i - 1, max(-1, i - 7), -1):
            if passage.tokens[back].key in _NEGATORS or passage.tokens[back].key.endswith("n't"):
                return words_of(passage.tokens[back : i + 1])
    return f"{passage.denial} … {words}" if passage.denial and feature in passage.negated else words


_NEGATORS = frozenset(
    {"not", "no", "never", "without", "neither", "nor", "none", "nobody", "denied", "denies"}
)


@functools.cache
def _day_words() -> frozenset[str]:
    return frozenset(day.casefold() for day in day_name)
