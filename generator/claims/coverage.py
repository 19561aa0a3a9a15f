"""What the claims cover: which sentences of each article they carry, which nobody has taken up, and which places.

Comes in: articles and the evidence of claims. Goes out: a ``Coverage`` for each article; the story's places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.language.spans import Covered
from generator.language.tokens import RUNS
from generator.model import (
    AnnotatedArticle,
    Article,
    BlockKind,
    Claim,
    Coverage,
    Evidence,
    HiddenPassage,
    Place,
    PlaceKind,
    Sentence,
)


def measure_coverage(
    articles: Sequence[Article], evidence: Iterable[Evidence], hidden: Iterable[HiddenPassage]
) -> tuple[Coverage, ...]:
    """Sort every sentence of every article into carried, unused and open.

    A sentence is carried when a quotation overlaps it, unused when a passage that the editor
    hides does, and open otherwise. Headings and captions count like sentences.
    """
    cited: dict[str, list[tuple[int, int]]] = {article.id: [] for article in articles}
    for item in evidence:
        cited[item.article_id].append((item.position.start, item.position.end))
    aside: dict[str, list[HiddenPassage]] = {article.id: [] for article in articles}
    for passage in hidden:
        aside[passage.article_id].append(passage)
    return tuple(_article_coverage(article, cited[article.id], aside[article.id]) for article in articles)


def open_content(coverage: Coverage) -> tuple[Sentence, ...]:
    """The open sentences that say something of their own: paragraphs, not headings or captions."""
    return tuple(sentence for sentence in coverage.open if sentence.kind is BlockKind.PARAGRAPH)


def words_in(text: str) -> list[tuple[int, int]]:
    """Where each word of a text stands, as coverage counts them."""
    return [word.span() for word in RUNS.finditer(text)]


def quoted_words(article: Article, evidence: Iterable[Evidence]) -> int:
    """How many words of an article some evidence quotes, each once."""
    spans = Covered(
        (item.position.start, item.position.end) for item in evidence if item.article_id == article.id
    )
    return sum(spans.touches(*word) for word in words_in(article.text))


def share_of(part: int, whole: int) -> int:
    """A share in percent, rounded to the nearest.

    >>> share_of(477, 506), share_of(0, 0)
    (94, 0)
    """
    return round(100 * part / whole) if whole else 0


def hidden_starts(coverage: Coverage) -> frozenset[int]:
    """Where the sentences begin that the editor hides."""
    return frozenset(sentence.start for sentence, _reason in coverage.unused)


def hidden_spans(coverage: Coverage, *, also_open: bool = False) -> Covered:
    """The sentences of an article that the editor hides; ``also_open``: those too that no claim takes up."""
    hidden = [sentence for sentence, _reason in coverage.unused] + list(coverage.open if also_open else ())
    return Covered((sentence.start, sentence.end) for sentence in hidden)


def is_hidden(coverage: Iterable[Coverage], *, also_open: bool = False) -> Callable[[Evidence], bool]:
    """A function that tells whether words lie, in part at least, in a sentence of `hidden_spans`."""
    spans = {item.article_id: hidden_spans(item, also_open=also_open) for item in coverage}
    return lambda item: spans[item.article_id].touches(item.position.start, item.position.end)


def _article_coverage(
    article: Article, cited: Sequence[tuple[int, int]], aside: Sequence[HiddenPassage]
) -> Coverage:
    carried, unused, still_open = [], [], []
    quoted = Covered(cited)
    for sentence in article.sentences:
        reasons = [
            item.reason for item in aside if _overlap(sentence, item.position.start, item.position.end)
        ]
        if quoted.touches(sentence.start, sentence.end):
            carried.append(sentence)
        elif reasons:
            unused.append((sentence, reasons[0]))
        else:
            still_open.append(sentence)
    return Coverage(
        article_id=article.id,
        carried=tuple(carried),
        unused=tuple(unused),
        open=tuple(still_open),
        cited_words=sum(len(article.text[start:end].split()) for start, end in quoted.spans),
        words=len(article.text.split()),
    )


def _overlap(sentence: Sentence, start: int, end: int) -> bool:
    return start < sentence.end and sentence.start < end


# ---------------------------------------------------------------- the places of a story


def places_of(claims: Sequence[Claim], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that claims speak of: the story's own first, in its order."""
    # Articles may write one place with and without its accents.
    one = {(place.id, place.lat, place.lon): place for claim in reversed(claims) for place in claim.where}
    spoken = dict.fromkeys(one[place.id, place.lat, place.lon] for claim in claims for place in claim.where)
    own = set(places)
    return (
        *(place for place in places if place in spoken),
        *(place for place in spoken if place not in own),
    )


def center_of(claims: Sequence[Claim]) -> Place | None:
    """The site or town that most claims speak of, the first named of equals."""
    points = Counter(
        place for claim in claims for place in claim.where if place.kind in (PlaceKind.SITE, PlaceKind.TOWN)
    )
    return max(points, key=points.__getitem__, default=None)


def places_named(articles: Mapping[str, AnnotatedArticle], evidence: Sequence[Evidence]) -> tuple[Place, ...]:
    """The places that the quotations name and mean as places, each once."""
    return tuple(
        dict.fromkeys(
            mention.place
            for item in evidence
            for mention in articles[item.article_id].places
            if mention.literal
            and mention.place is not None
            and item.position.start <= mention.start
            and mention.end <= item.position.end
        )
    )
