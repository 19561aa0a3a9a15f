"""What a story that the articles tell alone is called: the most central headline that is up to date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.catalog import join_list
from generator.claims.compare.figures import tells_of_dead
from generator.claims.dates import published
from generator.claims.terms import terms
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.salience import Subject
from generator.claims.unedited.selection import Candidate
from generator.model import Article

# A title of more words than this is one only if nothing shorter is as central.
_TITLE_WORDS = 18
_TITLE_PENALTY = 0.02
# What a headline gains whose every word the main event has.
_TITLE_OF_EVENT = 0.8
# What one loses that asks instead of telling.
_TITLE_ASKS = 0.3
# Outlets that a story is called by which has neither a headline nor an event that its articles share.
_NAMED = 3


def _up_to_date(
    articles: Sequence[Article], event: Sequence[Candidate], overtaking: Overtaking
) -> list[Article]:
    """The articles whose headlines may count as many as the main event: where its toll rose, the newer ones.

    None from before its day, and none whose headline a later article outnumbers, or tells of dead that were counted on
    since, unless all do.
    """
    days = [published(item.unit.item.article) for item in event if overtaking.overtakes(item.unit)]
    day = max(filter(None, (*days, _first_day(event))), default=None)
    newer = [item for item in articles if day is None or (published(item) or day) >= day] or list(articles)
    return [item for item in newer if not _is_outnumbered(item, overtaking)] or newer


def _first_day(event: Sequence[Candidate]) -> date | None:
    return min((item.when.earliest for item in event if item.when and item.when.earliest), default=None)


def _is_outnumbered(article: Article, overtaking: Overtaking) -> bool:
    headline, day = article.headline or "", published(article)
    of_dead = tells_of_dead(headline) and overtaking.rose_after(day)
    return of_dead or overtaking.outnumbers(headline, day)


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
            return join_list(
                list(dict.fromkeys(item.publisher or item.label for item in articles))[:_NAMED]
            ), ""
        heads = [(event[0].claim.text, event[0].claim.evidence[0].article_id)]
    told = frozenset(word for item in event for word in terms(item.claim.text))

    def worth(head: tuple[str, str]) -> float:
        words, long = terms(head[0]), max(len(head[0].split()) - _TITLE_WORDS, 0)
        of_event = sum(word in told for word in words) / max(1, len(words))
        asks = _TITLE_ASKS if head[0].rstrip().endswith("?") else 0.0
        return subject.share(head[0]) + _TITLE_OF_EVENT * of_event - asks - _TITLE_PENALTY * long

    text, source = max(heads, key=worth)
    # Sentences of two paragraphs may have been joined: a title has one line.
    return f"“{_without_stop(' '.join(text.split()))}”", source


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
