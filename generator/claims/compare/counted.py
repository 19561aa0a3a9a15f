"""Where articles surely differ on one thing: passages in, pairs of values out that cannot both be right.

Two values are of one thing when they count the same noun, or are of one kind, and the words around them are mostly the
same. That the articles differ is sure only where neither gives the other's value too; a larger count of later days is
an update.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from generator.claims.compare.figures import CROWD, is_toll_word, read_figures
from generator.claims.compare.incompatible import dates_apart, is_past
from generator.claims.compare.likeness import Likeness
from generator.claims.compare.passages import Passage, Spot, surroundings
from generator.claims.compare.points import read_dates, read_points
from generator.claims.compare.roles import Roles, Subjects
from generator.claims.compare.updates import may_fall, may_grow
from generator.claims.compare.values import Value, ValueKind, differ, is_measured_alone
from generator.claims.dates import published
from generator.claims.terms import term_pattern
from generator.data import table
from generator.known import once
from generator.language.lexicon import listed
from generator.language.phrases import stem
from generator.language.quantities import Kind, within
from generator.model import Article, PlaceKind, Relation

# What two values have around them in common beside what they count: so much weight, and this share of all of it.
_WEIGHT = 0.7
_SHARE = 0.42
# The weight where other names stand around the one than around the other.
_OTHER_NAMES = 1.4
# How likely two sentences tell the same, of which each gives a value with no noun of its own: a time or a direction;
# of a document with its pages, what is said is enough.
_LIKENESS = {
    ValueKind.CLOCK: 0.5,
    ValueKind.WAY: 0.5,
    ValueKind.DISTANCE: 0.5,
    ValueKind.BEGUN: 0.5,
    ValueKind.ATTRIBUTE: 0.2,
    ValueKind.MAGNITUDE: 0.5,
    ValueKind.DATED: 0.85,
    ValueKind.AGE: 0.0,
}
# How likely two sentences are one report that give counts of the same; of a place that both name, that is enough.
_SAME_COUNT, _SAME_REPORT, _SURELY_SAME = 0.55, 0.6, 0.85
# What the words weigh that stand around two values and around no other of their kind in their articles.
_ROLE = {ValueKind.SHARE: 0.7, ValueKind.SUM: 0.7, ValueKind.LASTING: 0.7, ValueKind.BEGUN: 1.0, ValueKind.DATED: 1.2, ValueKind.COUNT: 1.0, ValueKind.CLOCK: 1.5, ValueKind.PEOPLE: 1.0, ValueKind.ATTRIBUTE: 0.7}
# What such sentences have in common beside what is counted.
_REPORT_WEIGHT = 1.0
# What stands around figures that nothing but their sentences says the things of.
_AROUND_PLACE = 0.5
# How alike two sentences are of which each has the one time of day of its article.
_TIMED_ONCE = 0.05
# How alike two sentences are that count what their articles, of one day, count nowhere else.
_COUNTED_ONCE = 0.3
# When, where and of what sort something is.
_NO_FIGURES = (ValueKind.CLOCK, ValueKind.WAY, ValueKind.BEGUN, ValueKind.DATED, ValueKind.ATTRIBUTE)
# What may be counted again; and what may be another number by another day.
_COUNTED = (ValueKind.TOLL, ValueKind.SUM)
_OF_A_DAY = (*_COUNTED, ValueKind.COUNT, ValueKind.PEOPLE, ValueKind.SHARE)
# Of these the days say nothing: what is dated, and how old somebody is.
_OF_ANY_TIME = (ValueKind.DATED, ValueKind.BEGUN, ValueKind.AGE)
# What a plan and a report tell alike: when something began, what is paid.
_OF_ANY_TENSE = (ValueKind.BEGUN, ValueKind.SUM)
_A_DAY = timedelta(days=1)
# What the words weigh that stand around counts of days that follow each other.
_BESIDE_ONCE = 0.5
# What is told of a story's event in whatever place it is told.
_OF_THE_EVENT = (ValueKind.TOLL, ValueKind.CLOCK, ValueKind.MAGNITUDE, ValueKind.WAY, ValueKind.DISTANCE)
# Tolls that are counted on, in whatever words.
_GROWING = frozenset({"t:dead", "t:hurt", "t:rescued", "t:arrested", "t:infected"})
_SPANS = (ValueKind.DATED, ValueKind.BEGUN)
_SPANS_REACH = 5 * 366
_CLOCKS_REACH = 120
# What a value counts for that its sentence says all of.
_KNOWN = 0.01
_OF_SENTENCES = (ValueKind.PEOPLE, ValueKind.SHARE, ValueKind.SUM)
_OF_WHOLE_SENTENCES = (*_OF_SENTENCES, ValueKind.LASTING)
# What tolls have in common, whose event is told elsewhere in the article.
_TOLL_WEIGHT = 0.3
# Later than that a figure tells of another state of things.
_DAYS = timedelta(days=5)
# What happened longer before an article is no news, and its figures are counted no more.
_NEWS = timedelta(days=30)
# Each value is held against so many before it that are of the same.
_WINDOW = 24
# Letters around a figure among which stand the words that make it the size of a place.
_HOLD_REACHES = 70


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


CountedPair = tuple[Counted, Counted, Relation]
"""Two values of one thing, and whether they differ or the second is an update of the first."""


def differing_figures(likeness: Likeness, articles: Mapping[str, Article]) -> tuple[CountedPair, ...]:
    """Pairs of values of one thing that differ, in the order of the passages; of each thing the likeliest.

    Args:
        likeness: Of the story's passages, in the order of the articles and their texts.
        articles: Those they stand in, by their ids.
    """
    every = [
        item
        for number, passage in enumerate(likeness.passages)
        if not passage.heading and not passage.unknown
        for item in _values(likeness, number, articles[passage.article_id])
    ]
    given, most, roles = _Given(every, articles), _totals(every), Roles(every)
    found: dict[tuple[str, str, float, float], tuple[float, CountedPair]] = {}
    subjects = Subjects(likeness.passages)
    for one, other in _candidates(every, most):
        if one.value.kind not in _OF_THE_EVENT and (
            _in_other_towns(one, other)
            or (subjects.differ(one.article_id, other.article_id) and not _share_a_name(one, other))
        ):
            continue
        pair, weight = _judged(one, other, likeness, given, articles, roles)
        if not pair or not weight:
            continue
        if pair[2] is Relation.UPDATE and not (_is_total(one, most) and _is_total(other, most)):
            continue
        key = (one.article_id, other.article_id, one.value.stated, other.value.stated)
        if weight > found.get(key, (0.0, pair))[0]:
            found[key] = (weight, pair)
    return tuple(pair for _, pair in found.values())


def _judged(
    one: Counted, other: Counted, likeness: Likeness, given: _Given, articles: Mapping[str, Article], roles: Roles
) -> tuple[CountedPair | None, float]:
    """How two values stand, and how surely they are of one thing."""
    if one.article_id == other.article_id:
        pair = one, other, Relation.NUMBER
        return pair, _of_one_thing(one, other, likeness, Relation.NUMBER)
    if given.both(one, other):
        return None, 0.0
    found = _in_time(one, other, articles)
    of_one_tense = _is_planned(one) == _is_planned(other) or one.value.kind is ValueKind.BEGUN
    weight = _of_one_thing(one, other, likeness, found[2]) if found and of_one_tense else 0.0
    if not weight:
        told = found or _told_next_day(one, other, articles)
        weight = _in_one_role(one, other, roles) if told else 0.0
        found = told if weight else found
    if not weight and given.strongest(one, other) and _of_few_days(one, other, articles):
        return found, _KNOWN
    if weight or not of_one_tense or not given.once(one, other) or not _of_few_days(one, other, articles):
        return found, weight
    if one.value.kind is ValueKind.TOLL or _is_counted_on(one, other):
        return found, _counted_on(one, other, found, articles)
    if one.value.kind is ValueKind.CLOCK:
        score = likeness.score(*sorted((one.number, other.number)))
        return found, score if score >= _TIMED_ONCE else 0.0
    of_one_day = _of_one_day(one, other, articles)
    of_next_day = not (found and found[2] is Relation.UPDATE) and _of_next_day(one, other, articles, roles)
    if of_one_day and CROWD in one.value.things & other.value.things:
        return found or (one, other, Relation.NUMBER), _KNOWN
    return found or (one, other, Relation.NUMBER), _counted_alike(one, other, likeness, of_one_day=of_one_day or of_next_day)


def _in_one_role(one: Counted, other: Counted, roles: Roles) -> float:
    """What the words weigh by which two articles tell the same of two values; 0 where that is too little."""
    least = _ROLE.get(one.value.kind)
    dated = one.passage.dates and other.passage.dates and one.value.kind not in _OF_ANY_TIME
    of_two_times = dated and one.is_old != other.is_old
    if least is None or of_two_times or _elsewhere(one.passage, other.passage):
        return 0.0
    if one.value.kind is ValueKind.CLOCK:
        far = abs(one.value.stated - other.value.stated) > _CLOCKS_REACH
    elif one.value.kind in _SPANS:
        far = abs(one.value.stated - other.value.stated) > _SPANS_REACH
    else:
        small, large = sorted((one.value.stated, other.value.stated))
        far = large > 2 * small or any(
            item.value.quantity and not item.value.quantity.least for item in (one, other)
        )
    timed = one.value.kind is ValueKind.CLOCK
    weight = 0.0 if far else roles.shared(one, other, "wen" if timed else "we")
    if "k:year" in one.value.things & other.value.things and not far and _made_in(one) & _made_in(other):
        return weight  # "founded in 2011", "founded in 2009"
    return weight if weight >= least else 0.0


def _made_in(item: Counted) -> frozenset[str]:
    """The features of the verb that stands right before a year: "founded in 2011"."""
    before = [token for token in item.passage.tokens if token.end <= item.value.start][-2:]
    if len(before) < 2 or before[1].key != "in" or not is_past(before[0].key):
        return frozenset()
    return frozenset(name for name in item.beside if before[0].text in item.passage.words[name].split())


def _share_a_name(one: Counted, other: Counted) -> bool:
    """Whether the passages of two values have a name in common."""
    return not _names(one.passage.features).isdisjoint(_names(other.passage.features))


def _in_other_towns(one: Counted, other: Counted) -> bool:
    """Whether the passages of two values name towns, and none that both name."""
    mine, theirs = (
        {place.name for place in item.passage.places if place.kind is PlaceKind.TOWN} for item in (one, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _is_planned(item: Counted) -> bool:
    """Whether a value is of what is to come."""
    return within(item.value.start, item.passage.plans)


def _told_next_day(one: Counted, other: Counted, articles: Mapping[str, Article]) -> CountedPair | None:
    """Counts of articles of two days that follow each other, as they differ where they are not counted on."""
    days = [published(articles[item.article_id]) for item in (one, other)]
    near = days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= _A_DAY
    if not near or one.value.kind not in (ValueKind.COUNT, ValueKind.PEOPLE):
        return None
    return one, other, Relation.NUMBER


@once
def _read(passage: Passage, text: str) -> tuple[Value, ...]:
    """The values of a passage; a distance from a place is told as that alone."""
    points = (*read_points(passage, text), *read_dates(passage))
    told = {value.start for value in points}
    return (*(value for value in read_figures(passage, text) if value.start not in told), *points)


def _values(likeness: Likeness, number: int, article: Article) -> Iterator[Counted]:
    """The values of a passage; tolls of what happened long before left out."""
    passage, text = likeness.passages[number], article.text
    values = _read(passage, text)
    if not values:
        return
    is_old = is_old_news(passage, article)
    beside = surroundings(passage)
    dated = {word for timex in passage.dates for word in timex.text.split()}
    heads = _heads(passage)
    for value in values:
        if is_old and value.kind is ValueKind.TOLL:
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
        alone = sum(other.kind is value.kind for other in values) == 1
        yield Counted(
            passage=passage,
            number=number,
            value=value,
            around=around,
            beside=_beside(likeness, passage, heads, *((passage.start, passage.end) if alone else _reach(passage, value, values))),
            holds=holds is not None,
            is_old=is_old,
            kin=kin,
        )


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


def _candidates(
    every: Sequence[Counted], most: Mapping[tuple[str, str], float]
) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of values of the same that cannot both be right: of two articles, or of two voices in one."""
    before: dict[tuple[str, bool], list[Counted]] = {}
    for mine in every:
        # What is planned is held against what is planned.
        planned = mine.value.kind not in _OF_ANY_TENSE and within(mine.value.start, mine.passage.plans)
        keys = [(thing, planned) for thing in mine.value.things]
        if mine.value.kind is ValueKind.TOLL and not _is_total(mine, most):
            continue
        known = {id(item): item for key in keys for item in before.get(key, ())[-_WINDOW:]}
        yield from ((item, mine) for item in known.values() if _differ(item, mine))
        for key in keys:
            before.setdefault(key, []).append(mine)


