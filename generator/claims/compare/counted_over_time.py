"""How two values stand by the days of their articles: whether they differ, or the later one is an update.

Comes in: two values of one thing, of two articles. Goes out: the pair in the order of its days with its relation, or
nothing where both may be right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.claims.compare.counted_values import Counted, is_long_before
from generator.claims.compare.figures import ABOARD
from generator.claims.compare.passages import Passage, Spot
from generator.claims.compare.updates import may_fall, may_grow
from generator.claims.compare.values import Value, ValueKind, is_far_more
from generator.claims.dates import published
from generator.model import Article, Relation

# When, where and of what sort something is.
_NO_FIGURES = (ValueKind.CLOCK, ValueKind.WAY, ValueKind.BEGUN, ValueKind.DATED, ValueKind.ATTRIBUTE)
# What may be counted again; and what may be another number by another day.
_COUNTED = (ValueKind.TOLL, ValueKind.SUM)
_OF_A_DAY = (*_COUNTED, ValueKind.COUNT, ValueKind.PEOPLE, ValueKind.SHARE)
_A_DAY = timedelta(days=1)
# Tolls that are counted on, in whatever words.
_GROWING = frozenset({"t:dead", "t:hurt", "t:rescued", "t:arrested", "t:infected", "t:ill"})
# Later than that a figure tells of another state of things.
_DAYS = timedelta(days=5)

CountedPair = tuple[Counted, Counted, Relation]
"""Two values of one thing, and whether they differ or the second is an update of the first."""


def told_next_day(one: Counted, other: Counted, articles: Mapping[str, Article]) -> CountedPair | None:
    """Counts that two outlets give on two days in a row, as they differ where they are not counted on."""
    outlets = (articles[item.article_id] for item in (one, other))
    kinds = (ValueKind.COUNT, ValueKind.PEOPLE)
    if one.value.kind not in kinds or _of_one_outlet(*outlets) or not of_next_day(one, other, articles):
        return None
    return one, other, Relation.NUMBER


def by_two_voices(one: Counted, other: Counted) -> bool:
    """Whether an article attributes counts to two: "eight French victims" to a government, "seven" to an airline."""
    mine, theirs = one.passage.voices, other.passage.voices
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def fates(one: Counted, other: Counted) -> frozenset[str]:
    """What both of two figures count somebody as: dead, hurt; how many were on board is no such thing."""
    return frozenset(thing for thing in one.value.things & other.value.things if thing[:2] == "t:") - {ABOARD}


def of_next_day(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two articles are of days that follow each other, and count what is not counted on."""
    days = [published(articles[item.article_id]) for item in (one, other)]
    if not days[0] or not days[1] or abs(days[0] - days[1]) > _A_DAY:
        return False
    return not any(may_grow(_near(item)) or may_fall(_near(item)) for item in (one, other))


