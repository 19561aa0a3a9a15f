"""Where articles surely differ on one thing: passages in, pairs of values out that cannot both be right.

Two values are of one thing when they count the same noun, or are of one kind, and the words around them are mostly the
same. That the articles differ is sure only where neither gives the other's value too; a larger count of later days is
an update.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import fsum

from generator.claims.compare.counted_over_time import (
    CountedPair,
    by_two_voices,
    exclude,
    fates,
    in_time,
    of_few_days,
    of_next_day,
    of_one_day,
    told_next_day,
)
from generator.claims.compare.counted_values import MOST_VALUES, Counted, Given, counted_values
from generator.claims.compare.figures import ABOARD, CROWD, doubts, is_toll_word
from generator.claims.compare.incompatible import days_apart
from generator.claims.compare.likeness import Likeness
from generator.claims.compare.passages import Passage
from generator.claims.compare.points import DEPTH
from generator.claims.compare.roles import Roles, Subjects, elsewhere, own_names, passage_names
from generator.claims.compare.values import (
    ValueKind,
    are_of_two_things,
    counted_people,
    is_far_more,
    is_measured_alone,
    may_be_part,
    stand_apart,
)
from generator.claims.kept import Kept
from generator.known import once
from generator.language.lexicon import listed
from generator.language.phrases import stem
from generator.language.quantities import Kind, within
from generator.model import Article, Relation, Timex

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
    ValueKind.BEGUN: 0.95,
    ValueKind.ATTRIBUTE: 0.2,
    ValueKind.MAGNITUDE: 0.5,
    ValueKind.DATED: 0.95,
    ValueKind.AGE: 0.0,
}
# How likely two sentences are one report that give counts of the same; of a place that both name, that is enough.
_SAME_COUNT, _SAME_REPORT, _SURELY_SAME = 0.55, 0.6, 0.85
# What such sentences have in common beside what is counted.
_REPORT_WEIGHT = 1.0
_TOLD_ALIKE = 1.0
# How alike two sentences are of which each has the one time of day of its article.
_TIMED_ONCE = 0.05
# How alike two sentences are that count what their articles, of one day, count nowhere else.
_COUNTED_ONCE = 0.2
# Of these the days say nothing: what is dated, and how old somebody is.
_OF_ANY_TIME = (ValueKind.DATED, ValueKind.BEGUN, ValueKind.AGE)
# What a plan and a report tell alike: when something began, what is paid.
_OF_ANY_TENSE = (ValueKind.BEGUN, ValueKind.SUM)
# What the words weigh that stand around counts of days that follow each other.
_BESIDE_ONCE = 0.5
# What each article that gives it once gives of the event itself: how many were on board, how deep a quake was.
_OF_ONE_EVENT = frozenset({ABOARD, DEPTH})
# What a value counts for that its sentence says all of.
_KNOWN = 0.01
_OF_SENTENCES = (ValueKind.PEOPLE, ValueKind.SHARE, ValueKind.SUM)
_OF_WHOLE_SENTENCES = (*_OF_SENTENCES, ValueKind.LASTING, ValueKind.TOLL)
# What tolls have in common, whose event is told elsewhere in the article.
_TOLL_WEIGHT = 0.3
# Up to here a number in a sentence may count anything.
_TELLING = 10
# Each value is held against so many before it that are of the same.
_WINDOW = 24


def differing_figures(
    likeness: Likeness, articles: Mapping[str, Article], kept: Kept | None = None
) -> tuple[CountedPair, ...]:
    """Pairs of values of one thing that differ, in the order of the passages; of each thing the likeliest.

    Args:
        likeness: Of the story's passages, in the order of the articles and their texts.
        articles: Those they stand in, by their ids.
        kept: What the last build made of them.
    """
    kept = kept or Kept()
    every = list(_values_of(likeness, articles, kept))
    judge, most = _Judge(every, likeness, articles), _totals(every)
    found: dict[tuple[str, str, float, float], tuple[float, CountedPair]] = {}
    for one, other in _candidates(every, most, kept):
        pair, weight = judge.judge(one, other)
        of_parts = not (_is_total(one, most) and _is_total(other, most))
        if not pair or not weight or (of_parts and pair[2] is Relation.UPDATE):
            continue
        key = (one.article_id, other.article_id, one.value.stated, other.value.stated)
        if weight > found.get(key, (0.0, pair))[0]:
            found[key] = (weight, pair)
    return tuple(pair for _, pair in found.values())


def _values_of(likeness: Likeness, articles: Mapping[str, Article], kept: Kept) -> Iterator[Counted]:
    """The values of all passages that are sentences and tell something, in order."""
    for number, passage in enumerate(likeness.passages):
        if not passage.heading and not passage.unknown:
            article = articles[passage.article_id]
            parts = passage, likeness.weighed(number), number, article
            read = partial(counted_values, likeness, number, article)
            yield from kept.of_parts("figures", passage.spot, parts, read)


class _Judge:
    """Tells of two values of a story how they stand, and how surely they are of one thing."""

    def __init__(self, every: Sequence[Counted], likeness: Likeness, articles: Mapping[str, Article]) -> None:
        self._likeness, self._articles = likeness, articles
        self._given, self._roles = Given(every, articles), Roles(every)
        self._subjects = Subjects(likeness.passages)

    def judge(self, one: Counted, other: Counted) -> tuple[CountedPair | None, float]:
        """How two values stand, and how surely they are of one thing: 0 where nothing tells that they are."""
        if one.article_id == other.article_id:
            pair = one, other, Relation.NUMBER
            measured = is_measured_alone(one.value.things & other.value.things)
            if measured or (fates(one, other) and not exclude(one.value, other.value)):
                return None, 0.0
            return pair, _of_one_thing(one, other, self._likeness, Relation.NUMBER)
        if self._subjects.apart(one, other) or self._given.both(one, other):
            return None, 0.0
        return self._of_two_articles(one, other)

    def _of_two_articles(self, one: Counted, other: Counted) -> tuple[CountedPair | None, float]:
        """The same of values of two articles, which may be of one thing."""
        found = in_time(one, other, self._articles)
        of_one_tense = _is_planned(one) == _is_planned(other) or one.value.kind is ValueKind.BEGUN
        weight = _of_one_thing(one, other, self._likeness, found[2]) if found and of_one_tense else 0.0
        if weight:
            return found, weight
        told = found or told_next_day(one, other, self._articles)
        score = self._likeness.score(*sorted((one.number, other.number)))
        weight = self._roles.of_one(one, other, score) if told else 0.0
        if weight or not of_one_tense or not of_few_days(one, other, self._articles):
            return told, weight
        return self._alone(one, other, found)

    def _alone(
        self, one: Counted, other: Counted, found: CountedPair | None
    ) -> tuple[CountedPair | None, float]:
        """How two values stand of which each is the only one that its article gives of the thing, or the strongest."""
        if self._given.strongest(one, other):
            return found, _KNOWN
        if not self._given.once(one, other):
            return None, 0.0
        if one.value.kind is ValueKind.TOLL or _is_counted_on(one, other):
            return found, _counted_on(one, other, found, self._articles)
        if one.value.kind is ValueKind.CLOCK:
            score = self._likeness.score(*sorted((one.number, other.number)))
            return found, score if score >= _TIMED_ONCE else 0.0
        pair = found or (one, other, Relation.NUMBER)
        same_day = of_one_day(one, other, self._articles)
        if _are_of_the_event(one, other, of_one_day=same_day):
            return pair, _KNOWN
        near = same_day or (pair[2] is not Relation.UPDATE and self._is_near(one, other))
        return pair, _counted_alike(one, other, self._likeness, of_one_day=near)

    def _is_near(self, one: Counted, other: Counted) -> bool:
        """Whether two counts of days that follow each other have a word beside them that is theirs alone."""
        days = of_next_day(one, other, self._articles)
        return days and self._roles.shared(one, other) >= _BESIDE_ONCE


def _are_of_the_event(one: Counted, other: Counted, *, of_one_day: bool) -> bool:
    """Whether two values are of the event itself: how many were on board, how deep a quake was, how many came."""
    things = one.value.things & other.value.things
    return not _OF_ONE_EVENT.isdisjoint(things) or (of_one_day and CROWD in things)


def _is_planned(item: Counted) -> bool:
    """Whether a value is of what is to come."""
    return within(item.value.start, item.passage.plans)


def _candidates(
    every: Sequence[Counted], most: Mapping[tuple[str, str], float], kept: Kept
) -> Iterator[tuple[Counted, Counted]]:
    """Pairs of values of the same that cannot both be right: of two articles, or of two voices in one."""
    before: dict[tuple[str, bool], list[Counted]] = {}
    for mine in every:
        # What is planned is held against what is planned.
        planned = mine.value.kind not in _OF_ANY_TENSE and within(mine.value.start, mine.passage.plans)
        keys = [(thing, planned) for thing in sorted(mine.value.things)]
        if mine.value.kind is ValueKind.TOLL and not _is_total(mine, most):
            continue
        known = {id(item): item for key in keys for item in before.get(key, ())[-_WINDOW:]}
        yield from ((item, mine) for item in known.values() if kept.of_two(_differ, item, mine))
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
    if one.article_id == other.article_id and not (counts and by_two_voices(one, other)):
        return False
    if are_of_two_things(one.value.things, other.value.things) or _are_fated_apart(one, other):
        return False
    if _tells_too(one, other) or _tells_too(other, one) or may_be_part(one.value, other.value):
        return False
    if one.value.words.casefold() == other.value.words.casefold():
        return False  # "today", of two days
    # The dates last: a passage may have thousands.
    return stand_apart(one.value, other.value) and _are_of_one_time(one, other)


def _are_of_one_time(one: Counted, other: Counted) -> bool:
    """Whether two values may be of one time, as far as their passages are dated."""
    if one.value.kind in _OF_ANY_TIME or _is_counted_anew(one) or _is_counted_anew(other):
        return True
    if any(len(item.passage.quantities) + len(item.passage.dates) > MOST_VALUES for item in (one, other)):
        return not days_apart(one.passage.dates, other.passage.dates)
    return not days_apart(_own_dates(one), _own_dates(other))


def _own_dates(item: Counted) -> list[Timex]:
    """The dates of the clause of a value: of "was fined on Monday after 12 people fell ill" none is of the 12."""
    opens, tokens = listed("comparison", "clauses", "under"), item.passage.tokens
    opened = [token.start for token in tokens if token.key in opens and token.start < item.value.start]
    first = max(opened, default=item.passage.start)
    behind = [token for token in tokens if token.start >= item.value.end]
    ends = (token.start for token in behind if token.key in opens or (opened and token.mark))
    last = min(ends, default=item.passage.end)
    return [timex for timex in item.passage.dates if first <= timex.start < last]


def _is_counted_anew(item: Counted) -> bool:
    """Whether the date of a toll's passage may be the count's and not the event's: "the toll rose to 19 on Monday"."""
    moved = listed("states", "beside_tolls", "moved")
    return item.value.kind is ValueKind.TOLL and any(token.key in moved for token in item.passage.tokens)