def _totals(every: Sequence[Counted]) -> dict[tuple[str, str], float]:
    """The largest figure of each thing in each article: smaller ones are of a part, or of another event."""
    most: dict[tuple[str, str], float] = {}
    for item in every:
        for thing in item.value.things:
            key = item.article_id, thing
            most[key] = max(most.get(key, 0.0), item.value.stated)
    return most


def _is_total(item: Counted, most: Mapping[tuple[str, str], float]) -> bool:
    """Whether a figure is the largest of what it counts in its article."""
    fates = {thing for thing in item.value.things if thing[:2] == "t:"}
    return all(most[item.article_id, thing] == item.value.stated for thing in fates or item.value.things)


def _differ(one: Counted, other: Counted) -> bool:
    if one.value.kind is not other.value.kind:
        return False
    counts = one.value.kind is ValueKind.COUNT
    if one.article_id == other.article_id and not (counts and _by_two_voices(one, other)):
        return False
    things = one.value.things, other.value.things
    fates = [{thing for thing in part if thing[:2] == "t:"} for part in things]
    if all(fates) and fates[0].isdisjoint(fates[1]):
        return False  # "two sailors drowned", "three sailors were hurt"
    if is_measured_alone(things[0] & things[1]) and not any(map(is_measured_alone, things)):
        return False  # "a 30-foot wave", "a 10-foot ladder"
    if _tells_too(one, other) or _tells_too(other, one) or _may_be_part(one.value, other.value):
        return False
    # The dates last: a passage may have thousands.
    return differ(one.value, other.value) and (
        one.value.kind in _OF_ANY_TIME
        or _is_counted_anew(one)
        or _is_counted_anew(other)
        or not dates_apart(one.passage, other.passage)
    )


