"""The days that matter of a long story, and what tells each of them best.

Days are ranked by how later articles come back to them (after Kessler et al. 2012, Martschat and Markert 2018,
Gholipour Ghalandari and Ifrim 2020), and as many are taken as suits the days on which articles appeared; a day's
sentence is the one nearest to what other articles report of it. Comes in: claims. Goes out: days with claims.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import ceil, fsum, log, log2, sqrt
from statistics import median

from generator.claims.dates import as_long_before, published
from generator.claims.terms import terms
from generator.claims.unedited.claim_status import only_says
from generator.claims.unedited.event_dates import names_by_day
from generator.claims.unedited.salience import is_reaction, is_speech
from generator.claims.unedited.same_event import LONG_STORY
from generator.claims.unedited.selection import Candidate, single_day
from generator.model import AnnotatedArticle, BlockKind, ClaimStatus

# As many days matter as half of those on which articles appeared, but so many where there are. On ten sets of articles
# with others' timelines no other number and no other rank did better on stories left out of the choice: by articles of
# the day, leads, tense, verbs of events or local peaks, and by sums of up to three of them.
_SHARE_OF_DAYS = 0.5
_DAYS_AT_LEAST = 15
# What a day gains from each article that tells of it: five are as much as one that says "yesterday".
_TOLD = 0.2
# With fewer days that later articles come back to there is no development to look over.
_LEAST_DAYS = 5
# Days on the home page, and entries of the chronology.
MOST_DAYS = 7
MOST_ENTRIES = 60
_MOST_A_DAY = 4
# So many articles, and half of all, make a day what the others come back to.
_LEAST_TELLING = 3
_WIDELY = 0.25
# So many times as many as of any other day.
_FAR_MORE = 1.5
_SMOOTHING = 5
# What tells less than this share of what a usual lead tells of the story is seldom one of its events: of 57 entries of
# three stories nine told less, two of which were.
_BESIDE = 1 / 3
_AT_THE_HEAD = 2
_BELOW = 0.6
# What so many of the articles use is the story's word; what stands so many sentences from all of them is of another
# story on the same page.
_OF_THE_STORY = 2 / 3
_SENTENCES_AROUND = 3
# What more articles tell is nearer to what was told.
_TOLD_OFTEN = 0.25
# What only names the day's event: "after Tuesday's quake".
_NAMED = 0.6
_SAID = 0.6
# Such a share of the articles of one story has a word of headline or first sentence in common: nearly half or more in
# 18 stories, three in ten at most of unrelated articles in six mixes.
_ONE_STORY = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReports:
    """What is told of a day.

    Attributes:
        claims: What happened on it, the nearest to the centre of its reports first; not what only appeared on it, or
            names something by the day: "after Tuesday's quake".
        articles: How many articles tell of it.
        worth: How much later articles come back to it.
    """

    day: date
    claims: tuple[Candidate, ...]
    articles: int
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the words of a story tell.

    Attributes:
        rarity: Of each word the less, the more articles use it.
        shared: The words that most articles use.
        share: In what part of the articles each word stands.
        lead: How much of the story a usual lead tells.
    """

    rarity: Mapping[str, float]
    shared: frozenset[str]
    share: Mapping[str, float]
    lead: float

    @classmethod
    def of(cls, articles: Sequence[AnnotatedArticle]) -> _Words:
        """The words of some articles."""
        used: Counter[str] = Counter()
        for item in articles:
            text = item.article.text
            used.update(
                {word for part in item.article.sentences for word in terms(text[part.start : part.end])}
            )
        share = {word: count / len(articles) for word, count in used.items()}
        leads = [_told_of_story(terms(text), share) for item in articles if (text := first_sentence(item))]
        return cls(
            rarity={word: log(1 + len(articles) / count) for word, count in used.items()},
            shared=frozenset(word for word, part in share.items() if part >= _OF_THE_STORY),
            share=share,
            lead=median(leads) if leads else 0.0,
        )

    def tell(self, item: Candidate, least: float) -> bool:
        """Whether a claim tells so large a share of what a usual lead tells of the story."""
        return _told_of_story(terms(item.unit.said), self.share) >= least * self.lead

    def are_near(self, item: Candidate) -> bool:
        """Whether one of the story's words stands in a claim or near it; a story may have none."""
        article = item.unit.item.article
        starts = [part.start for part in article.sentences]
        first, last = (bisect_left(starts, part.start) for part in (item.unit.core[0], item.unit.core[-1]))
        around = article.sentences[max(0, first - _SENTENCES_AROUND) : last + 1 + _SENTENCES_AROUND]
        return not self.shared or any(
            word in self.shared for part in around for word in terms(article.text[part.start : part.end])
        )


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
    news = {day for item in articles if (day := published(item.article))}
    told = _told_of(candidates, articles)
    worth = _worth(told, news)
    words, by_day = _Words.of(articles), _by_day(candidates)
    reports = (
        DayReports(
            day=day,
            claims=tuple(
                item
                for item in _nearest(day, by_day.get(day, ()), articles, words)
                if not names_by_day(item.unit.item, item.unit.shown)
            ),
            articles=len(told[day]),
            worth=worth[day],
        )
        for day in sorted(worth, key=lambda day: (-worth[day], day))
    )
    most = min(MOST_ENTRIES, max(_DAYS_AT_LEAST, ceil(len(news) * _SHARE_OF_DAYS)))
    found = tuple(islice((part for part in reports if part.claims), most))
    recalled = sum(bool(_coming_back(part.day, told[part.day])) for part in found)
    return tuple(sorted(found, key=lambda part: part.day)) if recalled >= _LEAST_DAYS else ()


