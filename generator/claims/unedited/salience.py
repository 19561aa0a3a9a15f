"""How central a passage is to the story that the articles tell together.

A sum of features in the tradition of Edmundson (1969), with words weighted by how many articles share
them (after SumBasic, Nenkova and Vanderwende 2005). Every weight stands in ``WEIGHTS``; nothing is learned.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from generator.claims.terms import terms
from generator.data import table
from generator.language.lexicon import listed, verbs
from generator.model import AnnotatedArticle, BlockKind, ClaimStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature adds; a feature that is a share of something lies between 0 and 1.

    Attributes:
        central: The passage's words are those that the articles share.
        headline: Its words are those of the articles' headlines.
        lead: It stands at the head of its article.
        corroborated: For each further article that says the same, up to three.
        dated: It says when.
        placed: It says where.
        earlier: It tells of the time before the news.
        aside: The text speaks of itself, or of how remarkable something is.
        speech: It is direct speech, or a question.
        length: It has fewer than 7 or more than 45 words.
        doubtful: It is denied, unclear or inferred.
    """

    central: float = 3.0
    headline: float = 2.0
    lead: float = 1.5
    corroborated: float = 1.0
    dated: float = 0.4
    placed: float = 0.2
    earlier: float = -1.0
    aside: float = -1.2
    speech: float = -1.0
    length: float = -0.8
    doubtful: float = -1.5


WEIGHTS = Weights()
_SMOOTHING = 5  # words; keeps a short passage of shared words from being all share
_SHORT, _LONG = 7, 45
_MOST_CORROBORATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What salience asks of a passage.

    Attributes:
        text: Its words.
        paragraph: 0-based number of its paragraph.
        articles: How many articles say the same, itself included.
    """

    text: str
    paragraph: int
    articles: int = 1
    dated: bool = False
    placed: bool = False
    earlier: bool = False
    status: ClaimStatus = ClaimStatus.REPORTED


class Subject:
    """What a set of articles is about: how much each word tells, by how widely it is shared."""

    def __init__(self, articles: Sequence[AnnotatedArticle]) -> None:
        """Count the words of every article once."""
        shared: Counter[str] = Counter()
        used: Counter[str] = Counter()
        heads: Counter[str] = Counter()
        self._headlines = 0
        for item in articles:
            article = item.article
            inside: set[str] = set()
            for sentence in article.sentences:
                if sentence.kind is BlockKind.CAPTION:
                    continue
                found = terms(article.text[sentence.start : sentence.end])
                used.update(found)
                inside.update(found)
            shared.update(inside)
            if article.headline:
                heads.update(terms(article.headline))
                self._headlines += 1
        # How many articles share a word, then how many sentences use it: in a single article the latter decides.
        most = max(used.values(), default=1)
        self._weights = {
            word: (shared[word] / len(articles)) * (0.3 + 0.7 * sqrt(count / most))
            for word, count in used.items()
            if count > 1
        }
        self._heads = {word: count / self._headlines for word, count in heads.items()}
        self._said_by_heads = fsum(self._heads.values())

    def centrality(self, text: str) -> float:
        """How much of what the articles share a text holds, from 0 to 1."""
        found = terms(text)
        return fsum(self._weights.get(word, 0.0) for word in found) / (len(found) + _SMOOTHING)

    def headline_share(self, text: str) -> float:
        """How much of the headlines a text holds, from 0 to 1; words of more headlines count more."""
        every = self._said_by_heads
        return fsum(self._heads.get(word, 0.0) for word in terms(text)) / every if every else 0.0

    def share(self, text: str) -> float:
        """How much a text holds of what the articles share and of their headlines, from 0 to 2."""
        return self.centrality(text) + self.headline_share(text)

    def score(self, passage: Features, weights: Weights = WEIGHTS) -> float:
        """The salience of a passage; higher is more central."""
        size = len(passage.text.split())
        score = (
            weights.central * self.centrality(passage.text)
            + weights.headline * self.headline_share(passage.text)
            + weights.lead / (1 + passage.paragraph)
            + weights.corroborated * min(passage.articles - 1, _MOST_CORROBORATED)
        )
        for true, weight in (
            (passage.dated, weights.dated),
            (passage.placed, weights.placed),
            (passage.earlier, weights.earlier),
            (_is_aside(passage.text), weights.aside),
            (is_speech(passage.text), weights.speech),
            (not _SHORT <= size <= _LONG, weights.length),
            (passage.status.doubtful, weights.doubtful),
        ):
            score += weight if true else 0.0
        return round(score, 6)


def _is_aside(text: str) -> bool:
    low = text.casefold().replace("’", "'")
    return any(cue in low for cue in _asides())


def is_speech(text: str) -> bool:
    """Whether a text is direct speech, or a question."""
    return text[:1] in '"“„«' or text.rstrip().endswith("?")


def is_reaction(text: str) -> bool:
    """Whether a text tells how somebody took the event: "was heartened", "vowed", "Shares fell"."""
    low = f" {text.casefold().replace('’', chr(39))} "
    cues, words = table("context_dependence")["reactions"], low.split()
    by_market = not listed("context_dependence", "markets").isdisjoint(words[:1])
    return by_market or any(f" {cue} " in low for cue in cues) or not verbs("reacts").isdisjoint(words)


@functools.cache
def _asides() -> tuple[str, ...]:
    return tuple(table("context_dependence")["asides"])