def _is_counted_anew(item: Counted) -> bool:
    """Whether the date of a toll's passage may be the count's and not the event's: "the toll rose to 19 on Monday"."""
    moved = listed("states", "beside_tolls", "moved")
    return item.value.kind is ValueKind.TOLL and any(token.key in moved for token in item.passage.tokens)


def _may_be_part(one: Value, other: Value) -> bool:
    """Whether the smaller of two counts is of a narrower thing: "12 crew", "10 cabin crew"."""
    small, large = sorted((one, other), key=lambda value: value.stated)
    if one.kind is not ValueKind.COUNT or small.quantity is None:
        return False
    # The word right behind the figure: "cabin".
    behind = small.words[len(small.quantity.words) :].split()[:1]
    return any(f"w:{stem(word.casefold())}" in small.things - large.things for word in behind)


def _tells_too(one: Counted, other: Counted) -> bool:
    """Whether the sentence of one length of time has the other's too: "mayor for ten years, was jailed for four"."""
    return one.value.kind is ValueKind.LASTING and any(
        item.kind is Kind.LENGTH and item.stated == one.value.stated for item in other.passage.quantities
    )


def _by_two_voices(one: Counted, other: Counted) -> bool:
    """Whether an article attributes counts to two: "eight French victims" to a government, "seven" to an airline."""
    mine, theirs = one.passage.voices, other.passage.voices
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _of_one_thing(one: Counted, other: Counted, likeness: Likeness, relation: Relation) -> float:
    """How much two values have around them in common, beside what they count; 0 where that is too little."""
    timed = one.value.quantity or one.value.kind is ValueKind.MAGNITUDE
    of_two_times = timed and one.is_old != other.is_old and not (one.holds and other.holds)
    if of_two_times or _elsewhere(one.passage, other.passage):
        return 0.0
    score = likeness.score(*sorted((one.number, other.number)))
    least = _LIKENESS.get(one.value.kind)
    if one.value.kind is ValueKind.DATED and not _is_only_date(one, other):
        return 0.0
    if one.value.kind is ValueKind.ATTRIBUTE and not any(" " in name for name in one.value.things & other.value.things):
        return 0.0  # "a two-day strike", "three-day talks"
    if least is not None:
        # How far a place is from another is told of it anywhere.
        of_one_place = one.value.kind is ValueKind.DISTANCE and _names(one.around) & _names(other.around)
        return (score or _KNOWN) if of_one_place or score >= least else 0.0
    shared = {name: min(one.around[name], other.around[name]) for name in one.around.keys() & other.around}
    things = one.value.things & other.value.things
    weight = fsum(value for name, value in shared.items() if name not in things)
    again = relation is Relation.UPDATE and score >= _SAME_COUNT
    if again and any(name[0] == "n" for name in shared):
        return score  # counted again at the same place
    if (relation is Relation.NUMBER or one.value.kind is ValueKind.SUM) and (
        _in_one_report(one, other, likeness, score)
        or (score >= _SAME_REPORT and _fill_one_place(one, other, shared))
    ):
        return score
    if one.value.kind in _OF_SENTENCES:
        return 0.0
    if _live_at_one_place(one, other):
        return max(weight, _WEIGHT)
    if one.value.kind is ValueKind.TOLL:
        return _of_one_toll(one, other, shared)
    return _weighed(one, other, weight)


