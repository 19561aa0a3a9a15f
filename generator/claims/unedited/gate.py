"""What the articles say and readers are not shown, being unsure: one gate between reading and choosing.

Comes in: units as they were cut and grouped. Goes out: the ones that pass, without the dates and the company that they
may not keep, and what was withheld, each with its reason.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import fsum, log

from generator.claims.compare.passages import Spot
from generator.claims.compare.updates import changed
from generator.claims.dates import published
from generator.claims.evidence import selectors
from generator.claims.terms import terms
from generator.claims.unedited.background import LONG_BEFORE
from generator.claims.unedited.events import claim_status
from generator.claims.unedited.extracted_claims import Unit
from generator.data import table
from generator.language.lexicon import listed, verbs
from generator.language.spans import begun_within
from generator.language.tokens import CLAUSE_WORDS
from generator.model import (
    ClaimStatus,
    Edtf,
    Reprint,
    Sentence,
    TimexType,
    Withheld,
    WithheldReason,
)

# Of fewer articles than this, all tell of one event.
LONG_STORY = 20
# Words of one report that two sentences share at least, by weight, of the shorter one's: a number alone is no report.
_SHARED = 0.2
# Of articles that appeared further apart, undated sentences are one report only if one prints the other again.
_SAME_NEWS = timedelta(days=3)
_REPRINTED = 0.7
# Days that two accounts of one event may lie apart: the clocks of two continents.
_ONE_DAY = timedelta(days=1)
# A sentence that stands word for word in so many articles, on so many days, belongs to the page.
_STANDING = 3
_FIGURES = re.compile(r"\d[\d,.]*\d|\d")
# A weekday or a month that was read wrongly lies so little before the event; what lies further back was another one.
_MISREAD = timedelta(days=14)
# Words behind "after" among which the event is named.
_NEAR = 5


WITHHELD: Mapping[WithheldReason, str] = {
    WithheldReason.STANDING: "the same words stand in articles of several days: a line of the page",
    WithheldReason.NOTICE: "the text speaks of its own mistakes",
    WithheldReason.AFTER_ARTICLE: "told as past, with a date after its article: shown without the date",
    WithheldReason.BEFORE_CAUSE: "told as what followed the event, with a date before it: shown without the date",
    WithheldReason.OTHER_EVENT: "may tell of another event, or of another time, than what it resembles: told alone",
}
"""What an editor is told of each reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What may be shown, in the articles' order, and what may not."""

    units: tuple[Unit, ...]
    withheld: tuple[Withheld, ...]


def pass_units(
    units: Sequence[Unit],
    copies: Sequence[Reprint],
    day: Callable[[Sequence[Unit]], date | None],
    exclusive: Set[frozenset[Spot]] = frozenset(),
) -> Passed:
    """Hold every unit against the rules of the gate.

    Args:
        units: All that the articles say.
        copies: Which articles print another's text again; such a text is no standing line.
        day: Finds the day of the main event among units.
        exclusive: Pairs of sentences, by where they begin, that cannot carry one statement.
    """
    withheld: list[Withheld] = []
    kept: list[Unit] = []
    for unit, reason in _of_the_page(units, copies):
        if reason is None:
            kept.append(unit)
        else:
            withheld.append(_withheld(unit, reason))
    dated: list[Unit] = []
    main, heads = day(kept), _shared_heads(kept)
    for unit in kept:
        reason = _wrong_date(unit, main, heads)
        if reason is not None:
            withheld.append(_withheld(unit, reason))
        dated.append(replace(unit, date=None) if reason is not None else unit)
    grouped = _one_event_each(dated, exclusive)
    withheld += [
        _withheld(unit, WithheldReason.OTHER_EVENT)
        for before, unit in zip(dated, grouped, strict=True)
        if before.group and not unit.group
    ]
    return Passed(units=tuple(grouped), withheld=tuple(withheld))


def _withheld(unit: Unit, reason: WithheldReason) -> Withheld:
    quote, position = selectors(unit.item.article, unit.core[0].start, unit.end)
    return Withheld(article_id=unit.item.article.id, quote=quote, position=position, reason=reason)


