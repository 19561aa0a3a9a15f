"""The values of a passage in their place: with what stands around them, and what may say what they are of.

Comes in: a passage of a story. Goes out: its figures and points, each with the words around it as they weigh there.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from generator.claims.compare.figures import read_figures
from generator.claims.compare.incompatible import is_past
from generator.claims.compare.likeness import Likeness
from generator.claims.compare.passages import Passage, Spot, surroundings
from generator.claims.compare.points import read_dates, read_points
from generator.claims.compare.values import Value, ValueKind
from generator.claims.dates import published
from generator.claims.terms import term_pattern
from generator.data import table
from generator.known import once
from generator.model import Article

# Letters around a figure among which stand the words that make it the size of a place.
_HOLD_REACHES = 70
# Of more values in one passage nothing is read beside each: it is a list.
MOST_VALUES = 12
# What happened longer before an article is no news, and its figures are counted no more.
_NEWS = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A value in its place.

    Attributes:
        number: Of its passage, among all.
        around: The features of the words around it, each with what it weighs in the story.
        holds: Whether it tells how many live at a place.
        beside: The features of its whole passage, where it is the only value of its kind there; else of ``around``.
        is_old: Whether its passage tells of what happened long before its article.
        kin: All values of its kind and of what it is of in its passage.
    """

    passage: Passage
    number: int
    value: Value
    around: Mapping[str, float]
    beside: Mapping[str, float]
    holds: bool
    is_old: bool
    kin: frozenset[float]

    @property
    def spot(self) -> Spot:
        """Where its passage stands."""
        return self.passage.spot

    @property
    def key(self) -> tuple[str, int, ValueKind]:
        """What tells it from every other value."""
        return self.article_id, self.value.start, self.value.kind

    @property
    def article_id(self) -> str:
        """The article that gives it."""
        return self.passage.article_id


@once
def _read(passage: Passage, text: str) -> tuple[Value, ...]:
    """The values of a passage; a distance from a place is told as that alone."""
    points = (*read_points(passage, text), *read_dates(passage))
    told = {value.start for value in points}
    return (*(value for value in read_figures(passage, text) if value.start not in told), *points)


def counted_values(likeness: Likeness, number: int, article: Article) -> tuple[Counted, ...]:
    """The values of a passage; tolls of what happened long before left out."""
    return tuple(_counted(likeness, number, article))


def _counted(likeness: Likeness, number: int, article: Article) -> Iterator[Counted]:
    passage, text = likeness.passages[number], article.text
    values = _read(passage, text)
    if not values:
        return
    is_old = is_old_news(passage, article)
    beside = surroundings(passage)
    dated = {word for timex in passage.dates for word in timex.text.split()}
    heads = _heads(passage)
    long_after = _long_after().search(text, passage.start, passage.end)
    for value in values:
        of_before = is_old or (long_after is not None and long_after.end() <= value.start)
        if of_before and value.kind is ValueKind.TOLL:
            continue
        # Without what dates have and what other figures count; what cost lives may be counted: "at two mosques".
        others = heads - value.things if value.kind is not ValueKind.TOLL else frozenset[str]()
        near = beside.features(value.start, value.end) - others
        around = {
            name: passage.features[name] * likeness.rarity(name)
            for name in near
            if not dated.issuperset(passage.words[name].split())
        }
        holds = _holds().search(
            text[
                max(passage.start, value.start - _HOLD_REACHES) : min(passage.end, value.end + _HOLD_REACHES)
            ]
        )
        kin = frozenset(
            other.stated for other in values if other.kind is value.kind and other.things & value.things
        )
        yield Counted(
            passage=passage,
            number=number,
            value=value,
            around=around,
            beside=_said_of(likeness, passage, value, values, heads)
            if len(values) <= MOST_VALUES
            else around,
            holds=holds is not None,
            is_old=is_old,
            kin=kin,
        )


def _said_of(
    likeness: Likeness, passage: Passage, value: Value, values: Sequence[Value], heads: Set[str]
) -> dict[str, float]:
    """The words that may say what a value is of: those of its passage, up to other values of its kind."""
    alone = sum(other.kind is value.kind for other in values) == 1
    start, end = (passage.start, passage.end) if alone else _reach(passage, value, values)
    return _beside(likeness, passage, heads, start, end)