def _is_only_date(one: Counted, other: Counted) -> bool:
    """Whether each of two dates is the only one of its sort in its passage; years are of anything."""
    return "k:year" not in one.value.things and len(one.kin) == len(other.kin) == 1


def _are_alone(one: Counted, other: Counted) -> bool:
    """Whether two values are the only ones of their kind of their sentences, but for those that both sentences have."""
    return len(one.kin - other.kin) == len(other.kin - one.kin) == 1


def _fill_one_place(one: Counted, other: Counted, shared: Mapping[str, float]) -> bool:
    """Whether two figures stand alone of their kind in sentences of one report, with the same words around them."""
    around = fsum(
        weight for name, weight in shared.items() if name[0] in "we" and name not in one.value.things
    )
    return _are_alone(one, other) and around >= _AROUND_PLACE


def _counted_on(
    one: Counted, other: Counted, found: CountedPair | None, articles: Mapping[str, Article]
) -> float:
    """What the later toll of two counts for that each article gives once: it is of the story's event.

    It is not where either names what the other article does not speak of.
    """
    if found is None or found[2] is not Relation.UPDATE or _elsewhere(one.passage, other.passage):
        return 0.0
    known = all(
        mine.passage.words[name].casefold() in articles[theirs.article_id].text.casefold()
        for mine, theirs in ((one, other), (other, one))
        for name in _names(mine.around)
    )
    return _KNOWN if known else 0.0


