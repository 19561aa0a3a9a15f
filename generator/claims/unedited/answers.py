"""The short answer: the event, the state now and why, each only where that is sure, then what else is most central.

Comes in: claims with their salience and the main event. Goes out: at most five, none of which says what another says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.claims.questions import event_words, gives_cause, tells_of
from generator.claims.terms import share_in_common, terms
from generator.claims.unedited.claim_status import claim_status
from generator.claims.unedited.overview import first_sentence, of_the_story, subject_of
from generator.claims.unedited.salience import is_reaction, is_speech
from generator.claims.unedited.selection import Candidate, diverse, worth_telling
from generator.model import AnnotatedArticle, AnswerKind, ClaimStatus, HomeAnswer

_MOST = 5
_FEW_CLAIMS, _OF_FEW = 12, 4
# A development tells of the event when it shares so many words with what tells it, and is known to two days.
_SHARED = 2
# What shares more of its words with the event, and is no newer, tells it again.
_ANEW = 0.3
# The first paragraphs of an article tell what is new.
_HEAD = 3
_SHARP = timedelta(days=1)
# What is new happened within so many days before it was told; beside an event it is of the last of the story's days.
_LATELY = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer:
    """What the home page says first.

    Attributes:
        told: The main event, the state now and why where they are sure, else the most central claim; then the others
            in order of time.
        answers: What happened, the state now and why, as the home page's answers.
    """

    told: tuple[Candidate, ...]
    answers: tuple[HomeAnswer, ...]


def short_answer(
    candidates: Sequence[Candidate],
    event: Sequence[Candidate],
    title: str,
    source: str,
    articles: Sequence[AnnotatedArticle],
) -> ShortAnswer:
    """The main event, the state now and why, then the most central claims that say something else.

    Where no event is sure, what the article begins with whose headline names the story.

    Args:
        candidates: Every claim.
        event: What tells the main event, and what gives its day.
        title: The headline that the story is called by.
        source: The id of the article that it is of.
        articles: The story's.
    """
    size = _OF_FEW if len(candidates) <= _FEW_CLAIMS else _MOST
    first, main = list(event), event[0] if event else None
    found = [HomeAnswer(kind=AnswerKind.WHAT, claims=tuple(item.claim for item in event))] if event else []
    for kind, item in (
        (AnswerKind.NOW, _state_now(candidates, event, articles)),
        (AnswerKind.WHY, _cause(candidates, main, title)),
    ):
        # What is told of a later day is another thing, however many words it shares.
        if item and (kind is AnswerKind.NOW or diverse([item], 1, first)):
            first.append(item)
            found.append(HomeAnswer(kind=kind, claims=(item.claim,)))
    if not first:
        # Whatever opens the page is taken for what the story is about.
        first = [*_below_title(candidates, title, source), *worth_telling(candidates)][:1]
    others = diverse(worth_telling(candidates), size - len(first), first)
    return ShortAnswer(told=(*first, *sorted(others, key=_in_time)), answers=tuple(found))


def _below_title(candidates: Iterable[Candidate], title: str, source: str) -> Iterator[Candidate]:
    """What the article begins with whose headline names the story, where it tells the same as a fact."""
    about = frozenset(terms(title))
    for item in candidates:
        article = item.unit.item
        begins = article.article.id == source and item.unit.said in first_sentence(article)
        if begins and _tells_of(item, about):
            yield item


def long_answer(
    candidates: Sequence[Candidate], event: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> ShortAnswer:
    """The short answer of a story of many articles: the main event and the state now, where they are sure.

    Args:
        candidates: Every claim.
        event: What tells the main event, and what gives its day; nothing of a process of many events.
        articles: The story's.
    """
    now = diverse(_newest_development(candidates, event, articles), 1, event)
    found = ((AnswerKind.WHAT, event), (AnswerKind.NOW, now))
    return ShortAnswer(
        told=(*event, *now),
        answers=tuple(
            HomeAnswer(kind=kind, claims=tuple(item.claim for item in told)) for kind, told in found if told
        ),
    )


def _newest_development(
    candidates: Sequence[Candidate], event: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> tuple[Candidate, ...]:
    """What one of the newest articles begins with, rather what tells as much of the story as usual.

    Nothing of articles that tell no one story, nor of the first half of its days; beside an event only what is new
    and tells as much.
    """
    subject = subject_of(articles)
    telling = {item.claim.id for item in of_the_story(candidates, articles)}
    days = sorted(map(_reported, candidates)) or [date.min]
    last = days[-1]

    def rank(item: Candidate) -> tuple[bool, bool, date, float, int]:
        on = _reported(item)
        return last - on <= _LATELY, item.claim.id in telling, on, item.score, -item.number

    new = [item for item in candidates if _begins_as_news(item) and _tells_of(item, subject, 1)]
    best = max(new, key=rank, default=None)
    if best is None or last - _reported(best) > _reported(best) - days[0]:
        return ()
    return (best,) if not event or all(rank(best)[:2]) else ()


def _reported(item: Candidate) -> date:
    return item.published or date.min


def _begins_as_news(item: Candidate) -> bool:
    """Whether an article begins with a claim, and with no event of long before."""
    happened = item.when.latest if item.when else item.published
    recent = happened and item.published and item.published - happened <= _LATELY
    return bool(recent) and item.unit.passage.paragraph == 0


def _is_since(item: Candidate, event: date, reported: date) -> bool:
    """Whether a claim is of a known day after the event's, that of the newest articles or the one before it."""
    on = _known_day(item)
    return on is not None and on > event and reported - _SHARP <= on <= reported