def _are_fated_apart(one: Counted, other: Counted) -> bool:
    """Whether the dead or hurt of two figures are others, or are counted over other times.

    "25 civilians", "14 militants"; "in three days", "in the past week".
    """
    if not fates(one, other):
        return False
    mine, theirs = (counted_people(item.value) for item in (one, other))
    # Of all who died the firefighters may be few.
    others = bool(mine and theirs) or (bool(mine or theirs) and is_far_more(one.value, other.value))
    return (others and mine.isdisjoint(theirs)) or _lengths(one.passage) != _lengths(other.passage)


@once
def _lengths(passage: Passage) -> frozenset[float]:
    """The lengths of time in which a passage counts: "in three days"."""
    within_time = listed("comparison", "dates", "within")
    at = {token.end: token.key for token in passage.tokens}
    return frozenset(
        item.stated or 0
        for item in passage.quantities
        if item.kind is Kind.LENGTH and any(at.get(item.start - gap) in within_time for gap in (1, 2))
    )


def _tells_too(one: Counted, other: Counted) -> bool:
    """Whether the sentence of one figure has the other's too: "mayor for ten years, was jailed for four".

    So it has of people: "15 were taken to hospital, seven of them badly hurt".
    """
    known = one.value.quantity
    if known is None or (one.value.kind is ValueKind.COUNT and one.value.stated <= _TELLING):
        return False
    return any(
        item.kind is known.kind and item.stated == one.value.stated for item in other.passage.quantities
    )