def _is_counted_on(one: Counted, other: Counted) -> bool:
    """Whether two counts are of what is counted on by its nature: bodies, cases."""
    nouns = {name[2:] for name in one.value.things & other.value.things if name[:2] == "w:"}
    return one.value.kind is ValueKind.COUNT and any(
        stem(word) in nouns for word in listed("states", "counts", "grow")
    )


def _counted_alike(one: Counted, other: Counted, likeness: Likeness, *, of_one_day: bool) -> float:
    """How alike two sentences are that count one thing, where that is enough for what each article counts once.

    On another day more of it must be the same, and a name.
    """
    things = one.value.things & other.value.things
    counts = one.value.kind is ValueKind.COUNT and min(one.value.stated, other.value.stated) > 1
    if not counts or is_measured_alone(things) or _elsewhere(one.passage, other.passage):
        return 0.0
    if any(_doubtful().search(item.value.words) or item.is_old for item in (one, other)):
        return 0.0
    score = likeness.score(*sorted((one.number, other.number)))
    if of_one_day:
        return score if score >= _COUNTED_ONCE else 0.0
    if score < _SAME_REPORT:
        return 0.0
    named = _names(one.passage.features) & _names(other.passage.features)
    return score if named else 0.0


def _of_next_day(one: Counted, other: Counted, articles: Mapping[str, Article], roles: Roles) -> bool:
    """Whether two articles are of days that follow each other, and count what is counted once."""
    days = [published(articles[item.article_id]) for item in (one, other)]
    near = bool(days[0] and days[1]) and abs(days[0] - days[1]) <= _A_DAY
    return near and roles.shared(one, other) >= _BESIDE_ONCE and not any(may_grow(_near(item)) or may_fall(_near(item)) for item in (one, other))