def _state_now(
    candidates: Sequence[Candidate], event: Sequence[Candidate], articles: Sequence[AnnotatedArticle]
) -> Candidate | None:
    """The newest development of the main event: told as a fact at the head of one of the newest articles, and later.

    Args:
        candidates: Every claim.
        event: What tells the main event, and what gives its day.
        articles: The story's.
    """
    day = next((item.when.latest for item in event if item.when), None)
    reported = max((item.published for item in candidates if item.published), default=None)
    if day is None or reported is None:
        return None
    about = frozenset(terms(event[0].claim.text)) | _of_headlines(articles)
    newest = [
        item
        for item in _at_the_head(candidates, reported - _SHARP)
        if _is_since(item, day, reported) and _tells_of(item, about) and not _tells_again(item, event)
    ]
    return max(newest, key=lambda item: (item.score, _known_day(item) or day, -item.number), default=None)


def _tells_again(item: Candidate, event: Sequence[Candidate]) -> bool:
    """Whether a claim tells the event itself, be it by another day in an article that is no newer: clocks differ."""
    words, on = terms(item.unit.said), item.published or date.min
    return item in event or any(
        on <= (each.published or date.max) and share_in_common(words, terms(each.unit.said)) > _ANEW
        for each in event
    )


def _at_the_head(candidates: Iterable[Candidate], day: date) -> Iterator[Candidate]:
    """The claims that stand at the head of an article of a day or a later one."""
    for item in candidates:
        if item.published and item.published >= day and item.unit.passage.paragraph < _HEAD:
            yield item


def _tells_of(item: Candidate, about: frozenset[str], least: int = _SHARED) -> bool:
    """Whether a claim tells a fact that has to do with something, and neither speech nor a reaction."""
    fact = claim_status(item.unit.item, item.unit.core) is ClaimStatus.REPORTED
    return (
        fact and item.readable and not item.earlier
        and not is_speech(item.claim.text) and not is_reaction(item.unit.said)
        and len(about.intersection(terms(item.unit.said))) >= least
    )  # fmt: skip


def _known_day(item: Candidate) -> date | None:
    """The day of a claim that is known to two days; ``None`` for one that is not."""
    when = item.when
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.latest if when.latest - when.earliest <= _SHARP else None


def _of_headlines(articles: Sequence[AnnotatedArticle]) -> frozenset[str]:
    return frozenset(word for item in articles for word in terms(item.article.headline or ""))


def _cause(candidates: Sequence[Candidate], main: Candidate | None, title: str) -> Candidate | None:
    """What gives the main event's cause."""
    if main is None:
        return None
    event = event_words(main.claim, title)
    giving = [
        item
        for item in candidates
        if item.readable and not item.doubtful and item.claim.status is ClaimStatus.REPORTED
        and gives_cause(item.unit.said, event, of_the_day=tells_of(item.claim, main.claim))
    ]  # fmt: skip
    return max(giving, key=lambda item: (item.score, -item.number), default=None)


def _in_time(item: Candidate) -> tuple[int, int]:
    day = item.day
    return (day.toordinal() if day else 0, item.number)