def _of_one_thing(one: Counted, other: Counted, likeness: Likeness, relation: Relation) -> float:
    """How much two values have around them in common, beside what they count; 0 where that is too little."""
    timed = one.value.quantity or one.value.kind is ValueKind.MAGNITUDE
    of_two_times = timed and one.is_old != other.is_old and not (one.holds and other.holds)
    if of_two_times or elsewhere(one.passage, other.passage) or not _says_of_what(one, other):
        return 0.0
    score = likeness.score(*sorted((one.number, other.number)))
    if one.value.kind in _LIKENESS:
        return (score or _KNOWN) if _tell_the_same(one, other, score) else 0.0
    shared = {name: min(one.around[name], other.around[name]) for name in one.around.keys() & other.around}
    things = one.value.things & other.value.things
    weight = fsum(value for name, value in shared.items() if name not in things)
    again = relation is Relation.UPDATE and score >= _SAME_COUNT
    if again and (one.value.kind is ValueKind.TOLL or any(name[0] == "n" for name in shared)):
        return score  # counted again, of the same event or at the same place
    if (relation is Relation.NUMBER or one.value.kind is ValueKind.SUM) and _in_one_report(
        one, other, likeness, score
    ):
        return score
    if one.value.kind in _OF_SENTENCES:
        return 0.0
    if _live_at_one_place(one, other):
        return max(weight, _WEIGHT)
    if one.value.kind is ValueKind.TOLL:
        return _of_one_toll(one, other, shared)
    return _weighed(one, other, weight)