def is_widely_told(day: date, candidates: Sequence[Candidate], articles: Sequence[AnnotatedArticle]) -> bool:
    """Whether a good part of many articles speak of a day, and several of them tell the same of it."""
    told = len(_told_of(candidates, articles).get(day, ()))
    same = any(
        len(item.claim.source_ids) >= _LEAST_TELLING for item in candidates if single_day(item.when) == day
    )
    return same and told >= len(articles) * _WIDELY


def day_told_most(candidates: Sequence[Candidate], articles: Sequence[AnnotatedArticle]) -> date | None:
    """The day that a good part of the articles speak of, far more of them than of any other; ``None`` without one."""
    told = Counter({day: len(names) for day, names in _told_of(candidates, articles).items()})
    (day, most), (_, second) = [*told.most_common(2), (None, 0), (None, 0)][:2]
    return day if most >= max(len(articles) * _WIDELY, _FAR_MORE * second) else None


def told_by_most(
    candidates: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> tuple[Candidate, ...]:
    """What several articles tell of the day that half of them speak of; nothing without one."""
    told = _told_of(candidates, articles)
    day = min(told, key=lambda day: (-len(told[day]), day), default=None)
    if day is None or len(told[day]) < max(_LEAST_TELLING, len(articles) / 2):
        return ()
    near = _nearest(day, _by_day(candidates).get(day, ()), articles, _Words.of(articles))
    return tuple(islice((item for item in near if len(item.claim.source_ids) > 1), 1))


def best_of_day(
    day: date, candidates: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> Candidate | None:
    """What tells best of a day; ``None`` where nothing is told of it in a sentence that stands alone."""
    near = _nearest(day, _by_day(candidates).get(day, ()), articles, _Words.of(articles))
    return next(iter(near), None)


def subject_of(articles: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """The words that many of the articles use in headline or first sentence; none of articles of no one story."""
    used = Counter(word for item in articles for word in _first_words(item))
    return frozenset(word for word, count in used.items() if count >= len(articles) * _ONE_STORY)


def of_the_story(
    candidates: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> tuple[Candidate, ...]:
    """The claims that tell as much of what the articles share as a usual lead does."""
    words = _Words.of(articles)
    return tuple(item for item in candidates if words.tell(item, 1.0))


def of_the_overview(days: Sequence[DayReports]) -> tuple[DayReports, ...]:
    """The days for the home page in order of time: of those that several articles tell of what most come back to.

    There an article that tells of a day counts as much as one that says "yesterday": the summary of one outlet is not
    what the others tell. Where no two articles tell of the same day, all days count.
    """
    ranked = _by_worth(days)
    shared = [part for part in ranked if part.articles > 1] or list(ranked)
    shared.sort(key=lambda part: -(part.worth + part.articles))
    return tuple(sorted(shared[:MOST_DAYS], key=lambda part: part.day))


def chosen_entries(days: Sequence[DayReports]) -> frozenset[str]:
    """Ids of the claims for the chronology: one of each day, a second of the better half, and so on."""
    found: dict[str, None] = {}
    ranked = _by_worth(days)
    for number in range(_MOST_A_DAY):
        for part in ranked[: ceil(len(ranked) / (number + 1))]:
            if number < len(part.claims) and len(found) < MOST_ENTRIES:
                found[part.claims[number].claim.id] = None
    return frozenset(found)


def _by_worth(days: Iterable[DayReports]) -> list[DayReports]:
    return sorted(days, key=lambda part: (-part.worth, part.day))


def _told_of(
    candidates: Iterable[Candidate], articles: Iterable[AnnotatedArticle]
) -> Mapping[date, Mapping[str, date | None]]:
    """The articles that speak of each day, by id, with the days on which they appeared.

    Whatever an article says of a day counts, also what could date no event; but the day must be that of a claim.
    """
    told: dict[date, dict[str, date | None]] = defaultdict(dict)
    sure = {day for item in candidates if item.claim.when and (day := single_day(item.claim.when.edtf))}
    for item in articles:
        days = {single_day(timex.edtf) for timex in item.timexes}
        for day in days - {None}:
            if day in sure:
                told[day][item.article.id] = published(item.article)
    return told


def _worth(told: Mapping[date, Mapping[str, date | None]], news: Collection[date]) -> Mapping[date, float]:
    """How much later articles come back to each day: for each later day a bit for each doubling of the time between.

    "Yesterday" is one, "16 April" two weeks later nearly four; each article that tells of the day adds a little. What
    lies further before the first article than the last one does behind it is no part of the development.
    """
    begin, end = min(news, default=date.min), max(news, default=date.min)
    first = as_long_before(begin, end)
    return {
        day: fsum(log2(1 + (own - day).days) for own in _coming_back(day, articles)) + _TOLD * len(articles)
        for day, articles in told.items()
        if day >= first
    }


def _coming_back(day: date, articles: Mapping[str, date | None]) -> frozenset[date]:
    """The days of later articles that tell of a day."""
    return frozenset(own for own in articles.values() if own and own > day)


def _by_day(candidates: Iterable[Candidate]) -> Mapping[date, Sequence[Candidate]]:
    """The claims that tell in few words, and not in somebody's speech, what was reported of a day, by that day."""
    found: dict[date, list[Candidate]] = defaultdict(list)
    for item in candidates:
        day = single_day(item.when) if item.when else _day_led_on(item)
        if (
            day is not None
            and item.claim.status is ClaimStatus.REPORTED
            and item.readable
            and not is_speech(item.unit.said)
        ):
            found[day].append(item)
    return found


def _nearest(
    day: date,
    told: Iterable[Candidate],
    articles: Iterable[AnnotatedArticle],
    words: _Words,
) -> tuple[Candidate, ...]:
    """Of what is told of a day what is the story's, the nearest to the centre of the day's reports first."""
    of_day = [item for item in told if words.tell(item, _BESIDE) and words.are_near(item)]
    telling = _telling(day, of_day, articles)

    def near(item: Candidate) -> tuple[float, int]:
        said, own = terms(item.unit.said), item.unit.item.article.id
        # What only the article itself says of the day is no sign that others report it.
        others = fsum(
            (len(telling[word]) - (own in telling[word])) * words.rarity.get(word, 0.0) for word in said
        )
        worth = (1 + others / sqrt(len(said) + _SMOOTHING)) * _told_of_story(said, words.share)
        head = 1.0 if item.unit.passage.paragraph < _AT_THE_HEAD else _BELOW
        sure = _NAMED if names_by_day(item.unit.item, item.unit.shown) else 1.0
        sure *= _SAID if only_says(item.unit.item, item.unit.core) or is_reaction(item.unit.said) else 1.0
        return worth * head * sure * len(item.claim.source_ids) ** _TOLD_OFTEN, -item.number

    return tuple(sorted((item for item in of_day if item.when), key=near, reverse=True))


def _telling(
    day: date, of_day: Iterable[Candidate], articles: Iterable[AnnotatedArticle]
) -> Mapping[str, set[str]]:
    """For each word the articles that use it of a day: in a claim, or at the head of what appeared on it."""
    telling: dict[str, set[str]] = defaultdict(set)
    for item in of_day:
        for word in terms(item.unit.said):
            telling[word].update(item.claim.source_ids if item.when else (item.unit.item.article.id,))
    for head in (item for item in articles if published(item.article) == day):
        for word in _first_words(head):
            telling[word].add(head.article.id)
    return telling


def _day_led_on(item: Candidate) -> date | None:
    """The day on which an article appeared whose news an undated claim is: it begins it."""
    return published(item.unit.item.article) if item.unit.passage.paragraph == 0 else None


def _first_words(item: AnnotatedArticle) -> tuple[str, ...]:
    """The words of headline and first sentence."""
    return terms(f"{item.article.headline or ''} {first_sentence(item)}")


def first_sentence(item: AnnotatedArticle) -> str:
    """An article's first sentence."""
    text = item.article.text
    first = (part for part in item.article.sentences if part.kind is BlockKind.PARAGRAPH)
    return next((text[part.start : part.end] for part in first), "")


def _told_of_story(words: Sequence[str], share: Mapping[str, float]) -> float:
    """How much of what the articles share some words tell, for their number."""
    return fsum(share.get(word, 0.0) for word in words) / sqrt(len(words) + _SMOOTHING)
