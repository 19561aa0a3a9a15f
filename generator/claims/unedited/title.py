"""What a story that the articles tell alone is called: the most central headline that is up to date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.catalog import join_list
from generator.claims.compare.figures import tells_of_dead
from generator.claims.compare.updates import PLANS, states_told
from generator.claims.dates import published
from generator.claims.terms import terms
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.salience import Subject
from generator.claims.unedited.selection import Candidate
from generator.model import Article, ClaimStatus

# A title of more words than this is one only if nothing shorter is as central.
_TITLE_WORDS = 18
_TITLE_PENALTY = 0.02
# What a headline gains whose every word the main event has.
_TITLE_OF_EVENT = 0.8
# What one loses that asks instead of telling, or tells the plan of what has happened.
_TITLE_FAINT = 0.3
# So many words have two headlines in common that tell of one thing.
_ALIKE = 2
# Outlets that a story is called by which has neither a headline nor an event that its articles share.
_NAMED = 3


def _up_to_date(
    articles: Sequence[Article], event: Sequence[Candidate], overtaking: Overtaking
) -> list[Article]:
    """The articles whose headlines may count as many as the main event: where its toll rose, the newer ones.

    None from before its day, and none whose headline a later article outnumbers, tells of dead that were counted on
    since, or of what became another since, unless all do.
    """
    days = [published(item.unit.item.article) for item in event if overtaking.overtakes(item.unit)]
    day = max(filter(None, (*days, _first_day(event))), default=None)
    newer = [item for item in articles if day is None or (published(item) or day) >= day] or list(articles)
    standing = [
        item for item in newer if not _is_overtaken(item, overtaking) and not _died_since(item, articles)
    ]
    return standing or newer


def _first_day(event: Sequence[Candidate]) -> date | None:
    return min((item.when.earliest for item in event if item.when and item.when.earliest), default=None)


def _is_overtaken(article: Article, overtaking: Overtaking) -> bool:
    headline, day = article.headline or "", published(article)
    of_dead = tells_of_dead(headline) and overtaking.rose_after(day)
    return of_dead or overtaking.outnumbers(headline, day) or overtaking.became_another(headline, day)


def _died_since(article: Article, articles: Sequence[Article]) -> bool:
    """Whether the headlines on what one tells of count dead only since a later day: nine are hurt, then one dies."""
    about, day = set(terms(article.headline or "")), published(article)
    alike = (item for item in articles if len(about.intersection(terms(item.headline or ""))) >= _ALIKE)
    days = [published(item) for item in alike if tells_of_dead(item.headline or "")]
    return day is not None and bool(days) and all(other is not None and other > day for other in days)


def story_title(
    articles: Sequence[Article], subject: Subject, event: Sequence[Candidate], overtaking: Overtaking
) -> tuple[str, str]:
    """The most central headline, rather of the main event, or what tells that; quoted, being an article's voice.

    The article that it is of comes with it, by its id; with the names of outlets, where there is neither, none.
    """
    articles = _up_to_date(articles, event, overtaking)
    heads = [(article.headline, article.id) for article in articles if article.headline]
    if not heads:
        if not event:
            outlets = dict.fromkeys(item.publisher or item.label for item in articles)
            return join_list(list(outlets)[:_NAMED]), ""
        heads = [(event[0].claim.text, event[0].claim.evidence[0].article_id)]
    text, source = max(heads, key=lambda head: _worth(head[0], subject, event))
    # Sentences of two paragraphs may have been joined: a title has one line.
    return f"“{_without_stop(' '.join(text.split()))}”", source


def _worth(headline: str, subject: Subject, event: Sequence[Candidate]) -> float:
    """How well a headline names the story."""
    told = frozenset(word for item in event for word in terms(item.claim.text))
    words, long = terms(headline), max(len(headline.split()) - _TITLE_WORDS, 0)
    of_event = sum(word in told for word in words) / max(1, len(words))
    less = _TITLE_FAINT if headline.rstrip().endswith("?") or _is_gone_by(headline, event) else 0.0
    return subject.share(headline) + _TITLE_OF_EVENT * of_event - less - _TITLE_PENALTY * long


def _is_gone_by(headline: str, event: Sequence[Candidate]) -> bool:
    """Whether a headline tells the plan of what has happened."""
    planned = PLANS in states_told(headline, 0)
    return planned and any(item.claim.status is ClaimStatus.REPORTED for item in event)


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