def _tell_the_same(one: Counted, other: Counted, score: float) -> bool:
    """Whether the sentences of two values are alike enough.

    How far a place is from another is told of it anywhere.
    """
    kind = one.value.kind
    if kind is not ValueKind.DISTANCE:
        return score >= _LIKENESS[kind]
    words = any(name[0] in "we" for name in one.around.keys() & other.around.keys())
    return bool(_names_beside(one) & _names_beside(other)) or (words and score >= _LIKENESS[kind])


def _names_beside(item: Counted) -> frozenset[str]:
    """The names around a distance, but for that from which it is told."""
    words = item.passage.words
    return frozenset(
        name
        for name in own_names(item.around)
        if not any(thing.endswith(f" {words[name].casefold()}") for thing in item.value.things)
    )


def _says_of_what(one: Counted, other: Counted) -> bool:
    """Whether two values may be of one thing where their sentences tell the same.

    Of dates, each is the only one of its sort in its passage, and years are of anything; of what a thing has by its
    nature, the thing is the same, and not only a length: "a two-day strike", "three-day talks".
    """
    things = one.value.things & other.value.things
    if one.value.kind is ValueKind.DATED:
        return "k:year" not in things and len(one.kin) == len(other.kin) == 1
    return one.value.kind is not ValueKind.ATTRIBUTE or any(" " in name for name in things)


def _are_alone(one: Counted, other: Counted) -> bool:
    """Whether two values are the only ones of their kind of their sentences, but for those that both sentences have.

    A number of people among bare ones is one of a list: "35,000 people from Orvet, 65,000 from Yarne".
    """
    listed_with = (
        item.value.kind is ValueKind.PEOPLE and part.kind is Kind.COUNT and not part.heads
        for item in (one, other) for part in item.passage.quantities if part.start != item.value.start
    )  # fmt: skip
    return len(one.kin - other.kin) == len(other.kin - one.kin) == 1 and not any(listed_with)


def _counted_on(
    one: Counted, other: Counted, found: CountedPair | None, articles: Mapping[str, Article]
) -> float:
    """What two tolls count for that each article gives once: they are of the story's event.

    They are not where either names what the other article does not speak of.
    """
    if found is None or elsewhere(one.passage, other.passage):
        return 0.0
    known = all(
        mine.passage.words[name].casefold() in articles[theirs.article_id].text.casefold()
        for mine, theirs in ((one, other), (other, one))
        for name in own_names(mine.around)
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

    On another day more of it must be the same, and a name; so must more of it for what only has a unit in common.
    """
    things = one.value.things & other.value.things
    counts = one.value.kind is ValueKind.COUNT and min(one.value.stated, other.value.stated) > 1
    if not (counts and _is_known(one) and _is_known(other)) or elsewhere(one.passage, other.passage):
        return 0.0
    score = likeness.score(*sorted((one.number, other.number)))
    of_unit = is_measured_alone(things)
    named = of_one_day or (not of_unit and passage_names(one.passage) & passage_names(other.passage))
    least = _COUNTED_ONCE if of_one_day and not of_unit else _SAME_REPORT
    return score if named and score >= least else 0.0


def _is_known(item: Counted) -> bool:
    """Whether a value is news, and no supposition."""
    return not item.is_old and not doubts().search(item.value.words)


def _live_at_one_place(one: Counted, other: Counted) -> bool:
    """Whether two figures tell how many live at a place that both sentences name."""
    things = one.value.things & other.value.things
    if not (one.holds and other.holds) or is_measured_alone(things):
        return False
    return bool(passage_names(one.passage) & passage_names(other.passage))


def _weighed(one: Counted, other: Counted, weight: float) -> float:
    """What two values have in common, where it is much in itself and of all that stands around them."""
    names = own_names(one.beside), own_names(other.beside)
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
    if fsum(mine[name] for name in shared if name[0] in "we") < _TOLD_ALIKE:
        return False  # nothing but names
    if score >= _SURELY_SAME and own_names(dict.fromkeys(shared, 0.0)):
        return True
    weight = fsum(min(mine[name], theirs[name]) * likeness.rarity(name) for name in shared)
    return score >= _SAME_REPORT and weight >= _REPORT_WEIGHT


def _of_one_toll(one: Counted, other: Counted, shared: Mapping[str, float]) -> float:
    """How much two tolls have in common of what cost the lives: the place, and a word for the event."""
    names, places = (
        (own_names(one.around), own_names(other.around)),
        (one.passage.places, other.passage.places),
    )
    if any(all(pair) and set(pair[0]).isdisjoint(pair[1]) for pair in (names, places)):
        return 0.0
    words = one.passage.words
    event = fsum(
        value
        for name, value in shared.items()
        if name[0] in "we" and not is_toll_word(words[name].casefold())
    )
    return event if event >= _TOLL_WEIGHT else 0.0
