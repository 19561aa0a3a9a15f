"""The days that matter of a long story, and what tells each of them best.

Days are chosen by how articles come back to them (after Gholipour Ghalandari and Ifrim 2020, Martschat and Markert
2018); a day's sentence is the one nearest to the centre of its reports. Comes in: claims. Goes out: days with claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from generator.claims.dates import published
from generator.claims.terms import terms
from generator.claims.unedited.salience import is_speech
from generator.claims.unedited.same_event import LONG_STORY
from generator.claims.unedited.selection import MOST_QUOTED, Candidate, single_day
from generator.model import AnnotatedArticle, BlockKind, ClaimStatus

# A day matters when articles of so many later days come back to it.
_COMES_BACK = 2
# With fewer such days there is no development to look over.
_LEAST_DAYS = 5
# Days on the home page, and entries of the chronology.
MOST_DAYS = 7
MOST_ENTRIES = 60
_MOST_A_DAY = 4
# So many articles that tell of a day earn it a further entry.
_FOR_ANOTHER = 3
_SMOOTHING = 5
_AT_THE_HEAD = 2
_BELOW = 0.6
# The lead of an article that names no day may tell of another; what more articles tell is nearer to what was told.
_UNDATED = 0.7
_TOLD_OFTEN = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReports:
    """What is told of a day.

    Attributes:
        claims: The nearest to the centre of its reports first.
        articles: How many articles tell of it.
        later: On how many later days articles come back to it.
    """

    day: date
    claims: tuple[Candidate, ...]
    articles: int
    later: int


def days_that_matter(
    candidates: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> tuple[DayReports, ...]:
    """The days that matter in order of time; none of a story of few articles or of a few days.

    Args:
        candidates: Every claim.
        articles: All of them.
    """
    if len(articles) < LONG_STORY:
        return ()
    told, later = _told_and_later(candidates, articles)
    ranked = sorted(
        (day for day in told if len(later[day]) >= _COMES_BACK),
        key=lambda day: (-len(later[day]), -len(told[day]), day),
    )[:MOST_ENTRIES]
    if len(ranked) < _LEAST_DAYS:
        return ()
    rarity = _rarity(articles)
    found = (
        DayReports(
            day=day,
            claims=_nearest(day, candidates, articles, rarity),
            articles=len(told[day]),
            later=len(later[day]),
        )
        for day in sorted(ranked)
    )
    return tuple(part for part in found if part.claims)


def of_the_overview(days: Sequence[DayReports]) -> tuple[DayReports, ...]:
    """The days for the home page, those that most is told of, in order of time."""
    ranked = sorted(days, key=lambda part: (-part.later, -part.articles, part.day))[:MOST_DAYS]
    return tuple(sorted(ranked, key=lambda part: part.day))


def chosen_entries(days: Sequence[DayReports]) -> frozenset[str]:
    """Ids of the claims for the chronology: one of each day, more of those that many articles tell of."""
    found: dict[str, None] = {}
    for number in range(_MOST_A_DAY):
        for part in sorted(days, key=lambda part: (-part.articles, part.day)):
            dated = [item for item in part.claims if item.when]
            if part.articles >= number * _FOR_ANOTHER and number < len(dated) and len(found) < MOST_ENTRIES:
                found[dated[number].claim.id] = None
    return frozenset(found)


def _told_and_later(
    candidates: Iterable[Candidate], articles: Iterable[AnnotatedArticle]
) -> tuple[Mapping[date, set[str]], Mapping[date, set[date]]]:
    """The articles that tell of each day, and the later days on which articles come back to it."""
    appeared = {item.article.id: published(item.article) for item in articles}
    told: dict[date, set[str]] = defaultdict(set)
    later: dict[date, set[date]] = defaultdict(set)
    for item in candidates:
        for source in item.claim.when.per_source if item.claim.when else ():
            day = single_day(source.edtf)
            if day is None:
                continue
            told[day].add(source.article_id)
            own = appeared.get(source.article_id)
            if own and own > day:
                later[day].add(own)
    return told, later


def _nearest(
    day: date,
    candidates: Iterable[Candidate],
    articles: Iterable[AnnotatedArticle],
    rarity: Mapping[str, float],
) -> tuple[Candidate, ...]:
    """What is told of a day, the nearest to its centre first."""
    of_day = [
        item
        for item in candidates
        if item.claim.status is ClaimStatus.REPORTED
        and (single_day(item.when) == day if item.when else _leads_on(item, day))
        and len(item.claim.text.split()) <= MOST_QUOTED
        and not is_speech(item.unit.said)
    ]
    centre = Counter(word for item in of_day for word in terms(item.unit.said))
    centre.update(word for item in articles if published(item.article) == day for word in _first_words(item))

    def near(item: Candidate) -> tuple[float, int]:
        words = terms(item.unit.said)
        worth = sum(centre[word] * rarity.get(word, 0.0) for word in words) / sqrt(len(words) + _SMOOTHING)
        head = 1.0 if item.unit.passage.paragraph < _AT_THE_HEAD else _BELOW
        sure = 1.0 if item.when else _UNDATED
        return worth * head * sure * len(item.claim.source_ids) ** _TOLD_OFTEN, -item.number

    return tuple(sorted(of_day, key=near, reverse=True))


def _leads_on(item: Candidate, day: date) -> bool:
    """Whether an undated claim is the news of an article that appeared on a day: it begins it."""
    return item.unit.passage.paragraph == 0 and published(item.unit.item.article) == day


def _first_words(item: AnnotatedArticle) -> tuple[str, ...]:
    """The words of headline and first sentence."""
    text = item.article.text
    first = next(
        (text[part.start : part.end] for part in item.article.sentences if part.kind is BlockKind.PARAGRAPH),
        "",
    )
    return terms(f"{item.article.headline or ''} {first}")


def _rarity(articles: Sequence[AnnotatedArticle]) -> Mapping[str, float]:
    """What each word tells: the less, the more articles use it."""
    used = Counter(
        word
        for item in articles
        for word in dict.fromkeys(
            word
            for part in item.article.sentences
            for word in terms(item.article.text[part.start : part.end])
        )
    )
    return {word: log(1 + len(articles) / count) for word, count in used.items()}