def _of_one_day(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two articles are known to be of the same day."""
    days = [published(articles[item.article_id]) for item in (one, other)]
    return days[0] is not None and days[0] == days[1]


@functools.cache
def _doubtful() -> re.Pattern[str]:
    return term_pattern(table("states")["beside_tolls"]["supposed"])


def _live_at_one_place(one: Counted, other: Counted) -> bool:
    """Whether two figures tell how many live at a place that both sentences name."""
    things = one.value.things & other.value.things
    if not (one.holds and other.holds) or is_measured_alone(things):
        return False
    return bool(_names(one.passage.features) & _names(other.passage.features))


def _weighed(one: Counted, other: Counted, weight: float) -> float:
    """What two values have in common, where it is much in itself and of all that stands around them."""
    names = _names(one.around), _names(other.around)
    apart = all(names) and names[0].isdisjoint(names[1])
    least = min(fsum(one.around.values()), fsum(other.around.values()))
    return weight if weight >= max(_OTHER_NAMES if apart else _WEIGHT, _SHARE * least) else 0.0


def _in_one_report(one: Counted, other: Counted, likeness: Likeness, score: float) -> bool:
    """Whether two counts stand in sentences that tell the same, and much of it, wherever in the sentence."""
    things = one.value.things & other.value.things
    counts = one.value.kind is ValueKind.COUNT and not is_measured_alone(things)
    alone = one.value.kind in _OF_WHOLE_SENTENCES and _are_alone(one, other) and score >= _SURELY_SAME
    if not (counts or alone) or min(one.value.stated, other.value.stated) <= 1:
        return False
    mine, theirs = one.passage.features, other.passage.features
    shared = [name for name in mine.keys() & theirs if name[0] in "wen" and name not in things]
    if score >= _SURELY_SAME and _names(dict.fromkeys(shared, 0.0)):
        return True
    weight = fsum(min(mine[name], theirs[name]) * likeness.rarity(name) for name in shared)
    return score >= _SAME_REPORT and weight >= _REPORT_WEIGHT


def _of_one_toll(one: Counted, other: Counted, shared: Mapping[str, float]) -> float:
    """How much two tolls have in common of what cost the lives: the place, and a word for the event."""
    names, places = (_names(one.around), _names(other.around)), (one.passage.places, other.passage.places)
    if any(all(pair) and set(pair[0]).isdisjoint(pair[1]) for pair in (names, places)):
        return 0.0
    words = one.passage.words
    event = fsum(
        value
        for name, value in shared.items()
        if name[0] in "we" and not is_toll_word(words[name].casefold())
    )
    return event if event >= _TOLL_WEIGHT else 0.0


def _names(features: Mapping[str, float]) -> frozenset[str]:
    """The names that are no country's."""
    return frozenset(name for name in features if name[0] == "n" and name[2] != "@")


def _elsewhere(one: Passage, other: Passage) -> bool:
    """Whether two passages name countries, and none that both name."""
    mine, theirs = (
        {name for name in part.features if name[0] == "c" or name[:3] == "n:@"} for part in (one, other)
    )
    return bool(mine and theirs) and not {name[-2:] for name in mine} & {name[-2:] for name in theirs}


@functools.cache
def _holds() -> re.Pattern[str]:
    return term_pattern(table("states")["holds"]["words"])


class _Given:
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


def _in_time(one: Counted, other: Counted, articles: Mapping[str, Article]) -> CountedPair | None:
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
    return one, other, Relation.TENSION if one.value.kind in _NO_FIGURES else Relation.NUMBER


def _of_few_days(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two articles are of two outlets and of near days; where one is not known, it may have counted later."""
    mine, theirs = articles[one.article_id], articles[other.article_id]
    days = published(mine), published(theirs)
    if not days[0] or not days[1]:
        return one.value.kind not in _OF_A_DAY and not _of_one_outlet(mine, theirs)
    return abs(days[0] - days[1]) <= _DAYS and not _of_one_outlet(mine, theirs)


def _of_one_outlet(one: Article, other: Article) -> bool:
    return bool(one.publisher) and one.publisher == other.publisher


def _holds_still(one: Counted, other: Counted, articles: Mapping[str, Article]) -> bool:
    """Whether two values are of one state of things: a toll changes by the hour, told by one voice."""
    if one.value.kind is not ValueKind.TOLL:
        return True
    return _of_one_day(one, other, articles) and _by_two_voices(one, other)


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
    long_ago = _is_long_before(older.passage, day) or _is_long_before(newer.passage, day)
    if not older.value.quantity or long_ago or (older.holds and newer.holds) or _is_measured(older.value):
        return None
    rises = older.value.stated < newer.value.stated
    counted_on = rises and not _GROWING.isdisjoint(older.value.things & newer.value.things)
    if counted_on or all((may_grow if rises else may_fall)(_near(item)) for item in (older, newer)):
        return True
    return False if rises else None


def _is_measured(value: Value) -> bool:
    """Whether a value is how long something lasted or how far it is, which is not counted on."""
    return value.kind in (ValueKind.DISTANCE, ValueKind.LASTING)


def _is_long_before(passage: Passage, day: date) -> bool:
    """Whether a passage tells of another time than the days before one; "since 1955" goes back far."""
    ends = [timex.edtf.latest or timex.edtf.earliest for timex in passage.dates if timex.edtf]
    known = [end for end in ends if end]
    return bool(known) and max(known) < day - _NEWS


def is_old_news(passage: Passage, article: Article) -> bool:
    """Whether a passage tells of what happened long before its article."""
    day = published(article)
    return day is not None and _is_long_before(passage, day)


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