# ---------------------------------------------------------------- what is not the story's


def _of_the_page(
    units: Sequence[Unit], copies: Sequence[Reprint]
) -> Iterator[tuple[Unit, WithheldReason | None]]:
    """Each unit, or what of it is the story's, and what is not with the reason."""
    standing = _standing(units, copies)
    for unit in units:
        own = tuple(part for part in unit.core if _folded(_words(unit, part)) not in standing)
        if _cues("corrections").search(_folded(unit.said)):
            yield unit, WithheldReason.NOTICE
        elif len(own) == len(unit.core):
            yield unit, None
        elif own and own == unit.core[: len(own)]:
            yield replace(unit, core=own), None
            yield replace(unit, core=unit.core[len(own) :], date=None), WithheldReason.STANDING
        else:
            yield unit, WithheldReason.STANDING


def _standing(units: Sequence[Unit], copies: Sequence[Reprint]) -> frozenset[str]:
    """The sentences that stand word for word in articles of several days, none of which prints another again."""
    days: dict[str, set[date]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    again = {copy.article_id for copy in copies}
    for unit in units:
        appeared = published(unit.item.article)
        if unit.item.article.id in again or appeared is None:
            continue
        for part in unit.core:
            line = _folded(_words(unit, part))
            articles[line].add(unit.item.article.id)
            days[line].add(appeared)
            if unit.date:
                told[line].add(unit.date.edtf.text)
    # What is told again with its own day is background, not furniture.
    return frozenset(
        line
        for line in days
        if len(told[line]) != 1 and min(len(days[line]), len(articles[line])) >= _STANDING
    )


def _words(unit: Unit, part: Sentence) -> str:
    return unit.item.article.text[part.start : part.end]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


@functools.cache
def _cues(key: str) -> re.Pattern[str]:
    """The listed words, whole."""
    cues = "|".join(re.escape(cue) for cue in table("context_dependence")[key])
    return re.compile(rf"(?<!\w)(?:{cues})(?!\w)")


# ---------------------------------------------------------------- dates that cannot be


def _wrong_date(unit: Unit, main: date | None, heads: frozenset[str]) -> WithheldReason | None:
    """Why the date of a unit cannot be the day of what it tells."""
    when = unit.date.edtf if unit.date else None
    if when is None:
        return None
    appeared = unit.item.article.date_published.edtf
    past = claim_status(unit.item, unit.core) is ClaimStatus.REPORTED
    if past and appeared and appeared.latest and when.earliest and when.earliest > appeared.latest + _ONE_DAY:
        return None if unit.date and _is_to_come(unit) else WithheldReason.AFTER_ARTICLE
    close = main and when.latest and when.earliest and timedelta(0) < main - when.latest <= _MISREAD
    if close and _follows_main(unit, heads):
        return WithheldReason.BEFORE_CAUSE
    return None


def _is_to_come(unit: Unit) -> bool:
    """Whether the words speak of something to come, whatever the verb's form: "is due on Friday"."""
    said = _folded(unit.said)
    planned = verbs("plans", forms="n")
    return _cues("to_come").search(said) is not None or not planned.isdisjoint(said.split())


def _follows_main(unit: Unit, heads: frozenset[str]) -> bool:
    """Whether a unit tells what followed the main event: "after the quake", by a word of most headlines."""
    words = [match.group() for match in CLAUSE_WORDS.finditer(_folded(unit.said))]
    following = listed("context_dependence", "following")
    return any(
        word in following and heads.intersection(terms(" ".join(words[number + 1 : number + 1 + _NEAR])))
        for number, word in enumerate(words)
    )


def _shared_heads(units: Iterable[Unit]) -> frozenset[str]:
    """The words that most headlines share."""
    heads = {unit.item.article.id: unit.item.article.headline or "" for unit in units}
    counts = Counter(word for head in heads.values() for word in terms(head))
    return frozenset(word for word, count in counts.items() if count > 1 and count * 2 >= len(heads))


# ---------------------------------------------------------------- one event each


def _one_event_each(units: Sequence[Unit], exclusive: Set[frozenset[Spot]]) -> list[Unit]:
    """The units, those that do not tell the same event as the first of their group told apart."""
    groups: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.group:
            groups[unit.group].append(unit)
    rarity = _rarity(units)
    strict = len({unit.item.article.id for unit in units}) >= LONG_STORY
    numbers: dict[str, int] = {}
    following = max(groups, default=0)
    for group, members in groups.items():
        parts = _parts(members, rarity, exclusive, strict=strict)
        for place, part in enumerate(parts):
            if len(part) == 1:
                number = 0
            elif place == 0:
                number = group
            else:
                following += 1
                number = following
            numbers |= {unit.id: number for unit in part}
    return [replace(unit, group=numbers.get(unit.id, 0)) if unit.group else unit for unit in units]


def _rarity(units: Iterable[Unit]) -> dict[str, float]:
    """What each word tells: the less, the more articles use it."""
    used: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        for word in _telling(unit.said):
            used[word].add(unit.item.article.id)
    articles = len(set().union(*used.values())) if used else 0
    return {word: log(1 + articles / len(names)) for word, names in used.items()}


def _parts(
    members: Sequence[Unit], rarity: dict[str, float], exclusive: Set[frozenset[Spot]], *, strict: bool
) -> list[list[Unit]]:
    """A group cut into what tells one event, the largest part first; each member goes where it fits most."""
    parts: list[list[Unit]] = []
    for unit in members:
        if _names_two_times(unit):
            parts.append([unit])
            continue
        fitting = [
            part
            for part in parts
            if not any(_exclude(unit, other, exclusive) for other in part)
            and sum(_is_same(unit, other, rarity, strict=strict) for other in part) * 2 > len(part)
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


def _is_same(one: Unit, other: Unit, rarity: dict[str, float], *, strict: bool) -> bool:
    """Whether two sentences tell one event: their days and, where these do not settle it, their words fit.

    Of the few articles of one event the likeness that grouped them is trusted, but for what lies long before it.
    """
    if _is_update(one, other):
        return False
    share = _share(one, other, rarity)
    mine, theirs = _dated(one), _dated(other)
    if mine and theirs:
        (first, last), (start, end) = mine, theirs
        near = start - last <= _ONE_DAY and first - end <= _ONE_DAY
        return near and (share >= _SHARED or not strict)
    if not strict:
        return share >= _SHARED or not (_long_before(one) or _long_before(other))
    appeared = [published(unit.item.article) for unit in (one, other)]
    if appeared[0] and appeared[1] and abs(appeared[0] - appeared[1]) > _SAME_NEWS:
        return share >= _REPRINTED
    return share >= _SHARED


def _is_update(one: Unit, other: Unit) -> bool:
    """Whether of two articles the newer tells of another state of the thing: "missing", "found alive"."""
    first, second = (published(unit.item.article) for unit in (one, other))
    if first is None or second is None or first == second:
        return False
    old, new = (one, other) if first < second else (other, one)
    return changed(old.said, new.said) is not None


def _share(one: Unit, other: Unit, rarity: dict[str, float]) -> float:
    """The share of what the shorter of two sentences tells that both tell; nothing for figures alone."""
    left, right = (set(_telling(unit.said)) for unit in (one, other))
    shared = left & right
    if not any(word[0].isalpha() for word in shared):
        return 0.0
    sizes = [fsum(rarity.get(word, 0.0) for word in words) for words in (left, right)]
    return fsum(rarity.get(word, 0.0) for word in shared) / (min(sizes) or 1.0)


def _long_before(unit: Unit) -> bool:
    """Whether a unit's own date lies long before its article."""
    dated, appeared = _dated(unit), published(unit.item.article)
    return dated is not None and appeared is not None and appeared - dated[1] > LONG_BEFORE


def _dated(unit: Unit) -> tuple[date, date] | None:
    """The first and the last day that a unit's date leaves."""
    when: Edtf | None = unit.date.edtf if unit.date else None
    first, last = (when.earliest, when.latest) if when else (None, None)
    return (first, last) if first and last else None


def _telling(text: str) -> tuple[str, ...]:
    """The telling words of a text and its figures."""
    return (*terms(text), *_FIGURES.findall(text))