def of_one_day(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two articles are known to be of the same day."""
    days = [published(articles[item.article_id]) for item in (one, other)]
    return days[0] is not None and days[0] == days[1]


def in_time(one: Counted, other: Counted, articles: Mapping[str, Article]) -> CountedPair | None:
    """How two values stand: two outlets differ of about the same days; what is counted again later is an update."""
    mine, theirs = articles[one.article_id], articles[other.article_id]
    days = published(mine), published(theirs)
    if days[0] and days[1] and days[0] != days[1]:
        if abs(days[0] - days[1]) > _DAYS:
            return None
        older, newer = (one, other) if days[0] < days[1] else (other, one)
        counted_again = _may_be_counted_again(older, newer, min(days[0], days[1]))
        if counted_again:
            return older, newer, Relation.UPDATE
        # What both tell of one day has not grown since.
        if counted_again is False and not _share_a_day(one.passage, other.passage):
            return (older, newer, Relation.UPDATE) if one.value.kind in _COUNTED else None
    undated = not all(days) and one.value.kind in _OF_A_DAY and not _share_a_day(one.passage, other.passage)
    if undated or _of_one_outlet(mine, theirs) or not _holds_still(one, other, articles):
        # Of articles of days that nobody knows one may have counted later.
        return None
    if any(_lies_ahead(*pair) or _is_gone_by(*pair) for pair in ((one, days[1]), (other, days[0]))):
        return None
    return one, other, Relation.TENSION if one.value.kind in _NO_FIGURES else Relation.NUMBER


def _is_gone_by(one: Counted, appeared: date | None) -> bool:
    """Whether the days of a plan lie before another article, which tells of the next: "in court on Wednesday"."""
    days = [timex.edtf.latest for timex in one.passage.dates if timex.edtf and timex.edtf.latest]
    return appeared is not None and bool(days) and one.passage.planned and max(days) < appeared


def _lies_ahead(one: Counted, appeared: date | None) -> bool:
    """Whether all days that a value's passage names lie after the day of an article, which cannot tell of them."""
    days = [timex.edtf.earliest for timex in one.passage.dates if timex.edtf and timex.edtf.earliest]
    return appeared is not None and bool(days) and not one.passage.planned and min(days) > appeared


def of_few_days(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two articles are of two outlets and of near days; where one is not known, it may have counted later."""
    mine, theirs = articles[one.article_id], articles[other.article_id]
    days = published(mine), published(theirs)
    if not days[0] or not days[1]:
        return one.value.kind not in _OF_A_DAY and not _of_one_outlet(mine, theirs)
    return abs(days[0] - days[1]) <= _DAYS and not _of_one_outlet(mine, theirs)


def _of_one_outlet(one: Article, other: Article) -> bool:
    return bool(one.publisher) and one.publisher == other.publisher


def _holds_still(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two values are of one state of things.

    A toll changes by the hour: of one day two voices differ on it, or two figures of which neither is "at least".
    """
    if one.value.kind is not ValueKind.TOLL and not fates(one, other):
        return True
    return of_one_day(one, other, articles) and (by_two_voices(one, other) or exclude(one.value, other.value))


def exclude(one: Value, other: Value) -> bool:
    """Whether two counts have no number in common that both may be: "at least four", "three"."""
    mine, theirs = one.quantity, other.quantity
    if mine is None or theirs is None:
        return False
    return not is_far_more(one, other) and (mine.least > theirs.most or theirs.least > mine.most)


def spots_apart(pairs: Sequence[CountedPair]) -> frozenset[frozenset[Spot]]:
    """The pairs of passages of which neither bears the other out; a later 15 bears out "at least 12"."""
    return frozenset(
        frozenset((one.spot, other.spot))
        for one, other, relation in pairs
        if one.spot != other.spot and (relation is not Relation.UPDATE or exclude(one.value, other.value))
    )


def _share_a_day(one: Passage, other: Passage) -> bool:
    """Whether two passages date what they tell, and by one day."""
    mine, theirs = (
        {timex.edtf.text for timex in part.dates if timex.edtf and timex.edtf.earliest == timex.edtf.latest}
        for part in (one, other)
    )
    return not mine.isdisjoint(theirs)


def _may_be_counted_again(older: Counted, newer: Counted, day: date) -> bool | None:
    """Whether a later figure is of what is counted on; ``None`` where it cannot be, so that the two may differ.

    Args:
        older: The figure of the older article.
        newer: That of the newer one.
        day: The day of the older article.
    """
    long_ago = any(is_long_before(item.passage, day) for item in (older, newer))
    if not older.value.quantity or long_ago or (older.holds and newer.holds) or _is_measured(older.value):
        return None
    rises = older.value.stated < newer.value.stated
    return _is_counted_by_the_day(older, newer, rises=rises) or (False if rises else None)


def _is_counted_by_the_day(older: Counted, newer: Counted, *, rises: bool) -> bool:
    """Whether two figures are of what rises, or falls, from day to day: a toll in whatever words, the missing."""
    # "t:dead w:worker" are dead too.
    fate = {thing.split()[0] for thing in older.value.things & newer.value.things}
    if rises and not _GROWING.isdisjoint(fate):
        return True
    return all((may_grow if rises else may_fall)(_near(item)) for item in (older, newer))


def _is_measured(value: Value) -> bool:
    """Whether a value is how long something lasted or how far it is, which is not counted on."""
    return value.kind in (ValueKind.DISTANCE, ValueKind.LASTING)


def _near(item: Counted) -> list[str]:
    """The words of the clause around a value, up to a mark."""
    tokens = item.passage.tokens
    at = [number for number, token in enumerate(tokens) if token.start < item.value.end]
    first = last = at[-1] if at else 0
    while first > 0 and not tokens[first - 1].mark:
        first -= 1
    while last + 1 < len(tokens) and not tokens[last + 1].mark:
        last += 1
    return [token.key for token in tokens[first : last + 1]]
