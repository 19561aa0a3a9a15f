"""What the claims cover: which sentences of each article they carry, which nobody has taken up, and which places.

Comes in: articles and the evidence of claims. Goes out: a ``Coverage`` for each article; the story's places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.language.spans import Covered, merge_spans
from generator.language.tokens import RUNS
from generator.model import (
    AnnotatedArticle,
    Article,
    Block,
    BlockKind,
    Claim,
    Coverage,
    Evidence,
    HiddenPassage,
    Place,
    PlaceKind,
    Sentence,
)

_CONTEXT_WORDS = 6


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
            item.reason
            for item in aside
            if sentence.start < item.position.end and item.position.start < sentence.end
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


# ---------------------------------------------------------------- how much of an article is shown


def quoted_windows(
    article: Article, block: Block, cited: Sequence[Evidence], hidden: Covered
) -> Iterator[tuple[int, int]]:
    """The stretches of a block that are shown around what is quoted of it, as far as nothing of them is hidden."""
    parts = quoted_parts(block, cited)
    if not parts:
        return
    quoted = Covered(parts)
    shut = Covered(part for low, high in hidden.spans for part in quoted.left(low, high))
    for start, end in _windows(article, block, parts):
        yield from (part for part in shut.left(start, end) if quoted.touches(*part))


def _windows(article: Article, block: Block, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    words = [
        (block.start + word.start(), block.start + word.end())
        for word in RUNS.finditer(article.text[block.start : block.end])
    ]
    firsts, lasts = [first for first, _ in words], [last for _, last in words]
    spans = []
    for start, end in parts:
        before, after = bisect_right(lasts, start), bisect_left(firsts, end)
        first = firsts[max(0, before - _CONTEXT_WORDS)] if before else min(start, block.start)
        last = lasts[min(after + _CONTEXT_WORDS, len(words)) - 1] if after < len(words) else block.end
        whole = [item for item in article.sentences if item.start < end and start < item.end]
        spans.append(
            (
                min([first, *(max(block.start, item.start) for item in whole)]),
                max([last, *(min(block.end, item.end) for item in whole)]),
            )
        )
    yield from merge_spans(spans)


def quoted_parts(block: Block, cited: Sequence[Evidence]) -> tuple[tuple[int, int], ...]:
    """What is quoted of a block; of a quotation that goes on in the next block, its part in this one."""
    return merge_spans(
        (max(block.start, item.position.start), min(block.end, item.position.end))
        for item in cited
        if item.position.start < block.end and block.start < item.position.end
    )


def within_limits(
    claims: Iterable[Claim],
    articles: Sequence[Article],
    cited: Iterable[Evidence],
    coverage: Sequence[Coverage],
    limits: Mapping[str, int],
) -> tuple[tuple[Claim, ...], Callable[[Evidence], bool]]:
    """The claims that nobody wrote for which the articles' limits leave room, and whether words are then shown.

    Args:
        claims: Each shows the words that it rests on first; the first of an article take its room.
        articles: The story's.
        cited: What the editor's own statements quote; it stays, with the words around it.
        coverage: Of each article.
        limits: Percent of the words of an article that may be shown, by its id; without one, all.
    """
    own = list(cited)
    rooms = {
        article.id: _Room(article, own, hidden_spans(item), limits[article.id])
        for article, item in zip(articles, coverage, strict=True)
        if article.id in limits
    }

    def takes(item: Evidence) -> bool:
        return item.article_id not in rooms or rooms[item.article_id].takes(item)

    # What is told first of all has room before what else carries it.
    led = [claim for claim in claims if takes(claim.evidence[0])]
    kept = tuple(
        replace(claim, evidence=(claim.evidence[0], *filter(takes, claim.evidence[1:]))) for claim in led
    )
    return kept, lambda item: item.article_id not in rooms or rooms[item.article_id].has(item)


class _Room:
    """How many words of an article may still be shown."""

    def __init__(self, article: Article, cited: Sequence[Evidence], hidden: Covered, limit: int) -> None:
        words = words_in(article.text)
        self._article, self._hidden = article, hidden
        self._starts, self._ends = [first for first, _ in words], [last for _, last in words]
        self._most = limit * len(words) // 100
        self._shown: set[int] = set()
        for item in cited:
            if item.article_id == article.id:
                self._shown |= self._around(item)

    def _around(self, item: Evidence) -> set[int]:
        """The numbers of the words that are shown where words are quoted."""
        found: set[int] = set()
        for block in self._article.blocks:
            for start, end in quoted_windows(self._article, block, [item], self._hidden):
                found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return found

    def takes(self, item: Evidence) -> bool:
        """Show these words too, if there is room for them."""
        shown = self._shown | self._around(item)
        if len(shown) > self._most:
            return False
        self._shown = shown
        return True

    def has(self, item: Evidence) -> bool:
        """Whether all of these words are shown."""
        return self._around(item) <= self._shown


# ---------------------------------------------------------------- the places of a story


def places_of(claims: Sequence[Claim], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that claims speak of: the story's own first, in its order."""
    # Articles may write one place with and without its accents.
    one = {(place.id, place.lat, place.lon): place for claim in reversed(claims) for place in claim.where}
    spoken = dict.fromkeys(one[place.id, place.lat, place.lon] for claim in claims for place in claim.where)
    own = set(places)
    return (*(place for place in places if place in spoken), *(place for place in spoken if place not in own))


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