def _beside(likeness: Likeness, passage: Passage, heads: Set[str], start: int, end: int) -> dict[str, float]:
    """The words and names of a stretch, but for what its figures count, each with what it weighs in the story."""
    said = {token.text for token in passage.tokens if start <= token.start < end}
    return {
        name: weight * likeness.rarity(name)
        for name, weight in passage.features.items()
        if name[0] in "wen" and name not in heads and not said.isdisjoint(passage.words[name].split())
    }


def _reach(passage: Passage, value: Value, values: Sequence[Value]) -> tuple[int, int]:
    """From the value of its kind before a value to the next one behind it, or the first mark."""
    others = [item for item in values if item.kind is value.kind and item is not value]
    start = max((item.end for item in others if item.end <= value.start), default=passage.start)
    stops = [item.start for item in others if item.start >= value.end]
    stops += [token.start for token in passage.tokens if token.mark and token.start >= value.end]
    return start, min(stops, default=passage.end)


def _heads(passage: Passage) -> frozenset[str]:
    """What all figures of a passage count; the verbs behind them tell what was done."""
    counted = frozenset[str]().union(*(item.heads for item in passage.quantities))
    return frozenset(name for name in counted if not is_past(passage.words.get(name, "")))


@functools.cache
def _long_after() -> re.Pattern[str]:
    return term_pattern(table("states")["beside_tolls"]["before"])


@functools.cache
def _holds() -> re.Pattern[str]:
    return term_pattern(table("states")["holds"]["words"])


def is_long_before(passage: Passage, day: date) -> bool:
    """Whether a passage tells of another time than the days before one; "since 1955" goes back far."""
    ends = [timex.edtf.latest or timex.edtf.earliest for timex in passage.dates if timex.edtf]
    known = [end for end in ends if end]
    return bool(known) and max(known) < day - _NEWS


def is_old_news(passage: Passage, article: Article) -> bool:
    """Whether a passage tells of what happened long before its article."""
    day = published(article)
    return day is not None and is_long_before(passage, day)


class Given:
    """Which values each article gives, and for what; those that it tells as earlier ones left out."""

    def __init__(self, every: Sequence[Counted], articles: Mapping[str, Article]) -> None:
        self._things: dict[tuple[str, float], list[Value]] = {}
        self._times = Counter((item.article_id, thing) for item in every for thing in item.value.things)
        self._strongest: dict[str, float] = {}
        for item in every:
            if item.value.kind is ValueKind.MAGNITUDE and not item.is_old:
                known = self._strongest.get(item.article_id, 0.0)
                self._strongest[item.article_id] = max(known, item.value.stated)
        earlier: dict[Spot, int] = {}
        for item in every:
            if item.spot not in earlier:
                text = articles[item.article_id].text
                found = _earlier().search(text, item.passage.start, item.passage.end)
                earlier[item.spot] = found.start() if found else item.passage.end
            if item.value.start <= earlier[item.spot]:
                self._things.setdefault((item.article_id, item.value.stated), []).append(item.value)

    def once(self, one: Counted, other: Counted) -> bool:
        """Whether each article counts what both count this once."""
        things = one.value.things & other.value.things
        return all(
            sum(self._times[item.article_id, thing] for thing in things) == len(things)
            for item in (one, other)
        )

    def strongest(self, one: Counted, other: Counted) -> bool:
        """Whether two values are of the strongest quake of which each article tells as news."""
        return one.value.kind is ValueKind.MAGNITUDE and all(
            self._strongest.get(item.article_id) == item.value.stated for item in (one, other)
        )

    def both(self, one: Counted, other: Counted) -> bool:
        """Whether one of the articles gives the other's value too: then each speaks of two things."""
        return self._has(one, other.value) or self._has(other, one.value)

    def _has(self, counted: Counted, value: Value) -> bool:
        same = self._things.get((counted.article_id, value.stated), ())
        return any(item.things & value.things for item in same)


@functools.cache
def _earlier() -> re.Pattern[str]:
    return term_pattern(table("quantity_words")["as_of"]["earlier"])
